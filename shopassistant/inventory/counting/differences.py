"""What a count would change, and which of its lines somebody should count again before it is booked."""

from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.store.schema import Product, StockCount, StockCountLine, StockMovement, Variant
from shopassistant.store.schema.stock import IS_CORRECTION

# A later one of these says itself how many there are; an earlier count has nothing to add.
_SAYS_HOW_MANY = ("opening", "count")
RECOUNT_REASONS = ("wanted", "moved", "adjusted", "large")


@dataclass(frozen=True, slots=True)
class Tolerance:
    """From when on a difference is counted again before anybody believes it.

    Attributes:
        units: a difference of more units is large.
        value_minor: one of more value (at cost, else at price) is large.
    """

    units: int = 5
    value_minor: int = 10_000


@dataclass(frozen=True, slots=True)
class Difference:
    """One counted line.

    Attributes:
        book_units: by the books when it was counted.
        was_known: whether anybody had ever counted it before; without that a difference is no surprise.
        superseded: another count said how many there are after this line was counted: booking leaves it out.
        recount: why it should be counted again (one of `RECOUNT_REASONS`), empty if it need not.
        value_minor: of the difference, signed, at cost where known, else at price.
    """

    line_id: int
    variant_id: int
    sku: str
    name: str
    counted_units: int
    book_units: int
    was_known: bool
    recounts: int
    superseded: bool
    recount: str
    value_minor: int

    @property
    def units(self) -> int:
        """Units found more (or, below zero, fewer) than the books said."""
        return self.counted_units - self.book_units


def differences(session: Session, count_id: int, tolerance: Tolerance | None = None) -> tuple[Difference, ...]:
    """All counted lines of a count, those with the largest value first.

    Raises:
        NotFound: ``count.unknown``.
    """
    tolerance = tolerance or Tolerance()
    count = session.get(StockCount, count_id)
    if count is None:
        raise NotFound("count.unknown", count_id=count_id)
    since = _corrections_since(session, count)
    query = (
        select(StockCountLine, Variant.sku, Product.name, Variant.cost_minor, Variant.price_minor)
        .join(Variant, Variant.id == StockCountLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(StockCountLine.count_id == count_id, StockCountLine.counted_units.is_not(None))
    )
    found = [
        _difference(line, sku, name, price if cost is None else cost, since.get(line.variant_id, set()), tolerance)
        for line, sku, name, cost, price in session.execute(query)
    ]
    return tuple(sorted(found, key=lambda one: (-abs(one.value_minor), one.line_id)))


def _difference(
    line: StockCountLine, sku: str, name: str, unit_value: int, later: set[str], tolerance: Tolerance
) -> Difference:
    counted, book = line.counted_units or 0, line.book_units or 0
    superseded = bool(later & set(_SAYS_HOW_MANY))
    units, value = counted - book, (counted - book) * unit_value
    is_large = line.was_known and (abs(units) > tolerance.units or abs(value) > tolerance.value_minor)
    recount = ""
    if line.recount_wanted:
        recount = "wanted"
    elif line.moved_meanwhile:
        recount = "moved"
    elif "adjustment" in later:
        recount = "adjusted"
    elif is_large and not line.recounts:
        recount = "large"
    return Difference(
        line_id=line.id,
        variant_id=line.variant_id,
        sku=sku,
        name=name,
        counted_units=counted,
        book_units=book,
        was_known=line.was_known,
        recounts=line.recounts,
        superseded=superseded,
        recount="" if superseded else recount,
        value_minor=value,
    )


def _corrections_since(session: Session, count: StockCount) -> dict[int, set[str]]:
    """Reasons by variant of what was put right at the location after a line of the count was counted."""
    reasons = (*_SAYS_HOW_MANY, "adjustment")
    query = (
        select(StockMovement.variant_id, StockMovement.reason)
        .join(StockCountLine, StockCountLine.variant_id == StockMovement.variant_id)
        .where(
            text(IS_CORRECTION),
            StockCountLine.count_id == count.id,
            StockMovement.location_id == count.location_id,
            StockMovement.id > StockCountLine.last_movement_id,
            StockMovement.reason.in_(reasons),
        )
        .distinct()
    )
    found: dict[int, set[str]] = {}
    for variant_id, reason in session.execute(query):
        found.setdefault(variant_id, set()).add(reason)
    return found
