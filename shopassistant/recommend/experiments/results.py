"""What an experiment says so far: both arms in numbers, their difference with an honest interval, and a verdict.

The unit of everything is the customer, because customers are what is assigned: a customer's lists and products hang
together and must not count as independent of each other.

* Conversion is a ratio of sums, products bought over products offered; its variance comes from the delta method over
  customers (Deng, Knoblich and Lu, *Applying the delta method in metric analytics*, KDD 2018).
* Value is a mean per customer. What customers spent before the experiment is taken out by regression, which leaves the
  difference as it is and narrows the interval (CUPED: Deng, Xu, Kohavi and Walker, WSDM 2013).
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from shopassistant.recommend.experiments.design import ARMS, Design, Experiment
from shopassistant.recommend.experiments.outcomes import Outcomes, read_outcomes
from shopassistant.recommend.experiments.sample_ratio import SUSPICIOUS, ratio_p_value
from shopassistant.recommend.experiments.sequential import half_width

VERDICTS = ("too_early", "a_better", "b_better", "no_relevant_difference", "ratio_broken")
# Before that many customers in each arm there is no interval: the theory is about large numbers.
LEAST_CUSTOMERS = 50
# The same for products: in each arm so many must have been bought, and so many offered in vain.
LEAST_EITHER_WAY = 10
# For the measure that does not decide nobody said what is relevant; a tenth of its spread between customers is little.
_LITTLE = 0.1

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ArmResult:
    """One arm so far.

    Attributes:
        customers: who were shown a list of it.
        lists: that they were shown.
        offered, bought: products.
        conversion: bought of offered, 0 to 1; None while nothing was offered.
        value_minor: spent per customer in 30 days; None without customers.
    """

    name: str
    method: str
    customers: int
    lists: int
    offered: int
    bought: int
    conversion: float | None
    value_minor: float | None


@dataclass(frozen=True)
class Difference:
    """B less A in one measure.

    Attributes:
        measure: "conversion" (0 to 1) or "value" (minor units per customer).
        estimate: the difference; None while there is nothing to compare.
        low, high: what it lies between, whenever one looks, with probability 1 - alpha; None while it is too early.
        variance: of the estimate; None while it is too early.
    """

    measure: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    variance: float | None = None


@dataclass(frozen=True)
class Result:
    """An experiment as of a moment.

    Attributes:
        until: up to when things counted: now, or when it was stopped.
        arms: A and B.
        primary: the difference that decides.
        other: the other measure, for information.
        ratio_p: chance of a split of the customers as uneven as this one; see `sample_ratio`.
        verdict: one of `VERDICTS`, as of `until`.
    """

    experiment: Experiment
    until: datetime
    arms: tuple[ArmResult, ArmResult]
    primary: Difference
    other: Difference
    ratio_p: float
    verdict: str

    @property
    def winner(self) -> ArmResult | None:
        """The better arm, if there is one."""
        return {"a_better": self.arms[0], "b_better": self.arms[1]}.get(self.verdict)


def read_result(session: Session, experiment: Experiment, now: datetime) -> Result:
    """What an experiment says; what happens after it was stopped no longer counts."""
    until = experiment.stopped_at or now
    return evaluate(experiment, read_outcomes(session, experiment.id, until), until)


def evaluate(experiment: Experiment, outcomes: Outcomes, until: datetime) -> Result:
    """Judge outcomes by the experiment's own design."""
    design = experiment.design
    per_arm = [outcomes.of(place) for place in range(len(ARMS))]
    a, b = (_arm_result(arm.name, arm.method, part) for arm, part in zip(design.arms, per_arm, strict=True))
    both = {difference.measure: difference for difference in (_conversion(design, *per_arm), _value(design, *per_arm))}
    primary = both.pop(design.measure)
    ratio_p = ratio_p_value([a.customers, b.customers], [arm.share for arm in design.arms])
    verdict = judge(primary, design.relevant_effect, ratio_p)
    return Result(experiment, until, (a, b), primary, next(iter(both.values())), ratio_p, verdict)


def judge(difference: Difference, relevant_effect: float, ratio_p: float) -> str:
    """The verdict on a difference, one of `VERDICTS`.

    A difference that is surely smaller than the relevant one is none, also where it is surely not zero.
    """
    if ratio_p < SUSPICIOUS:
        return "ratio_broken"
    if difference.low is None or difference.high is None:
        return "too_early"
    if -relevant_effect < difference.low and difference.high < relevant_effect:
        return "no_relevant_difference"
    if difference.low > 0:
        return "b_better"
    return "a_better" if difference.high < 0 else "too_early"


def _arm_result(name: str, method: str, part: Outcomes) -> ArmResult:
    customers, offered, bought = len(part.arm), int(part.offered.sum()), int(part.bought.sum())
    return ArmResult(
        name=name,
        method=method,
        customers=customers,
        lists=int(part.lists.sum()),
        offered=offered,
        bought=bought,
        conversion=bought / offered if offered else None,
        value_minor=float(part.value.mean()) if customers else None,
    )


def _conversion(design: Design, a: Outcomes, b: Outcomes) -> Difference:
    if not a.offered.any() or not b.offered.any():
        return Difference("conversion")
    estimate = float(b.bought.sum() / b.offered.sum() - a.bought.sum() / a.offered.sum())
    rarest = min(float(count.sum()) for part in (a, b) for count in (part.bought, part.offered - part.bought))
    if rarest < LEAST_EITHER_WAY or not _are_enough(a.offered > 0, b.offered > 0):
        return Difference("conversion", estimate)
    variances = (ratio_variance(a.bought, a.offered), ratio_variance(b.bought, b.offered))
    return _interval(design, "conversion", estimate, variances, (len(a.arm), len(b.arm)))


def _value(design: Design, a: Outcomes, b: Outcomes) -> Difference:
    if not len(a.arm) or not len(b.arm):
        return Difference("value")
    if not _are_enough(a.value != 0, b.value != 0):
        return Difference("value", float(b.value.mean() - a.value.mean()))
    slope = past_slope(a, b)
    left = [part.value - slope * part.spent_before for part in (a, b)]
    estimate = float(left[1].mean() - left[0].mean())
    variances = (float(left[0].var(ddof=1)) / len(left[0]), float(left[1].var(ddof=1)) / len(left[1]))
    return _interval(design, "value", estimate, variances, (len(a.arm), len(b.arm)))


def ratio_variance(bought: Floats, offered: Floats) -> float:
    """Variance of sum(bought) / sum(offered) over customers drawn independently, by the delta method.

    Args:
        bought, offered: float64 (n,), n at least 2, something offered.
    """
    rest = bought - bought.sum() / offered.sum() * offered
    return float(rest.var(ddof=1) / len(rest) / offered.mean() ** 2)


def past_slope(*parts: Outcomes) -> float:
    """How much of what customers spend follows from what they spent before, the same for all arms (`parts`)."""
    spread = together = 0.0
    for part in parts:
        before = part.spent_before - part.spent_before.mean()
        spread += float(before @ before)
        together += float(before @ part.value)
    return together / spread if spread else 0.0


def _are_enough(*told: NDArray[np.bool_]) -> bool:
    """Whether each arm has enough customers who tell anything."""
    return all(int(part.sum()) >= LEAST_CUSTOMERS for part in told)


def _interval(
    design: Design, measure: str, estimate: float, variances: tuple[float, float], customers: tuple[int, int]
) -> Difference:
    variance = sum(variances)
    if variance == 0:  # everybody alike: nothing to reckon with
        return Difference(measure, estimate)
    tau = design.relevant_effect
    if measure != design.measure:
        tau = _LITTLE * float(np.sqrt(variance * customers[0] * customers[1] / sum(customers)))
    half = half_width(variance, tau, design.alpha)
    return Difference(measure, estimate, estimate - half, estimate + half, variance)
