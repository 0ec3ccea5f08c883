"""One import on its way: its files read and cleaned, before the store is locked."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from shopassistant.core.progress import Progress
from shopassistant.ingest.customer_rows import CustomerRows, order_of, read_customers
from shopassistant.ingest.headers import Recognised
from shopassistant.ingest.lines import SalesLines, stacked
from shopassistant.ingest.options import ImportOptions
from shopassistant.ingest.people import Buyer, buyers
from shopassistant.ingest.presets import preset
from shopassistant.ingest.products import NUMBERS, ProductRows, read_products
from shopassistant.ingest.reading import Opened, read_file
from shopassistant.ingest.rejects import Rejects
from shopassistant.ingest.report import Derived, FileReport, RuleBook
from shopassistant.ingest.sales_clean import Cleaned, clean_sales
from shopassistant.ingest.sales_read import Reading, how_written, read_sales
from shopassistant.ingest.sales_shape import derive
from shopassistant.ingest.stock import StockRows, read_stock
from shopassistant.ingest.table import Codes, Table
from shopassistant.store.database import Store
from shopassistant.store.schema import ImportRun
from shopassistant.store.shop import Shop

_SALES_NUMBERS = ("quantity", "price", "total", "discount", "discount_percent", "tax_rate")


@dataclass(frozen=True)
class CleanSales:
    """Cleaned sales of all files, ready to be booked."""

    cleaned: Cleaned
    who: Codes
    people: list[Buyer]
    derived: Derived
    rejects: list[Rejects]


@dataclass(frozen=True)
class Part:
    """One table of one file."""

    file: int
    table: Table
    recognised: Recognised
    reading: Reading
    rejects: Rejects
    before: datetime | None

    @property
    def kind(self) -> str:
        """What it holds."""
        return self.recognised.kind


@dataclass
class Run:
    """What the steps of one import hand on."""

    options: ImportOptions
    shop: Shop
    progress: Progress
    zone: ZoneInfo
    now: datetime
    book: RuleBook = field(default_factory=RuleBook)
    files: list[FileReport] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    customers: list[CustomerRows] = field(default_factory=list)
    products: list[ProductRows] = field(default_factory=list)
    stock: list[StockRows] = field(default_factory=list)
    lines_read: int = 0

    def of_kind(self, kind: str) -> list[Part]:
        """The parts that hold records of a kind."""
        return [part for part in self.parts if part.kind == kind]

    @property
    def refused(self) -> int:
        """Lines refused so far."""
        return sum(len(part.rejects) for part in self.parts)


def read_part(run: Run, store: Store, place: int, path: Path) -> None:
    opened = read_file(path, run.options, run.progress)
    with store.read() as session:
        query = select(func.min(ImportRun.at)).where(ImportRun.file_sha256 == opened.sha256)
        before = session.scalar(query)
    lines = 0
    for table, recognised in opened.tables:
        lines += len(table) + len(table.malformed)
        reading = _how_written(run, table, recognised, path.name)
        run.parts.append(Part(place, table, recognised, reading, Rejects(path.name, table), before))
    run.lines_read += lines
    run.files.append(_file_report(opened, run.parts[-len(opened.tables)].reading, lines))


def _how_written(run: Run, table: Table, recognised: Recognised, file: str) -> Reading:
    options = run.options
    fields = {"sales": _SALES_NUMBERS, "products": NUMBERS, "stock": ("quantity",), "customers": ()}[recognised.kind]
    day = {"sales": "sold_at", "stock": "counted_at"}.get(recognised.kind)
    reading = how_written(table, recognised.columns, day, fields, file, options.day_first, options.decimal_mark)
    if recognised.kind != "customers":
        return reading
    return Reading(reading.mark, order_of(table, recognised.columns, options.day_first, file))


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


def clean_all_sales(run: Run) -> CleanSales | None:
    parts = run.of_kind("sales")
    if not parts:
        return None
    read: list[SalesLines] = []
    for number, part in enumerate(parts):
        known = preset(part.recognised.preset)
        lines = read_sales(
            part.table,
            part.recognised.columns,
            known,
            part.reading,
            run.zone,
            run.shop.money,
            number,
            part.rejects,
            run.book,
        )
        read.append(lines)
        run.progress.report("import.cleaning", sum(map(len, read)), run.lines_read)
    rejects = [part.rejects for part in parts]
    files = [part.file for part in parts]
    found = preset(parts[0].recognised.preset)
    cleaned = clean_sales(stacked(read), files, found, rejects, run.book, run.options.keep_duplicates, run.now)
    who, people = buyers(cleaned.lines, run.shop.country)
    run.progress.report("import.cleaning", run.lines_read, run.lines_read)
    return CleanSales(cleaned, who, people, derive(cleaned.lines, who), rejects)


def clean_records(run: Run) -> None:
    shop, zone, book = run.shop, run.zone, run.book
    for part in run.parts:
        table, columns, reading = part.table, part.recognised.columns, part.reading
        if part.kind == "customers":
            found = read_customers(table, columns, reading, zone, shop.country, part.rejects, part.before, book)
            run.customers.append(found)
        elif part.kind == "products":
            run.products.append(read_products(table, columns, reading, shop.money, part.rejects, part.before, book))
        elif part.kind == "stock":
            run.stock.append(read_stock(table, columns, reading, zone, part.rejects, part.before, run.now))
        run.progress.report("import.cleaning", 0, run.lines_read)
