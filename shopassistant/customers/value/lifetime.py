"""From models to money: purchases to come, what each is worth, their discounted sum, and how far off that may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from shopassistant.customers.value.fitting import Fit
from shopassistant.customers.value.histories import DAYS_PER_WEEK, Floats, Histories, distinct, sampled_rows
from shopassistant.customers.value.spending import GammaGamma

YEAR_WEEKS = 365 / DAYS_PER_WEEK
# Lifetime value looks three years ahead: the shop's range and its people change, so that more would be a fiction.
LIFETIME_YEARS = 3
YEARLY_DISCOUNT = 0.10
LOW, HIGH = 0.1, 0.9
_NODES = 4
_SAMPLE, _DRAWS, _PARAMETER_DRAWS = 4_000, 200, 60


class Purchasing(Protocol):
    """A model of when customers buy."""

    def alive(self, past: Histories) -> Floats: ...

    def expected(self, past: Histories, weeks: float) -> Floats: ...

    def while_alive(self, past: Histories, weeks: Sequence[float]) -> Floats: ...

    def draw(self, past: Histories, weeks: float, draws: int, random: np.random.Generator) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to come of n customers, float64 [n] each.

    Attributes:
        purchases: expected in the next 365 days.
        alive: chance that they are still customers, 0 to 1; `churn` is the rest.
        spend_minor: mean of a purchase to come.
        lifetime_minor: spend of three years, each year worth a tenth less.
    """

    purchases: Floats
    alive: Floats
    spend_minor: Floats
    lifetime_minor: Floats

    @property
    def churn(self) -> Floats:
        """Chance that they have gone."""
        return 1 - self.alive


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the bounds between which it falls four times in five."""

    low: float
    mid: float
    high: float


def outlook(
    model: Purchasing, gone_by: Purchasing, spending: GammaGamma, past: Histories, mean_minor: Floats
) -> Outlook:
    """What is to come of each customer.

    Args:
        model: tells the purchases, and who is still a customer.
        gone_by: tells the latter of one-time buyers: BG/NBD lets nobody leave before a second purchase.
        mean_minor: float64 [n], mean of the purchases so far.
    """
    groups = distinct(past)
    some = groups.histories
    alive = model.alive(some)
    spans, weights = _discounting(LIFETIME_YEARS, YEARLY_DISCOUNT)
    found = model.while_alive(some, (YEAR_WEEKS, *spans)) * alive
    still = np.where(some.repeats == 0, gone_by.alive(some), alive)
    spend = spending.expected(past.x + 1, mean_minor)
    lifetime = (weights @ found[1:])[groups.row] * spend
    return Outlook(found[0][groups.row], np.clip(still[groups.row], 0.0, 1.0), spend, lifetime)


def discounted_purchases(
    model: Purchasing, past: Histories, years: float = LIFETIME_YEARS, discount: float = YEARLY_DISCOUNT
) -> Floats:
    """float64 [n], purchases to come, each counted by what it is worth today."""
    spans, weights = _discounting(years, discount)
    return np.asarray(weights @ model.while_alive(past, spans) * model.alive(past))


def _discounting(years: float, discount: float) -> tuple[tuple[float, ...], Floats]:
    """Spans of weeks, and the weights by which the purchases expected in each add up to their discounted sum.

    The integral of exp(-d t) dE(t) by parts, then Gauss-Legendre over the smooth E(t).
    """
    weeks, rate = years * YEAR_WEEKS, float(np.log1p(discount) / YEAR_WEEKS)
    places, weights = np.polynomial.legendre.leggauss(_NODES)
    spans = (places + 1) / 2 * weeks
    each = rate * weights * weeks / 2 * np.exp(-rate * spans)
    return (*spans.tolist(), weeks), np.append(each, np.exp(-rate * weeks))


def of_one(
    model: Purchasing, spending: GammaGamma, past: Histories, mean_minor: Floats, draws: int = 4_000, seed: int = 1
) -> tuple[Interval, Interval]:
    """One customer: purchases of the next 365 days, and lifetime value in minor units, with how they may turn out."""
    random = np.random.default_rng(seed)
    year = model.draw(past, YEAR_WEEKS, draws, random)[:, 0]
    weeks = LIFETIME_YEARS * YEAR_WEEKS
    later = model.draw(past, weeks, draws, random)[:, 0] * spending.draw(past.x + 1, mean_minor, draws, random)[:, 0]
    plain = float(model.expected(past, weeks)[0])
    shrunk = float(discounted_purchases(model, past)[0]) / plain if plain > 0 else 1.0
    worth = spending.expected(past.x + 1, mean_minor)[0] * plain
    return (
        _interval(year, float(model.expected(past, YEAR_WEEKS)[0])),
        _interval(later * shrunk, float(worth) * shrunk),
    )


def of_all(model: Purchasing, fit: Fit, past: Histories, weeks: float, seed: int = 1) -> Interval:
    """Purchases of all customers together in the next `weeks`: chance of each customer, and doubt of the parameters.

    What the models cannot know, such as another winter than the last, comes on top.
    """
    random = np.random.default_rng(seed)
    groups = distinct(past)
    mid = float(groups.weight @ model.expected(groups.histories, weeks))
    few = past.where(sampled_rows(_SAMPLE, len(past), seed))
    chance = float(model.draw(few, weeks, _DRAWS, random).var(axis=0).mean()) * len(past)
    logs = random.multivariate_normal(np.log(fit.parameters), fit.covariance, _PARAMETER_DRAWS)
    kind = type(model)
    some = distinct(few)
    scale = len(past) / len(few)
    here = float(some.weight @ model.expected(some.histories, weeks))
    doubts = [float(some.weight @ kind(*np.exp(one)).expected(some.histories, weeks)) - here for one in logs]
    drawn = mid + scale * np.repeat(np.array(doubts), 20)
    drawn = drawn + random.normal(0, np.sqrt(chance), len(drawn))
    return Interval(max(0.0, float(np.quantile(drawn, LOW))), mid, float(np.quantile(drawn, HIGH)))


def _interval(drawn: Floats, mid: float) -> Interval:
    low, high = (float(one) for one in np.quantile(drawn, (LOW, HIGH)))
    return Interval(min(low, mid), mid, max(high, mid))
