"""Rolling-origin back-tests: candidates forecast from origins in the past, with what was known there, and are compared.

Tashman, "Out-of-sample tests of forecasting accuracy", IJF 2000. The model learned from all series is learned once,
before the first origin; from each origin it sees what had been sold until then.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import Progress
from shopassistant.inventory.forecast.backtest import BackTest
from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from shopassistant.inventory.forecast.calibration import corrected_levels, transform
from shopassistant.inventory.forecast.classes import classify
from shopassistant.inventory.forecast.dependence import learn_dependence
from shopassistant.inventory.forecast.learned import Learned, learn_together
from shopassistant.inventory.forecast.panel import Floats, Panel
from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.pooled.hurdle import PooledConfig
from shopassistant.inventory.forecast.quantiles import expected, tidy
from shopassistant.inventory.forecast.scenarios import Dependence
from shopassistant.inventory.forecast.trial import Trial, forecast, names_of, pinball
from shopassistant.inventory.forecast.weighing import STRETCHES, Weights, weigh

_LEAST_PAST = 56  # days before the first origin
_SAMPLE = 3000  # series whose forecasts are kept whole for weighing


@dataclass(frozen=True)
class Tested:
    """Attributes:
    names: candidates.
    weights: float32 (n, stretches, c).
    asked: float32 (classes, q), the level to ask the weighted forecasts for in place of each, see `calibration`.
    dependence: of all n series.
    backtest: errors of the candidates and, last, of the ensemble.
    """

    names: tuple[str, ...]
    weights: Floats
    asked: Floats
    dependence: Dependence
    backtest: BackTest


def run_tests(
    panel: Panel,
    horizon: int,
    origins: int,
    days: int,
    configs: tuple[PooledConfig, BoostedConfig],
    levels: Floats,
    progress: Progress,
) -> Tested | None:
    """Try all candidates; None where the past is too short.

    Args:
        horizon: steps ahead that the model learned from all series is learned for.
        origins: at most so many; each `days` before the next, the last one `days` before the end.
    """
    from shopassistant.inventory.forecast.fitting import prior_weights

    ahead = max(min(days // panel.step_days, horizon), 1)
    possible = (panel.steps - _LEAST_PAST // panel.step_days) // ahead
    places = [panel.steps - ahead * back for back in range(min(origins, possible), 0, -1)]
    if not places or not panel.count:
        return None
    progress.report("forecast.learning", 0, 1)
    learned = learn_together(Past.of(panel.until(places[0]), horizon), horizon, *configs, progress)
    names = names_of(learned)
    sample = np.sort(np.random.default_rng(1).permutation(panel.count)[:_SAMPLE])
    runs = _Runs(panel, names, levels, sample, prior_weights(names))
    for number, place in enumerate(places):
        progress.report("forecast.testing", number, len(places))
        runs.run(place, ahead, learned)
    return runs.outcome(places, ahead)


class _Runs:
    """The origins one after the other; the ensemble at each is weighted by those before it."""

    def __init__(self, panel: Panel, names: tuple[str, ...], levels: Floats, sample: NDArray[np.int64], prior: Floats):
        self._panel, self._names, self._levels, self._sample, self._prior = panel, names, levels, sample, prior
        self._trials: list[Trial] = []
        self._losses: list[list[Floats]] = []  # per origin: pinball, absolute, squared, each (n, c + 1)
        self._actual: list[Floats] = []
        self._mixed: list[tuple[Floats, Floats]] = []  # per origin: ensemble and truth of the sample

    def run(self, place: int, ahead: int, learned: Learned) -> None:
        """Forecast from one origin and note what was wrong."""
        past = Past.of(self._panel.until(place), ahead)
        begun = np.asarray((~np.isnan(past.units)).any(axis=1))
        actual = np.where(begun[:, None], self._panel.units[:, place : place + ahead], np.nan).astype(np.float32)
        classes = classify(past.units, self._panel.step_days)
        weights = self.weights(classes).of_series
        stretch = np.searchsorted(STRETCHES, np.arange(ahead), side="right") - 1
        mixed = np.zeros((self._panel.count, ahead, len(self._levels)), np.float32)
        kept, losses = [], []
        for number, name in enumerate(self._names):
            said = forecast(name, past, learned, self._levels)
            mixed += weights[:, stretch, number, None] * said
            kept.append(said[self._sample])
            losses.append(self._wrong(said, actual))
        mixed = tidy(mixed)
        losses.append(self._wrong(mixed, actual))
        self._losses.append([np.stack(values, axis=1) for values in zip(*losses, strict=True)])
        self._trials.append(Trial(place, np.stack(kept), actual[self._sample], classes[self._sample]))
        self._actual.append(actual)
        self._mixed.append((mixed[self._sample], actual[self._sample]))

    def weights(self, classes: NDArray[np.int8]) -> Weights:
        """What the trials so far say."""
        n, c = self._panel.count, len(self._names)
        shared = np.tile(self._prior, (n, len(STRETCHES), 1))
        if not self._trials:
            return Weights(shared[:0], shared)
        losses = np.sum([values[0][:, :c] for values in self._losses], axis=0)
        sales = (np.nan_to_num(self._panel.units) > 0).sum(axis=1)
        return weigh(self._trials, classes, self._prior, losses, sales, self._levels)

    def outcome(self, places: list[int], ahead: int) -> Tested:
        """What all origins together say."""
        panel = self._panel
        classes = classify(panel.units, panel.step_days)
        transforms = [transform(said, actual, self._levels, seed) for seed, (said, actual) in enumerate(self._mixed)]
        said, actual = self._mixed[-1]
        then = self._trials[-1].classes
        sampled = learn_dependence(said, actual, transforms[-1], then, panel.keys[self._sample], self._levels)
        return Tested(
            self._names,
            self.weights(classes).of_series,
            corrected_levels(transforms, [trial.classes for trial in self._trials], self._levels),
            _spread(sampled, then, classes),
            self._backtest(places, ahead),
        )

    def _wrong(self, said: Floats, actual: Floats) -> tuple[Floats, Floats, Floats]:
        """float32 (n,) each, summed over known steps: pinball loss, absolute error of the median, squared of the
        mean."""
        middle = int(np.searchsorted(self._levels, 0.5))
        loss = np.nansum(pinball(said, actual, self._levels).mean(axis=2), axis=1)
        absolute = np.asarray(np.nansum(np.abs(actual - said[..., middle]), axis=1), np.float32)
        squared = np.nansum((actual - expected(said, self._levels)) ** 2, axis=1, dtype=np.float64)
        return np.asarray(loss, np.float32), absolute, np.asarray(squared, np.float32)

    def _backtest(self, places: list[int], ahead: int) -> BackTest:
        panel = self._panel
        actual = self._actual
        period = 7 if panel.step_days == 1 else 1
        steps = np.abs(panel.units[:, period : places[0]] - panel.units[:, : max(places[0] - period, 0)])
        known = np.maximum((~np.isnan(steps)).sum(axis=1), 1)
        pinballs, absolutes, squares = (np.stack(values, axis=1) for values in zip(*self._losses, strict=True))
        return BackTest(
            tuple(panel.first_day + timedelta(days=place * panel.step_days) for place in places),
            ahead * panel.step_days,
            (*self._names, "ensemble"),
            pinballs,
            absolutes,
            squares,
            np.stack([(~np.isnan(a)).sum(axis=1) for a in actual], axis=1).astype(np.float32),
            np.stack([np.nansum(a, axis=1) for a in actual], axis=1).astype(np.float32),
            (np.nansum(steps, axis=1) / known).astype(np.float32),
            panel.unit_cost,
        )


def _spread(sampled: Dependence, classes: NDArray[np.int8], wanted: NDArray[np.int8]) -> Dependence:
    """The dependence of a sample, by class, for every series."""
    usual = sampled.shares.mean(axis=0)
    rows = {code: sampled.shares[classes == code][0] for code in np.unique(classes).tolist()}
    shares = np.stack([rows.get(code, usual) for code in wanted.tolist()])
    return Dependence(shares.astype(np.float32), sampled.memory)
