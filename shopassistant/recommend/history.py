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
# A purchase counts so much less with each visit made since.
VISIT_DECAY = 0.9
# The season ahead: as many days as the chances of the engine reach, seen a year earlier.
SEASON_DAYS, YEAR_DAYS = 91, 365


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
    decayed = np.stack([_sums(np.where(new_day, np.exp2(-age / h), 0), starts) for h in HALF_LIVES])
    visit_days, first_of_day = np.unique(events.day, return_index=True)
    visits_since = len(visit_days) - 1 - np.searchsorted(visit_days, day)
    in_season = (day >= today - YEAR_DAYS) & (day < today - YEAR_DAYS + SEASON_DAYS)
    return History(
        products=product[starts],
        times=_sums(new_day.astype(np.float32), starts),
        units=_sums(events.quantity[order], starts),
        age=age[ends],
        span=(mark[ends] - mark[starts]).astype(np.float32),
        decayed=decayed.astype(np.float32),
        by_visit=_sums(np.where(new_day, np.float32(VISIT_DECAY) ** visits_since, 0), starts),
        year_ago=_sums((new_day & in_season).astype(np.float32), starts),
        last_day=day[ends],
        last_variant=events.variant[order][ends],
        visits=len(visit_days),
        recent_visits=int(np.count_nonzero(now - marks[first_of_day] < 91)),
        since=float(age.min()) if len(age) else 0.0,
        value=float(events.value.sum()),
        row=row,
    )


def _starts(ordered: Ints) -> NDArray[np.int64]:
    if not len(ordered):
        return np.empty(0, np.int64)
    return np.concatenate([[0], np.flatnonzero(np.diff(ordered)) + 1]).astype(np.int64)


def _sums(values: NDArray[np.floating], starts: NDArray[np.int64]) -> Floats:
    return np.add.reduceat(values, starts).astype(np.float32) if len(starts) else np.empty(0, np.float32)
