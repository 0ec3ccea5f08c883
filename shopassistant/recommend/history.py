"""One customer's purchases in the terms of the models: what, how often, how much and how long ago."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.shoptime import ShopTime

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

# Half-lives, in shop days, of the decayed purchase counts that models share.
HALF_LIVES = (30.0, 90.0, 240.0)
_HALF_LIVES = np.array(HALF_LIVES, np.float32)[:, None]
# A purchase counts so much less with each visit made since.
VISIT_DECAY = 0.9
# The season ahead: as many days as the chances of the engine reach, seen a year earlier.
SEASON_DAYS, YEAR_DAYS = 91, 365

# What is summed up of a product's days: one for each, three decays, three fadings by visit, four spans of days.
_SUMMED = 11
_FADED = np.stack([np.float32(rate) ** np.arange(4_000) for rate in (VISIT_DECAY, 0.8, 0.5)]).astype(np.float32)
# From and up to before so many days from today: a year ago the season ahead and that before it, the last quarter, the
# one before that.
_SPANS = np.array(
    [
        [-YEAR_DAYS, -YEAR_DAYS - SEASON_DAYS, -SEASON_DAYS, -2 * SEASON_DAYS],
        [SEASON_DAYS - YEAR_DAYS, -YEAR_DAYS, 1, -SEASON_DAYS],
    ]
)[:, :, None]

# What `History.rhythm` says of each product bought, in the order of its rows.
RHYTHM = (
    "own_paid", "own_gap", "own_overdue", "own_same_season", "own_before_season", "own_last_quarter",
    "own_quarter_before", "own_visits_since", "own_decayed_visits", "own_decayed_visits_fast", "own_first", "own_rate",
)  # fmt: skip
# What `History.habits` says of the customer.
HABITS = (
    "visits_30", "visits_90", "visits_240", "visits", "since", "first", "visit_gap", "distinct", "basket",
    "repeat_share", "recent_basket", "same_season_visits", "paid", "units", "last_basket",
)  # fmt: skip


@dataclass(frozen=True)
class Events:
    """A customer's purchases as they lie in the books.

    Attributes:
        product, variant: int32 (e,), indices of the catalogue.
        day: int32 (e,), days since 1970-01-01.
        quantity: float32 (e,), units kept.
        value: float32 (e,), paid in minor units.
    """

    product: Ints
    variant: Ints
    day: Ints
    quantity: Floats
    value: Floats

    @classmethod
    def none(cls) -> "Events":
        """Nothing bought yet."""
        ints, floats = np.empty(0, np.int32), np.empty(0, np.float32)
        return cls(ints, ints, ints, floats, floats)

    def without(self, product: int) -> "Events":
        """The same customer, had the product never been bought; for testing a reason."""
        keep = self.product != product
        return Events(self.product[keep], self.variant[keep], self.day[keep], self.quantity[keep], self.value[keep])

    def __add__(self, other: "Events") -> "Events":
        names = ("product", "variant", "day", "quantity", "value")
        return Events(*(np.concatenate([getattr(self, name), getattr(other, name)]) for name in names))


@dataclass(frozen=True)
class History:
    """A customer as the models see one; all arrays run over the distinct products bought, ascending.

    Attributes:
        products: int32 (k,), product indices.
        times: float32 (k,), distinct days on which it was bought.
        units: float32 (k,), units in all.
        age, span: float32 (k,), shop days since the last purchase, and from the first to the last.
        decayed: float32 (3, k), purchases weighted by 0.5 ** (age / half-life), one row per `HALF_LIVES`.
        by_visit: float32 (k,), purchases weighted by `VISIT_DECAY` to the power of the visits made since.
        year_ago: float32 (k,), distinct days on which it was bought in the `SEASON_DAYS` days that began a year ago.
        last_day: int32 (k,), calendar day of the last purchase.
        last_variant: int32 (k,), variant bought last.
        visits: distinct days with a purchase; recent_visits: those of the last 91 shop days.
        since: shop days since the last visit (0 for a cold customer).
        value: paid in all, minor units.
        rhythm: float32 (12, k), when and how regularly each was bought, rows as in `RHYTHM`.
        habits: float32 (15,), how the customer shops, as in `HABITS`.
        row: this customer's index in the fit, -1 when unknown there.
        scratch: what a model worked out for its score and needs again for its reasons; one answer long.
    """

    products: Ints
    times: Floats
    units: Floats
    age: Floats
    span: Floats
    decayed: Floats
    by_visit: Floats
    year_ago: Floats
    last_day: Ints
    last_variant: Ints
    visits: int
    recent_visits: int
    since: float
    value: float
    rhythm: Floats
    habits: Floats
    row: int = -1
    scratch: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_cold(self) -> bool:
        """Whether nothing is known."""
        return len(self.products) == 0

    def among(self, products: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which of `products`, int32 (m,), ascending, were bought: their positions there and in the history."""
        kept = self.scratch.get("among")
        if kept is None or kept[0] is not products:  # an answer asks for the same ones over and over
            at = products.searchsorted(self.products)
            if len(products):
                bought = (products[np.minimum(at, len(products) - 1)] == self.products).nonzero()[0]
            else:
                bought = np.empty(0, np.int64)
            kept = self.scratch["among"] = products, at[bought], bought
        return kept[1], kept[2]

    def weights(self, half_life: float) -> Floats:
        """float32 (k,): 0.5 ** (age of the last purchase / half_life)."""
        return np.asarray(np.exp2(-self.age / np.float32(half_life)), np.float32)


def summarise(events: Events, time: ShopTime, today: int, row: int = -1) -> History:
    """The history behind `events`, seen at the start of shop day ``time.at_day(today)``.

    Args:
        events: in any order; later than `today` counts as today.
        time: the shop's clock.
        today: calendar day, days since 1970-01-01.
        row: the customer's index in the fit.
    """
    now = time.at_day(today)
    marks = np.minimum(time.at(events.day), now)
    order = np.lexsort((events.variant, events.day, events.product))
    product, day, mark = events.product[order], events.day[order], marks[order]
    starts = _starts(product)
    ends = np.append(starts[1:], len(product)) - 1 if len(starts) else starts
    visit_days, first_of_day = _once_each(events.day)
    visit = visit_days.searchsorted(day)
    rows = _Rows(day, (now - mark).astype(np.float32), visit, len(visit_days) - 1 - visit, starts, ends)
    sums = rows.sums(product, today)
    visit_age = (now - marks[first_of_day]).astype(np.float32)
    books = _sums(np.stack((events.quantity, events.value))[:, order], starts)
    history = History(
        products=product[starts],
        times=sums[0],
        units=books[0],
        age=rows.age[ends],
        span=(mark[ends] - mark[starts]).astype(np.float32),
        decayed=sums[1:4],
        by_visit=sums[4],
        year_ago=sums[7],
        last_day=day[ends],
        last_variant=events.variant[order][ends],
        visits=len(visit_days),
        recent_visits=int(np.count_nonzero(visit_age < SEASON_DAYS)),
        since=float(rows.age.min()) if len(product) else 0.0,
        value=float(events.value.sum()),
        rhythm=np.empty((len(RHYTHM), len(starts)), np.float32),
        habits=np.zeros(len(HABITS), np.float32),
        row=row,
    )
    if len(product):
        _write_rhythm(history, rows, sums, books[1])
        history.habits[:] = _habits(history, visit_days, visit_age, today)
    return history


@dataclass(frozen=True)
class _Rows:
    """Purchases sorted by product and day.

    Attributes:
        day: int32 (e,); age: float32 (e,), shop days ago.
        visit: int64 (e,), which visit each was made on; ago: int64 (e,), how many visits were made since.
        starts, ends: int64 (k,), the first and the last row of each product.
    """

    day: Ints
    age: Floats
    visit: NDArray[np.int64]
    ago: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def sums(self, product: Ints, today: int) -> Floats:
        """float32 (11, k): sums over each product's days, in the order of `_SUMMED`; a product counts once a day."""
        values = np.empty((_SUMMED, len(product)), np.float32)
        values[0] = 1
        np.exp2(-self.age / _HALF_LIVES, out=values[1:4])
        values[4:7] = _FADED[:, np.minimum(self.ago, _FADED.shape[1] - 1)]
        first = today + _SPANS[0]
        values[7:] = (self.day >= first) & (self.day < today + _SPANS[1])
        values[:, 1:] *= (product[1:] != product[:-1]) | (self.day[1:] != self.day[:-1])
        return _sums(values, self.starts)


def _write_rhythm(history: History, rows: _Rows, sums: Floats, paid: Floats) -> None:
    """Fill ``history.rhythm``, see `RHYTHM`; -1 where a product was bought once and so has no rhythm.

    Args:
        paid: float32 (k,), for each product in all.
    """
    times, out = history.times, history.rhythm
    gap = history.span / np.maximum(times - 1, 1)
    np.log1p(np.maximum(paid, 0), out=out[0])
    out[1] = gap
    np.divide(history.age, np.maximum(gap, 1), out=out[2])
    out[1:3, times <= 1] = -1
    out[3:7] = sums[7:11]
    out[7] = rows.ago[rows.ends]
    out[8:10] = sums[5:7]
    out[10] = rows.age[rows.starts]
    out[11] = times / (history.visits - rows.visit[rows.starts])


def _habits(history: History, visit_days: Ints, visit_age: Floats, today: int) -> Floats:
    """float32 (15,): see `HABITS`."""
    visits, distinct, bought = len(visit_days), len(history.products), float(history.times.sum())
    recent = np.exp2(-visit_age / _HALF_LIVES).sum(axis=1).tolist()
    oldest, newest = float(visit_age.max()), float(visit_age.min())
    season = today - YEAR_DAYS
    return np.array(
        (
            *recent,
            visits,
            newest,
            oldest,
            (oldest - newest) / (visits - 1) if visits > 1 else -1,
            distinct,
            bought / visits,
            1 - distinct / bought,
            float(history.decayed[1].sum()) / max(recent[1], 1e-3),
            np.count_nonzero((visit_days >= season) & (visit_days < season + SEASON_DAYS)),
            np.log1p(max(history.value, 0.0)),
            np.log1p(float(history.units.sum()) / bought),
            np.count_nonzero(history.last_day == visit_days[-1]),
        ),
        np.float32,
    )


def _starts(ordered: Ints) -> NDArray[np.int64]:
    if not len(ordered):
        return np.empty(0, np.int64)
    is_first = np.empty(len(ordered), bool)
    is_first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return is_first.nonzero()[0]


def _once_each(days: Ints) -> tuple[Ints, NDArray[np.int64]]:
    """The distinct days, ascending, and where each is met first. In the books a customer's days ascend."""
    if (days[1:] >= days[:-1]).all():
        first = _starts(days)
        return days[first], first
    return np.unique(days, return_index=True)


def _sums(values: NDArray[np.floating], starts: NDArray[np.int64]) -> Floats:
    """float32: sums over stretches of the last axis."""
    if not len(starts):
        return np.empty((*values.shape[:-1], 0), np.float32)
    return np.add.reduceat(values, starts, axis=-1).astype(np.float32)
