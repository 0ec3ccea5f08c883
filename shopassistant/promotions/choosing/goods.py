"""The goods a promotion can be about: the figures of the stock and the labels of the products, side by side."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import Progress
from shopassistant.inventory.dashboard.dashboard import Dashboard
from shopassistant.inventory.dashboard.reading import places
from shopassistant.inventory.dashboard.shelves import Snapshot
from shopassistant.inventory.dashboard.slicing import Filter, Slice
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.promotions.choosing.labels import Labels, read_labels
from shopassistant.store.database import Store

if TYPE_CHECKING:
    from shopassistant.promotions.choosing.troubles import Troubles

Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Names the forecasts that serve and reads them, as for the dashboard.
ForecastSource = Callable[[], tuple[str, Callable[[], Forecasts | None]]]


@dataclass(frozen=True)
class Stock:
    """What lies where it was asked for, per variant of the goods; m rows.

    Attributes:
        here: bool, lies or was sold there.
        counted: bool, somebody once said how many there are.
        units: int64, believed and not below zero.
        rate: float64, units a day expected to be asked for.
        cover: float64, days the stock lasts; infinite without demand, NaN where nobody counted.
        age: float64 (m, 4), units by age.
    """

    here: Bools
    counted: Bools
    units: Longs
    rate: Doubles
    cover: Doubles
    age: Doubles


class Goods:
    """Immutable; columns are computed when first asked for, m rows by variant id.

    Attributes:
        snapshot: the figures of the stock.
        labels: of all variants.
        row: int64 (m,), place of each variant of the snapshot in the labels.
        forecasts: None where there are none.
    """

    def __init__(self, snapshot: Snapshot, labels: Labels, forecasts: Forecasts | None = None) -> None:
        self.snapshot = snapshot
        self.labels = labels
        self.row = places(labels.ids, snapshot.variants.id)
        self.forecasts = forecasts
        self._stocks: dict[int | None, Stock] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.snapshot.variants.id)

    @property
    def ids(self) -> Longs:
        """int64 (m,), ascending."""
        return self.snapshot.variants.id

    @cached_property
    def is_known(self) -> Bools:
        """bool (m,): on sale, and still in the shop's books."""
        return np.asarray(self.snapshot.variants.sold_here & (self.row >= 0))

    @cached_property
    def brand(self) -> Ints:
        """int32 (m,), place in the labels' brands; -1 without one."""
        return np.asarray(self.labels.brand[self.row])

    @cached_property
    def net(self) -> Doubles:
        """float64 (m,): today's price without tax, minor units."""
        return np.asarray(self.snapshot.variants.price / (1 + self.labels.tax_bp[self.row] / 10_000))

    @cached_property
    def cost(self) -> Doubles:
        """float64 (m,), minor units; NaN where nobody entered it."""
        cost = self.snapshot.variants.cost
        return np.where(cost >= 0, cost, np.nan)

    @cached_property
    def margin_bp(self) -> Doubles:
        """float64 (m,): share of the net price earned, in hundredths of a percent; NaN where it is not known."""
        with np.errstate(divide="ignore", invalid="ignore"):
            share = (self.net - self.cost) / self.net
        return np.where(self.net > 0, share * 10_000, np.nan)

    @cached_property
    def troubles(self) -> "Troubles":
        """What is wrong with the stock of each variant."""
        from shopassistant.promotions.choosing.troubles import find_troubles

        return find_troubles(self)

    def stock(self, location_id: int | None = None) -> Stock:
        """What lies at a location, or anywhere; kept."""
        with self._lock:
            if location_id not in self._stocks:
                self._stocks[location_id] = _stock(Slice(self.snapshot, Filter(location_id=location_id)))
            return self._stocks[location_id]


def _stock(part: Slice) -> Stock:
    counted = np.asarray(part.sums(part.column("counted")) > 0)
    units = part.sums(part.units)
    rate = part.sums(part.column("rate"))
    with np.errstate(divide="ignore", invalid="ignore"):
        cover = np.where(rate > 0, units / rate, np.where(units > 0, np.inf, 0.0))
    age = part.column("age")
    return Stock(
        here=part.here,
        counted=counted,
        units=np.rint(units).astype(np.int64),
        rate=rate,
        cover=np.where(counted, cover, np.nan),
        age=np.stack([part.sums(age[:, bucket]) for bucket in range(age.shape[1])], axis=1),
    )


class GoodsBook:
    """The goods of one shop, kept: made anew only where figures, labels or forecasts are others. Thread safe.

    Args:
        store: the shop.
        dashboard: its figures; refreshed by whoever owns it, loaded here where nobody did.
        forecasts: where forecasts come from; the rate of the figures serves where there are none.
    """

    def __init__(self, store: Store, dashboard: Dashboard, forecasts: ForecastSource | None = None) -> None:
        self._store = store
        self._dashboard = dashboard
        self._forecasts = forecasts
        self._lock = threading.Lock()
        self._kept: Goods | None = None
        self._version = ""

    def goods(self, progress: Progress | None = None) -> Goods:
        """The goods as they are now; the first call in a shop that has no figures yet makes them.

        Raises:
            EnvironmentProblem: the store cannot be read.
            Cancelled: the progress says so.
        """
        with self._lock:
            if self._dashboard.snapshot is None and not self._dashboard.load():
                self._dashboard.refresh(progress)
            snapshot = self._dashboard.snapshot
            if snapshot is None:
                raise RuntimeError("a refresh leaves figures")
            version, read = self._forecasts() if self._forecasts else ("", lambda: None)
            before = self._kept
            with self._store.read() as session:
                labels = read_labels(session, before.labels if before is not None else None)
            is_same = before is not None and before.snapshot is snapshot and before.labels is labels
            if before is not None and is_same and version == self._version:
                return before
            self._kept, self._version = Goods(snapshot, labels, read()), version
            return self._kept
