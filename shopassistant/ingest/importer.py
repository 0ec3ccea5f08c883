"""Brings a shop's own records in: all files or none, in one transaction, with a report of every decision.

Reading and cleaning happen before the store is locked, so that other windows wait only while rows are written. A line
the store already has (by its fingerprint) is left alone; where nothing is new, nothing at all is written.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from shopassistant.core.changes import Changes
from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.ingest.headers import Recognised
from shopassistant.ingest.lines import SalesLines, stacked
from shopassistant.ingest.options import ImportOptions
from shopassistant.ingest.people import Buyer, buyers
from shopassistant.ingest.presets import preset
from shopassistant.ingest.reading import Opened, read_file
from shopassistant.ingest.rejects import Rejects, write_rejects
from shopassistant.ingest.report import Derived, FileReport, ImportReport, RuleBook
from shopassistant.ingest.sales_clean import Cleaned, clean_sales
from shopassistant.ingest.sales_read import Reading, how_written, read_sales, zone_of
from shopassistant.ingest.sales_shape import derive
from shopassistant.ingest.sales_write import Booked, book_sales
from shopassistant.ingest.table import Codes, Table
from shopassistant.store.actor import IMPORT, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import ImportRun
from shopassistant.store.shop import Shop, load_shop
from shopassistant.store.unit_of_work import UnitOfWork

_COUNTS = ("lines_new", "sales", "returns", "customers", "products", "stock_counts")
_SALES_NUMBERS = ("quantity", "price", "total", "discount", "discount_percent", "tax_rate")


@dataclass(frozen=True)
class _Sales:
    """Cleaned sales of all files, ready to be booked."""

    cleaned: Cleaned
    who: Codes
    people: list[Buyer]
    derived: Derived
    rejects: list[Rejects]


@dataclass
class _Run:
    """What the steps of one import hand on."""

    options: ImportOptions
    shop: Shop
    progress: Progress
    book: RuleBook = field(default_factory=RuleBook)
    files: list[FileReport] = field(default_factory=list)
    rejects: list[Rejects] = field(default_factory=list)
    parts: list[tuple[int, Table, Recognised, Reading, Rejects]] = field(default_factory=list)
    lines_read: int = 0


def import_files(
    store: Store,
    paths: Sequence[Path],
    *,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
    actor: Actor = IMPORT,
) -> ImportReport:
    """Import files of sales, products, customers and stock counts, all or nothing.

    Raises:
        UserError: a file cannot be imported as it is; the code says why and what to do. The store is unchanged.
        NotFound, EnvironmentProblem: a file, the store or the reject file cannot be read or written.
        Cancelled: by `progress`; the store is unchanged.
    """
    if not paths:
        raise UserError("import.no_files")
    with store.read() as session:
        shop = load_shop(session)
    run = _Run(options or ImportOptions(), shop, progress or NoProgress())
    for place, path in enumerate(paths):
        _read(run, place, path)
    sales = _clean_sales(run)
    _check_usable(run)
    return _write(store, run, sales, actor)


def _read(run: _Run, place: int, path: Path) -> None:
    opened = read_file(path, run.options, run.progress)
    lines = 0
    for table, recognised in opened.tables:
        lines += len(table) + len(table.malformed)
        reading = _how_written(run, table, recognised, path.name)
        rejects = Rejects(path.name, table)
        run.rejects.append(rejects)
        run.parts.append((place, table, recognised, reading, rejects))
    run.lines_read += lines
    run.files.append(_file_report(opened, run.parts[-1][3], lines))


def _how_written(run: _Run, table: Table, recognised: Recognised, file: str) -> Reading:
    return how_written(
        table, recognised.columns, "sold_at", _SALES_NUMBERS, file, run.options.day_first, run.options.decimal_mark
    )


def _file_report(opened: Opened, reading: Reading, lines: int) -> FileReport:
    table, recognised = opened.tables[0]
    return FileReport(
        name=opened.path.name,
        sha256=opened.sha256,
        kind=recognised.kind,
        preset=recognised.preset,
        encoding=opened.encoding,
        delimiter=opened.delimiter,
        decimal_mark=reading.mark,
        date_order=reading.order.order,
        date_basis=reading.order.basis,
        mapping={name: table.header[column] for name, column in recognised.columns.items()},
        lines=lines,
    )


def _clean_sales(run: _Run) -> _Sales | None:
    parts = [part for part in run.parts if part[2].kind == "sales"]
    if not parts:
        return None
    run.progress.report("import.cleaning", 0, run.lines_read)
    zone = zone_of(run.options.timezone)
    read: list[SalesLines] = []
    for number, (_, table, recognised, reading, refused) in enumerate(parts):
        read.append(
            read_sales(
                table, recognised.columns, preset(recognised.preset), reading, zone, run.shop.money, number, refused
            )
        )
        run.progress.report("import.cleaning", sum(map(len, read)), run.lines_read)
    rejects = [part[4] for part in parts]
    files = [part[0] for part in parts]
    found = preset(parts[0][2].preset)
    cleaned = clean_sales(stacked(read), files, found, rejects, run.book, run.options.keep_duplicates)
    who, people = buyers(cleaned.lines, run.shop.country)
    return _Sales(cleaned, who, people, derive(cleaned.lines, who), rejects)


def _check_usable(run: _Run) -> None:
    refused = sum(map(len, run.rejects))
    for rejects in run.rejects:
        rejects.tell(run.book)
    if run.lines_read == 0:
        raise UserError("import.no_lines", file=run.files[0].name)
    if refused == run.lines_read:
        reason = max((rejects.main_reason() for rejects in run.rejects), key=lambda name: run.book.count(name))
        raise UserError("import.nothing_usable", file=run.files[0].name, count=refused, reason=reason)


def _write(store: Store, run: _Run, sales: _Sales | None, actor: Actor) -> ImportReport:
    scratch = _scratch(run.options.reject_file)
    rejected = write_rejects(scratch, run.rejects) if scratch else sum(map(len, run.rejects))
    try:
        with store.begin(actor) as unit:
            began = time.monotonic()
            booked = _book(unit, run, sales)
            report = _report(run, sales, booked, rejected)
            if booked.lines:
                _note(unit, run, report)
                unit.commit()
            locked = time.monotonic() - began
        _put_in_place(scratch, run.options.reject_file, rejected)
    finally:
        if scratch:
            scratch.unlink(missing_ok=True)
    values = {name: getattr(report, name) for name in ImportReport.__dataclass_fields__}
    return ImportReport(**{**values, "locked_seconds": round(locked, 3)})


def _book(unit: UnitOfWork, run: _Run, sales: _Sales | None) -> Booked:
    if sales is None:
        return Booked()
    return book_sales(
        unit, sales.cleaned.lines, sales.who, sales.people, run.shop, sales.rejects, run.book, run.progress
    )


def _report(run: _Run, sales: _Sales | None, booked: Booked, rejected: int) -> ImportReport:
    kinds = {file.kind for file in run.files}
    at = sales.cleaned.lines.at if sales else np.zeros(0, dtype=np.int64)
    return ImportReport(
        files=tuple(run.files),
        kind=kinds.pop() if len(kinds) == 1 else "mixed",
        lines_read=run.lines_read,
        lines_new=booked.lines,
        lines_known=booked.known + (sales.cleaned.overlapping if sales else 0),
        rejected=rejected,
        sales=booked.sales,
        returns=booked.returns,
        customers=booked.customers,
        products=booked.products,
        rules=run.book.done(),
        derived=sales.derived if sales else Derived(),
        first_at=str(np.datetime64(int(at.min()), "s")) + "Z" if len(at) else "",
        last_at=str(np.datetime64(int(at.max()), "s")) + "Z" if len(at) else "",
        reject_file=str(run.options.reject_file) if run.options.reject_file and rejected else None,
        changes=Changes(everything=bool(booked.lines)),
    )


def _note(unit: UnitOfWork, run: _Run, report: ImportReport) -> None:
    """One row per file, and one line in the audit trail."""
    plain = report.to_json()
    for file in run.files:
        row = ImportRun(
            file_name=file.name[:255], file_sha256=file.sha256, preset=file.preset, at=unit.clock.now(), report=plain
        )
        unit.session.add(row)
    unit.session.flush()
    counts = {name: getattr(report, name) for name in _COUNTS}
    unit.audit("import.finished", "import_run", None, files=[file.name for file in run.files], **counts)


def _scratch(reject_file: Path | None) -> Path | None:
    return reject_file.with_name(reject_file.name + ".part") if reject_file else None


def _put_in_place(scratch: Path | None, target: Path | None, rejected: int) -> None:
    if scratch is None or target is None or not rejected:
        return
    try:
        scratch.replace(target)
    except OSError as error:
        raise EnvironmentProblem("export.unwritable", path=str(target), reason=str(error)) from error
