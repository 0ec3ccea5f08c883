"""Campaigns as they are listed and looked at: state, arms, what became of the mails. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.promotions.campaigns.content import Content, content_from_json
from shopassistant.promotions.campaigns.drafts import HOLDOUT, ArmDraft, CampaignDraft
from shopassistant.promotions.campaigns.rows import arms_of, campaign_row
from shopassistant.store.schema import (
    Campaign,
    CampaignMember,
    Customer,
    MailEvent,
    MailMessage,
    Promotion,
    Segment,
)

# Of mails that reached the server.
OUT = ("sent", "uncertain", "bounced")


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A row of the list.

    Attributes:
        segment: its name, empty for everybody.
        promotion: its number and name, empty without one.
        subject: of its first arm.
        members: customers drawn, the hold-out among them.
        mails: how many are in each state.
        readers: mails a person opened or clicked, machines left out.
        clicks: mails a person clicked.
    """

    campaign_id: int
    name: str
    status: str
    segment: str
    promotion: str
    subject: str
    arms: int
    holdout_share: float
    created_at: datetime
    scheduled_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    members: int
    mails: Mapping[str, int]
    readers: int
    clicks: int

    @property
    def out(self) -> int:
        """Mails that were handed to the server."""
        return sum(self.mails.get(status, 0) for status in OUT)

    @property
    def left(self) -> int:
        """Mails that are still to go."""
        return self.mails.get("queued", 0) + self.mails.get("sending", 0)


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail of a campaign.

    Attributes:
        reason: why it was left out or failed; for others who wrote it (``model``, or why the model did not).
    """

    mail_id: int
    customer_id: int
    number: str
    customer: str
    arm: str
    status: str
    reason: str
    subject: str
    sent_at: datetime | None
    attempts: int
    last_error: str


def list_campaigns(session: Session, campaign_id: int | None = None) -> tuple[CampaignLine, ...]:
    """All campaigns, the newest first; or one."""
    statement = (
        select(Campaign, Segment.name, Promotion.number, Promotion.name)
        .outerjoin(Segment, Segment.id == Campaign.segment_id)
        .outerjoin(Promotion, Promotion.id == Campaign.promotion_id)
        .order_by(Campaign.id.desc())
    )
    if campaign_id is not None:
        statement = statement.where(Campaign.id == campaign_id)
    mails = _counts(session, select(MailMessage.campaign_id, MailMessage.status, func.count()), campaign_id)
    counted = select(CampaignMember.campaign_id, func.count()).group_by(CampaignMember.campaign_id)
    members = dict(session.execute(counted).all())
    readers, clicks = _people(session, ("open", "click")), _people(session, ("click",))
    return tuple(
        _line(session, campaign, segment, f"{number} {name}" if number else "", mails, members, readers, clicks)
        for campaign, segment, number, name in session.execute(statement)
    )


def _line(
    session: Session,
    campaign: Campaign,
    segment: str | None,
    promotion: str,
    mails: Mapping[int, Mapping[str, int]],
    members: Mapping[int, int],
    readers: Mapping[int, int],
    clicks: Mapping[int, int],
) -> CampaignLine:
    arms = [arm for arm in arms_of(session, campaign.id) if not arm.is_holdout]
    content = content_from_json(arms[0].content) if arms else Content()
    return CampaignLine(
        campaign_id=campaign.id, name=campaign.name, status=campaign.status, segment=segment or "",
        promotion=promotion, subject=next(iter(content.words.values())).subject if content.words else "",
        arms=len(arms), holdout_share=campaign.holdout_share, created_at=campaign.created_at,
        scheduled_at=campaign.scheduled_at, started_at=campaign.started_at, finished_at=campaign.finished_at,
        members=members.get(campaign.id, 0), mails=mails.get(campaign.id, {}), readers=readers.get(campaign.id, 0),
        clicks=clicks.get(campaign.id, 0),
    )  # fmt: skip


def _counts(session: Session, statement: object, campaign_id: int | None) -> dict[int, dict[str, int]]:
    grouped = statement.group_by(MailMessage.campaign_id, MailMessage.status)  # type: ignore[attr-defined]
    if campaign_id is not None:
        grouped = grouped.where(MailMessage.campaign_id == campaign_id)
    found: dict[int, dict[str, int]] = {}
    for one, status, count in session.execute(grouped):
        found.setdefault(one, {})[status] = count
    return found


def _people(session: Session, kinds: tuple[str, ...]) -> dict[int, int]:
    """Mails by campaign of which a person did one of `kinds`."""
    statement = (
        select(MailMessage.campaign_id, func.count(MailEvent.message_id.distinct()))
        .join(MailEvent, MailEvent.message_id == MailMessage.id)
        .where(MailEvent.kind.in_(kinds), ~MailEvent.machine)
        .group_by(MailMessage.campaign_id)
    )
    return dict(session.execute(statement).all())


def load_draft(session: Session, campaign_id: int) -> CampaignDraft:
    """A campaign in the form it is changed in.

    Raises:
        NotFound: ``campaign.unknown``.
    """
    campaign = campaign_row(session, campaign_id)
    arms = tuple(
        ArmDraft(arm.name, arm.share, content_from_json(arm.content), arm.promotion_id, arm.send_hour)
        for arm in arms_of(session, campaign_id)
        if arm.name != HOLDOUT
    )
    return CampaignDraft(
        name=campaign.name, arms=arms, segment_id=campaign.segment_id, promotion_id=campaign.promotion_id,
        holdout_share=campaign.holdout_share, scheduled_at=campaign.scheduled_at, alpha=campaign.alpha,
        measure=campaign.measure, relevant_effect=campaign.relevant_effect, horizon_days=campaign.horizon_days,
        attribution_days=campaign.attribution_days,
    )  # fmt: skip


def list_mails(session: Session, campaign_id: int, status: str | None = None) -> tuple[MailRow, ...]:
    """The mails of a campaign in the order in which they were written.

    Args:
        status: only these; None for all.
    """
    statement = (
        select(MailMessage, Customer.number, Customer.given_name, Customer.family_name)
        .join(Customer, Customer.id == MailMessage.customer_id)
        .where(MailMessage.campaign_id == campaign_id)
        .order_by(MailMessage.id)
    )
    if status is not None:
        statement = statement.where(MailMessage.status == status)
    return tuple(
        MailRow(
            mail.id, mail.customer_id, number, f"{given} {family}".strip(), mail.arm, mail.status, mail.reason or "",
            mail.subject, mail.sent_at, mail.attempts, mail.last_error,
        )
        for mail, number, given, family in session.execute(statement)
    )  # fmt: skip
