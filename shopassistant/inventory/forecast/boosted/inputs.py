"""What is known ahead, as columns: own price and promotions against what is usual, and against those of the neighbours.

Neighbours are the other products of the same category at the same location: what a customer could take instead.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from shopassistant.inventory.forecast.boosted.arrays import Groups, before, filled, paired, trailing_mean
from shopassistant.inventory.forecast.panel import Floats, Panel

PRICE = "price"
_USUAL_DAYS, _HIGH_DAYS, _OFTEN_DAYS = 182, 91, 56
_FAR = 28  # days: an event further away is not felt
_MOST_PAIRS = 3


@dataclass(frozen=True)
class Inputs:
    """Columns over T + H steps.

    Attributes:
        columns: float32 (n, T + H) or (1, T + H) by name, for the trees.
        effects: the same, those whose effect on the logarithm of demand is close to a straight line.
    """

    columns: dict[str, Floats]
    effects: dict[str, Floats]

    @classmethod
    def of(cls, panel: Panel, horizon: int, names: Collection[str] | None = None) -> "Inputs":
        """From the known inputs of a panel over its steps and `horizon` more.

        Args:
            names: of the inputs to look at; those that changed in the past otherwise, as no other can teach.
        """
        maker = _Maker(panel, horizon)
        for name in sorted(varying(panel) if names is None else names):
            values = panel.known[name]
            if name == PRICE:
                maker.price(values)
            elif values.shape[0] == 1:
                maker.shared(name, values)
            else:
                maker.promotion(name, values)
        maker.pairs()
        return cls(maker.columns, maker.effects)


def varying(panel: Panel) -> tuple[str, ...]:
    """The inputs that changed in the past, in order."""
    return tuple(name for name, values in sorted(panel.known.items()) if _changes(values[:, : panel.steps]))


def _changes(values: Floats) -> bool:
    known = values[~np.isnan(values)]
    return bool(known.size) and bool(known.max() > known.min())


class _Maker:
    def __init__(self, panel: Panel, horizon: int) -> None:
        self.length = panel.steps + horizon
        self.step_days = panel.step_days
        self.week = 7 // panel.step_days
        category = panel.groups.get("category", np.full(panel.count, -1, np.int32))
        self.market = Groups(paired(panel.keys[:, 1], category))
        self.has_market = bool((self.market.size > 1).any())
        self.columns: dict[str, Floats] = {}
        self.effects: dict[str, Floats] = {}
        self.promotions: dict[str, Floats] = {}

    def price(self, values: Floats) -> None:
        """Own price against its past, and against the neighbours'."""
        with np.errstate(divide="ignore", invalid="ignore"):
            known = np.where(values > 0, np.log(values), np.nan)
        price = np.broadcast_to(self._whole(filled(known, 0.0), None), (len(self.market.size), self.length))
        usual = trailing_mean(price, _USUAL_DAYS // self.step_days)
        relative = price - usual
        last, older = before(relative, self.week), before(relative, 2 * self.week)
        cut = np.minimum(relative, 0)
        self.columns |= {"price": price, "price_to_usual": relative, "price_to_high": price - self._high(price)}
        self.columns |= {"price_week_before": last, "price_two_weeks_before": older}
        self.effects |= {"price": price, "price_cut": cut, "price_week_before": last}
        if self.has_market:
            self._against_neighbours(price, relative)

    def _against_neighbours(self, price: Floats, relative: Floats) -> None:
        theirs, least = self.market.mean_of_others(price), self.market.least_of_others(price)
        moved = self.market.mean_of_others(relative)
        self.columns |= {"price_to_neighbours": price - theirs, "price_to_cheapest": price - least}
        self.columns |= {"neighbours_price": moved, "neighbours_least": self.market.least_of_others(relative)}
        self.columns |= {"neighbours_price_week_before": before(moved, self.week)}
        self.columns |= {"price_rank": self.market.share_below(price)}
        self.effects |= {"neighbours_price": theirs, "cheapest": least, "below_cheapest": np.minimum(price - least, 0)}

    def promotion(self, name: str, values: Floats) -> None:
        """An effect of the series' own: now, in the week before, how usual it is, and how many neighbours have it."""
        now = self._whole(filled(values, 0.0), 0.0)
        week = before(trailing_mean(now, self.week), 1)
        self.promotions[name] = now
        self.columns |= {name: now, f"{name}_week_before": week, f"{name}_two_weeks_before": before(week, self.week)}
        self.columns[f"{name}_often"] = trailing_mean(now, _OFTEN_DAYS // self.step_days)
        self.effects |= {name: now, f"{name}_week_before": week}
        if self.has_market:
            theirs = self.market.mean_of_others(now)
            self.columns |= {f"neighbours_{name}": theirs, f"neighbours_{name}_week_before": before(theirs, self.week)}
            self.effects[f"neighbours_{name}"] = theirs

    def shared(self, name: str, values: Floats) -> None:
        """An effect that all series share, such as a holiday: now, and how far away the next and the last one are."""
        now = self._whole(filled(values, 0.0), 0.0)
        self.columns[name] = self.effects[name] = now
        places = np.flatnonzero(now[0] > 0)
        steps, most = np.arange(self.length), _FAR // self.step_days
        marks = np.r_[-(10**6), places, 10**6]
        following = marks[np.searchsorted(marks, steps, side="left")] - steps
        since = steps - marks[np.searchsorted(marks, steps, side="right") - 1]
        self.columns[f"{name}_ahead"] = np.minimum(following, most).astype(np.float32)[None, :]
        self.columns[f"{name}_since"] = np.minimum(since, most).astype(np.float32)[None, :]

    def pairs(self) -> None:
        """Promotions that work together, and against the neighbours' of the same kind."""
        for first, second in list(combinations(self.promotions, 2))[:_MOST_PAIRS]:
            self.effects[f"{first}_and_{second}"] = self.promotions[first] * self.promotions[second]
        for name, now in list(self.promotions.items())[:_MOST_PAIRS] if self.has_market else ():
            self.effects[f"{name}_among_neighbours"] = now * self.columns[f"neighbours_{name}"]

    def _high(self, price: Floats) -> Floats:
        """The highest price of the last quarter."""
        from scipy.ndimage import maximum_filter1d

        size = _HIGH_DAYS // self.step_days
        return np.asarray(maximum_filter1d(price, size, axis=1, origin=(size - 1) // 2, mode="nearest"))

    def _whole(self, values: Floats, otherwise: float | None) -> Floats:
        """Cut or lengthened to T + H steps, by `otherwise` or the last value where nothing is planned."""
        missing = self.length - values.shape[1]
        if missing <= 0:
            return values[:, : self.length]
        rest = values[:, -1:] if otherwise is None else np.full((len(values), 1), otherwise, np.float32)
        return np.concatenate([values, np.repeat(rest, missing, axis=1)], axis=1)
