"""Are segments and values due for another look, and the look itself; for the window and a nightly job alike."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.lease import Renewing, hold
from shopassistant.store.schema import CustomerValue, Sale, Segment

LEASE = "segments"
SEGMENTS_EVERY = timedelta(hours=12)
VALUES_EVERY = timedelta(days=7)
# With fewer sales to known customers there is nothing to learn that would hold next week.
_LEAST_SALES = 500


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done anew."""

    segments: bool
    values: bool

    @property
    def is_any(self) -> bool:
        """Whether anything is."""
        return self.segments or self.values


def due(session: Session, now: datetime) -> Due:
    """Segments half a day after the last look, values a week after; one or two look-ups."""
    oldest, never = session.execute(
        select(
            func.min(Segment.refreshed_at), func.count().filter(Segment.refreshed_at.is_(None))
        ).where(Segment.status == "active")
    ).one()  # fmt: skip
    worked = session.scalar(select(func.max(CustomerValue.at)))
    if worked is None:
        some = select(Sale.id).where(Sale.customer_id.is_not(None)).limit(_LEAST_SALES).subquery()
        values = (session.scalar(select(func.count()).select_from(some)) or 0) >= _LEAST_SALES
    else:
        values = now - worked >= VALUES_EVERY
    return Due(bool(never) or (oldest is not None and now - oldest >= SEGMENTS_EVERY), values)


def keep_fresh(store: Store, progress: Progress | None = None) -> Changes:
    """Do what is due, in the name of the system; values first, since segments may ask for them.

    Raises:
        Conflict: ``retraining.elsewhere``, another window does it.
        Cancelled: by `progress`.
    """
    from shopassistant.customers.segments.refreshing import refresh
    from shopassistant.customers.value.keeping import refresh_values

    with store.read() as session:
        what = due(session, store.clock.now())
    changes = Changes()
    if not what.is_any:
        return changes
    with hold(store, SYSTEM, LEASE) as lease:
        polite = Renewing(lease, progress or NoProgress())
        if what.values:
            try:
                refresh_values(store, SYSTEM, polite)
            except UserError as error:
                if error.code != "value.too_few":
                    raise
        if what.segments:
            changes = refresh(store, SYSTEM, progress=polite).changes
    return changes
