"""Suppliers as the advice needs them: how long they take, when they are asked again, what an order costs at least."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.inventory.reorder.arrays import Flags, Ints
from shopassistant.inventory.reorder.leadtime import lead_scenarios
from shopassistant.inventory.reorder.terms import Terms
from shopassistant.inventory.suppliers.lead_times import lead_times
from shopassistant.store.schema import Supplier

# Deliveries older than this say little about the next one.
_REMEMBERED = timedelta(days=730)
_MOST_SEEN = 60
_USUAL_REVIEW = 7


@dataclass(frozen=True, slots=True)
class Houses:
    """Per variant, and by supplier.

    Attributes:
        active: bool[v].
        review_days: int64[v].
        lead_row: int64[v], row of `leads`.
        leads: int64[g, S], one row per supplier and stated lead time.
        order_cost, least_order: by supplier id, minor units.
    """

    active: Flags
    review_days: Ints
    lead_row: Ints
    leads: Ints
    order_cost: dict[int, float]
    least_order: dict[int, float]


def load_houses(session: Session, today: date, supplier: Ints, lead_days: Ints, terms: Terms) -> Houses:
    """What is known of the suppliers of all variants.

    Args:
        supplier, lead_days: int64[v]; supplier -1 without.
    """
    rows = session.execute(
        select(Supplier.id, Supplier.active, Supplier.review_days, Supplier.order_cost_minor, Supplier.min_order_minor)
    ).all()
    active = {row.id: row.active for row in rows}
    review = {row.id: max(row.review_days, 1) for row in rows}
    pairs, lead_row = np.unique(np.stack([supplier, lead_days], axis=1), axis=0, return_inverse=True)
    seen = {id_: _seen(session, today, id_) for id_ in set(pairs[:, 0].tolist()) if id_ >= 0}
    none = np.zeros(0, np.int64)
    leads = [
        lead_scenarios(seen.get(id_, none), days, terms.scenarios, terms.seed + id_) for id_, days in pairs.tolist()
    ]
    return Houses(
        active=np.array([active.get(id_, True) for id_ in supplier.tolist()], np.bool_),
        review_days=np.array([review.get(id_, _USUAL_REVIEW) for id_ in supplier.tolist()], np.int64),
        lead_row=lead_row.reshape(-1).astype(np.int64),
        leads=np.stack(leads) if leads else np.zeros((0, terms.scenarios), np.int64),
        order_cost={row.id: float(row.order_cost_minor or terms.order_cost_minor) for row in rows},
        least_order={row.id: float(row.min_order_minor) for row in rows},
    )


def _seen(session: Session, today: date, supplier_id: int) -> Ints:
    """Days its deliveries took, and of orders that should have come: who does not deliver is not quick."""
    found = lead_times(session, supplier_id, today, since=today - _REMEMBERED)
    usual = found.mean if found.mean is not None else float(found.promised_days)
    waits = [days for days in found.waiting_days if days > usual]
    return np.array([*found.days[-_MOST_SEEN:], *waits], np.int64)
