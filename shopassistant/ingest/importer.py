"""Brings a shop's own records in: all files or none, in one transaction, with a report of every decision.

Reading and cleaning happen before the store is locked, so that other windows wait only while rows are written. A line
the store already has (by its fingerprint) is left alone; where nothing is new, nothing at all is written.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from shopassistant.core.changes import Changes
from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.ingest.customers import write_customers
from shopassistant.ingest.options import ImportOptions
from shopassistant.ingest.products import write_products
from shopassistant.ingest.record_rows import Done
from shopassistant.ingest.rejects import write_rejects
from shopassistant.ingest.report import Derived, ImportReport
from shopassistant.ingest.run import CleanSales, Run, clean_all_sales, clean_records, read_part
from shopassistant.ingest.sales_read import zone_of
from shopassistant.ingest.sales_write import Booked, book_sales
from shopassistant.ingest.stock import write_stock
from shopassistant.store.actor import IMPORT, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import ImportRun
from shopassistant.store.shop import load_shop
from shopassistant.store.unit_of_work import UnitOfWork

_COUNTS = ("lines_new", "sales", "returns", "customers", "products", "stock_counts")


def import_files(
    store: Store,
    paths: Sequence[Path],
    *,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
    actor: Actor = IMPORT,
) -> ImportReport:
    """Import files of sales, products, customers and stock counts, all or nothing.

    Customers and products go in before sales, and stock counts last, in whatever order the files are given.

    Args:
        actor: who imports, a manager at least; `IMPORT` where nobody is signed in, as on the command line.

    Raises:
        NotAllowed: ``role.required``.
        UserError: a file cannot be imported as it is; the code says why and what to do. The store is unchanged.
        NotFound, EnvironmentProblem: a file, the store or the reject file cannot be read or written.
        Cancelled: by `progress`; the store is unchanged.
    """
    if actor != IMPORT:  # which only this machine's own command line is
        actor.require("manager")
    if not paths:
        raise UserError("import.no_files")
    options = options or ImportOptions()
    with store.read() as session:
        shop = load_shop(session)
    run = Run(options, shop, progress or NoProgress(), zone_of(options.timezone), store.clock.now())
    for place, path in enumerate(paths):
        read_part(run, store, place, path)
    run.progress.report("import.cleaning", 0, run.lines_read)
    sales = clean_all_sales(run)
    clean_records(run)
    return _write(store, run, sales, actor)


def _write(store: Store, run: Run, sales: CleanSales | None, actor: Actor) -> ImportReport:
    _check_usable(run)
    scratch = _scratch(run.options.reject_file)
    try:
        with store.begin(actor) as unit:
            began = time.monotonic()
            done, booked = _book(unit, run, sales)
            _check_usable(run)
            for part in run.parts:
                part.rejects.tell(run.book)
            if scratch:
                write_rejects(scratch, [part.rejects for part in run.parts])
            report = _report(run, sales, done, booked)
            if report.lines_new:
                _note(unit, run, report)
                unit.commit()
            locked = time.monotonic() - began
        _put_in_place(scratch, run.options.reject_file, run.refused)
    finally:
        if scratch:
            scratch.unlink(missing_ok=True)
    return replace(report, locked_seconds=round(locked, 3))


def _book(unit: UnitOfWork, run: Run, sales: CleanSales | None) -> tuple[list[Done], Booked]:
    run.progress.report("import.writing", 0, 0)
    done = [write_customers(unit, found, run.now, run.book) for found in run.customers]
    done += [write_products(unit, rows, run.book) for rows in run.products]
    booked = Booked()
    if sales is not None and len(sales.cleaned.lines):
        lines, rejects = sales.cleaned.lines, sales.rejects
        booked = book_sales(unit, lines, sales.who, sales.people, run.shop, rejects, run.book, run.progress)
    done += [write_stock(unit, counts, run.now) for counts in run.stock]
    run.progress.report("import.writing", 1, 1)
    return done, booked


def _check_usable(run: Run) -> None:
    """Refuse files of which no line can be used: something else than single lines is wrong with them.

    The reject file is written all the same, so that the lines can be looked at.
    """
    if run.lines_read == 0:
        raise UserError("import.no_lines", file=run.files[0].name)
    if run.refused < run.lines_read:
        return
    if run.options.reject_file:
        write_rejects(run.options.reject_file, [part.rejects for part in run.parts])
    reasons = sum((part.rejects.reasons() for part in run.parts), start=Counter[str]())
    main, count = reasons.most_common(1)[0]
    code = f"import.nothing_usable.{main}" if count * 2 > run.refused else "import.nothing_usable"
    raise UserError(code, file=run.files[0].name, count=run.refused)


def _report(run: Run, sales: CleanSales | None, done: Sequence[Done], booked: Booked) -> ImportReport:
    kinds = {file.kind for file in run.files}
    at = sales.cleaned.lines.at if sales else np.zeros(0, dtype=np.int64)
    lines_new = booked.lines + sum(one.lines for one in done)
    return ImportReport(
        files=tuple(run.files),
        kind=kinds.pop() if len(kinds) == 1 else "mixed",
        lines_read=run.lines_read,
        lines_new=lines_new,
        lines_known=booked.known + (sales.cleaned.overlapping if sales else 0) + sum(one.known for one in done),
        rejected=run.refused,
        sales=booked.sales,
        returns=booked.returns,
        customers=booked.customers + sum(one.customers for one in done),
        products=booked.products + sum(one.products for one in done),
        stock_counts=sum(one.stock_counts for one in done),
        rules=run.book.done(),
        derived=sales.derived if sales else Derived(),
        first_at=str(np.datetime64(int(at.min()), "s")) + "Z" if len(at) else "",
        last_at=str(np.datetime64(int(at.max()), "s")) + "Z" if len(at) else "",
        reject_file=str(run.options.reject_file) if run.options.reject_file and run.refused else None,
        changes=Changes(everything=bool(lines_new)),
    )


def _note(unit: UnitOfWork, run: Run, report: ImportReport) -> None:
    """One row per file, and one line in the audit trail."""
    plain = report.to_json()
    for file in run.files:
        row = ImportRun(
            file_name=file.name[:255], file_sha256=file.sha256, preset=file.preset, at=run.now, report=plain
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
