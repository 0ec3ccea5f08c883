"""Reads spreadsheets (XLSX) cell by cell, without ever trusting what the archive says of itself."""

import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from openpyxl.utils.exceptions import InvalidFileException

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Progress
from shopassistant.ingest import limits
from shopassistant.ingest.csv_reader import fitted
from shopassistant.ingest.headers import Recognised, familiar, recognise
from shopassistant.ingest.layout import clean_heading, header_row
from shopassistant.ingest.options import ImportOptions
from shopassistant.ingest.table import Malformed, Table, TableBuilder

_CHUNK = 10_000
_KEPT_TEXT = 2_000
# What openpyxl, its XML parser and the archive raise on damaged or hostile parts (a parse error is a SyntaxError).
_DAMAGES = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, SyntaxError, OverflowError, RecursionError,
    AssertionError, RuntimeError, EOFError, OSError, zipfile.BadZipFile, zlib.error, struct.error,
    InvalidFileException,
)  # fmt: skip


def read_workbook(path: Path, options: ImportOptions, progress: Progress) -> tuple[tuple[Table, Recognised], ...]:
    """The tables of all sheets with headings that are understood.

    Sheets without any (a cover, notes) are left aside as long as one is understood.

    Raises:
        UserError: ``import.workbook_damaged``, ``import.not_a_workbook``, ``import.bomb``, a limit, or what is wrong
            with the headings of the first sheet.
        Cancelled: by `progress`.
    """
    check_archive(path)
    found: list[tuple[Table, Recognised]] = []
    first_problem: UserError | None = None
    with closing(_sheets(path)) as sheets:
        for title, rows in sheets:
            head = _head(rows)
            if not head:
                continue
            place = header_row([cells for _, cells in head])
            header = _header(head[place][1], path.name)
            try:
                recognised = recognise(header, options, path.name)
            except UserError as problem:
                first_problem = first_problem or problem
                continue
            below = _chained(head[place + 1 :], rows)
            found.append((_table(title, header, below, progress, path.name), recognised))
    if not found:
        raise first_problem or UserError("import.file_empty", file=path.name)
    return tuple(found)


def preview_rows(path: Path, count: int) -> list[list[str]]:
    """The first rows of the first sheet with familiar headings, or else of the first that has any rows."""
    check_archive(path)
    first: list[list[str]] = []
    with closing(_sheets(path)) as sheets:
        for _, rows in sheets:
            head = [cells for (_, cells), _ in zip(rows, range(count), strict=False)]
            if head and familiar(head[header_row(head)]) >= 2:
                return head
            first = first or head
    return first


def check_archive(path: Path) -> None:
    """Refuse an archive that is no workbook, or that unpacks to more than a workbook may hold."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UserError("import.workbook_damaged", file=path.name) from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.MAX_WORKBOOK_BYTES or len(parts) > limits.MAX_WORKBOOK_PARTS:
        raise UserError("import.bomb", file=path.name)
    for part in parts:
        if part.file_size > limits.RATIO_FREE_BYTES and part.file_size > limits.MAX_RATIO * max(part.compress_size, 1):
            raise UserError("import.bomb", file=path.name)
    if not any(part.filename.lower().endswith("workbook.xml") for part in parts):
        raise UserError("import.not_a_workbook", file=path.name)


def _sheets(path: Path) -> Generator[tuple[str, Iterator[tuple[int, list[str]]]], None, None]:
    """Title and rows (number, cells as text) of each sheet; whatever a damaged workbook raises gets a sentence."""
    import openpyxl

    with path.open("rb") as file:  # ours to close, whatever openpyxl makes of it
        try:
            book: Any = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except _DAMAGES as error:
            raise UserError("import.workbook_damaged", file=path.name) from error
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a sheet says of its size may be wrong by millions
            yield str(sheet.title)[:80], _rows(sheet, path.name)


def _rows(sheet: Any, file: str) -> Iterator[tuple[int, list[str]]]:
    rows = iter(())
    number = wide = 0
    while True:
        try:
            if not number:
                rows = sheet.iter_rows(values_only=True)
            cells = next(rows, None)
        except _DAMAGES as error:
            raise UserError("import.workbook_damaged", file=file) from error
        if cells is None:
            return
        number += 1
        wide += len(cells) > limits.MAX_COLUMNS
        # Gaps between row numbers come as empty rows: a sheet that names impossible rows or columns would take hours.
        if number > limits.MAX_SHEET_ROWS or wide > limits.MAX_WIDE_ROWS:
            raise UserError("import.workbook_damaged", file=file)
        yield number, _texts(cells)


def _texts(cells: Sequence[object]) -> list[str]:
    if not any(cell is not None for cell in cells):
        return []
    texts = [cell_text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def cell_text(cell: object) -> str:
    """A cell as text: numbers with a decimal point, dates in ISO form, nothing for an error."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return "" if cell in ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!") else cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return (cell + timedelta(microseconds=500_000)).replace(microsecond=0).isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _head(rows: Iterator[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    head: list[tuple[int, list[str]]] = []
    for (number, cells), _ in zip(rows, range(10 * limits.HEADER_ROWS), strict=False):
        if cells:
            head.append((number, cells))
        if len(head) == limits.HEADER_ROWS:
            break
    return head


def _header(cells: Sequence[str], file: str) -> tuple[str, ...]:
    if len(cells) > limits.MAX_COLUMNS:
        raise UserError("import.too_many_columns", file=file, count=len(cells), limit=limits.MAX_COLUMNS)
    return tuple(clean_heading(cell) for cell in cells)


def _chained(
    head: Sequence[tuple[int, list[str]]], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    yield from head
    yield from rows


def _table(
    title: str, header: tuple[str, ...], rows: Iterator[tuple[int, list[str]]], progress: Progress, file: str
) -> Table:
    builder = TableBuilder(header, sheet=title, typed=True)
    good: list[list[str]] = []
    numbers: list[int] = []
    for number, cells in rows:
        if not cells:
            continue
        cells, reason = fitted(cells + [""] * (len(header) - len(cells)), len(header))
        if reason == "blank":
            continue
        if reason:
            builder.malformed.append(Malformed(number, reason, " | ".join(cells)[:_KEPT_TEXT]))
            if len(builder.malformed) > limits.MAX_MALFORMED:
                raise UserError("import.too_malformed", file=file, count=len(builder.malformed))
            continue
        good.append(cells)
        numbers.append(number)
        if len(good) == _CHUNK:
            builder.add(good, np.array(numbers, dtype=np.int64))
            good, numbers = [], []
            progress.report("import.reading", number, 0)
    builder.add(good, np.array(numbers, dtype=np.int64))
    return builder.build()
