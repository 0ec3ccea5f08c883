"""That a visit at the mirror was, for how long and with how many looks: all that is ever written of it, never who."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry

_ACTION = "visit.ended"
# Lengths are kept this coarsely: to the second they would tell one visit from another.
_STEP_SECONDS = 10
_LONGEST_SECONDS = 24 * 3600
_MOST_LOOKS = 9_999


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known of a visit that is over.

    Attributes:
        ended_at: when it ended.
        seconds: how long it was, to ten seconds.
        looks: how many looks were shown.
        by_staff: at a counter, with staff; else at the kiosk.
    """

    ended_at: datetime
    seconds: int
    looks: int
    by_staff: bool


def record_visit(store: Store, actor: Actor, seconds: float, looks: int) -> None:
    """Write that a visit is over. There is no argument by which a person could get into the books.

    Args:
        actor: the kiosk, or the staff at whose terminal it was.
        seconds: from consent to the end.
        looks: different looks that were shown.

    Raises:
        NotAllowed: ``role.required``, the actor is neither.
    """
    actor.require_kiosk_or("associate")
    length = round(min(max(seconds, 0.0), _LONGEST_SECONDS) / _STEP_SECONDS) * _STEP_SECONDS
    with store.begin(actor) as unit:
        unit.audit(_ACTION, "visit", None, seconds=length, looks=min(max(looks, 0), _MOST_LOOKS))
        unit.commit()


def visits(session: Session, since: datetime) -> Iterator[Visit]:
    """Visits that ended since a moment, the newest first."""
    query = select(AuditEntry).where(AuditEntry.at >= since, AuditEntry.action == _ACTION)
    for entry in session.scalars(query.order_by(AuditEntry.at.desc(), AuditEntry.id.desc())):
        details = entry.details
        yield Visit(entry.at, int(details["seconds"]), int(details["looks"]), entry.actor_kind == "staff")
