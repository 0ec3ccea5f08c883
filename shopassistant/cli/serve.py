"""`shopassistant serve`: the service behind the links of e-mails, for a machine that is reached from outside."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (127.0.0.1, behind a web server)")
    parser.add_argument("--port", type=int, default=8765, help="port to listen at (8765)")
    parser.add_argument(
        "--proxy",
        metavar="ADDRESS",
        default="127.0.0.1",
        help="a web server whose word on the caller is taken (127.0.0.1)",
    )
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")


def run(args: argparse.Namespace) -> int:
    """Serve until somebody stops it. Returns 0."""
    import uvicorn

    from shopassistant.api.mail_links import make_app
    from shopassistant.cli.shop import opened

    with opened(args.db) as (store, _catalogue):
        uvicorn.run(
            make_app(store), host=args.host, port=args.port, log_level="warning", access_log=False,
            forwarded_allow_ips=args.proxy, server_header=False, timeout_keep_alive=5, limit_concurrency=200,
            h11_max_incomplete_event_size=16_384,
        )  # fmt: skip
    return 0
