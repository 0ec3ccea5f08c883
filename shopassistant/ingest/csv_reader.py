"""Reads delimited text into a table and keeps going: a line that is no row is set aside with its number and reason.

The usual chunk has one record per line and goes through the csv module at C speed. A chunk with quoted line breaks or
an open quotation mark is walked record by record.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Progress
from shopassistant.ingest import limits, source
from shopassistant.ingest.table import Malformed, Table, TableBuilder, without_blank

_CHUNK = 50_000
_KEPT_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table lies in the text: delimiter, number of the header's line, and the headings."""

    delimiter: str
    header_line: int
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Cells of one record and the line it begins in; a `reason` where it is no row."""

    line: int
    cells: list[str]
    reason: str = ""
    text: str = ""


def read_table(path: Path, kind: str, encoding: str, layout: Layout, progress: Progress) -> Table:
    """All rows below the header.

    Raises:
        UserError: a limit, ``import.encoding_wrong``, ``import.too_malformed``.
        Cancelled: by `progress`.
    """
    builder = TableBuilder(layout.header)
    total = path.stat().st_size
    with source.opened(path, kind) as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="strict", newline="")
        try:
            _skip(text, layout.header_line)
            for done, (first, lines) in enumerate(_chunks(text, layout)):
                _add(builder, first, lines, layout, path.name)
                progress.report("import.reading", min(done * _CHUNK * 80, total), total)
        except UnicodeError as error:
            raise UserError("import.encoding_wrong", file=path.name, encoding=encoding) from error
        finally:
            text.detach()
    return without_blank(builder.build())


def records(lines: Sequence[str], first: int, delimiter: str, width: int | None = None) -> Iterator[Record]:
    """Records of `lines`, the first of which has number `first`, one by one, open quotation marks set aside.

    A record over several lines that is not `width` cells wide began with a mark that should not be there: its first
    line is set aside and the next lines are read for themselves.
    """
    at = 0
    while at < len(lines):
        reader = csv.reader(iter(lines[at : at + limits.MAX_QUOTED_LINES]), delimiter=delimiter)
        try:
            cells = next(reader, [])
        except csv.Error:
            yield Record(first + at, [], "field_too_long", lines[at][:_KEPT_TEXT])
            at += 1
            continue
        used = max(reader.line_num, 1)
        if used > 1 and ((width and len(cells) != width) or _is_open(lines[at : at + used], delimiter)):
            yield Record(first + at, [], "quote_open", lines[at][:_KEPT_TEXT])
            at += 1
            continue
        yield Record(first + at, cells)
        at += used


def _skip(text: io.TextIOWrapper, count: int) -> None:
    for _ in range(count):
        text.readline()


def _chunks(text: io.TextIOWrapper, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """Runs of physical lines with the number of their first, never cut inside a quoted cell."""
    number = layout.header_line + 1
    carried: list[str] = []
    while True:
        fresh = list(islice(text, _CHUNK))
        lines = carried + fresh
        if not fresh:
            if lines:
                yield number, lines
            return
        if number + len(lines) > limits.MAX_LINES:
            raise UserError("import.too_many_lines", limit=limits.MAX_LINES)
        keep = _complete(lines, layout.delimiter, len(layout.header))
        yield number, lines[:keep]
        number += keep
        carried = lines[keep:]


def _complete(lines: list[str], delimiter: str, width: int) -> int:
    """How many of `lines` end with a finished record; the rest may go on in the next chunk."""
    if not _is_open(lines[-1:], delimiter) and '"' not in "".join(lines[-limits.MAX_QUOTED_LINES :]):
        return len(lines)
    start = max(0, len(lines) - 2 * limits.MAX_QUOTED_LINES)
    ends = start
    for record in records(lines[start:], start, delimiter, width):
        ends = record.line
    # The last record may be unfinished: it is read again with the next chunk.
    return ends if ends > 0 else len(lines)


def _is_open(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a quoted cell is still open at the end of `lines`."""
    try:
        probe = list(csv.reader([*lines, "x\n"], delimiter=delimiter))
    except csv.Error:
        return True
    return not (probe and probe[-1] == ["x"])


def _add(builder: TableBuilder, first: int, lines: list[str], layout: Layout, file: str) -> None:
    width = len(layout.header)
    try:
        rows = list(csv.reader(lines, delimiter=layout.delimiter))
    except csv.Error:
        rows = []
    if len(rows) == len(lines) and not _is_open(lines[-1:], layout.delimiter):
        numbers = np.arange(first, first + len(rows), dtype=np.int64)
        if all(len(row) == width for row in rows) and max(map(len, lines)) <= limits.MAX_FIELD:
            builder.add(rows, numbers)
            return
        found: Iterator[Record] = (Record(int(n), row) for n, row in zip(numbers, rows, strict=True))
    else:
        found = records(lines, first, layout.delimiter, width)
    _add_checked(builder, found, lines, first, width)
    if len(builder.malformed) > limits.MAX_MALFORMED:
        raise UserError("import.too_malformed", file=file, count=len(builder.malformed))


def _add_checked(builder: TableBuilder, found: Iterator[Record], lines: Sequence[str], first: int, width: int) -> None:
    good: list[list[str]] = []
    numbers: list[int] = []
    for record in found:
        cells, reason = fitted(record.cells, width)
        reason = record.reason or reason
        if reason == "blank":
            continue
        if reason:
            text = record.text or lines[record.line - first].rstrip("\r\n")[:_KEPT_TEXT]
            builder.malformed.append(Malformed(record.line, reason, text))
        else:
            good.append(cells)
            numbers.append(record.line)
    builder.add(good, np.array(numbers, dtype=np.int64))


def fitted(cells: list[str], width: int) -> tuple[list[str], str]:
    """`cells` as wide as the header, or a reason why they are no row; ``blank`` where there is nothing in them."""
    if not any(cell.strip() for cell in cells):
        return cells, "blank"
    if len(cells) > width:
        if any(cell.strip() for cell in cells[width:]):
            return cells, "too_many_fields"
        cells = cells[:width]
    if len(cells) < width:
        return cells, "too_few_fields"
    if max(map(len, cells)) > limits.MAX_FIELD:
        return cells, "field_too_long"
    return cells, ""
