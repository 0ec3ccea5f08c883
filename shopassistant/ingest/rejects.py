"""Refused lines, kept as they stood, so that they can be put right and brought in again."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from shopassistant.core.csv_file import write_rows
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.ingest.report import REFUSED, Example, RuleBook
from shopassistant.ingest.table import Bools, Ints, Table

_HEAD = ("file", "sheet", "line", "reason")
_SHOWN = 200


@dataclass
class Rejects:
    """Rows of one table that were refused; the reason of each."""

    file: str
    table: Table
    _reasons: list[tuple[Ints, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.table.malformed) + sum(len(rows) for rows, _ in self._reasons)

    def refuse(self, rows: Ints, reason: str) -> None:
        """Refuse these rows of the table. A row must be refused once only."""
        if len(rows):
            self._reasons.append((rows, reason))

    def tell(self, book: RuleBook) -> None:
        """Report what was refused and why."""
        for reason, count in Counter(bad.reason for bad in self.table.malformed).items():
            some = (bad for bad in self.table.malformed if bad.reason == reason)
            book.add(reason, REFUSED, count, (Example(self.file, bad.line, bad.text[:_SHOWN]) for bad in some))
        for rows, reason in self._reasons:
            book.add(reason, REFUSED, len(rows), (self.example(int(row)) for row in rows[:5]))

    def reasons(self) -> Counter[str]:
        """How often each reason was given."""
        counts = Counter(bad.reason for bad in self.table.malformed)
        for rows, reason in self._reasons:
            counts[reason] += len(rows)
        return counts

    def example(self, row: int) -> Example:
        """One row of the table as an example."""
        return Example(self.file, int(self.table.lines[row]), " | ".join(self.table.row(row))[:_SHOWN])

    def rows(self) -> Iterator[list[object]]:
        """File, sheet, line, reason and the original fields of each refused line, in the order of the file."""
        found: list[tuple[int, str, int]] = [
            (int(self.table.lines[row]), reason, int(row)) for rows, reason in self._reasons for row in rows.tolist()
        ]
        found += [(bad.line, bad.reason, -1 - place) for place, bad in enumerate(self.table.malformed)]
        for line, reason, row in sorted(found):
            fields = self.table.row(row) if row >= 0 else [self.table.malformed[-1 - row].text]
            yield [self.file, self.table.sheet, line, reason, *fields]


class Verdict:
    """The first reason against each row of a table while it is being read."""

    def __init__(self, rows: int) -> None:
        self._reason = np.zeros(rows, dtype=np.int16)
        self._names: list[str] = [""]

    def refuse(self, flags: Bools, reason: str) -> None:
        """Refuse the flagged rows, unless something else was found before."""
        hit = flags & (self._reason == 0)
        if hit.any():
            self._names.append(reason)
            self._reason[hit] = len(self._names) - 1

    @property
    def good(self) -> Ints:
        """Rows without a reason against them."""
        return np.flatnonzero(self._reason == 0)

    def tell(self, rejects: Rejects) -> None:
        """Hand the refused rows over."""
        for number, name in enumerate(self._names[1:], start=1):
            rejects.refuse(np.flatnonzero(self._reason == number), name)


def write_rejects(path: Path, rejects: list[Rejects]) -> int:
    """Write all refused lines to `path` as CSV, nothing where there are none. Returns how many.

    Raises:
        EnvironmentProblem: ``export.unwritable``.
    """
    if not any(len(part) for part in rejects):
        return 0
    headings = _headings([part.table.header for part in rejects if len(part)])
    try:
        return write_rows(path, [*_HEAD, *headings], (row for part in rejects for row in part.rows()))
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise EnvironmentProblem("export.unwritable", path=str(path), reason=str(error)) from error


def _headings(headers: list[tuple[str, ...]]) -> list[str]:
    """The tables' own headings where they agree, else plain numbers."""
    if len(set(headers)) == 1:
        return list(headers[0])
    return [f"field {place}" for place in range(1, max(map(len, headers)) + 1)]
