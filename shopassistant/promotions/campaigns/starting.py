"""A campaign begins: its customers are drawn into arms and hold-out, once, with what they were worth before."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.promotions.campaigns.audience import arm_for, segment_customers
from shopassistant.promotions.campaigns.drafts import require_live
from shopassistant.promotions.campaigns.eligibility import eligible
from shopassistant.promotions.campaigns.keys import ensure_keys
from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
from shopassistant.promotions.campaigns.rows import ROLE, arms_of, campaign_row
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import CampaignMember


@dataclass(frozen=True, slots=True)
class Started:
    """A campaign that began.

    Attributes:
        arms: customers drawn into each arm, the hold-out among them.
        left_out: customers of the segment who may not be written to, by reason.
    """

    campaign_id: int
    arms: Mapping[str, int]
    left_out: Mapping[str, int]
    changes: Changes = field(default_factory=Changes)


def start_campaign(store: Store, actor: Actor, campaign_id: int) -> Started:
    """Draw the customers of an approved campaign; managers. Done before, it changes nothing.

    Only who may be written to is drawn, also into the hold-out: otherwise the arms would differ by who agreed to mail.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``campaign.unknown``.
        Conflict: ``campaign.state``.
        UserError: ``campaign.nobody``; ``campaign.promotion_not_live``; ``campaign.no_server``.
    """
    actor.require(ROLE)
    keys = ensure_keys(store)
    with store.read() as session:  # reading a large shop takes seconds, in which tills go on selling
        campaign = campaign_row(session, campaign_id, "approved", "sending", "paused")
        if campaign.started_at is not None:
            return _before(session, campaign_id)
        now, settings, arms = store.clock.now(), load_mail_settings(session), arms_of(session, campaign_id)
        found = eligible(session, segment_customers(session, campaign.segment_id), settings, keys, now)
        worth = _worth_before(session, list(found.addresses), now)
    if not settings.is_ready:
        raise UserError("campaign.no_server")
    if not found.addresses:
        raise UserError("campaign.nobody", name=campaign.name)
    rows = [
        {
            "campaign_id": campaign_id, "customer_id": one, "arm": arm_for(arms, campaign.salt, one).name,
            "assigned_at": now, "spent_before_minor": worth[one][0], "margin_before_minor": worth[one][1],
        }
        for one in found.addresses
    ]  # fmt: skip
    drawn = dict.fromkeys((arm.name for arm in arms), 0) | Counter(str(row["arm"]) for row in rows)
    with store.begin(actor) as unit:
        campaign = campaign_row(unit.session, campaign_id, "approved", "sending", "paused")
        if campaign.started_at is not None:  # another window was faster
            return _before(unit.session, campaign_id)
        for promotion_id in {campaign.promotion_id, *(arm.promotion_id for arm in arms)}:
            require_live(unit, promotion_id)
        unit.session.execute(insert(CampaignMember), rows)
        campaign.status, campaign.started_at = "sending", now
        campaign.figures = {**campaign.figures, "left_out": found.counts()}
        unit.audit("campaign.started", "campaign", campaign_id, arms=drawn, left_out=found.counts())
        unit.commit()
    return Started(campaign_id, drawn, found.counts(), Changes(campaigns=frozenset({campaign_id})))


def _before(session: Session, campaign_id: int) -> Started:
    statement = (
        select(CampaignMember.arm, func.count())
        .where(CampaignMember.campaign_id == campaign_id)
        .group_by(CampaignMember.arm)
    )
    left_out = campaign_row(session, campaign_id).figures.get("left_out", {})
    return Started(campaign_id, dict(session.execute(statement).all()), left_out)


def _worth_before(session: Session, customer_ids: Sequence[int], now: datetime) -> dict[int, tuple[int, int]]:
    """What customers spent and brought in before the draw, minor units, as the proof reckons it: it takes that out."""
    import numpy as np

    from shopassistant.promotions.proof.takings import before

    spent, earned = before(session, np.array(customer_ids, np.int64), now)
    return dict(zip(customer_ids, zip(spent.tolist(), earned.tolist(), strict=True), strict=True))
