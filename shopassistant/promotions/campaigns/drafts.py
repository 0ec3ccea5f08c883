"""A campaign before it starts: made, changed, approved, taken back. Managers only; every step is in the audit."""

import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.promotions.campaigns.content import Content, content_to_json
from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
from shopassistant.promotions.campaigns.rows import ROLE, arms_of, campaign_row
from shopassistant.promotions.campaigns.typed_check import refuse_invented
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Campaign,
    CampaignArm,
    CampaignMember,
    Coupon,
    MailMessage,
    Promotion,
    Segment,
)
from shopassistant.store.unit_of_work import UnitOfWork

HOLDOUT = "hold-out"
MOST_ARMS = 6
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class ArmDraft:
    """One way of writing; the shares of all and the hold-out add up to 1.

    Attributes:
        name: ``A`` to ``F``.
        share: of the customers, above 0.
        content: what it says.
        promotion_id: another offer than the campaign's; None for the same.
        send_hour: not before this hour of the shop's day; None for as soon as it starts.
    """

    name: str
    share: float
    content: Content
    promotion_id: int | None = None
    send_hour: int | None = None


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """A campaign as it is planned.

    Attributes:
        segment_id: for whom; None for everybody.
        holdout_share: of the customers who get nothing, 0 to 0.5, so that what it earned can be told.
        scheduled_at: not before; None for when somebody starts it.
        measure: ``margin`` or ``redeemed``: what decides.
        horizon_days, attribution_days: planned end, and how long a purchase counts.
    """

    name: str
    arms: tuple[ArmDraft, ...]
    segment_id: int | None = None
    promotion_id: int | None = None
    holdout_share: float = 0.1
    scheduled_at: datetime | None = None
    alpha: float = 0.05
    measure: str = "margin"
    relevant_effect: float | None = None
    horizon_days: int = 28
    attribution_days: int = 28


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """A campaign after a change.

    Attributes:
        status: of the campaign now.
    """

    campaign_id: int
    status: str
    changes: Changes = field(default_factory=Changes)


def create_campaign(store: Store, actor: Actor, draft: CampaignDraft) -> CampaignResult:
    """Write a new campaign; managers.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``campaign.name``; ``campaign.draft`` with ``field``; ``campaign.fact_unknown``.
        NotFound: ``campaign.segment_unknown``, ``campaign.promotion_unknown``.
    """
    actor.require(ROLE)
    _check(draft)
    with store.begin(actor) as unit:
        _check_rows(unit.session, draft)
        campaign = Campaign(
            name=draft.name.strip(), salt=secrets.token_hex(12), holdout_share=draft.holdout_share,
            created_at=unit.clock.now(), staff_id=actor.staff_id,
        )  # fmt: skip
        _put(campaign, draft)
        unit.session.add(campaign)
        unit.session.flush()
        _put_arms(unit, campaign.id, draft)
        unit.audit("campaign.created", "campaign", campaign.id, name=campaign.name, arms=len(draft.arms))
        made = result(campaign)
        unit.commit()
    return made


def change_campaign(store: Store, actor: Actor, campaign_id: int, draft: CampaignDraft) -> CampaignResult:
    """Change a campaign that is not approved yet; managers.

    Raises:
        NotAllowed, UserError, NotFound: as `create_campaign`.
        NotFound: ``campaign.unknown``.
        Conflict: ``campaign.state``.
    """
    actor.require(ROLE)
    _check(draft)
    with store.begin(actor) as unit:
        campaign = campaign_row(unit.session, campaign_id, "draft")
        _check_rows(unit.session, draft)
        _put(campaign, draft)
        unit.session.execute(delete(CampaignArm).where(CampaignArm.campaign_id == campaign_id))
        _put_arms(unit, campaign_id, draft)
        unit.audit("campaign.changed", "campaign", campaign_id, name=campaign.name, arms=len(draft.arms))
        made = result(campaign)
        unit.commit()
    return made


def approve_campaign(
    store: Store, actor: Actor, campaign_id: int, figures: Mapping[str, Any] | None = None
) -> CampaignResult:
    """Say that it may go out; managers. From now on nothing of it changes.

    Args:
        figures: what is planned and expected of it (plain JSON), kept to be compared later.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``campaign.unknown``.
        Conflict: ``campaign.state``.
        UserError: ``campaign.no_server``; ``campaign.promotion_not_live``, its promotion is not approved or over.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        campaign = campaign_row(unit.session, campaign_id, "draft")
        if not load_mail_settings(unit.session).is_ready:
            raise UserError("campaign.no_server")
        for promotion_id in {campaign.promotion_id, *(arm.promotion_id for arm in arms_of(unit.session, campaign_id))}:
            require_live(unit, promotion_id)
        campaign.status, campaign.approved_at = "approved", unit.clock.now()
        campaign.approved_by_id, campaign.figures = actor.staff_id, dict(figures or {})
        unit.audit("campaign.approved", "campaign", campaign_id, name=campaign.name)
        made = result(campaign)
        unit.commit()
    return made


def require_live(unit: UnitOfWork, promotion_id: int | None) -> None:
    """Refuse a promotion that nobody could use.

    Raises:
        UserError: ``campaign.promotion_not_live`` with ``number`` and ``status``.
    """
    promotion = unit.session.get(Promotion, promotion_id) if promotion_id else None
    if promotion is None:
        return
    is_over = promotion.ends_at is not None and promotion.ends_at <= unit.clock.now()
    if promotion.status != "approved" or is_over:
        status = "ended" if is_over else promotion.status
        raise UserError("campaign.promotion_not_live", number=promotion.number, status=status)


def take_back_campaign(store: Store, actor: Actor, campaign_id: int) -> CampaignResult:
    """Back to a draft, as long as no mail has left; managers. Who was drawn and what was written is forgotten.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``campaign.unknown``.
        Conflict: ``campaign.state``; ``campaign.mail_left``, at least one mail is out or may be.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        campaign = campaign_row(unit.session, campaign_id, "approved", "sending", "paused")
        session, own = unit.session, MailMessage.campaign_id == campaign_id
        left = session.scalar(
            select(MailMessage.id)
            .where(own, MailMessage.status.in_(("sending", "sent", "uncertain", "bounced")))
            .limit(1)
        )
        if left is not None:
            raise Conflict("campaign.mail_left", name=campaign.name)
        coupons = select(MailMessage.coupon_id).where(own, MailMessage.coupon_id.is_not(None))
        session.execute(update(Coupon).where(Coupon.id.in_(coupons)).values(status="cancelled"))
        session.execute(delete(MailMessage).where(own))
        session.execute(delete(CampaignMember).where(CampaignMember.campaign_id == campaign_id))
        campaign.status, campaign.approved_at, campaign.approved_by_id = "draft", None, None
        campaign.started_at = None
        unit.audit("campaign.taken_back", "campaign", campaign_id, name=campaign.name)
        made = result(campaign)
        unit.commit()
    return made


def result(campaign: Campaign) -> CampaignResult:
    """What a use case returns about a campaign."""
    return CampaignResult(campaign.id, campaign.status, Changes(campaigns=frozenset({campaign.id})))


def _put(campaign: Campaign, draft: CampaignDraft) -> None:
    campaign.name = draft.name.strip()
    campaign.segment_id, campaign.promotion_id = draft.segment_id, draft.promotion_id
    campaign.holdout_share, campaign.alpha, campaign.measure = draft.holdout_share, draft.alpha, draft.measure
    campaign.relevant_effect, campaign.scheduled_at = draft.relevant_effect, draft.scheduled_at
    campaign.horizon_days, campaign.attribution_days = draft.horizon_days, draft.attribution_days


def _put_arms(unit: UnitOfWork, campaign_id: int, draft: CampaignDraft) -> None:
    for arm in draft.arms:
        unit.session.add(
            CampaignArm(
                campaign_id=campaign_id, name=arm.name, share=arm.share, promotion_id=arm.promotion_id,
                content=content_to_json(arm.content), send_hour=arm.send_hour,
            )
        )  # fmt: skip
    if draft.holdout_share > 0:
        unit.session.add(
            CampaignArm(campaign_id=campaign_id, name=HOLDOUT, share=draft.holdout_share, is_holdout=True, content={})
        )


def _check(draft: CampaignDraft) -> None:
    if not draft.name.strip() or len(draft.name) > _LONGEST_NAME:
        raise UserError("campaign.name", longest=_LONGEST_NAME)
    names = [arm.name for arm in draft.arms]
    if not 1 <= len(names) <= MOST_ARMS or names != [chr(ord("A") + place) for place in range(len(names))]:
        raise UserError("campaign.draft", field="arms")
    shares = [arm.share for arm in draft.arms] + [draft.holdout_share]
    if not all(math.isfinite(share) for share in shares) or not 0 <= draft.holdout_share <= 0.5:
        raise UserError("campaign.draft", field="holdout_share")
    if min(shares[:-1]) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise UserError("campaign.draft", field="share")
    if draft.measure not in ("margin", "redeemed"):
        raise UserError("campaign.draft", field="measure")
    if not 0.001 <= draft.alpha <= 0.5:
        raise UserError("campaign.draft", field="alpha")
    if not (1 <= draft.horizon_days <= 365 and 1 <= draft.attribution_days <= 365):
        raise UserError("campaign.draft", field="horizon_days")
    if any(arm.send_hour is not None and not 0 <= arm.send_hour <= 23 for arm in draft.arms):
        raise UserError("campaign.draft", field="send_hour")


def _check_rows(session: Session, draft: CampaignDraft) -> None:
    if draft.segment_id is not None and session.get(Segment, draft.segment_id) is None:
        raise NotFound("campaign.segment_unknown", segment_id=draft.segment_id)
    for promotion_id in (draft.promotion_id, *(arm.promotion_id for arm in draft.arms)):
        if promotion_id is not None and session.get(Promotion, promotion_id) is None:
            raise NotFound("campaign.promotion_unknown", promotion_id=promotion_id)
    for arm in draft.arms:
        refuse_invented(session, arm.content, arm.promotion_id or draft.promotion_id)
