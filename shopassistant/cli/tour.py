"""Draw every page and dialogue with demo data, offscreen: ``shopassistant tour DIR``."""

import argparse
import os
import sys
import tempfile
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Define the command's options."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the pictures go")
    parser.add_argument("--only", metavar="TEXT", default="", help="only scenes whose name contains this")
    parser.add_argument("--customers", type=int, default=400, help="size of the demo shop behind the pictures")
    parser.add_argument("--products", type=int, default=300, help="products of the demo shop")


def run(args: argparse.Namespace) -> int:
    """Save the pictures. Returns 0, or 1 where no scene has such a name."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # whatever there is, the pictures are always the same
    from shopassistant.desktop.display import load_qt

    load_qt()
    from shopassistant.desktop.tour_shop import tour

    with tempfile.TemporaryDirectory(prefix="shopassistant-tour-") as scratch:
        names = tour(args.folder, Path(scratch), args.only, args.customers, args.products)
    if not names:
        print(f"shopassistant: no scene has {args.only!r} in its name", file=sys.stderr)
        return 1
    print(f"{len(names)} pictures in {args.folder}")
    return 0
