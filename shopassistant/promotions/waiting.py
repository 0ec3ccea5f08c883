"""What of promotions waits for a manager: prices that are due to go down, campaigns whose hour comes or has passed.

Asked by every window now and then, so it reads three small tables and imports nothing heavy.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Campaign, MarkdownPlan, Product, Variant


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody has to do, or a window has to be ready for.

    Attributes:
        steps: (plan, product) of markdowns whose next price should hold by now and does not.
        missed: (campaign, name) of those that were to start by themselves while no manager's window was open.
        planned: campaigns that start by themselves later.
    """

    steps: tuple[tuple[int, str], ...] = ()
    missed: tuple[tuple[int, str], ...] = ()
    planned: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """Things to do now."""
        return len(self.steps) + len(self.missed)


def what_waits(session: Session, now: datetime, today: date) -> Waiting:
    """Look at approved markdown plans and campaigns.

    Args:
        now: in UTC.
        today: the shop's day.
    """
    plans = session.execute(
        select(MarkdownPlan.id, MarkdownPlan.steps, Product.name)
        .join(Variant, Variant.id == MarkdownPlan.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(MarkdownPlan.status == "approved")
        .order_by(MarkdownPlan.id)
    )
    campaigns = session.execute(
        select(Campaign.id, Campaign.name, Campaign.scheduled_at)
        .where(Campaign.status == "approved", Campaign.scheduled_at.is_not(None))
        .order_by(Campaign.scheduled_at, Campaign.id)
    ).all()
    return Waiting(
        steps=tuple(
            (plan_id, name)
            for plan_id, steps, name in plans
            if any(not step["done"] and date.fromisoformat(step["on"]) <= today for step in steps)
        ),
        missed=tuple((one, name) for one, name, at in campaigns if at is not None and at <= now),
        planned=tuple(one for one, _name, at in campaigns if at is not None and at > now),
    )
