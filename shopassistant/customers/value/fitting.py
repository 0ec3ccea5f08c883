"""Finding the parameters that make a shop's past likeliest: from several starts, on logarithms, with its curvature."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.customers.value.histories import Floats

# Negative log-likelihood per customer of log parameters, and its gradient.
Loss = Callable[[Floats], tuple[float, Floats]]

# Parameters between e^-9 and e^12: outside of that a likelihood is flat, and the optimiser would wander off.
LOWEST, HIGHEST = -9.0, 12.0
_STEP = 1e-4


@dataclass(frozen=True, slots=True)
class Fit:
    """What an optimiser found.

    Attributes:
        parameters: float64 [k], positive.
        covariance: float64 [k, k], of the logarithms of the parameters (inverse of the observed information).
        log_likelihood: of all customers.
        customers: how many it was fitted on.
    """

    parameters: Floats
    covariance: Floats
    log_likelihood: float
    customers: int


def minimise(
    rough: Loss, fine: Loss, starts: Sequence[Sequence[float]], customers: int, highest: Sequence[float] = ()
) -> Fit:
    """The best of several starts on `rough`, taken to its end on `fine`.

    Args:
        rough, fine: the same likelihood per customer, of few customers and of all.
        starts: positive parameters to start from.
        customers: of `fine`.
        highest: bounds of the parameters where they are tighter than usual.

    Raises:
        ValueError: no start leads anywhere (nothing but infinities).
    """
    from scipy.optimize import minimize

    tops = [float(np.log(one)) for one in highest] or [HIGHEST] * len(starts[0])
    bounds = [(LOWEST, top) for top in tops]

    def run(loss: Loss, start: Floats, precision: float) -> tuple[float, Floats]:
        found = minimize(
            loss, start, jac=True, method="L-BFGS-B", bounds=bounds,
            options={"ftol": precision, "gtol": 1e-9, "maxiter": 500},
        )  # fmt: skip
        return float(found.fun), np.asarray(found.x, np.float64)

    tried = [run(rough, np.log(np.asarray(start, np.float64)), 1e-9) for start in starts]
    tried = [one for one in tried if np.isfinite(one[0])]
    if not tried:
        raise ValueError("the likelihood is finite nowhere")
    value, best = run(fine, min(tried, key=lambda one: one[0])[1], 1e-14)
    return Fit(np.exp(best), _covariance(fine, best, customers), -value * customers, customers)


def _covariance(loss: Loss, at: Floats, customers: int) -> Floats:
    """Inverse of the observed information at `at`; no certainty where the data say nothing."""
    count = len(at)
    hessian = np.empty((count, count))
    for place in range(count):
        step = np.zeros(count)
        step[place] = _STEP
        hessian[place] = (loss(at + step)[1] - loss(at - step)[1]) / (2 * _STEP)
    information = (hessian + hessian.T) / 2 * customers
    values, axes = np.linalg.eigh(information)
    # A standard deviation of 1 on the logarithm (a factor of 2.7) is the most that is told apart.
    return np.asarray((axes / np.maximum(values, 1.0)) @ axes.T)
