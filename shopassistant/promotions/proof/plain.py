"""A promotion nobody was left out of: before and after, beside what was rehearsed. That is no proof, and is said so.

Its products are held against the four weeks before it began. What the rest of the shop did in the same time is taken
off (a difference of differences, Card and Krueger, *American Economic Review* 84, 1994), which answers for a season
that moves everything alike, and for nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.core.progress import NoProgress
from shopassistant.inventory.demand.reading import epoch, numbers
from shopassistant.promotions.proof.lifts import Between
from shopassistant.promotions.proof.takings import earned_of_line
from shopassistant.store.schema import Promotion, PromotionItem, Redemption, Sale, SaleLine, Variant

BEFORE_DAYS = 28
_DAY = 86_400


@dataclass(frozen=True)
class PlainReport:
    """What was earned with a promotion's products; money in minor units.

    Attributes:
        days: it has lasted so far, at least one.
        during: earned per day since it began, until now or its end.
        before: earned per day in the four weeks before; None where the shop sold nothing then.
        others: by what share the rest of the shop changed from before to now; None where there is no rest.
        adjusted: change per day less what the rest would explain; None where it is not known.
        rehearsed: what the rehearsal expected it to change in all, from its low to its high end; None without one.
        rehearsed_days: the days it was rehearsed for.
        uses, customers, discount_minor: of the promotion, less what came back.
        by_day: int64 (d,), earned per day of 24 hours, the first `past_days` of them before it began.
    """

    promotion_id: int
    name: str
    started_at: datetime
    days: int
    during: float
    before: float | None
    others: float | None
    adjusted: float | None
    rehearsed: Between | None
    rehearsed_days: int
    uses: int
    customers: int
    discount_minor: int
    by_day: NDArray[np.int64]
    past_days: int


def read_plain(session: Session, promotion_id: int, now: datetime) -> PlainReport:
    """A promotion that has begun, before and after.

    Raises:
        NotFound: ``proof.unknown_promotion``; ``proof.not_started``.
    """
    row = session.get(Promotion, promotion_id)
    if row is None:
        raise NotFound("proof.unknown_promotion", promotion=promotion_id)
    start = row.starts_at or row.approved_at
    if start is None or start > now or row.status in ("draft", "cancelled"):
        raise NotFound("proof.not_started", name=row.name)
    end = min(now, row.ends_at) if row.ends_at is not None else now
    length = end - start
    days = max(-(-int(length.total_seconds()) // _DAY), 1)
    ours = _ours(session, row)
    mine = _by_day(session, ours, start, days, end)
    rest = None if ours is None else _by_day(session, ~ours, start, days, end)
    before, during = _means(mine, days, length)
    others, adjusted = _against(rest, days, length, before, during)
    uses, customers, discount = _uses(session, promotion_id, end)
    return PlainReport(
        promotion_id=promotion_id,
        name=row.name,
        started_at=start,
        days=days,
        during=during,
        before=before,
        others=others,
        adjusted=adjusted,
        rehearsed=_rehearsed(row.rehearsal),
        rehearsed_days=_number(row.rehearsal, "days"),
        uses=uses,
        customers=customers,
        discount_minor=discount,
        by_day=mine,
        past_days=BEFORE_DAYS,
    )


def _ours(session: Session, row: Promotion) -> ColumnElement[bool] | None:
    """Condition on lines of the promotion's products; None for the whole shop."""
    if (row.scope or {}).get("everything"):
        return None
    items = select(PromotionItem.variant_id).where(PromotionItem.promotion_id == row.id, PromotionItem.role == "get")
    return SaleLine.variant_id.in_(items)


def _by_day(
    session: Session, condition: ColumnElement[bool] | None, start: datetime, days: int, end: datetime
) -> NDArray[np.int64]:
    since = start - timedelta(days=BEFORE_DAYS)
    day = (epoch(Sale.sold_at) - int(since.timestamp())) // _DAY
    statement = (
        select(day, func.sum(earned_of_line()))
        .join(SaleLine, SaleLine.sale_id == Sale.id)
        .outerjoin(Variant, Variant.id == SaleLine.variant_id)
        .where(Sale.sold_at >= since, Sale.sold_at < end)
        .group_by(day)
    )
    if condition is not None:
        statement = statement.where(condition)
    where, earned = numbers(session, statement, 2, NoProgress(), "proof")
    count = BEFORE_DAYS + days
    return np.bincount(np.minimum(where, count - 1), earned, count).astype(np.int64)


def _means(by_day: NDArray[np.int64], days: int, length: timedelta) -> tuple[float | None, float]:
    """Earned per day before and since."""
    past, since = by_day[:BEFORE_DAYS], by_day[BEFORE_DAYS:]
    passed = max(length / timedelta(days=1), 1.0) if days > 1 else 1.0
    before = float(past.sum()) / BEFORE_DAYS if past.any() else None
    return before, float(since.sum()) / passed


def _against(
    rest: NDArray[np.int64] | None, days: int, length: timedelta, before: float | None, during: float
) -> tuple[float | None, float | None]:
    if rest is None or before is None:
        return None, None
    rest_before, rest_during = _means(rest, days, length)
    if rest_before is None or rest_before <= 0:
        return None, None
    growth = rest_during / rest_before
    return growth - 1, during - before * growth


def _uses(session: Session, promotion_id: int, end: datetime) -> tuple[int, int, int]:
    uses, customers, discount = session.execute(
        select(
            func.coalesce(func.sum(Redemption.uses), 0),
            func.count(Redemption.customer_id.distinct()),
            func.coalesce(func.sum(Redemption.discount_minor), 0),
        ).where(Redemption.promotion_id == promotion_id, Redemption.at < end)
    ).one()
    return int(uses), int(customers), int(discount)


def _rehearsed(raw: Mapping[str, Any] | None) -> Between | None:
    """The range of the change of margin, where it was rehearsed."""
    try:
        margin = (raw or {})["change"]["margin_minor"]
        return Between(float(margin["low"]), float(margin["high"]))
    except (KeyError, TypeError, ValueError):
        return None  # approved without a rehearsal, or by a version that kept it otherwise


def _number(raw: Mapping[str, Any] | None, name: str) -> int:
    found = (raw or {}).get(name, 0)
    return found if isinstance(found, int) else 0
