"""`shopassistant check`: verify that a store is whole and its books agree."""

import argparse
import json
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(args: argparse.Namespace) -> int:
    """Check and print. Returns 0 if all is well, 1 if something was found."""
    from shopassistant.core.messages import Catalogue
    from shopassistant.core.paths import default_store
    from shopassistant.store.check import check_store
    from shopassistant.store.database import open_store

    path = args.db or default_store()
    store = open_store(path)
    try:
        report = check_store(store)
    finally:
        store.close()
    if args.json:
        print(json.dumps(report.to_json(), indent=2))
        return 0 if report.is_fine else 1
    catalogue = Catalogue()
    for finding in report.findings:
        print(catalogue.say(finding.code, {"count": finding.count}))
        for example in finding.examples:
            print(f"    {example}")
        if finding.count > len(finding.examples):
            print(f"    and {finding.count - len(finding.examples):,} more")
    if report.is_fine:
        print(catalogue.say("check.fine"))
    looked_at = ", ".join(f"{count:,} {name.replace('_', ' ')}s" for name, count in report.counts.items())
    print(f"{path}: {looked_at or 'nothing could be read'}; {report.seconds:.1f} s")
    return 0 if report.is_fine else 1
