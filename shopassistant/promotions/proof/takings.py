"""What known customers bought and brought back, one row per sale: spent, earned, and units.

Earned is what was paid for products without tax, less what they cost when sold. Where that was not noted, today's cost
counts, and where nobody knows a cost, the margin that ordering assumes too. Charges such as postage earn nothing.
Returns are negative; what was a gift to a customer, a discount of any kind, is in none of these numbers any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Float, Integer, Select, case, cast, func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.demand.reading import epoch, numbers
from shopassistant.inventory.reorder.terms import Terms
from shopassistant.store.schema import Sale, SaleLine, Variant

Longs = NDArray[np.int64]
# As far as the customers' own past is looked at, see `recommend.experiments.outcomes`.
BEFORE_DAYS = 180


@dataclass(frozen=True)
class Takings:
    """Sales and returns, in no order; all int64 (m,).

    Attributes:
        customer: ids.
        at: seconds since 1970-01-01, UTC.
        spent, earned: minor units.
        units: of products.
        guessed: units of products whose cost nobody knows.
    """

    customer: Longs
    at: Longs
    spent: Longs
    earned: Longs
    units: Longs
    guessed: Longs


def takings(
    session: Session, customers: ColumnElement[bool], since: datetime, until: datetime, progress: Progress | None = None
) -> Takings:
    """All sales and returns of some customers.

    Args:
        customers: condition on `Sale`.
        since: included.
        until: excluded.
    """
    statement = _statement().where(customers, Sale.sold_at >= since, Sale.sold_at < until)
    return Takings(*numbers(session, statement, 6, progress or NoProgress(), "proof"))


def before(session: Session, customer_ids: Longs, moment: datetime) -> tuple[Longs, Longs]:
    """What customers spent and brought in before a moment: what is kept with whoever is drawn for a campaign.

    Args:
        customer_ids: int64 (n,), each once.

    Returns:
        Spent and earned in the `BEFORE_DAYS` before, int64 (n,) minor units.
    """
    found = takings(session, Sale.customer_id.is_not(None), moment - timedelta(days=BEFORE_DAYS), moment)
    return per_customer(customer_ids, found.customer, [found.spent, found.earned])


def per_customer(customer_ids: Longs, customer: Longs, columns: Sequence[Longs]) -> tuple[Any, ...]:
    """Sums of columns by customer; rows of others are left out.

    Args:
        customer_ids: int64 (n,), each once.
        customer: int64 (m,), whose each row is.
        columns: int64 (m,) each.

    Returns:
        int64 (n,) each.
    """
    place, known = places(customer_ids, customer)
    count = len(customer_ids)
    return tuple(np.bincount(place, column[known], count).astype(np.int64) for column in columns)


def places(customer_ids: Longs, customer: Longs) -> tuple[Longs, NDArray[np.bool_]]:
    """Where in `customer_ids` each known customer stands, and which rows are known."""
    order = np.argsort(customer_ids, kind="stable")
    ordered = customer_ids[order]
    if not len(ordered):
        return np.zeros(0, np.int64), np.zeros(len(customer), bool)
    found = np.minimum(np.searchsorted(ordered, customer), len(ordered) - 1)
    known = ordered[found] == customer
    return order[found[known]].astype(np.int64), known


def earned_of_line() -> ColumnElement[int]:
    """What a line of a sale earned, in SQL, where `Variant` is joined to it."""
    net = SaleLine.total_minor - SaleLine.tax_minor
    kept = cast(func.round(cast(net, Float) * Terms().margin_share), Integer)
    return case((SaleLine.kind != "product", 0), (_cost().is_(None), kept), else_=net - SaleLine.quantity * _cost())


def _cost() -> ColumnElement[int]:
    return func.coalesce(SaleLine.unit_cost_minor, Variant.cost_minor)


def _statement() -> Select[*tuple[Any, ...]]:
    is_product = SaleLine.kind == "product"
    units = case((is_product, SaleLine.quantity), else_=0)
    guessed = case((is_product & _cost().is_(None), func.abs(SaleLine.quantity)), else_=0)
    return (
        select(
            Sale.customer_id,
            epoch(Sale.sold_at),
            Sale.total_minor,
            func.sum(earned_of_line()),
            func.sum(units),
            func.sum(guessed),
        )
        .join(SaleLine, SaleLine.sale_id == Sale.id)
        .outerjoin(Variant, Variant.id == SaleLine.variant_id)
        .group_by(Sale.id)
    )
