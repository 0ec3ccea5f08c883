"""Who is in a segment, and in which segments somebody is: what the counter, the rules and the campaigns ask.

Read from what the last refresh wrote. numpy is loaded only for a whole segment, so that a sale never waits for it.
"""

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Customer, Segment, SegmentMember

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def members(session: Session, segment_id: int) -> "NDArray[np.int64]":
    """Ids of the active customers who are in a segment, ascending, int64 (n,); empty for an unknown one."""
    import numpy as np

    found = session.scalars(
        select(SegmentMember.customer_id)
        .join(Customer, Customer.id == SegmentMember.customer_id)
        .where(SegmentMember.segment_id == segment_id, Customer.status == "active")
        .order_by(SegmentMember.customer_id)
    )
    return np.fromiter(found, np.int64)


def segments_of(session: Session, customer_id: int) -> frozenset[int]:
    """Ids of the segments in use that a customer is in."""
    return frozenset(
        session.scalars(
            select(SegmentMember.segment_id)
            .join(Segment, Segment.id == SegmentMember.segment_id)
            .where(SegmentMember.customer_id == customer_id, Segment.status == "active")
        )
    )
