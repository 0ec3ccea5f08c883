"""The past of one shop, kept in memory: read once, then only what was sold since."""

import threading
from datetime import timedelta

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
        self._stamp = (0, 0, 0)
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
            # Products that changed, a day that passed, a backup that was brought back: then all of it is read.
            is_grown = kept is not None and stamp[1:] == before[1:] and stamp[0] > before[0]
            since = self.store.clock.now() - timedelta(days=self.days)
            written = read_written(session, since, before[0] if is_grown else 0, progress or NoProgress())
            made = assemble(session, written, kept if is_grown else None)
            self._kept, self._stamp = made, stamp
            return made

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

    def _look(self, session: Session) -> tuple[int, int, int]:
        """Newest sale, newest change of a product, and the day."""
        sale = session.scalar(select(func.max(Sale.id))) or 0
        touch = session.scalar(select(func.max(ProductTouch.id))) or 0
        return sale, touch, self.store.clock.now().toordinal()
