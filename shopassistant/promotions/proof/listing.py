"""The list of what has run or runs: campaigns, and promotions that no campaign was about."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Campaign, CampaignArm, CampaignMember, Promotion


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A campaign or a promotion that has begun.

    Attributes:
        kind: "campaign" or "promotion".
        id: of it.
        is_running: purchases still count; for a promotion, it still holds.
        customers: drawn, hold-out and all; 0 for a promotion.
    """

    kind: str
    id: int
    name: str
    started_at: datetime
    ends_at: datetime | None
    is_running: bool
    customers: int


def list_results(session: Session, now: datetime) -> tuple[ResultRow, ...]:
    """All of them, what began last first."""
    found = [*_campaigns(session, now), *_promotions(session, now)]
    return tuple(sorted(found, key=lambda row: (row.started_at, row.id), reverse=True))


def campaign_about(session: Session, promotion_id: int) -> int | None:
    """The newest campaign that has begun and was about a promotion; None where there is none."""
    by_arm = select(CampaignArm.campaign_id).where(CampaignArm.promotion_id == promotion_id)
    return session.scalar(
        select(Campaign.id)
        .where(Campaign.started_at.is_not(None))
        .where((Campaign.promotion_id == promotion_id) | Campaign.id.in_(by_arm))
        .order_by(Campaign.started_at.desc(), Campaign.id.desc())
        .limit(1)
    )


def _campaigns(session: Session, now: datetime) -> list[ResultRow]:
    drawn = select(CampaignMember.campaign_id, func.count()).group_by(CampaignMember.campaign_id)
    counts = {row[0]: row[1] for row in session.execute(drawn)}
    found = []
    for row in session.scalars(select(Campaign).where(Campaign.started_at.is_not(None))):
        if row.started_at is None:
            continue
        end = row.started_at + timedelta(days=max(row.horizon_days, row.attribution_days))
        found.append(
            ResultRow("campaign", row.id, row.name, row.started_at, end, now < end, int(counts.get(row.id, 0)))
        )
    return found


def _promotions(session: Session, now: datetime) -> list[ResultRow]:
    """Those that began, without those a campaign with a hold-out tells of."""
    by_campaign = select(Campaign.promotion_id).where(
        Campaign.promotion_id.is_not(None), Campaign.started_at.is_not(None)
    )
    by_arm = (
        select(CampaignArm.promotion_id)
        .join(Campaign, Campaign.id == CampaignArm.campaign_id)
        .where(CampaignArm.promotion_id.is_not(None), Campaign.started_at.is_not(None))
    )
    found = []
    rows = session.scalars(
        select(Promotion).where(
            Promotion.status.in_(("approved", "paused", "ended")),
            Promotion.id.not_in(by_campaign),
            Promotion.id.not_in(by_arm),
        )
    )
    for row in rows:
        start = row.starts_at or row.approved_at
        if start is None or start > now:
            continue
        runs = row.status == "approved" and (row.ends_at is None or row.ends_at > now)
        found.append(ResultRow("promotion", row.id, row.name, start, row.ends_at, runs, 0))
    return found
