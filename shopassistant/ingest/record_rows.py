"""What files of products, customers and stock share: rows of cleaned texts, and what a run did with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from shopassistant.ingest import dates
from shopassistant.ingest.presets import clean
from shopassistant.ingest.rejects import Rejects, Verdict
from shopassistant.ingest.sales_read import Reading
from shopassistant.ingest.table import Column, Ints, Table, constant
from shopassistant.ingest.words import words


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table that can be read.

    Attributes:
        row: place of each in the table.
        texts: cleaned texts by field; fields without a column are empty everywhere.
        given: fields that have a column.
        before: when the very same file was first imported, None for never. What it changed then may have been
            changed again by somebody since, so it only adds what is still missing.
    """

    row: Ints
    texts: Mapping[str, Column]
    given: frozenset[str]
    rejects: Rejects
    before: datetime | None

    def __len__(self) -> int:
        return len(self.row)

    def at(self, field_name: str, place: int) -> str:
        """The text of one field of one row."""
        return self.texts[field_name].at(place)


@dataclass
class Done:
    """What a run did with rows: written, known already, and rows made by table."""

    lines: int = 0
    known: int = 0
    customers: int = 0
    products: int = 0
    stock_counts: int = 0
    late_refused: dict[str, list[int]] = field(default_factory=dict)


def texts_of(
    table: Table,
    columns: Mapping[str, int],
    fields: Mapping[str, int | None],
    change: Mapping[str, Callable[[str], str]],
) -> dict[str, Column]:
    """Cleaned texts of the fields, cut to their longest length where one is given."""
    found = {}
    for name, longest in fields.items():
        if name not in columns:
            found[name] = constant("", len(table))
            continue
        clean_one = change.get(name, clean)
        found[name] = table.columns[columns[name]].mapped(
            lambda text, clean_one=clean_one, longest=longest: clean_one(text)[:longest].rstrip()  # type: ignore[misc]
        )
    return found


def kept(
    verdict: Verdict,
    texts: Mapping[str, Column],
    columns: Mapping[str, int],
    rejects: Rejects,
    before: datetime | None,
) -> Rows:
    """The rows nothing speaks against; the others are refused."""
    verdict.tell(rejects)
    good = verdict.good
    return Rows(good, {name: column.take(good) for name, column in texts.items()}, frozenset(columns), rejects, before)


def day_of(text: str, reading: Reading, zone: tzinfo) -> datetime | None:
    """The moment a text names, None where it names none or an impossible one."""
    moment = dates.parse(text, reading.order.order, zone) if text else None
    return moment if moment is not None and 1900 <= moment.year < 2100 else None


def yes_or_no(text: str) -> bool | None:
    """What a text says: yes, no, or nothing that can be told."""
    word = text.casefold().strip(" .")
    if word in words("yes"):
        return True
    return False if word in words("no") else None
