"""Logistic regression with a ridge, by Newton's method: a few dense columns, many rows, no library to import."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.blend import Part
from shopassistant.recommend.history import Floats

_STEPS = 25
_HALVINGS = 8


def learn(table: Floats, bought: NDArray[np.bool_], names: tuple[str, ...], floors: Floats, ridge: float) -> Part:
    """Logistic regression by Newton's method on standardised columns, with a ridge.

    Args:
        table: float32 (f, m), log signals as rows.
        bought: bool (m,).
        floors: float32 (f, 1), what each signal counts as nothing.
    """
    mean, spread = table.mean(axis=1), table.std(axis=1)
    used = spread > 1e-6
    x = np.ones((len(table) + 1, table.shape[1]), np.float32)
    x[:-1] = np.where(used[:, None], (table - mean[:, None]) / np.where(used, spread, 1)[:, None], 0)
    rate = float(np.clip(bought.mean(), 1e-4, 1 - 1e-4))
    beta = np.zeros(len(x), np.float32)
    beta[-1] = np.log(rate / (1 - rate))
    pull = np.full(len(x), ridge, np.float32)
    pull[-1] = 1e-6
    loss = _loss(beta, x, bought, pull)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(beta @ x, -30, 30)))
        slope = x @ (bought - chance) - pull * beta
        curve = (x * np.maximum(chance * (1 - chance), 1e-6)) @ x.T + np.diag(pull)
        step = np.linalg.solve(curve.astype(np.float64), slope).astype(np.float32)
        beta, before, loss = _search(beta, step, loss, x, bought, pull)
        if before - loss < 1e-6 * before:
            break
    weights = np.where(used, beta[:-1] / np.where(used, spread, 1), 0)
    return Part(names, floors, weights.astype(np.float32), float(beta[-1] - (weights * mean).sum()))


def _search(
    beta: Floats, step: Floats, loss: float, x: Floats, bought: NDArray[np.bool_], pull: Floats
) -> tuple[Floats, float, float]:
    """As much of the step as lowers the loss (a full one may overshoot): new weights, the loss before, the loss now."""
    for halving in range(_HALVINGS):
        tried = beta + step * np.float32(0.5**halving)
        now = _loss(tried, x, bought, pull)
        if now < loss:
            return tried, loss, now
    return beta, loss, loss


def _loss(beta: Floats, x: Floats, bought: NDArray[np.bool_], pull: Floats) -> float:
    """Negative log likelihood with the ridge."""
    margin = beta @ x
    return float(
        np.logaddexp(0, margin).sum(dtype=np.float64)
        - margin[bought].sum(dtype=np.float64)
        + 0.5 * (pull * beta * beta).sum()
    )
