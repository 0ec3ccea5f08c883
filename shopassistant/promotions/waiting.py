"""What of promotions waits for a manager: prices that are due to go down, campaigns whose hour comes or has passed.

Asked by every window now and then, so it reads three small tables and imports nothing heavy.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
from shopassistant.promotions.campaigns.quiet import quiet_until
from shopassistant.store.schema import Campaign, MailMessage, MarkdownPlan, Product, Variant, WorkLease

# The right to send, see `campaigns.sending`, which is too heavy to be imported for its name.
LEASE = "mail"
_STANDS_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody has to do, or a window has to be ready for.

    Attributes:
        steps: (plan, product) of markdowns whose next price should hold by now and does not.
        missed: (campaign, name) of those that were to start by themselves while no manager's window was open.
        halted: (campaign, name) of those with letters to go that no window has sent for a while, though it is no
            quiet hour: the window that sent them was closed.
        planned: campaigns that start by themselves later.
    """

    steps: tuple[tuple[int, str], ...] = ()
    missed: tuple[tuple[int, str], ...] = ()
    halted: tuple[tuple[int, str], ...] = ()
    planned: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """Things to do now."""
        return len(self.steps) + len(self.missed) + len(self.halted)


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
        halted=_halted(session, now),
        planned=tuple(one for one, _name, at in campaigns if at is not None and at > now),
    )


def _halted(session: Session, now: datetime) -> tuple[tuple[int, str], ...]:
    """Campaigns that are half sent while nobody sends: a window that is open goes on by itself within minutes."""
    if quiet_until(load_mail_settings(session), now) is not None:
        return ()
    if session.scalar(select(WorkLease.name).where(WorkLease.name == LEASE, WorkLease.expires_at > now)) is not None:
        return ()
    long_ago = now - _STANDS_FOR
    mine = MailMessage.campaign_id == Campaign.id
    waits = or_(MailMessage.next_try_at.is_(None), MailMessage.next_try_at <= long_ago)
    to_go = exists().where(mine, MailMessage.status == "queued", waits)
    went = exists().where(mine, or_(MailMessage.claimed_at > long_ago, MailMessage.queued_at > long_ago))
    found = session.execute(select(Campaign.id, Campaign.name).where(Campaign.status == "sending", to_go, ~went))
    return tuple((one, name) for one, name in found)
