"""`shopassistant restore`: bring a backup back, while the app may run; the state until now is kept."""

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, help="a file made by `shopassistant backup`")
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")


def run(args: argparse.Namespace) -> int:
    """Restore, leave a line in the audit trail, and say where the earlier state is."""
    from shopassistant.core.messages import Catalogue
    from shopassistant.core.paths import default_store
    from shopassistant.store.actor import SYSTEM
    from shopassistant.store.backup import restore_store
    from shopassistant.store.database import open_store

    path = args.db or default_store()
    kept = restore_store(args.file, path)
    store = open_store(path)
    try:
        with store.begin(SYSTEM) as unit:
            unit.audit("store.restored", "shop_setting", None, backup=args.file.name)
            unit.commit()
    finally:
        store.close()
    catalogue = Catalogue()
    print(catalogue.say("backup.restored", {"path": str(args.file)}))
    if kept is not None:
        print(catalogue.say("backup.kept", {"path": str(kept)}))
    return 0
