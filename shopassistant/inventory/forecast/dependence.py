"""How strongly days, series and the shop hang together, so that totals are as uncertain as they turned out to be.

What the shop shares is read from the transforms of earlier origins; how much of a series' uncertainty lasts over the
whole path is chosen so that the totals of earlier four-week stretches get the least pinball loss, per class of
demand.
"""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.classes import DEMAND_CLASSES
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.scenarios import SHARES, Dependence, normals, paths
from shopassistant.inventory.forecast.trial import pinball

_OWN_LEVEL = (0.0, 0.04, 0.1, 0.2, 0.35)
_MEMORY = 0.05
_SAMPLE, _PATHS, _LEAST = 60, 100, 20
_LEVELS = np.array([0.1, 0.25, 0.5, 0.75, 0.9, 0.95], np.float32)


def learn_dependence(
    said: Floats, actual: Floats, transforms: Floats, classes: NDArray[np.int8], keys: NDArray[np.int64], levels: Floats
) -> Dependence:
    """The dependence of n series.

    Args:
        said: float32 (n, D, q), quantiles from one earlier origin.
        actual: float32 (n, D), what happened; NaN where unknown.
        transforms: float32 (n, D), see `calibration.transform`.
    """
    usual = Dependence.usual(len(classes))
    shop_level, shop_day = _shared(transforms)
    shares = usual.shares.copy()
    shares[:, 0], shares[:, 1], shares[:, 4] = shop_level, shop_day, _MEMORY
    rng = np.random.default_rng(0)
    for code in range(len(DEMAND_CLASSES)):
        members = np.flatnonzero((classes == code) & (~np.isnan(actual)).any(axis=1))
        if len(members) < _LEAST:
            continue
        chosen = rng.choice(members, min(_SAMPLE, len(members)), replace=False)
        row = shares[chosen[0]].copy()
        losses = [_loss(said[chosen], actual[chosen], keys[chosen], _with(row, own), levels) for own in _OWN_LEVEL]
        shares[classes == code] = _with(row, _OWN_LEVEL[int(np.argmin(losses))])
    return Dependence(shares, usual.memory)


def _shared(transforms: Floats) -> tuple[float, float]:
    """Variance shares of a level and of days common to all series, from how all transforms lean together."""
    from scipy.special import ndtri

    scores = ndtri(np.clip(transforms, 0.001, 0.999))
    counted = (~np.isnan(scores)).sum(axis=0)
    days = np.nansum(scores, axis=0)[counted >= 10] / counted[counted >= 10]
    if len(days) < 5:
        return 0.02, 0.03
    noise = float((1 / counted[counted >= 10]).mean())
    level = float(np.mean(days)) ** 2
    day = max(float(np.var(days)) - noise, 0.0)
    # One stretch tells little of what all stretches do: half of it, and half of what is usual.
    return min(0.5 * level + 0.01, 0.15), min(0.5 * day + 0.015, 0.15)


def _with(row: Floats, own: float) -> Floats:
    out = row.copy()
    out[SHARES.index("own_level")] = own
    return out


def _loss(said: Floats, actual: Floats, keys: NDArray[np.int64], row: Floats, levels: Floats) -> float:
    """Mean pinball loss of the totals, each relative to its series."""
    n, days = actual.shape
    known = ~np.isnan(actual)
    drawn = normals(keys, np.full(n, -1, np.int32), Dependence(np.tile(row, (n, 1))), _PATHS, days, seed=11)
    total = np.empty((n, len(_LEVELS)), np.float32)
    for place, normal in enumerate(drawn):
        sums = (paths(said[place], levels, normal) * known[place]).sum(axis=1)
        total[place] = np.quantile(sums, _LEVELS)
    loss = pinball(total, np.where(known, actual, 0).sum(axis=1), _LEVELS).mean(axis=1)
    usual = np.maximum((said.mean(axis=2) * known).sum(axis=1), 0.5)
    return float((loss / usual).mean())
