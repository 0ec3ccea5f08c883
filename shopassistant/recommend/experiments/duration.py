"""How long an experiment will take, from the shop's own traffic: said before anybody starts one.

Needed is the number of customers at which a difference of just the relevant size would be seen four times in five,
given how much customers differ in the measure. How fast they come is read from the last half year: experiments count
each customer once, so a shop of regulars runs out of new ones, and the curve of who was seen by which day says when.
"""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from shopassistant.recommend.experiments.design import Design
from shopassistant.recommend.experiments.outcomes import Outcomes, first_lists, first_sales, gather
from shopassistant.recommend.experiments.results import Result, past_slope, ratio_variance
from shopassistant.recommend.experiments.sequential import enough_variance
from shopassistant.store.schema import Sale

PAST_DAYS = 182
# Where no list was ever shown: one product in ten is bought, one is offered per customer.
ASSUMED_CONVERSION = 0.1
# From less than that, no spread is read.
LEAST_CUSTOMERS = 30
LONGEST_DAYS = 3 * 365
# As long as anybody likes to wait for an answer; where it takes longer, it is said what could be seen by then.
PATIENCE_DAYS = 56


@dataclass(frozen=True)
class Traffic:
    """What the shop's past says about customers at the counter.

    Attributes:
        seen: float64 (d,), known customers seen by the end of each day of the past, counted once.
    """

    seen: NDArray[np.float64]

    def days_until(self, customers: float) -> int | None:
        """Days until so many different customers were seen; None where that is longer than anybody waits."""
        days = len(self.seen)
        if not days or customers <= 0:
            return 0 if customers <= 0 else None
        if customers <= self.seen[-1]:
            return int(np.searchsorted(self.seen, customers)) + 1
        lately = max(1, days // 4)  # new ones still come as they did in the last quarter of the past
        rate = (self.seen[-1] - self.seen[-1 - lately]) / lately if days > lately else self.seen[-1] / days
        wait = days + (customers - self.seen[-1]) / rate if rate > 0 else math.inf
        return math.ceil(wait) if wait <= LONGEST_DAYS else None


@dataclass(frozen=True)
class Plan:
    """What it takes to answer a question.

    Attributes:
        customers: needed in both arms together.
        days: until they have come; None where that is longer than three years.
        baseline: what arm A is like now, in the measure; None where nothing is known.
        is_assumed: the spread is a guess, because the shop's past does not say.
        visible_effect: where it takes longer than `PATIENCE_DAYS`, the difference that could be seen by then.
    """

    customers: int
    days: int | None
    baseline: float | None
    is_assumed: bool
    visible_effect: float | None = None


@dataclass(frozen=True)
class Past:
    """What the shop's last half year says, read once for any number of designs.

    Attributes:
        outcomes: what became of customers after their first list; where hardly any were shown, after their first sale.
    """

    traffic: Traffic
    outcomes: Outcomes


def read_past_of_shop(session: Session, now: datetime) -> Past:
    """The last half year of lists and customers; where the records end long ago (an old import), its last half year."""
    first = first_lists(now - timedelta(days=PAST_DAYS), now)
    outcomes = gather(session, first, now)
    if len(outcomes.arm) >= LEAST_CUSTOMERS:
        return Past(_traffic(session, first, now), outcomes)
    newest = session.scalar(select(func.max(Sale.sold_at)).where(Sale.customer_id.is_not(None)))
    if newest is None:
        return Past(Traffic(np.zeros(0)), outcomes)
    end = min(newest, now)
    first = first_sales(end - timedelta(days=PAST_DAYS), end)
    return Past(_traffic(session, first, end), gather(session, first, end))


def plan(past: Past, design: Design) -> Plan:
    """Customers and days an experiment of this design will need."""
    spread, baseline = _spread(past.outcomes, design.measure)
    is_assumed = spread is None
    if spread is None:
        spread, baseline = _guess(design), None
    a, b = (arm.share for arm in design.arms)
    enough = enough_variance(design.relevant_effect, design.relevant_effect, design.alpha)
    customers = math.ceil(spread * (1 / a + _growth(design, baseline) / b) / enough)
    return Plan(customers, past.traffic.days_until(customers), baseline, is_assumed)


def visible_effect(past: Past, design: Design) -> float | None:
    """The difference that could be seen within `PATIENCE_DAYS`, by bisection; None where even a very large one not."""
    low, high = design.relevant_effect, 0.5 if design.measure == "conversion" else 100 * design.relevant_effect
    if not _is_soon(plan(past, replace(design, relevant_effect=high))):
        return None
    for _ in range(30):
        middle = (low + high) / 2
        if _is_soon(plan(past, replace(design, relevant_effect=middle))):
            high = middle
        else:
            low = middle
    return high


def plan_with_advice(past: Past, design: Design) -> Plan:
    """`plan`, and where that takes too long, what difference to ask for instead."""
    found = plan(past, design)
    is_guess = found.is_assumed and design.measure == "value"  # a guess that follows the effect knows of no other one
    return found if _is_soon(found) or is_guess else replace(found, visible_effect=visible_effect(past, design))


def _is_soon(found: Plan) -> bool:
    return found.days is not None and found.days <= PATIENCE_DAYS


def days_to_go(result: Result, now: datetime) -> int | None:
    """Days a running experiment will still take at the pace so far; None where nothing can be said yet, or too long."""
    started = result.experiment.started_at
    variance, customers = result.primary.variance, sum(arm.customers for arm in result.arms)
    if started is None or variance is None or result.verdict != "too_early":
        return None
    design = result.experiment.design
    enough = enough_variance(design.relevant_effect, design.relevant_effect, design.alpha)
    missing = customers * max(variance / enough - 1, 0.0)  # the variance falls as the customers grow in number
    days = missing / (customers / max((now - started) / timedelta(days=1), 1.0))
    return math.ceil(max(days, 1.0)) if days <= LONGEST_DAYS else None


def _spread(past: Outcomes, measure: str) -> tuple[float | None, float | None]:
    """Variance of the measure between customers, times what one customer weighs; and the measure itself."""
    if len(past.arm) < LEAST_CUSTOMERS:
        return None, None
    if measure == "value":
        left = past.value - past_slope(past) * past.spent_before
        return float(left.var(ddof=1)) or None, float(past.value.mean())
    sold, offered = past.bought.sum(), past.offered.sum()
    if sold < LEAST_CUSTOMERS or offered == sold:
        return None, None
    return len(past.arm) * ratio_variance(past.bought, past.offered), float(sold / offered)


def _growth(design: Design, baseline: float | None) -> float:
    """How many times as large B's spread is if it is better by the relevant difference: a share's grows with it."""
    now = baseline or ASSUMED_CONVERSION
    then = now + design.relevant_effect
    if design.measure != "conversion" or then >= 1:
        return 1.0
    return then * (1 - then) / (now * (1 - now))


def _guess(design: Design) -> float:
    """The spread where the past does not tell: of conversion as of single offers, of value ten relevant differences."""
    if design.measure == "conversion":
        return ASSUMED_CONVERSION * (1 - ASSUMED_CONVERSION)
    return (10 * design.relevant_effect) ** 2


def _traffic(session: Session, first: Select[*tuple[Any, ...]], until: datetime) -> Traffic:
    firsts = [row.first for row in session.execute(first)]
    return Traffic(_curve(firsts, min(firsts), until))


def _curve(firsts: list[datetime], start: datetime, end: datetime) -> NDArray[np.float64]:
    """How many were seen by the end of each day from `start` on."""
    days = np.array([(at - start).days for at in firsts])
    return np.cumsum(np.bincount(days, minlength=(end - start).days + 1)).astype(np.float64)
