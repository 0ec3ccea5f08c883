"""What people answered before, as the advice uses it: what to leave out, to weigh otherwise, what changed since."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.inventory.posting import CHUNK
from shopassistant.inventory.reorder.arrays import Flags, Floats, Ints
from shopassistant.inventory.reorder.reasons import STOPPING, weight_of
from shopassistant.store.schema import (
    AdviceDecision,
    PriceChange,
    PurchaseOrder,
    PurchaseOrderLine,
    StockMovement,
)

# A decision counts half after a year.
_HALF_LIFE_DAYS = 365.0
# Doublings of what a lost sale counts, at most, either way.
_MOST_TILT = 3.0
# Decisions on other products of a category count as evidence like so many of its own would have to.
_CATEGORY_WEIGHT = 5.0
_CATEGORY_SHARE = 0.5
# After "too much" an order holds at most so large a part of it.
_LESS = 0.7
_CAP_DAYS = 365

Said = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Learned:
    """Per row.

    Attributes:
        stopped: bool[n], somebody said that it is not to be ordered (any more).
        tilt: float64[n], factor on what a lost sale counts.
        most_order: int64[n], units of one order at most, 0 without.
        answered: int64[n], units advised when somebody said no or not now and nothing changed since; -1 otherwise.
        was_much: bool[n].
        reopened: row to what changed since its answer.
    """

    stopped: Flags
    tilt: Floats
    most_order: Ints
    answered: Ints
    was_much: Flags
    reopened: dict[int, Said]


@dataclass(frozen=True, slots=True)
class _Decision:
    row: int
    variant_id: int
    kind: str
    reason: str
    until: date | None
    advised: int
    ordered: int | None
    at: datetime


def learn(session: Session, today: date, keys: Ints, category: Ints) -> Learned:
    """All decisions on the rows (`keys` int64[n, 2], `category` int64[n])."""
    count = len(keys)
    decisions = _load(session, keys)
    signal = _signals(decisions, today, count)
    found = Learned(
        stopped=np.zeros(count, np.bool_),
        tilt=2.0 ** np.clip(signal + _of_category(decisions, today, category), -_MOST_TILT, _MOST_TILT),
        most_order=np.zeros(count, np.int64),
        answered=np.full(count, -1, np.int64),
        was_much=np.zeros(count, np.bool_),
        reopened={},
    )
    last = {one.row: one for one in decisions}
    changed = _changes(session, [one for one in last.values() if one.kind != "ordered"])
    for row, one in last.items():
        over = one.until is not None and one.until <= today
        if one.reason == "too_much" and (today - one.at.date()).days <= _CAP_DAYS:
            found.most_order[row] = max(int(one.advised * _LESS), 1)
        if one.reason in STOPPING:
            found.stopped[row] = not over
        elif one.kind != "ordered" and not over and row not in changed:
            found.answered[row], found.was_much[row] = one.advised, one.reason == "too_much"
        if over and one.kind != "ordered":
            found.reopened[row] = ("reorder.again.time_is_up", {"answered_on": one.at.date()})
        elif row in changed and one.reason not in STOPPING:
            found.reopened[row] = changed[row]
    return found


def _load(session: Session, keys: Ints) -> list[_Decision]:
    row_of = {(variant, place): row for row, (variant, place) in enumerate(keys.tolist())}
    query = (
        select(AdviceDecision, PurchaseOrderLine.units)
        .outerjoin(PurchaseOrderLine, PurchaseOrderLine.id == AdviceDecision.order_line_id)
        .order_by(AdviceDecision.at, AdviceDecision.id)
    )
    return [
        _Decision(row, one.variant_id, one.kind, one.reason or "", one.until, one.advised_units, units, one.at)
        for one, units in session.execute(query)
        if (row := row_of.get((one.variant_id, one.location_id))) is not None
    ]


def _signals(decisions: Sequence[_Decision], today: date, count: int) -> Floats:
    """Doublings each row's own decisions ask for, float64[n]."""
    signal = np.zeros(count)
    for one in decisions:
        signal[one.row] += _signal(one, today)
    return signal


def _signal(one: _Decision, today: date) -> float:
    age = max((today - one.at.date()).days, 0)
    return weight_of(one.reason, one.kind, one.advised, one.ordered) * math.pow(0.5, age / _HALF_LIFE_DAYS)


def _of_category(decisions: Sequence[_Decision], today: date, category: Ints) -> Floats:
    """Half the mean of a category's decisions, shrunk to none where there are few, float64[n]."""
    sums: dict[int, list[float]] = {}
    for one in decisions:
        code, value = int(category[one.row]), _signal(one, today)
        if code >= 0 and value:
            sums.setdefault(code, []).append(value)
    asked = {code: _CATEGORY_SHARE * sum(own) / (len(own) + _CATEGORY_WEIGHT) for code, own in sums.items()}
    shift = np.zeros(len(category))
    for code, value in asked.items():
        shift[category == code] = value
    return shift


def _changes(session: Session, decisions: Sequence[_Decision]) -> dict[int, Said]:
    """What changed since each of these, by row: a count, a price, an order that was cancelled."""
    found: dict[int, Said] = {}
    variants = sorted({one.variant_id for one in decisions})
    for start in range(0, len(variants), CHUNK):
        newest = _newest(session, variants[start : start + CHUNK])
        for one in decisions:
            for code, latest in newest.items():
                at = latest.get(one.variant_id)
                if at is not None and at > one.at:
                    found[one.row] = (code, {"changed_on": at.date(), "answered_on": one.at.date()})
    return found


def _newest(session: Session, variants: Sequence[int]) -> dict[str, dict[int, datetime]]:
    """The newest moment of each kind of change, by variant."""
    cancelled = (
        select(PurchaseOrderLine.variant_id, func.max(PurchaseOrder.closed_at))
        .join(PurchaseOrder, PurchaseOrder.id == PurchaseOrderLine.order_id)
        .where(PurchaseOrder.status == "cancelled", PurchaseOrder.sent_at.is_not(None))
        .where(PurchaseOrderLine.variant_id.in_(variants))
        .group_by(PurchaseOrderLine.variant_id)
    )
    priced = (
        select(PriceChange.variant_id, func.max(PriceChange.at))
        .where(PriceChange.variant_id.in_(variants))
        .group_by(PriceChange.variant_id)
    )
    counted = (
        select(StockMovement.variant_id, func.max(StockMovement.at))
        .where(StockMovement.variant_id.in_(variants), StockMovement.reason.in_(("count", "adjustment")))
        .group_by(StockMovement.variant_id)
    )
    asked = {
        "reorder.again.order_cancelled": cancelled,
        "reorder.again.price": priced,
        "reorder.again.counted": counted,
    }
    return {code: {row[0]: row[1] for row in session.execute(query) if row[1]} for code, query in asked.items()}
