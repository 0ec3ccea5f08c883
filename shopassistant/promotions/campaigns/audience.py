"""Whom a campaign is for: the customers of its segment, how many get which arm, and who is left out and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.promotions.campaigns.eligibility import Eligible, eligible
from shopassistant.promotions.campaigns.keys import Keys
from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
from shopassistant.promotions.campaigns.rows import arms_of, campaign_row
from shopassistant.recommend.experiments.assignment import place
from shopassistant.store.database import Store
from shopassistant.store.schema import CampaignArm, Customer, SegmentMember


@dataclass(frozen=True)
class Audience:
    """Who would get a campaign now.

    Attributes:
        customers: in the segment.
        eligible: who of them may be written to, and why the others may not.
        arms: how many fall into each arm, the hold-out among them, by its name.
    """

    customers: int
    eligible: Eligible
    arms: Mapping[str, int]


def segment_customers(session: Session, segment_id: int | None) -> list[int]:
    """Ids of the customers of a segment, or of all active ones; sorted."""
    if segment_id is None:
        statement = select(Customer.id).where(Customer.status == "active").order_by(Customer.id)
    else:
        statement = (
            select(SegmentMember.customer_id)
            .where(SegmentMember.segment_id == segment_id)
            .order_by(SegmentMember.customer_id)
        )
    return list(session.scalars(statement))


def preview_audience(store: Store, keys: Keys, campaign_id: int) -> Audience:
    """Who would get a campaign if it began now.

    Raises:
        NotFound: ``campaign.unknown``.
    """
    with store.read() as session:
        campaign = campaign_row(session, campaign_id)
        ids = segment_customers(session, campaign.segment_id)
        found = eligible(session, ids, load_mail_settings(session), keys, store.clock.now())
        arms = arms_of(session, campaign_id)
    counted = dict.fromkeys((arm.name for arm in arms), 0)
    for customer_id in found.addresses:
        counted[arm_for(arms, campaign.salt, customer_id).name] += 1
    return Audience(len(ids), found, counted)


def arm_for(arms: Sequence[CampaignArm], salt: str, customer_id: int) -> CampaignArm:
    """The arm a customer belongs to: by the hash of the campaign's salt and the customer, so always the same.

    The shares of `arms` add up to 1; they are taken in the order of their names.
    """
    where, reached = place(salt, customer_id), 0.0
    ordered = arms if len(arms) < 2 else sorted(arms, key=lambda arm: arm.name)
    for arm in ordered:
        reached += arm.share
        if where < reached:
            return arm
    return ordered[-1]  # shares that add up to a hair less than 1
