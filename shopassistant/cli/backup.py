"""`shopassistant backup`: copy a store into one file while it is in use."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, help="where the copy goes; a file that is there is replaced")
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")


def run(args: argparse.Namespace) -> int:
    """Copy and say where to."""
    from shopassistant.core.messages import Catalogue
    from shopassistant.core.paths import default_store
    from shopassistant.store.backup import copy_store

    copy_store(args.db or default_store(), args.file)
    print(Catalogue().say("backup.done", {"path": str(args.file)}))
    return 0
