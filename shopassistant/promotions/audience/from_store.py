"""The audience of a promotion out of the store: all saved segments with their members, and what customers are worth."""

from datetime import datetime

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.customers.segments.membership import members
from shopassistant.promotions.audience.advice import AudienceLine
from shopassistant.promotions.audience.recommending import AudienceSetting
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.proof.design import Plan, Question, customers_of, plan_campaign, read_past
from shopassistant.promotions.rehearsal.setting import CANNIBAL, PULLED
from shopassistant.promotions.rehearsal.switching import Switching
from shopassistant.store.schema import CustomerValue, Segment


def audience_setting(
    session: Session, days: int, share_off: float, responses: Responses, switching: Switching | None = None
) -> AudienceSetting:
    """All active segments, and customers' value as it was last worked out.

    Args:
        switching: what was measured in this shop (`PastBook.switching`); what is known of others without it.
    """
    segments = session.scalars(select(Segment.id).where(Segment.status == "active").order_by(Segment.id)).all()
    columns = (CustomerValue.customer_id, CustomerValue.expected_purchases, CustomerValue.lifetime_minor)
    rows = session.execute(select(*columns).order_by(CustomerValue.customer_id)).all()
    table = np.array([tuple(row) for row in rows], np.float64).reshape(-1, 3)
    return AudienceSetting(
        days=days,
        share_off=share_off,
        memberships={one: members(session, one) for one in segments},
        responses=responses,
        expected=(table[:, 0].astype(np.int64), table[:, 1]) if len(table) else None,
        lifetime=table[:, 2] if len(table) else None,
        cannibal=CANNIBAL if switching is None else switching.cannibal,
        pulled=PULLED if switching is None else switching.pulled,
    )


def best_holdout(session: Session, line: AudienceLine, days: int, now: datetime) -> Plan:
    """The smallest usual share to leave out that would show what this segment is expected to gain, with what it could
    show; `Plan.advised` is the share.

    Where the segment is expected to lose, the loss is what should be seen.
    """
    ids = customers_of(session, line.segment_id)
    past = read_past(session, ids, now, days)
    relevant = max(abs(line.per_customer_minor), 1.0)
    first = plan_campaign(past, Question(len(ids), relevant_minor=relevant))
    return plan_campaign(past, Question(len(ids), holdout=first.advised, relevant_minor=relevant))
