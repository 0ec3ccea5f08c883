"""A campaign under way is paused, taken up again, or stopped for good. Managers; what left stays counted."""

from sqlalchemy import select, update

from shopassistant.promotions.campaigns.drafts import CampaignResult, result
from shopassistant.promotions.campaigns.rows import ROLE, campaign_row
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Coupon, MailMessage


def pause_campaign(store: Store, actor: Actor, campaign_id: int) -> CampaignResult:
    """No further mail leaves, not even from another window, until `resume_campaign`; managers.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``campaign.unknown``.
        Conflict: ``campaign.state``.
    """
    return _set(store, actor, campaign_id, "sending", "paused")


def resume_campaign(store: Store, actor: Actor, campaign_id: int) -> CampaignResult:
    """Mail may leave again; managers.

    Raises:
        NotAllowed, NotFound, Conflict: as `pause_campaign`.
    """
    return _set(store, actor, campaign_id, "paused", "sending")


def stop_campaign(store: Store, actor: Actor, campaign_id: int) -> CampaignResult:
    """What is still queued never leaves, and its coupons are cancelled; managers. Cannot be undone.

    Raises:
        NotAllowed, NotFound, Conflict: as `pause_campaign`.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        campaign = campaign_row(unit.session, campaign_id, "sending", "paused")
        queued = (MailMessage.campaign_id == campaign_id) & (MailMessage.status == "queued")
        coupons = select(MailMessage.coupon_id).where(queued, MailMessage.coupon_id.is_not(None))
        unit.session.execute(update(Coupon).where(Coupon.id.in_(coupons), Coupon.uses == 0).values(status="cancelled"))
        unit.session.execute(update(MailMessage).where(queued).values(status="skipped", reason="stopped", html=""))
        campaign.status, campaign.finished_at = "stopped", unit.clock.now()
        unit.audit("campaign.stopped", "campaign", campaign_id, name=campaign.name)
        made = result(campaign)
        unit.commit()
    return made


def _set(store: Store, actor: Actor, campaign_id: int, before: str, after: str) -> CampaignResult:
    actor.require(ROLE)
    with store.begin(actor) as unit:
        campaign = campaign_row(unit.session, campaign_id, before)
        campaign.status = after
        unit.audit(f"campaign.{after}", "campaign", campaign_id, name=campaign.name)
        made = result(campaign)
        unit.commit()
    return made
