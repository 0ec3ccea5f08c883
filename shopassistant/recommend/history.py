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
    new_day = np.ones(len(product), bool)
    new_day[1:] = (product[1:] != product[:-1]) | (day[1:] != day[:-1])
    age = (now - mark).astype(np.float32)
    visit_days, first_of_day = _once_each(events.day)
    visit = np.searchsorted(visit_days, day)
    once = _Once(day, visit, len(visit_days) - 1 - visit, new_day, starts)
    visit_age = (now - marks[first_of_day]).astype(np.float32)
    value, rhythm = events.value[order], np.empty((len(RHYTHM), len(starts)), np.float32)
    history = History(
        products=product[starts],
        times=once.sum(np.float32(1)),
        units=_sums(events.quantity[order], starts),
        age=age[ends],
        span=(mark[ends] - mark[starts]).astype(np.float32),
        decayed=once.sum(np.exp2(-age / _HALF_LIVES)),
        by_visit=_sums(np.where(new_day, np.float32(VISIT_DECAY) ** once.ago, 0), starts),
        year_ago=once.between(today - YEAR_DAYS, today - YEAR_DAYS + SEASON_DAYS),
        last_day=day[ends],
        last_variant=events.variant[order][ends],
        visits=len(visit_days),
        recent_visits=int(np.count_nonzero(visit_age < SEASON_DAYS)),
        since=float(age.min()) if len(age) else 0.0,
        value=float(events.value.sum()),
        rhythm=rhythm,
        habits=np.zeros(len(HABITS), np.float32),
        row=row,
    )
    if len(product):
        _write_rhythm(rhythm, history, once, _sums(value, starts), age[starts], today)
        history.habits[:] = _habits(history, visit_days, visit_age, today)
    return history


@dataclass(frozen=True)
class _Once:
    """Rows sorted by product and day; `counts` says which are the first of their product and day, `ago` how many visits
    were made since each."""

    day: Ints
    visit: NDArray[np.int64]
    ago: NDArray[np.int64]
    counts: NDArray[np.bool_]
    starts: NDArray[np.int64]

    def sum(self, values: NDArray[Any] | np.float32) -> Floats:
        """float32 (k,) or (rows, k): the sum over each product's days of `values`, (e,) or (rows, e)."""
        return _sums(np.where(self.counts, values, 0).astype(np.float32), self.starts)

    def between(self, first: int, last: int) -> Floats:
        """float32 (k,): on how many of the days from `first` up to before `last` each was bought."""
        return self.sum((self.day >= first) & (self.day < last))


def _write_rhythm(out: Floats, history: History, once: _Once, paid: Floats, first_age: Floats, today: int) -> None:
    """Fill `out`, float32 (12, k), see `RHYTHM`; -1 where a product was bought once and so has no rhythm."""
    times = history.times
    repeated = times > 1
    gap = history.span / np.maximum(times - 1, 1)
    ago = once.ago.astype(np.float32)
    season = today - YEAR_DAYS
    rows = (
        np.log1p(np.maximum(paid, 0)),
        np.where(repeated, gap, -1),
        np.where(repeated, history.age / np.maximum(gap, 1), -1),
        history.year_ago,
        once.between(season - SEASON_DAYS, season),
        once.between(today - SEASON_DAYS, today + 1),
        once.between(today - 2 * SEASON_DAYS, today - SEASON_DAYS),
        ago[np.append(once.starts[1:], len(ago)) - 1],
        once.sum(np.float32(0.8) ** ago),
        once.sum(np.float32(0.5) ** ago),
        first_age,
        times / (history.visits - once.visit[once.starts]),
    )
    for place, row in enumerate(rows):
        out[place] = row


def _habits(history: History, visit_days: Ints, visit_age: Floats, today: int) -> Floats:
    """float32 (15,): see `HABITS`."""
    visits, distinct, bought = len(visit_days), len(history.products), float(history.times.sum())
    recent = [float(np.exp2(-visit_age / h).sum()) for h in HALF_LIVES]
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
    return np.concatenate([[0], np.flatnonzero(np.diff(ordered)) + 1]).astype(np.int64)


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
