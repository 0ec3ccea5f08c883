"""What a basket's price depends on beside its lines, read from the books: the customer's segments, coupons, uses."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.promotions.redemption.coupons import FoundCoupon
from shopassistant.promotions.redemption.points import points_balance
from shopassistant.promotions.rules.live import LiveBook
from shopassistant.promotions.rules.pricing import Case, HeldCoupon
from shopassistant.store.schema import Promotion, Redemption, SegmentMember
from shopassistant.store.shop import load_shop


def circumstances(
    session: Session,
    live: LiveBook,
    now: datetime,
    *,
    location_id: int,
    customer_id: int | None,
    coupons: Sequence[FoundCoupon],
    points_wanted: int = 0,
    points_change: int = 0,
    channel: str = "counter",
) -> Case:
    """The case of a basket.

    Args:
        coupons: handed over with it; those that are not good, or another customer's, do not count.
        points_change: what the returns in it do to the customer's points.
    """
    used, spent = _counted(session, live)
    balance = 0 if customer_id is None else points_balance(session, customer_id) + points_change
    return Case(
        now=now,
        location_id=location_id,
        channel=channel,
        customer_id=customer_id,
        segments=frozenset() if customer_id is None else _segments(session, customer_id),
        coupons=tuple(
            HeldCoupon(one.id, one.promotion_id, one.uses_left)
            for one in coupons
            if one.state == "good" and one.customer_id in (None, customer_id)
        ),
        used=used,
        used_by_customer=_used_by(session, live, customer_id),
        spent_minor=spent,
        points_wanted=points_wanted,
        points_balance=max(0, balance),
        minor_per_major=10 ** load_shop(session).money.exponent,
    )


def _segments(session: Session, customer_id: int) -> frozenset[int]:
    return frozenset(session.scalars(select(SegmentMember.segment_id).where(SegmentMember.customer_id == customer_id)))


def _counted(session: Session, live: LiveBook) -> tuple[dict[int, int], dict[int, int]]:
    if not live.counted:
        return {}, {}
    rows = session.execute(
        select(Promotion.id, Promotion.uses, Promotion.spent_minor).where(Promotion.id.in_(live.counted))
    ).all()
    return {row.id: row.uses for row in rows}, {row.id: row.spent_minor for row in rows}


def _used_by(session: Session, live: LiveBook, customer_id: int | None) -> dict[int, int]:
    if customer_id is None or not live.counted_by_customer:
        return {}
    rows = session.execute(
        select(Redemption.promotion_id, func.sum(Redemption.uses))
        .where(Redemption.customer_id == customer_id, Redemption.promotion_id.in_(live.counted_by_customer))
        .group_by(Redemption.promotion_id)
    )
    return dict(rows.all())
