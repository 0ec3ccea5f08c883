"""Pareto/NBD: customers buy at a rate of their own and may leave at any moment (Schmittlein, Morrison, Colombo 1987).

Purchases while alive are Poisson with rate lambda ~ Gamma(r, alpha); a lifetime is exponential with rate
mu ~ Gamma(s, beta). Likelihood and expectations as in Fader and Hardie, "A Note on Deriving the Pareto/NBD Model"
(2005). The integral over the moment of leaving is taken by Gauss-Legendre on logarithms instead of as the difference
of two hypergeometric functions: it loses no digits where those are alike, and its slopes come along with it.
Unlike BG/NBD it can tell that a one-time buyer has gone. Time is in weeks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.customers.value.fitting import Fit, minimise
from shopassistant.customers.value.histories import Distinct, Floats, Histories, distinct, sampled_rows

NAMES = ("r", "alpha", "s", "beta")
_ROUGH, _FINE = 2_000, 50_000
# Twenty places are right to eight digits for histories as long and as steep as shops have them (a test compares).
_PLACES, _WEIGHTS = (tuple(side) for side in np.polynomial.legendre.leggauss(20))


@dataclass(frozen=True, slots=True)
class ParetoNbd:
    """The four parameters, all positive; `alpha` and `beta` in weeks."""

    r: float
    alpha: float
    s: float
    beta: float

    def alive(self, past: Histories) -> Floats:
        """float64 [n], chance that each has not left."""
        stayed, left = self._parts(past)
        return np.asarray(1 / (1 + np.exp(np.minimum(left - stayed, 700.0))))

    def expected(self, past: Histories, weeks: float) -> Floats:
        """float64 [n], purchases to be expected in the next `weeks`; never negative."""
        return np.asarray(self.while_alive(past, (weeks,))[0] * self.alive(past))

    def while_alive(self, past: Histories, weeks: Sequence[float]) -> Floats:
        """float64 [k, n], purchases to be expected in the next k spans of weeks of those who have not left yet."""
        known = self.beta + past.age
        rate = (self.r + past.x) / (self.alpha + past.age) * known
        near = self.s - 1
        shrinks = np.log1p(np.array(weeks)[:, None] / known)
        lasting = shrinks if abs(near) < 1e-9 else -np.expm1(-near * shrinks) / near
        return np.maximum(rate * lasting, 0.0)

    def draw(self, past: Histories, weeks: float, draws: int, random: np.random.Generator) -> Floats:
        """float64 [draws, n], purchases in the next `weeks` as they may come, each customer's past being what it is."""
        shape = (draws, len(past))
        rate = random.gamma(self.r + past.x, 1 / (self.alpha + past.age), shape)
        leaving = random.gamma(self.s, 1 / (self.beta + past.age), shape)
        staying = np.minimum(random.exponential(1.0, shape) / np.maximum(leaving, 1e-300), weeks)
        bought = random.poisson(rate * staying)
        return np.where(random.random(shape) < self.alive(past), bought, 0).astype(np.float64)

    def log_likelihood(self, past: Histories) -> Floats:
        """float64 [n], of each customer's history."""
        from scipy.special import gammaln

        common = (
            gammaln(self.r + past.x) - gammaln(self.r)
            + self.r * np.log(self.alpha) + self.s * np.log(self.beta)
        )  # fmt: skip
        return np.asarray(common + np.logaddexp(*self._parts(past)))

    def _parts(self, past: Histories) -> tuple[Floats, Floats]:
        """Logarithms of the two ways a history comes about, alive at its end and not, up to a common factor."""
        stayed, left, _shares, _times = _ways(self.r, self.alpha, self.s, self.beta, past.x, past.recency, past.age)
        return stayed, left


def fit_pareto(past: Histories) -> tuple[ParetoNbd, Fit]:
    """The likeliest parameters, from a random 50,000 customers where there are more.

    Raises:
        ValueError: there is no repeat purchase to learn from.
    """
    if not len(past) or not past.repeats.any():
        raise ValueError("no repeat purchases")
    chosen = past.where(sampled_rows(_FINE, len(past)))
    fine, rough = distinct(chosen), distinct(past.where(sampled_rows(_ROUGH, len(past))))
    rate = max(float(past.repeats.sum()), 1.0) / max(float(past.age.sum()), 1.0)
    weeks = max(float(past.age.mean()), 1.0)
    starts = [(0.5, 0.5 / rate, 0.5, weeks / 2), (1.0, 0.5 / rate, 0.5, weeks * 2), (0.5, 0.3 / rate, 1.5, weeks)]
    found = minimise(_Likelihood(rough), _Likelihood(fine), starts, len(chosen))
    return ParetoNbd(*(float(one) for one in found.parameters)), found


class _Likelihood:
    """Negative log-likelihood per customer and its gradient, by the logarithms of the parameters."""

    def __init__(self, histories: Distinct) -> None:
        past = histories.histories
        self._weight = histories.weight / histories.weight.sum()
        self._x, self._recency, self._age = past.x, past.recency, past.age

    def __call__(self, logs: Floats) -> tuple[float, Floats]:
        from scipy.special import digamma, gammaln

        r, alpha, s, beta = (float(one) for one in np.exp(logs))
        x, age = self._x, self._age
        stayed, left, shares, times = _ways(r, alpha, s, beta, x, self._recency, age)
        both = np.logaddexp(stayed, left)
        alive, gone = np.exp(stayed - both), np.exp(left - both)
        common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)

        def over(values: Floats) -> Floats:  # mean over the moments of leaving, [n]
            return np.asarray((shares * values).sum(axis=0))

        slopes = (
            digamma(r + x) - digamma(r) + np.log(alpha)
            - alive * np.log(alpha + age) - gone * over(np.log(alpha + times)),
            r / alpha - (r + x) * (alive / (alpha + age) + gone * over(1 / (alpha + times))),
            np.log(beta) - alive * np.log(beta + age) + gone * (1 / s - over(np.log(beta + times))),
            s / beta - s * alive / (beta + age) - (s + 1) * gone * over(1 / (beta + times)),
        )  # fmt: skip
        gradient = np.array([self._weight @ slope for slope in slopes]) * np.exp(logs)
        return -float(self._weight @ (common + both)), -gradient


def _ways(
    r: float, alpha: float, s: float, beta: float, x: Floats, recency: Floats, age: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """How n histories come about, up to a common factor.

    Returns:
        Logarithm of being alive at the end [n]; of having left before it [n]; what part of the latter each moment of
        leaving has [places, n]; and these moments in weeks [places, n].
    """
    stayed = -(r + x) * np.log(alpha + age) - s * np.log(beta + age)
    # Leaving gets unlikelier by this share a week just after the last purchase: moments lie closer there.
    scale = 1 / ((r + x) / (alpha + recency) + (s + 1) / (beta + recency))
    width = np.log1p(np.maximum(age - recency, 0.0) / scale)
    way = (np.array(_PLACES)[:, None] + 1) / 2 * width
    times = recency + scale * np.expm1(way)
    with np.errstate(divide="ignore"):
        density = (
            np.log(s) - (r + x) * np.log(alpha + times) - (s + 1) * np.log(beta + times)
            + way + np.log(scale * width / 2) + np.log(_WEIGHTS)[:, None]
        )  # fmt: skip
    highest = density.max(axis=0)
    shares = np.exp(density - np.where(np.isfinite(highest), highest, 0.0))
    total = shares.sum(axis=0)
    with np.errstate(divide="ignore"):
        left = highest + np.log(total)
    return stayed, left, shares / np.where(total > 0, total, 1.0), times
