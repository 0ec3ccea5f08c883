"""How much each candidate counts: averages of quantiles that were least wrong at earlier origins.

Averaging quantiles keeps the shape of a distribution, where averaging chances would widen it (Lichtendahl, Grushka-
Cockayne and Winkler, Management Science 2013). The weights are those that minimise the pinball loss over the trials,
per class of demand and stretch of the horizon, by exponentiated gradients on the simplex (Kivinen and Warmuth, 1997);
then each series leans towards the candidates that were better on itself, the more so the more it has sold.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.classes import DEMAND_CLASSES
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.trial import Trial, pinball

STRETCHES = (0, 7)  # first steps of the stretches of the horizon that have weights of their own

_SAMPLE, _STEPS = 400, 2000  # series per class, steps of them per trial
_LEAST_SERIES = 20
_ROUNDS, _RATE = 40, 1.0
_LEAN, _LEAN_SALES = 1.0, 40.0


@dataclass(frozen=True)
class Weights:
    """Attributes:
    of_class: float32 (classes, stretches, c), rows of c sum to one.
    of_series: float32 (n, stretches, c), the same for each series.
    """

    of_class: Floats
    of_series: Floats


def weigh(
    trials: list[Trial],
    classes: NDArray[np.int8],
    prior: Floats,
    losses: Floats,
    sales: NDArray[np.integer],
    levels: Floats,
    seed: int = 0,
) -> Weights:
    """Weights for n series.

    Args:
        classes: int8 (n,), class of demand now; a trial counts for the class that a series had then.
        prior: float32 (c,), weights where nothing could be tried.
        losses: float32 (n, c), each series' own loss over all trials.
        sales: int (n,), steps with a sale.
    """
    rng = np.random.default_rng(seed)
    shop = np.stack([_best(trials, None, at, prior, levels, rng) for at in range(len(STRETCHES))])
    of_class = np.tile(shop, (len(DEMAND_CLASSES), 1, 1))
    for code in range(len(DEMAND_CLASSES)):
        if sum(int((trial.classes == code).sum()) for trial in trials) >= _LEAST_SERIES * len(trials):
            for at in range(len(STRETCHES)):
                of_class[code, at] = _best(trials, code, at, shop[at], levels, rng)
    return Weights(of_class, _lean(of_class[classes], losses, sales))


def _best(
    trials: list[Trial], code: int | None, at: int, start: Floats, levels: Floats, rng: np.random.Generator
) -> Floats:
    """float32 (c,): the weights with the least loss over a class (None: all series) and a stretch of the horizon."""
    end = STRETCHES[at + 1] if at + 1 < len(STRETCHES) else None
    said, actual = [], []
    for trial in trials:
        members = np.arange(len(trial.actual)) if code is None else np.flatnonzero(trial.classes == code)
        chosen = rng.choice(members, min(_SAMPLE, len(members)), replace=False)
        part = trial.forecasts[:, chosen, STRETCHES[at] : end].reshape(len(trial.forecasts), -1, len(levels))
        truth = trial.actual[chosen, STRETCHES[at] : end].ravel()
        known = np.flatnonzero(~np.isnan(truth))
        if len(known) > _STEPS:
            known = rng.choice(known, _STEPS, replace=False)
        said.append(part[:, known])
        actual.append(truth[known])
    if not sum(map(len, actual)):
        return start
    return _descend(np.concatenate(said, axis=1), np.concatenate(actual), start, levels)


def _descend(said: Floats, actual: Floats, start: Floats, levels: Floats) -> Floats:
    """Weights after a fixed number of rounds; a day counts by the root of what sells, or the few that sell most
    decide."""
    usual = np.sqrt(np.maximum(said.mean(axis=(0, 2)), 0.05))
    said = said / usual.astype(np.float32)[None, :, None]
    flat = np.ascontiguousarray(said.reshape(len(said), -1))
    truth = (actual / usual)[:, None].astype(np.float32)
    weights = (0.8 * start + 0.2 / len(start)).astype(np.float32)
    losses = [float(pinball(one, truth[:, 0], levels).mean()) * len(levels) for one in said]
    scale = np.float32(max(float(np.median(losses)), 1e-3))
    slope = np.empty(said.shape[1:], np.float32)
    total = np.zeros_like(weights)
    share = np.float32(1 / len(actual))
    for step in range(_ROUNDS):
        mixed = (weights @ flat).reshape(slope.shape)
        np.subtract(mixed >= truth, levels, out=slope)
        gradient = np.clip((flat @ slope.ravel()) * share / scale, -20, 20)
        weights = weights * np.exp(-np.float32(_RATE) * (gradient - gradient.min()))
        weights = weights / weights.sum()
        if 2 * step >= _ROUNDS:
            total += weights
    return np.asarray(total / total.sum(), np.float32)


def _lean(weights: Floats, losses: Floats, sales: NDArray[np.integer]) -> Floats:
    """Each series leans towards the candidates that lost least on it."""
    mean = np.maximum(losses.mean(axis=1, keepdims=True), 1e-9)
    trust = (sales / (sales + _LEAN_SALES)).astype(np.float32)[:, None]
    tilt = np.exp(-_LEAN * trust * losses / mean)
    tilted = weights * tilt[:, None, :]
    return np.asarray(tilted / np.maximum(tilted.sum(axis=2, keepdims=True), 1e-12), np.float32)
