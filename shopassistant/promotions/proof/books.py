"""A campaign as the books have it: its arms, what decides, and the days that count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.promotions.proof.comparisons import Arm
from shopassistant.store import schema

# Without a word from whoever planned it: one unit of money of margin per customer, or one customer in fifty.
_USUAL_EFFECT = {"margin": 100.0, "redeemed": 0.02}


@dataclass(frozen=True)
class Book:
    """A campaign that has started.

    Attributes:
        arms: the hold-out first, where there is one.
        subjects: of each arm's letter, empty for the hold-out.
        send_hours: at which hour each arm is written to; None is any.
        promotion_ids: of the campaign and of its arms.
        measure: "margin" or "redeemed".
        relevant: the smallest lift worth knowing, minor units per customer, or a share of the customers.
        attribution_days: how long after the start a purchase counts.
        planned_end: when one look at the end is due.
        offers: the name of each arm's promotion; empty where it has none.
        limit_minor: what a customer counts for at most, where that was declared before.
    """

    id: int
    name: str
    status: str
    arms: tuple[Arm, ...]
    subjects: tuple[str, ...]
    send_hours: tuple[int | None, ...]
    promotion_ids: tuple[int, ...]
    measure: str
    relevant: float
    alpha: float
    started_at: datetime
    attribution_days: int
    planned_end: datetime
    segment_id: int | None = None
    limit_minor: int | None = None
    offers: tuple[str, ...] = ()

    @property
    def counts_until(self) -> datetime:
        """When the span is over in which purchases count."""
        return self.started_at + timedelta(days=self.attribution_days)

    @property
    def has_holdout(self) -> bool:
        """Whether some were left out by chance."""
        return any(arm.is_holdout for arm in self.arms)


def read_book(session: Session, campaign_id: int) -> Book:
    """A campaign that has started.

    Raises:
        NotFound: ``proof.unknown``; ``proof.not_started``.
    """
    row = session.get(schema.Campaign, campaign_id)
    if row is None:
        raise NotFound("proof.unknown", campaign=campaign_id)
    if row.started_at is None:
        raise NotFound("proof.not_started", name=row.name)
    arms = _arms(session, campaign_id)
    promotions = [row.promotion_id, *(arm.promotion_id for arm in arms)]
    days = max(row.horizon_days, row.attribution_days)
    limit = row.figures.get("limit_minor") if isinstance(row.figures, dict) else None
    return Book(
        id=row.id,
        name=row.name,
        status=row.status,
        arms=tuple(Arm(arm.name, arm.share, arm.is_holdout) for arm in arms),
        subjects=tuple("" if arm.is_holdout else _subject(arm.content) for arm in arms),
        send_hours=tuple(arm.send_hour for arm in arms),
        promotion_ids=tuple(sorted({one for one in promotions if one is not None})),
        measure=row.measure,
        relevant=row.relevant_effect or _USUAL_EFFECT[row.measure],
        alpha=row.alpha,
        started_at=row.started_at,
        attribution_days=row.attribution_days,
        planned_end=row.started_at + timedelta(days=days),
        segment_id=row.segment_id,
        limit_minor=limit if isinstance(limit, int) and limit > 0 else None,
        offers=_offers(session, row, arms),
    )


def _arms(session: Session, campaign_id: int) -> list[schema.CampaignArm]:
    """The hold-out first, then by name."""
    found = session.scalars(
        select(schema.CampaignArm)
        .where(schema.CampaignArm.campaign_id == campaign_id)
        .order_by(schema.CampaignArm.is_holdout.desc(), schema.CampaignArm.name)
    )
    return list(found)


def _subject(content: Mapping[str, object]) -> str:
    """The subject line of an arm's letter, in English where there are several languages."""
    words = content.get("words")
    if not isinstance(words, Mapping) or not words:
        return ""
    one = words.get("en", next(iter(words.values())))
    return str(one.get("subject", "")) if isinstance(one, Mapping) else ""


def _offers(session: Session, row: schema.Campaign, arms: list[schema.CampaignArm]) -> tuple[str, ...]:
    """The name of each arm's promotion; empty where it has none."""
    ids = [None if arm.is_holdout else arm.promotion_id or row.promotion_id for arm in arms]
    named = {
        one.id: one.name
        for one in session.scalars(select(schema.Promotion).where(schema.Promotion.id.in_([one for one in ids if one])))
    }
    return tuple(named.get(one, "") if one else "" for one in ids)
