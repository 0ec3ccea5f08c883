"""What to count today: the dear first, and what was not counted for longest (ABC cycle counting)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.store.schema import Product, StockLevel, StockMovement, Variant
from shopassistant.store.schema.stock import IS_CORRECTION

# Share of the whole stock's value at which a class ends, and after how many days its members are due again.
CLASSES = (("A", 0.80, 30), ("B", 0.95, 90), ("C", 1.0, 180))
# Never counted (a delivery said how many there are): as if that long ago.
NEVER_DAYS = 730


@dataclass(frozen=True, slots=True)
class Due:
    """A variant to count.

    Attributes:
        value_class: A, B or C by its share in the value of the location's stock.
        value_minor: of its stock by the books, at cost where known, else at price.
        age_days: since it was last counted; `NEVER_DAYS` where it never was.
        overdue: age over the days of its class; 1 is due today, more is late.
    """

    variant_id: int
    sku: str
    name: str
    value_class: str
    value_minor: int
    units: int
    age_days: int
    overdue: float


def cycle_list(session: Session, location_id: int, today: date, most: int = 50) -> tuple[Due, ...]:
    """The variants that are most overdue at a location, those with the most value first among equals.

    A level below zero is always due: it cannot be true.

    Raises:
        UserError: ``stock.quantity``, a list of none.
    """
    if not 1 <= most <= 10_000:
        raise UserError("stock.quantity", quantity=most, least=1, most=10_000)
    stock = _stock(session, location_id)
    last = _last_counts(session, location_id)
    total = sum(max(value, 0) for *_, value in stock)
    found, below = [], 0
    for variant_id, sku, name, units, value in stock:
        kind, days = _class(below, total)
        below += max(value, 0)
        age = (today - last[variant_id]).days if variant_id in last else NEVER_DAYS
        overdue = float("inf") if units < 0 else max(age, 0) / days
        found.append(Due(variant_id, sku, name, kind, value, units, age, overdue))
    due = [one for one in found if one.overdue >= 1]
    due.sort(key=lambda one: (-one.overdue, -one.value_minor, one.sku))
    return tuple(due[:most])


def _class(value_before: int, total: int) -> tuple[str, int]:
    """The class of what comes after that much value, and its days."""
    share = value_before / total if total else 1.0
    name, _, days = next((entry for entry in CLASSES if share < entry[1]), CLASSES[-1])
    return name, days


def _stock(session: Session, location_id: int) -> Sequence[tuple[int, str, str, int, int]]:
    """(variant, SKU, name, units, value) of all known stock, the largest value first."""
    value = StockLevel.quantity * func.coalesce(Variant.cost_minor, Variant.price_minor)
    query = (
        select(StockLevel.variant_id, Variant.sku, Product.name, StockLevel.quantity, value)
        .join(Variant, Variant.id == StockLevel.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(StockLevel.location_id == location_id, StockLevel.is_counted)
        .order_by(value.desc(), Variant.id)
    )
    return [(id_, sku, name, units, worth) for id_, sku, name, units, worth in session.execute(query)]


def _last_counts(session: Session, location_id: int) -> dict[int, date]:
    """The day each variant was last counted at a location, answered by the index of corrections."""
    query = (
        select(StockMovement.variant_id, func.max(StockMovement.at))
        .where(
            text(IS_CORRECTION),
            StockMovement.location_id == location_id,
            StockMovement.reason.in_(("opening", "count")),
        )
        .group_by(StockMovement.variant_id)
    )
    return {variant_id: at.date() for variant_id, at in session.execute(query)}
