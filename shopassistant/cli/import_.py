"""`shopassistant import`: a shop's own records into its store, with a report."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.cli.terminal import TerminalProgress
from shopassistant.ingest.options import KINDS, PRESETS, ImportOptions

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.ingest.report import ImportReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    from shopassistant.core.paths import default_store

    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="CSV, CSV.gz or XLSX: sales, products, customers, stock"
    )
    parser.add_argument(
        "--db", type=Path, default=default_store(), metavar="PATH", help="the shop's file; made if missing"
    )
    parser.add_argument("--preset", choices=PRESETS, default="auto")
    parser.add_argument("--kind", choices=KINDS, help="what the files hold, where their headings do not tell")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report as JSON")
    parser.add_argument(
        "--rejects",
        type=Path,
        metavar="FILE",
        help="write refused lines here (otherwise beside the report, or beside the shop's file)",
    )
    parser.add_argument("--map", nargs="+", default=[], metavar="FIELD=COLUMN", help="which column is which field")
    order = parser.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first", dest="day_first", action="store_true", default=None, help="03/04/2024 is in April"
    )
    order.add_argument("--month-first", dest="day_first", action="store_false", help="03/04/2024 is in March")
    parser.add_argument("--encoding", help="the files' text encoding, such as cp1252")
    parser.add_argument("--delimiter", help="the mark between columns; \\t is a tab")
    parser.add_argument("--decimal", choices=[".", ","], help="the decimal mark")
    parser.add_argument("--timezone", default="UTC", help="the shop's time zone, such as Europe/London")
    parser.add_argument(
        "--keep-duplicates", action="store_true", help="book identical lines as often as they stand in a file"
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress")


def run(args: argparse.Namespace) -> int:
    """Import and print what was done."""
    from shopassistant.core.errors import NotFound
    from shopassistant.core.messages import Catalogue
    from shopassistant.ingest.importer import import_files
    from shopassistant.store.database import open_store
    from shopassistant.store.shop import load_shop

    options = ImportOptions(
        preset=args.preset,
        kind=args.kind,
        mapping=_mapping(args.map),
        day_first=args.day_first,
        encoding=args.encoding,
        delimiter="\t" if args.delimiter == "\\t" else args.delimiter,
        decimal_mark=args.decimal,
        timezone=args.timezone,
        keep_duplicates=args.keep_duplicates,
        reject_file=args.rejects or _reject_file(args.report or args.db, args.files[0]),
    )
    if missing := [file for file in args.files if not file.exists()]:
        raise NotFound("import.file_missing", path=str(missing[0]))  # before a slip of the name makes an empty shop
    store = open_store(args.db, create=True)
    try:
        with store.read() as session:
            catalogue = Catalogue(currency=load_shop(session).money)
        progress = TerminalProgress(catalogue, not args.quiet)
        report = import_files(store, args.files, options=options, progress=progress)
    finally:
        store.close()
    if args.report:
        _save(args.report, report.to_json())
    print("\n".join(sentences(report, catalogue)))
    return 0


def sentences(report: "ImportReport", catalogue: "Catalogue") -> list[str]:
    """The report as lines of text."""
    from shopassistant.ingest.findings import findings

    lines = []
    for finding in findings(report):
        indent = "  " if finding.code.startswith("import.rule.") else ""
        lines.append(indent + catalogue.say(finding.code, finding.values))
        lines += [f"      {example.file}:{example.line}: {example.text}" for example in finding.examples[:2]]
    return lines


def _mapping(pairs: list[str]) -> dict[str, str]:
    from shopassistant.core.errors import UserError

    mapping = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals:
            raise UserError("import.map_form", given=pair)
        mapping[field.strip()] = column.strip()
    return mapping


def _reject_file(beside: Path, first: Path) -> Path:
    stem = first.name.split(".")[0] or "import"
    return beside.with_name(f"{stem}.rejected.csv")


def _save(path: Path, report: dict[str, object]) -> None:
    from shopassistant.core.errors import EnvironmentProblem

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise EnvironmentProblem("export.unwritable", path=str(path), reason=str(error)) from error
