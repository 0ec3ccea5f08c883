"""What became of the letters: sent, delivered, opened, clicked; and by how many customers the offer was redeemed.

Opens and clicks are counted for people; what mail programs and virus scanners do by themselves stands apart. A letter
somebody clicked in was opened, whether or not its picture was loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress
from shopassistant.inventory.demand.reading import epoch, numbers
from shopassistant.promotions.proof.books import Book
from shopassistant.promotions.proof.outcomes import Outcomes
from shopassistant.store.schema import MailEvent, MailMessage, Redemption

_DAY = 86_400
KINDS = ("sent", "opened", "clicked", "redeemed", "unsubscribed")


@dataclass(frozen=True)
class Funnel:
    """Letters and customers of one arm, or of all.

    Attributes:
        drawn: customers who were to get a letter.
        waiting: letters that are still to go.
        skipped: not sent on purpose: consent taken back, too many letters lately, no address.
        failed: not sent, or perhaps (`uncertain`) sent.
        sent: letters that left.
        bounced: of them, came back.
        opened, clicked: by people.
        machines: opened or clicked by machines alone.
        redeemed: customers who used the offer and kept what they bought.
        unsubscribed, complained: customers.
    """

    drawn: int = 0
    waiting: int = 0
    skipped: int = 0
    failed: int = 0
    sent: int = 0
    bounced: int = 0
    opened: int = 0
    clicked: int = 0
    machines: int = 0
    redeemed: int = 0
    unsubscribed: int = 0
    complained: int = 0

    @property
    def delivered(self) -> int:
        """Letters that left and did not come back."""
        return self.sent - self.bounced

    def __add__(self, other: "Funnel") -> "Funnel":
        return Funnel(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Funnel)))


_STATES = {
    "queued": "waiting",
    "sending": "waiting",
    "sent": "sent",
    "bounced": "sent",
    "uncertain": "failed",
    "failed": "failed",
    "skipped": "skipped",
}


def read_funnels(session: Session, book: Book, found: Outcomes) -> tuple[Funnel, ...]:
    """One per arm of the book; that of the hold-out is empty but for what it redeemed."""
    counts = {arm.name: dict.fromkeys((one.name for one in fields(Funnel)), 0) for arm in book.arms}
    for place, arm in enumerate(book.arms):
        counts[arm.name]["redeemed"] = int((found.redeemed[found.of(place)] > 0).sum())
        counts[arm.name]["drawn"] = int(found.of(place).sum()) + found.left_out[place]
    _count_letters(session, book.id, counts)
    _count_events(session, book.id, counts)
    return tuple(Funnel(**counts[arm.name]) for arm in book.arms)


def _count_letters(session: Session, campaign_id: int, counts: Mapping[str, dict[str, int]]) -> None:
    letters = (
        select(MailMessage.arm, MailMessage.status, func.count())
        .where(MailMessage.campaign_id == campaign_id)
        .group_by(MailMessage.arm, MailMessage.status)
    )
    for arm, status, count in session.execute(letters):
        if arm in counts:
            counts[arm][_STATES[status]] += count
            counts[arm]["bounced"] += count if status == "bounced" else 0


def _count_events(session: Session, campaign_id: int, counts: Mapping[str, dict[str, int]]) -> None:
    """By letter, so that whoever opens thrice opened once."""
    by_people = ~MailEvent.machine
    of_letter = (
        select(
            MailMessage.arm.label("arm"),
            func.max(case((by_people & MailEvent.kind.in_(("open", "click")), 1), else_=0)).label("opened"),
            func.max(case((by_people & (MailEvent.kind == "click"), 1), else_=0)).label("clicked"),
            func.max(case((MailEvent.machine & MailEvent.kind.in_(("open", "click")), 1), else_=0)).label("machine"),
            func.max(case((MailEvent.kind == "unsubscribe", 1), else_=0)).label("unsubscribed"),
            func.max(case((MailEvent.kind == "complaint", 1), else_=0)).label("complained"),
        )
        .join(MailEvent, MailEvent.message_id == MailMessage.id)
        .where(MailMessage.campaign_id == campaign_id)
        .group_by(MailMessage.id)
        .subquery()
    )
    columns = of_letter.c
    summed = select(
        columns.arm,
        func.sum(columns.opened),
        func.sum(columns.clicked),
        func.sum(case((columns.opened == 0, columns.machine), else_=0)),
        func.sum(columns.unsubscribed),
        func.sum(columns.complained),
    ).group_by(columns.arm)
    for arm, *sums in session.execute(summed):
        if arm in counts:
            names = ("opened", "clicked", "machines", "unsubscribed", "complained")
            counts[arm] |= dict(zip(names, (int(one) for one in sums), strict=True))


def read_days(session: Session, book: Book, days: int) -> dict[str, NDArray[np.int64]]:
    """How many letters, people and uses on each day (of 24 hours) since the start; by `KINDS`, int64 (days,) each.

    Opening and clicking count on the day of the first time.
    """
    start = int(book.started_at.timestamp())
    letters = select(epoch(MailMessage.sent_at).label("at")).where(  # type: ignore[arg-type]  # where it is there
        MailMessage.campaign_id == book.id, MailMessage.sent_at.is_not(None)
    )
    found = {"sent": _by_day(session, letters.subquery(), start, days)}
    for name, kind in (("opened", "open"), ("clicked", "click"), ("unsubscribed", "unsubscribe")):
        first = (
            select(epoch(func.min(MailEvent.at)).label("at"))  # type: ignore[arg-type]
            .join(MailMessage, MailMessage.id == MailEvent.message_id)
            .where(MailMessage.campaign_id == book.id, MailEvent.kind == kind, ~MailEvent.machine)
            .group_by(MailEvent.message_id)
        )
        found[name] = _by_day(session, first.subquery(), start, days)
    uses = select(epoch(Redemption.at).label("at"), Redemption.uses.label("uses")).where(
        Redemption.promotion_id.in_(book.promotion_ids), Redemption.at >= book.started_at
    )
    found["redeemed"] = _by_day(session, uses.subquery(), start, days)
    return {kind: found[kind] for kind in KINDS}


def _by_day(session: Session, rows: Subquery, start: int, days: int) -> NDArray[np.int64]:
    """Rows (or their uses) by the day of their `at`."""
    day = (rows.c.at - start) // _DAY
    weight = func.sum(rows.c.uses) if "uses" in rows.c else func.count()
    statement = select(day, weight).where(rows.c.at >= start, rows.c.at < start + days * _DAY).group_by(day)
    where, count = numbers(session, statement, 2, NoProgress(), "proof")
    return np.bincount(where, count, days).astype(np.int64)
