"""A table in memory as columns of numbered texts: a million lines repeat a few thousand different texts.

All parsing then happens once per different text, and all comparing on numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column:
    """Texts of one column: ``texts[codes[i]]`` is what stands in row i."""

    codes: Codes
    texts: list[str]

    def __len__(self) -> int:
        return len(self.codes)

    def at(self, row: int) -> str:
        """The text of one row."""
        return self.texts[int(self.codes[row])]

    def take(self, rows: Ints | Bools) -> "Column":
        """The same texts, other rows."""
        return Column(self.codes[rows], self.texts)

    def flags(self, test: Callable[[str], bool]) -> Bools:
        """Per row, whether its text passes `test`."""
        return np.fromiter(map(test, self.texts), dtype=bool, count=len(self.texts))[self.codes]

    def mapped(self, change: Callable[[str], str]) -> "Column":
        """Every text changed; equal results share one number afterwards."""
        numbers: dict[str, int] = {}
        moved = np.fromiter(
            (numbers.setdefault(change(text), len(numbers)) for text in self.texts),
            dtype=np.int32,
            count=len(self.texts),
        )
        return Column(moved[self.codes] if len(moved) else self.codes, list(numbers))


def constant(text: str, rows: int) -> Column:
    """A column that holds `text` everywhere."""
    return Column(np.zeros(rows, dtype=np.int32), [text])


def joined(columns: Sequence[Column]) -> Column:
    """Columns one below the other, numbered as one."""
    numbers: dict[str, int] = {}
    parts = []
    for column in columns:
        moved = np.fromiter(
            (numbers.setdefault(text, len(numbers)) for text in column.texts), dtype=np.int32, count=len(column.texts)
        )
        parts.append(moved[column.codes] if len(moved) else column.codes)
    return Column(np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32), list(numbers))


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that does not fit the table: where, why, and its text as far as it is kept."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file (a CSV has one, a workbook one per sheet).

    Attributes:
        sheet: name of the sheet, empty for CSV.
        header: column headings as they stand there.
        columns: one per heading.
        lines: line number of each row in its file or sheet, the first line being 1.
        malformed: lines that are no rows.
        typed: cells came with types (a workbook): numbers have a decimal point, dates are ISO.
    """

    sheet: str
    header: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: Ints
    malformed: tuple[Malformed, ...] = ()
    typed: bool = False

    def __len__(self) -> int:
        return len(self.lines)

    def row(self, index: int) -> list[str]:
        """The texts of one row."""
        return [column.at(index) for column in self.columns]


def without_blank(table: Table) -> Table:
    """The table without rows in which nothing stands."""
    filled = np.zeros(len(table), dtype=bool)
    for column in table.columns:
        if filled.all():
            return table
        filled |= column.flags(lambda text: bool(text.strip()))
    if filled.all():
        return table
    columns = tuple(column.take(filled) for column in table.columns)
    return replace(table, columns=columns, lines=table.lines[filled])


@dataclass
class TableBuilder:
    """Collects rows by the chunk; each chunk is turned into numbers at once, so that repeated texts take no memory."""

    header: tuple[str, ...]
    sheet: str = ""
    typed: bool = False
    _numbers: list[dict[str, int]] = field(default_factory=list)
    _codes: list[list[Codes]] = field(default_factory=list)
    _lines: list[Ints] = field(default_factory=list)
    malformed: list[Malformed] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = [{} for _ in self.header]
        self._codes = [[] for _ in self.header]

    def add(self, rows: Iterable[Sequence[str]], lines: Ints) -> None:
        """Add rows as wide as the header."""
        import pandas as pd

        if not len(lines):
            return
        for index, cells in enumerate(zip(*rows, strict=True)):
            holder = np.empty(len(cells), dtype=object)
            holder[:] = cells
            codes, unique = pd.factorize(holder)
            numbers = self._numbers[index]
            moved = np.fromiter(
                (numbers.setdefault(text, len(numbers)) for text in unique), dtype=np.int32, count=len(unique)
            )
            self._codes[index].append(moved[codes])
        self._lines.append(lines)

    def build(self) -> Table:
        """The table so far."""
        empty = [np.zeros(0, dtype=np.int32)]
        columns = tuple(
            Column(np.concatenate(codes or empty), list(numbers))
            for codes, numbers in zip(self._codes, self._numbers, strict=True)
        )
        lines = np.concatenate(self._lines) if self._lines else np.zeros(0, dtype=np.int64)
        return Table(self.sheet, self.header, columns, lines, tuple(self.malformed), self.typed)


def picked(items: Iterable[T], flags: Bools) -> list[T]:
    """Those of `items` whose flag is set."""
    return list(compress(items, flags.tolist()))
