"""What each segment is worth, how it moved, and when its people last heard of the shop; a few queries for all."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Campaign, Customer, CustomerValue, SegmentMember, SegmentRefresh


@dataclass(frozen=True, slots=True)
class SegmentFigures:
    """Figures of one segment.

    Attributes:
        joined, left: at the last look, beside the look before; 0 where there was only one.
        lifetime_minor: worth of all members together; 0 while no values were worked out.
        valued: members who have a value.
        churn: mean chance that a member has gone; None without values.
        contacted_at: when its newest campaign began; None without any.
    """

    joined: int = 0
    left: int = 0
    lifetime_minor: int = 0
    valued: int = 0
    churn: float | None = None
    contacted_at: datetime | None = None


def overview(session: Session) -> dict[int, SegmentFigures]:
    """Figures by segment; a segment without any is left out."""
    found: dict[int, SegmentFigures] = {}
    newest = select(func.max(SegmentRefresh.id)).group_by(SegmentRefresh.segment_id).having(func.count() > 1)
    for look in session.scalars(select(SegmentRefresh).where(SegmentRefresh.id.in_(newest))):
        found[look.segment_id] = SegmentFigures(look.joined, look.left)
    worth = session.execute(
        select(
            SegmentMember.segment_id,
            func.sum(CustomerValue.lifetime_minor),
            func.count(),
            func.avg(CustomerValue.churn),
        )
        .join(CustomerValue, CustomerValue.customer_id == SegmentMember.customer_id)
        .group_by(SegmentMember.segment_id)
    )
    for segment_id, lifetime, valued, churn in worth:
        before = found.get(segment_id, SegmentFigures())
        found[segment_id] = replace(before, lifetime_minor=lifetime, valued=valued, churn=churn)
    contacts = session.execute(
        select(Campaign.segment_id, func.max(Campaign.started_at))
        .where(Campaign.segment_id.is_not(None), Campaign.started_at.is_not(None))
        .group_by(Campaign.segment_id)
    )
    for segment_id, at in contacts:
        if segment_id is not None:
            found[segment_id] = replace(found.get(segment_id, SegmentFigures()), contacted_at=at)
    return found


def members_by_value(session: Session, segment_id: int) -> list[int]:
    """Ids of the active members, the most valuable first; who has no value comes last."""
    query = (
        select(SegmentMember.customer_id)
        .join(Customer, Customer.id == SegmentMember.customer_id)
        .outerjoin(CustomerValue, CustomerValue.customer_id == SegmentMember.customer_id)
        .where(SegmentMember.segment_id == segment_id, Customer.status == "active")
        .order_by(func.coalesce(CustomerValue.lifetime_minor, -1).desc(), SegmentMember.customer_id)
    )
    return list(session.scalars(query))
