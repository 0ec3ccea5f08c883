"""Counts as the window shows them: which there are, how far each is, and what was found so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from shopassistant.core.errors import NotFound
from shopassistant.inventory.counting.differences import differences
from shopassistant.inventory.counting.scope import uncounted
from shopassistant.inventory.variant_words import variant_detail
from shopassistant.store.schema import Category, Location, Product, Staff, StockCount, StockCountLine, Variant

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class CountRow:
    """One count.

    Attributes:
        category: path of the category it is about, empty for all.
        counted: variants counted so far.
        opened_by, closed_by: who, empty where not known.
    """

    count_id: int
    number: str
    location_id: int
    location: str
    kind: str
    blind: bool
    status: str
    category: str
    counted: int
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str


@dataclass(frozen=True, slots=True)
class CountLine:
    """One variant of a count.

    Attributes:
        counted_units: found so far, None while it is to be counted.
        book_units: by the books when it was counted; None where those who count shall not see it.
        was_known: whether anybody had ever counted it before.
        recount: why it should be counted again (see `differences.RECOUNT_REASONS`), empty if it need not.
        value_minor: of the difference, signed; None where it is not to be seen.
    """

    line_id: int
    variant_id: int
    sku: str
    name: str
    detail: str
    counted_units: int | None
    book_units: int | None
    was_known: bool
    recount: str
    value_minor: int | None
    counted_at: datetime | None
    counted_by: str

    @property
    def difference(self) -> int | None:
        """Units found more than the books said; None where that is not to be seen or nobody ever counted before."""
        if self.counted_units is None or self.book_units is None or not self.was_known:
            return None
        return self.counted_units - self.book_units


@dataclass(frozen=True, slots=True)
class CountView:
    """A count opened.

    Attributes:
        lines: what was counted, newest first, then what is on the list and still to be counted.
        left: variants that should be counted and were not, with their units by the books.
    """

    row: CountRow
    lines: tuple[CountLine, ...]
    left: dict[int, int]

    @property
    def counted(self) -> int:
        """Variants counted so far."""
        return sum(line.counted_units is not None for line in self.lines)

    @property
    def to_count(self) -> int:
        """Variants in all."""
        return self.counted + max(len(self.left), len(self.lines) - self.counted)


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A variant nobody has counted yet."""

    variant_id: int
    sku: str
    name: str
    detail: str
    units: int


def list_counts(session: Session, limit: int = 200) -> tuple[CountRow, ...]:
    """The open counts, then the newest of the others."""
    query = _rows().order_by(StockCount.status != "open", StockCount.opened_at.desc(), StockCount.id.desc())
    return tuple(CountRow(*row) for row in session.execute(query.limit(limit)))


def load_count(session: Session, count_id: int, *, shows_books: bool) -> CountView:
    """A count as it is now.

    Args:
        shows_books: whether the reader may see what the books say, which those of a blind count may not.

    Raises:
        NotFound: ``count.unknown``.
    """
    values = session.execute(_rows().where(StockCount.id == count_id)).one_or_none()
    if values is None:
        raise NotFound("count.unknown", count_id=count_id)
    found = {one.line_id: one for one in differences(session, count_id)}
    lines = []
    for line, sku, name, colour, size, staff in session.execute(_lines(count_id)):
        one = found.get(line.id)
        lines.append(
            CountLine(
                line_id=line.id,
                variant_id=line.variant_id,
                sku=sku,
                name=name,
                detail=variant_detail(name, colour, size),
                counted_units=line.counted_units,
                book_units=line.book_units if shows_books else None,
                was_known=line.was_known,
                recount=_recount("" if one is None else one.recount, shows_books=shows_books),
                value_minor=one.value_minor if one is not None and shows_books else None,
                counted_at=line.counted_at,
                counted_by=staff or "",
            )
        )
    left = uncounted(session, session.get_one(StockCount, count_id)) if values[6] == "open" else {}
    return CountView(CountRow(*values), tuple(lines), left)


def load_uncounted(session: Session, left: dict[int, int], most: int = 500) -> tuple[Uncounted, ...]:
    """What nobody has counted yet, by name; of a long list the first `most`."""
    rows: list[Uncounted] = []
    ids: Sequence[int] = list(left)
    for start in range(0, len(ids), _CHUNK):
        query = (
            select(Variant.id, Variant.sku, Product.name, Variant.colour, Variant.size)
            .join(Product, Product.id == Variant.product_id)
            .where(Variant.id.in_(ids[start : start + _CHUNK]))
        )
        rows += [
            Uncounted(id_, sku, name, variant_detail(name, colour, size), left[id_])
            for id_, sku, name, colour, size in session.execute(query)
        ]
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.sku))[:most])


def _recount(reason: str, *, shows_books: bool) -> str:
    """Why to count again; that a difference is large says what the books say."""
    return "" if reason == "large" and not shows_books else reason


def _rows() -> Any:
    opened, closed = aliased(Staff), aliased(Staff)
    counted = (
        select(func.count())
        .where(StockCountLine.count_id == StockCount.id, StockCountLine.counted_units.is_not(None))
        .scalar_subquery()
    )
    return (
        select(
            StockCount.id,
            StockCount.number,
            StockCount.location_id,
            Location.name,
            StockCount.kind,
            StockCount.blind,
            StockCount.status,
            func.coalesce(Category.path, ""),
            counted,
            StockCount.opened_at,
            func.coalesce(opened.name, ""),
            StockCount.closed_at,
            func.coalesce(closed.name, ""),
        )
        .join(Location, Location.id == StockCount.location_id)
        .outerjoin(Category, Category.id == StockCount.category_id)
        .outerjoin(opened, opened.id == StockCount.opened_by_id)
        .outerjoin(closed, closed.id == StockCount.closed_by_id)
    )


def _lines(count_id: int) -> Any:
    is_left = case((StockCountLine.counted_units.is_(None), 1), else_=0)
    return (
        select(StockCountLine, Variant.sku, Product.name, Variant.colour, Variant.size, Staff.name)
        .join(Variant, Variant.id == StockCountLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Staff, Staff.id == StockCountLine.counted_by_id)
        .where(StockCountLine.count_id == count_id)
        .order_by(is_left, StockCountLine.counted_at.desc(), func.lower(Product.name), Variant.sku)
    )
