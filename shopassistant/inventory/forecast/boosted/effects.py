"""How demand answers to price, promotions and the calendar: straight lines for everything, bent towards each series.

The logarithm of demand is regressed on what is known ahead, with older steps counting less. A series borrows from its
product at other locations, that from its category, that from the whole panel: each is a ridge regression towards the
one before, which is the posterior mean under normal priors (Lindley and Smith, "Bayes estimates for the linear model",
JRSS B 1972). The pull is strong and grows with the number of series in a group, because what happens in a step happens
to all of them at once: a hundred shops that share a week are far from a hundred weeks. Prices and promotions of a group
are compared within each series (own level removed), so shops of different size do not pass for an effect.

What is known at an origin comes from steps up to it alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.boosted.arrays import Groups
from shopassistant.inventory.forecast.panel import Floats

Doubles = NDArray[np.float64]

LEVEL_WEEKS = (3, 8, 26)  # half-lives of a series' level
_ENOUGH = 0.05  # weighted steps that a level must rest on before it outweighs the level of its category


@dataclass(frozen=True)
class Regressor:
    """Values, read as distances from their mean in standard deviations; not copied, for they are many.

    Attributes:
        values: float32 (n or 1, T + H).
        mean, spread: of all of them.
    """

    values: Floats
    mean: np.float32
    spread: np.float32

    @classmethod
    def of(cls, values: Floats) -> "Regressor | None":
        """None where the values are all the same."""
        spread = values.std(dtype=np.float64)
        return None if spread < 1e-6 else cls(values, np.float32(values.mean(dtype=np.float64)), np.float32(spread))

    def at(self, series: NDArray[np.int64], step: NDArray[np.int64]) -> Floats:
        """float32 (r,)."""
        found = self.values[series, step] if len(self.values) > 1 else self.values[0, step]
        return np.asarray((found - self.mean) / self.spread, np.float32)

    def window(self, start: int, stop: int) -> Floats:
        """float32 (n or 1, stop - start)."""
        return (self.values[:, start:stop] - self.mean) / self.spread


@dataclass(frozen=True)
class Effects:
    """What was learned at each of o origins.

    Attributes:
        regressors: k of them.
        slopes: float32 (n, o, k).
        levels: float32 (len(LEVEL_WEEKS), n, o), expected logarithm of demand where every regressor is at its mean,
            by how quickly the past fades.
        usual: float32 (n, o), the recent part that the regressors play: what the slopes make of their mean over time.
    """

    regressors: tuple[Regressor, ...]
    slopes: Floats
    levels: Floats
    usual: Floats

    def part(self, series: NDArray[np.int64], origin: NDArray[np.int64], step: NDArray[np.int64]) -> Floats:
        """float32 (r,): what the regressors of a step add to the level, for r lessons.

        Args:
            series, origin, step: int64 (r,); `origin` counts the origins, `step` the steps of the panel.
        """
        found = np.zeros(len(series), np.float32)
        for place, regressor in enumerate(self.regressors):
            found += regressor.at(series, step) * self.slopes[series, origin, place]
        return found


def learn_effects(
    logs: Floats,
    known: NDArray[np.bool_],
    regressors: Sequence[Floats],
    origins: NDArray[np.int64],
    groups: Sequence[Groups],
    shrinkage: Sequence[float],
    half_life: float,
    week: int,
) -> Effects:
    """Regress at every origin.

    Args:
        logs: float32 (n, T), logarithms of demand, zero where unknown.
        known: bool (n, T).
        regressors: k of float32 (n or 1, T + H).
        origins: int64 (o,), ascending; the last step known at each.
        groups: of ever fewer series: everything, category, product.
        shrinkage: the pull of each group and of the series, in steps for each series of the group.
        half_life: steps after which a step counts half in the slopes.
        week: steps in a week.
    """
    scaled = tuple(r for r in map(Regressor.of, regressors) if r is not None)
    sums = _Sums(logs, known, scaled, half_life, [weeks * week for weeks in LEVEL_WEEKS])
    n, k = len(logs), len(scaled)
    slopes = np.zeros((n, len(origins), k), np.float32)
    levels = np.zeros((len(LEVEL_WEEKS), n, len(origins)), np.float32)
    usual = np.zeros((n, len(origins)), np.float32)
    for place, origin in enumerate(origins.tolist()):
        sums.advance(origin + 1)
        found = _slopes(sums.products, groups, shrinkage)
        slopes[:, place] = found
        for fading, total in enumerate(sums.fading):
            levels[fading, :, place] = _level(total, found, groups)
        middle = sums.fading[1]
        usual[:, place] = np.einsum("nk,nk->n", middle[:, 1:-1], found) / np.maximum(middle[:, 0], _ENOUGH)
    return Effects(scaled, slopes, levels, usual)


class _Sums:
    """Weighted sums of products of (1, regressors, log demand) up to a step, older steps fading."""

    def __init__(
        self,
        logs: Floats,
        known: NDArray[np.bool_],
        scaled: Sequence[Regressor],
        half_life: float,
        fading: Sequence[int],
    ) -> None:
        self._logs, self._known, self._scaled = logs, known, scaled
        self._rates = [0.5 ** (1 / half) for half in (half_life, *fading)]
        width = len(scaled) + 2
        self._until = 0
        self.products: Doubles = np.zeros((len(logs), width, width))
        self.fading: list[Doubles] = [np.zeros((len(logs), width)) for _ in fading]

    def advance(self, until: int) -> None:
        """Take the steps up to `until` in, thirty at a time so that no copy of the panel is made."""
        while self._until < until:
            stop = min(self._until + 30, until)
            columns = self._columns(self._until, stop)
            age = np.arange(stop - self._until)[::-1]
            rate, *rates = self._rates
            weighted = columns * (rate**age).astype(np.float32)[None, :, None]
            self.products *= rate ** len(age)
            self.products += np.matmul(weighted.transpose(0, 2, 1), columns)
            self.fading = [
                total * other ** len(age) + np.einsum("t,ntk->nk", (other**age).astype(np.float32), columns)
                for total, other in zip(self.fading, rates, strict=True)
            ]
            self._until = stop

    def _columns(self, start: int, stop: int) -> Floats:
        """(n, steps, k + 2): one, the regressors and the log demand; zeros where it is unknown."""
        shape = self._known[:, start:stop].shape
        found = np.empty((*shape, len(self._scaled) + 2), np.float32)
        found[:, :, 0] = 1
        for place, regressor in enumerate(self._scaled):
            found[:, :, place + 1] = regressor.window(start, stop)
        found[:, :, -1] = self._logs[:, start:stop]
        found *= self._known[:, start:stop, None]
        return found


def _slopes(products: Doubles, groups: Sequence[Groups], shrinkage: Sequence[float]) -> Doubles:
    """(n, k): of the panel, then of each smaller group towards it, then of each series."""
    weight = np.maximum(products[:, 0, 0], 1e-9)
    first = products[:, 0, 1:]
    within = products[:, 1:, 1:] - first[:, :, None] * first[:, None, :] / weight[:, None, None]
    square, answer = within[:, :-1, :-1], within[:, :-1, -1]
    ridge = np.eye(square.shape[1])
    found = np.zeros_like(answer)
    for group, pull in zip(groups, shrinkage, strict=False):
        size = group.lengths
        prior = np.asarray(group.totals(found)) / size[:, None]
        own = np.asarray(group.totals(square))
        moved = _towards(own, np.asarray(group.totals(answer)), prior, ridge * (pull * size)[:, None, None])
        found = np.asarray(group.spread(moved, found))
    return _towards(square, answer, found, ridge * shrinkage[-1])


def _towards(square: Doubles, answer: Doubles, prior: Doubles, ridge: Doubles) -> Doubles:
    missing = answer - np.einsum("gij,gj->gi", square, prior)
    return np.asarray(prior + np.linalg.solve(square + ridge, missing[..., None])[..., 0])


def _level(total: Doubles, slopes: Doubles, groups: Sequence[Groups]) -> Doubles:
    """(n,): mean log demand without the regressors' part; that of the smallest group where too little is known."""
    weight = total[:, 0]
    rest = total[:, -1] - np.einsum("nk,nk->n", total[:, 1:-1], slopes)
    borrowed = np.zeros(len(weight))
    for group in groups:
        below = group.totals(weight) + _ENOUGH
        of_group = (group.totals(rest) + _ENOUGH * group.totals(borrowed) / group.lengths) / below
        borrowed = np.asarray(group.spread(of_group, borrowed))
    return np.asarray((rest + _ENOUGH * borrowed) / (weight + _ENOUGH))
