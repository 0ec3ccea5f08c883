"""An ARMA model of demand without its weekly rhythm, fitted for all series at once.

Hannan and Rissanen, "Recursive estimation of mixed autoregressive-moving average order", Biometrika 1982: a long
autoregression gives the shocks, a second least squares takes demand on its own lags and those of the shocks. On square
roots, where counts have a steady variance (Anscombe, Biometrika 1948), around a local mean that stands for the
integrated part; both regressions are ridge regressions solved in one batch.
"""

import numpy as np

from shopassistant.inventory.forecast.candidates.errors import row_quantiles, settled
from shopassistant.inventory.forecast.panel import Floats
from shopassistant.inventory.forecast.past import Past

_DAYS = 364
_LONG = (1, 2, 3, 4, 5, 6, 7, 14)
_OWN, _SHOCKS = (1, 2, 7), (1, 7)
_LOCAL = 84  # days of the mean that demand returns to


def autoregression(past: Past, levels: Floats) -> Floats:
    """The candidate; see the module."""
    days = past.panel.step_days
    roots = np.sqrt(past.flat[:, -(_DAYS // days) :])
    local = roots[:, -(_LOCAL // days) :]
    known = ~np.isnan(local)
    centre = (np.where(known, local, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)).astype(np.float32)[:, None]
    deviation = np.nan_to_num(roots - centre)
    shocks = deviation - _fitted(deviation, [(deviation, lag) for lag in _LONG])[0]
    terms = [(deviation, lag) for lag in _OWN] + [(shocks, lag) for lag in _SHOCKS]
    fitted, weights = _fitted(deviation, terms)
    errors = np.where(np.isnan(roots), np.nan, deviation - fitted)[:, -(_DAYS // 2 // days) :]
    point = _onward(deviation, shocks, weights, past.horizon)
    spread = row_quantiles(np.asarray(errors, np.float32), levels)
    found = np.maximum(centre[:, :, None] + point[:, :, None] + spread[:, None, :], 0) ** 2
    return settled(past, found * past.rhythm_ahead[:, :, None])


def _fitted(target: Floats, terms: list[tuple[Floats, int]]) -> tuple[Floats, Floats]:
    """Ridge regression of each row on lagged rows: fitted values (n, T) and weights (n, k)."""
    n, steps = target.shape
    lagged = [
        np.concatenate([np.zeros((n, min(lag, steps)), np.float32), v[:, : max(steps - lag, 0)]], axis=1)
        for v, lag in terms
    ]
    k = len(lagged)
    gram = np.empty((n, k, k))
    right = np.empty((n, k))
    for i, one in enumerate(lagged):
        right[:, i] = np.einsum("nt,nt->n", one, target)
        for j, other in enumerate(lagged[: i + 1]):
            gram[:, i, j] = gram[:, j, i] = np.einsum("nt,nt->n", one, other)
    size = np.einsum("nt,nt->n", target, target)
    gram += (0.05 * size + 1e-3)[:, None, None] * np.eye(k)
    weights = np.linalg.solve(gram, right[..., None])[..., 0].astype(np.float32)
    # Least squares alone may explode when run on; shrunk until the own lags cannot add up to one.
    total = np.abs(weights).sum(axis=1, keepdims=True)
    weights = weights * np.minimum(1, 0.95 / np.maximum(total, 1e-6))
    fitted = np.zeros_like(target)
    for i, one in enumerate(lagged):
        fitted += weights[:, i : i + 1] * one
    return fitted, weights


def _onward(deviation: Floats, shocks: Floats, weights: Floats, horizon: int) -> Floats:
    """float32 (n, H): the recursion continued, with future shocks at zero."""
    n, reach = len(deviation), max(*_OWN, *_SHOCKS)
    pad = np.zeros((n, reach), np.float32)
    own = np.concatenate([pad, deviation], axis=1)[:, -reach:]
    own = np.concatenate([own, np.zeros((n, horizon), np.float32)], axis=1)
    noise = np.concatenate(
        [np.concatenate([pad, shocks], axis=1)[:, -reach:], np.zeros((n, horizon), np.float32)], axis=1
    )
    for step in range(reach, reach + horizon):
        value = sum(weights[:, i] * own[:, step - lag] for i, lag in enumerate(_OWN))
        value = value + sum(weights[:, len(_OWN) + i] * noise[:, step - lag] for i, lag in enumerate(_SHOCKS))
        own[:, step] = value
    return own[:, reach:]
