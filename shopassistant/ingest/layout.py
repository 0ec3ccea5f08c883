"""Finds the table in a text: its delimiter, and which line holds the headings (exports like to begin with a title)."""

import csv
from collections.abc import Sequence

from shopassistant.core.errors import UserError
from shopassistant.ingest import limits
from shopassistant.ingest.csv_reader import Layout, records
from shopassistant.ingest.headers import familiar
from shopassistant.ingest.options import ImportOptions

DELIMITERS = (",", ";", "\t", "|")


def find_layout(sample: str, options: ImportOptions, file: str) -> Layout:
    """The layout of a text of which `sample` is the beginning.

    The delimiter and the line that give the most familiar headings win; without any, the delimiter that cuts the
    first lines into equally many cells, and the first line that is not blank.

    Raises:
        UserError: ``import.one_column``, ``import.file_empty``, ``import.too_many_columns``.
    """
    lines = sample.splitlines(keepends=True)[:200]
    if not any(line.strip() for line in lines):
        raise UserError("import.file_empty", file=file)
    said = _said_by_excel(lines[0])
    candidates = [options.delimiter] if options.delimiter else [said] if said else list(DELIMITERS)
    found = [layout for mark in candidates if (layout := _best_row(lines, mark, skip=bool(said)))]
    if not found:
        raise UserError("import.one_column", file=file)
    layout = max(found, key=lambda item: (familiar(item.header), _consistency(lines, item)))
    if len(layout.header) > limits.MAX_COLUMNS:
        raise UserError("import.too_many_columns", file=file, count=len(layout.header), limit=limits.MAX_COLUMNS)
    return Layout(layout.delimiter, layout.header_line, tuple(clean_heading(cell) for cell in layout.header))


def clean_heading(cell: str) -> str:
    """A heading on one line, without marks that are not seen, at most 120 characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in cell).split())[:120]


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """Position of the row that looks most like headings; the first row with content where none does."""
    scores = [familiar(row) for row in rows[: limits.HEADER_ROWS]]
    if scores and max(scores) >= 2:
        return scores.index(max(scores))
    return next((place for place, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)


def _said_by_excel(line: str) -> str | None:
    """Excel may write ``sep=;`` as its first line."""
    said = line.lstrip("\ufeff").rstrip("\r\n").strip('"')
    return said[4] if len(said) == 5 and said.lower().startswith("sep=") else None


def _best_row(lines: Sequence[str], delimiter: str, *, skip: bool) -> Layout | None:
    try:
        found = list(records(lines[: 4 * limits.HEADER_ROWS], 1, delimiter))[int(skip) :]
    except csv.Error:  # a delimiter the csv module does not take, such as a line break
        return None
    found = [record for record in found if not record.reason][: limits.HEADER_ROWS]
    if not found:
        return None
    place = header_row([record.cells for record in found])
    if len(found[place].cells) < 2:
        return None
    # The header may span lines: it ends where the next record begins.
    span = _lines_of(lines, found[place].line, delimiter)
    return Layout(delimiter, found[place].line + span - 1, tuple(found[place].cells))


def _lines_of(lines: Sequence[str], first: int, delimiter: str) -> int:
    reader = csv.reader(iter(lines[first - 1 :]), delimiter=delimiter)
    next(reader, [])
    return max(reader.line_num, 1)


def _consistency(lines: Sequence[str], layout: Layout) -> tuple[float, int]:
    width = len(layout.header)
    below = lines[layout.header_line : layout.header_line + 50]
    rows = [record.cells for record in records(below, 1, layout.delimiter) if record.cells]
    return (sum(len(row) == width for row in rows) / len(rows) if rows else 0.0, width)
