"""The past of one shop, kept in memory: read once, then only what was sold since."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.promotions.rehearsal.past import PastBaskets
from shopassistant.promotions.rehearsal.reading import assemble, read_written
from shopassistant.promotions.rehearsal.switching import Switching, measure_switching
from shopassistant.store.database import Store
from shopassistant.store.schema import ProductTouch, Sale

# A year and a quarter: last year's season is in it, and last year's weeks to hold the newest against.
PAST_DAYS = 460


@dataclass(frozen=True, slots=True)
class _Stamp:
    """How far the store was read: newest sale and change of a product, and the day."""

    sale: int = 0
    touch: int = 0
    day: int = 0


class PastBook:
    """Thread safe: the past is immutable and swapped whole. Read it in a lane; a first look takes seconds for a million
    lines.

    Args:
        store: the shop.
        days: how far back.
    """

    def __init__(self, store: Store, days: int = PAST_DAYS) -> None:
        self.store = store
        self.days = days
        self._lock = threading.Lock()
        self._kept: PastBaskets | None = None
        self._stamp = _Stamp()
        self._newest: tuple[str, datetime] | None = None
        self._switching: tuple[PastBaskets, Switching] | None = None

    def past(self, progress: Progress | None = None) -> PastBaskets:
        """The baskets up to now.

        Raises:
            EnvironmentProblem: the store cannot be read.
            Cancelled: by `progress`; what was kept stays.
        """
        with self._lock, self.store.read() as session:
            stamp, kept, before = self._look(session), self._kept, self._stamp
            if kept is not None and stamp == before:
                return kept
            # A day that passed, a backup that was brought back: then all of it is read.
            is_grown = kept is not None and stamp.day == before.day and self._still_there(session)
            since = self.store.clock.now() - timedelta(days=self.days)
            written = read_written(session, since, before.sale if is_grown else 0, progress or NoProgress())
            made = assemble(session, written, kept if is_grown else None, touched=stamp.touch != before.touch)
            self._kept, self._stamp, self._newest = made, stamp, self._when(session, stamp.sale)
            return made

    def _look(self, session: Session) -> _Stamp:
        sale = session.scalar(select(func.max(Sale.id))) or 0
        touch = session.scalar(select(func.max(ProductTouch.id))) or 0
        return _Stamp(sale, touch, self.store.clock.now().toordinal())

    def _still_there(self, session: Session) -> bool:
        """Whether the newest sale that was read is still the one it was."""
        return self._when(session, self._stamp.sale) == self._newest

    def _when(self, session: Session, sale_id: int) -> tuple[str, datetime] | None:
        row = session.execute(select(Sale.number, Sale.sold_at).where(Sale.id == sale_id)).one_or_none()
        return None if row is None else (row[0], row[1])

    def switching(self, progress: Progress | None = None) -> Switching:
        """What promotions took from other goods and later weeks in this shop; measured once for a past.

        Raises:
            EnvironmentProblem: the store cannot be read.
            Cancelled: by `progress`.
        """
        past = self.past(progress)
        known = self._switching
        if known is None or known[0] is not past:
            known = self._switching = (past, measure_switching(past))
        return known[1]
