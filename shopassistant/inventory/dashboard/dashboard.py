"""The figures of one shop, always at hand: read from beside the store, then brought up to date by what was written."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.dashboard.building import build_tables
from shopassistant.inventory.dashboard.keeping import keep, load_kept
from shopassistant.inventory.dashboard.marks import News, read_news, read_stamp
from shopassistant.inventory.dashboard.merging import merge
from shopassistant.inventory.dashboard.reading import Want
from shopassistant.inventory.dashboard.shelves import Snapshot, to_day
from shopassistant.inventory.dashboard.slicing import Filter, Slice
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.store.database import Store

# Names the forecasts that serve, and reads them; ("", None) where there are none.
ForecastSource = Callable[[], tuple[str, Callable[[], Forecasts | None]]]

_log = logging.getLogger(__name__)


def no_forecasts() -> tuple[str, Callable[[], Forecasts | None]]:
    """A shop without forecasts."""
    return "", lambda: None


class Dashboard:
    """Thread safe: the snapshot is immutable and swapped whole. Refresh in one thread, ask in any.

    Args:
        store: the shop.
        forecasts: where forecasts come from.
    """

    def __init__(self, store: Store, forecasts: ForecastSource = no_forecasts) -> None:
        self.store = store
        self._forecasts = forecasts
        self._snapshot: Snapshot | None = None
        self._sliced: tuple[Snapshot, Filter, Slice] | None = None
        self._lock = threading.Lock()

    @property
    def snapshot(self) -> Snapshot | None:
        """The newest figures; None before the first `load` or `refresh`."""
        return self._snapshot

    def load(self) -> bool:
        """Take what lies beside the store, however old. Returns whether there are figures now."""
        if self._snapshot is None:
            self._snapshot = load_kept(self.store)
        return self._snapshot is not None

    def part(self, wanted: Filter) -> Slice | None:
        """The figures under a filter, the last one asked for kept; None before there are any."""
        snapshot = self._snapshot
        if snapshot is None:
            return None
        known = self._sliced
        if known is not None and known[0] is snapshot and known[1] == wanted:
            return known[2]
        made = Slice(snapshot, wanted)
        self._sliced = (snapshot, wanted, made)
        return made

    def refresh(self, progress: Progress | None = None) -> bool:
        """Read what was written since, or everything where too much was, the day is another or forecasts are new.

        Returns:
            Whether anything is different.

        Raises:
            EnvironmentProblem: the store cannot be read.
            Cancelled: the progress says so.
        """
        progress = progress or NoProgress()
        with self._lock:
            today = to_day(self.store.clock.now().astimezone().date())
            name, read_forecasts = self._forecasts()
            before = self._snapshot
            with self.store.read() as session:
                news = read_news(session, before.stamp, today, name) if before is not None else None
                if news is not None and news.is_none:
                    self._snapshot = self._moved_on(news)
                    return False
                some = tuple(sorted(news.variants)) if news is not None and news.variants is not None else None
                stamp = news.stamp if news is not None else read_stamp(session, today, name)
                tables = build_tables(session, Want(today, some), read_forecasts(), progress)
            if before is not None and some is not None:
                tables = merge((before.variants, before.shelves), tables, some)
            self._snapshot = Snapshot(*tables, stamp, self.store.clock.now().isoformat())
            if some is None:
                self._keep(self._snapshot)
            return True

    def _moved_on(self, news: News) -> Snapshot | None:
        """The same figures, known to be those of now."""
        if self._snapshot is None:
            return None
        return replace(self._snapshot, stamp=news.stamp, made_at=self.store.clock.now().isoformat())

    def _keep(self, snapshot: Snapshot) -> None:
        try:
            keep(self.store, snapshot)
        except ShopError as error:  # they serve all the same, and are made anew next time
            _log.warning("the figures are not kept: %s", error)
