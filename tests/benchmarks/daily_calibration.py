"""How often a quantile of a count must be reached, and whether forecasts of counts are calibrated all the same.

A count that is often zero reaches its 0.9 quantile more often than nine times in ten, however right the forecast is:
the quantile's own chance to be reached, F(q), is above 0.9 wherever the count has a step there (Kolassa, "Evaluating
predictive count data distributions in retail sales forecasting", IJF 2016). Two figures tell that apart from a wrong
forecast: the mean of F(q) by the forecast's own distribution, which an exactly calibrated forecaster shows as its plain
coverage; and the share of randomised probability integral transforms at or below the level, which is the level for
every calibrated forecaster of counts (Czado, Gneiting and Held, Biometrics 2009; its expectation, nothing is drawn).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.forecast.classes import DEMAND_CLASSES
from shopassistant.inventory.forecast.quantiles import at_levels

_GRID = ((np.arange(200) + 0.5) / 200).astype(np.float32)
_PART = 4000
_UPPER = 0.9


@dataclass(frozen=True)
class Counted:
    """What a forecast's own distribution of counts says of n product days.

    Attributes:
        none: float32 (n,), chance of no sale.
        reached: float32 (n, q), chance that the count is at or below each published quantile.
        below, upto: float32 (n,), chance of fewer than, and of at most, what was sold.
        demand_class: int8 (n,), index into DEMAND_CLASSES.
        covered: bool (n, q), what was sold is at or below the quantile.
    """

    none: np.ndarray
    reached: np.ndarray
    below: np.ndarray
    upto: np.ndarray
    demand_class: np.ndarray
    covered: np.ndarray

    @staticmethod
    def of(
        quantiles: np.ndarray, levels: np.ndarray, said: np.ndarray, actual: np.ndarray, classes: np.ndarray
    ) -> "Counted":
        """Ask a forecast's whole distribution.

        Args:
            quantiles: float32 (n, days, k), at `levels`: the engine's own.
            said: float32 (n, days, q), those that are scored.
            actual: (n, days).
            classes: int8 (n,).
        """
        whole, scored, sold = (values.reshape(-1, *values.shape[2:]) for values in (quantiles, said, actual))
        none, below, upto = (np.empty(len(sold), np.float32) for _ in range(3))
        reached = np.empty(scored.shape, np.float32)
        for start in range(0, len(sold), _PART):
            part = slice(start, start + _PART)
            values = at_levels(whole[part], levels, np.broadcast_to(_GRID, (len(whole[part]), len(_GRID))))
            units = sold[part]
            none[part], upto[part] = _chance(values, np.zeros_like(units)), _chance(values, units)
            below[part] = np.where(units > 0, _chance(values, units - 1), 0)
            for place in range(scored.shape[1]):
                reached[part, place] = _chance(values, np.floor(scored[part, place]))
        covered = sold[:, None] <= scored
        return Counted(none, reached, below, upto, np.repeat(classes, actual.shape[1]), covered)

    def take(self, rows: np.ndarray) -> "Counted":
        """Some of the product days."""
        return Counted(*(getattr(self, name)[rows] for name in Counted.__dataclass_fields__))

    def transformed(self, level: float) -> float:
        """Share of randomised transforms at or below a level."""
        width = np.maximum(self.upto.astype(np.float64) - self.below, 1e-9)
        return float(np.clip((level - self.below) / width, 0, 1).mean())

    @property
    def possible(self) -> np.ndarray:
        """bool (n,): days on which a quantile can be reached nine times in ten: the forecast's chance of no sale is
        less than that."""
        found: np.ndarray = self.none < _UPPER
        return found

    def arrays(self) -> dict[str, np.ndarray]:
        """To be kept in a file."""
        return {name: getattr(self, name) for name in Counted.__dataclass_fields__}

    @staticmethod
    def together(parts: Sequence["Counted"]) -> "Counted":
        """Of several origins."""
        fields = Counted.__dataclass_fields__
        return Counted(*(np.concatenate([getattr(part, name) for part in parts]) for name in fields))


def _chance(values: np.ndarray, units: np.ndarray) -> np.ndarray:
    """float32 (n,): chance of at most so many units. A quantile between two counts becomes either, with the chance that
    keeps it in the mean, as in the engine's sample paths."""
    return np.clip(units[:, None] + 1 - values, 0, 1).mean(axis=1)


def calibration_table(origins: dict[str, Counted], levels: np.ndarray) -> Iterator[str]:
    """Plain coverage, what calibrated counts must show, and the transforms: by level, and of 0.9 by class and origin.

    Args:
        origins: by title.
    """
    whole = Counted.together(list(origins.values()))
    titles = ("plain", "own F(q)", "transform")
    head = " ".join(f"{title:>9}" for title in titles)
    yield f"  {'':<17} {'all product days':>29}   {'where own P(no sale) < 0.9':>29}  share"
    yield f"  {'':<17} {head}   {head}"
    for place, level in enumerate(levels.tolist()):
        yield f"  {f'quantile {level:g}':<17} {_line(whole, place, level)}   {_line(_able(whole), place, level)}"
    place = int(np.argmin(np.abs(levels - _UPPER)))
    classes = {title: whole.take(whole.demand_class == code) for code, title in enumerate(DEMAND_CLASSES)}
    for title, part in (classes | origins).items():
        if len(part.none):
            able = _able(part)
            share = len(able.none) / len(part.none)
            yield f"  {f'0.9, {title}':<17} {_line(part, place, _UPPER)}   {_line(able, place, _UPPER)}  {share:>5.1%}"


def _able(whole: Counted) -> Counted:
    return whole.take(whole.possible)


def _line(part: Counted, place: int, level: float) -> str:
    if not len(part.none):
        return " ".join(f"{'-':>9}" for _ in range(3))
    values = (part.covered[:, place].mean(), part.reached[:, place].mean(), part.transformed(level))
    return " ".join(f"{value:>9.4f}" for value in values)
