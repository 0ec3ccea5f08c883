"""Rows of a campaign, found or refused."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import Conflict, NotFound
from shopassistant.store.schema import Campaign, CampaignArm

ROLE = "manager"


def campaign_row(session: Session, campaign_id: int, *states: str) -> Campaign:
    """A campaign, in one of `states` where some are named.

    Raises:
        NotFound: ``campaign.unknown``.
        Conflict: ``campaign.state`` with its ``status``.
    """
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        raise NotFound("campaign.unknown", campaign_id=campaign_id)
    if states and campaign.status not in states:
        raise Conflict("campaign.state", name=campaign.name, status=campaign.status)
    return campaign


def arms_of(session: Session, campaign_id: int) -> list[CampaignArm]:
    """Its arms by name, the hold-out among them."""
    statement = select(CampaignArm).where(CampaignArm.campaign_id == campaign_id).order_by(CampaignArm.name)
    return list(session.scalars(statement))
