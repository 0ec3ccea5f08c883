"""How many customers a campaign takes before anybody is written to, and what it could show with those there are.

The spread comes from the customers themselves: what they brought in over the last span of the same length, with what
they spent in the half year before taken out as the judgement will do (CUPED). Sizes follow the usual formula for two
means (Kohavi, Tang and Xu, *Trustworthy Online Controlled Experiments*, 2020, chapter 17), for one look at the planned
end and for looking daily.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.promotions.proof.means import arm_means, covariates
from shopassistant.promotions.proof.takings import BEFORE_DAYS, per_customer, takings
from shopassistant.recommend.experiments.sequential import POWER, half_width
from shopassistant.store.schema import Customer, Sale

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
USUAL_HOLDOUT = 0.1
HOLDOUTS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
# A hold-out below that tells next to nothing, whatever is asked.
LEAST_HELD = 100
# From less than that, no spread is read.
LEAST_CUSTOMERS = 60


@dataclass(frozen=True)
class Past:
    """What n customers did in a span of the same length just gone; all float64 (n,), minor units.

    Attributes:
        earned: in the span.
        spent_before, earned_before: in the half year before it.
    """

    earned: Floats
    spent_before: Floats
    earned_before: Floats

    @property
    def baseline(self) -> float:
        """What a customer brings in anyway, minor units."""
        return float(self.earned.mean()) if len(self.earned) else 0.0

    def spread(self) -> tuple[float, float]:
        """Variance between customers with their past taken out, and without; minor units squared.

        Both 0 where there are too few customers, or none of them bought anything.
        """
        count = len(self.earned)
        if count < LEAST_CUSTOMERS:
            return 0.0, 0.0
        everybody = np.zeros(count, np.int8)
        found = arm_means(self.earned[:, None], everybody, 1, covariates(self.spent_before, self.earned_before))
        return float(found.variance[0, 0]) * count, float(self.earned.var(ddof=1))


@dataclass(frozen=True)
class Question:
    """What somebody wants to know.

    Attributes:
        customers: who may be written to.
        holdout: share left out, 0 to 1 (excluded).
        arms: ways that are compared, one or more; the rest is shared out evenly.
        relevant_minor: smallest lift of margin per customer worth knowing.
        alpha: how often, at most, nothing at all is called something.
    """

    customers: int
    holdout: float = USUAL_HOLDOUT
    arms: int = 1
    relevant_minor: float = 100.0
    alpha: float = 0.05


@dataclass(frozen=True)
class Plan:
    """What it takes, and what could be shown with the customers there are; lifts in minor units per customer.

    Attributes:
        held, per_arm: customers left out, and in each arm.
        needed: customers in all, for the relevant lift to be seen four times in five at the planned end; None where
            the past does not tell the spread.
        visible: the smallest lift seen four times in five at the planned end; None: not known.
        visible_daily: the same for who looks daily and stops at will.
        visible_between: between two arms, each held against the others; None with one arm.
        baseline: what a customer brings in anyway in such a span.
        explained: share of the spread that the customers' past explains, 0 to 1.
        advised: share to leave out.
    """

    held: int
    per_arm: int
    needed: int | None
    visible: float | None
    visible_daily: float | None
    visible_between: float | None
    baseline: float
    explained: float
    advised: float

    @property
    def is_enough(self) -> bool:
        """Whether there are as many customers as are needed."""
        return self.needed is not None and self.needed <= self.held + self.per_arm


def customers_of(session: Session, segment_id: int | None) -> Longs:
    """Ids of a segment's customers, or of all there are; int64 (n,), ascending."""
    from shopassistant.customers.segments.membership import members

    if segment_id is not None:
        return members(session, segment_id)
    ids = session.scalars(select(Customer.id).where(Customer.status == "active").order_by(Customer.id))
    return np.array(ids.all(), np.int64)


def read_past(session: Session, customer_ids: Longs, now: datetime, days: int) -> Past:
    """The last `days` days of customers and the half year before.

    Args:
        customer_ids: int64 (n,), each once.
    """
    start = now - timedelta(days=days)
    found = takings(session, Sale.customer_id.is_not(None), start - timedelta(days=BEFORE_DAYS), now)
    is_late = found.at >= int(start.timestamp())
    earned, earned_before, spent_before = per_customer(
        customer_ids,
        found.customer,
        [np.where(is_late, found.earned, 0), np.where(is_late, 0, found.earned), np.where(is_late, 0, found.spent)],
    )
    return Past(earned.astype(np.float64), spent_before.astype(np.float64), earned_before.astype(np.float64))


def plan_campaign(past: Past, asked: Question) -> Plan:
    """What a campaign takes.

    Raises:
        UserError: ``proof.holdout``, ``proof.effect``, ``proof.alpha``, ``proof.arms``.
    """
    _check(asked)
    spread, plain = past.spread()
    held = round(asked.customers * asked.holdout)
    per_arm = (asked.customers - held) // asked.arms
    is_known = spread > 0 and held > 0 and per_arm > 0
    variance = spread / held + spread / (per_arm * asked.arms) if is_known else 0.0
    pairs = asked.arms * (asked.arms + 1) // 2  # each with the hold-out, and with each other
    between = 2 * spread / per_arm if is_known and asked.arms > 1 else 0.0
    return Plan(
        held=held,
        per_arm=per_arm,
        needed=_needed(spread, asked) if spread > 0 and asked.holdout > 0 else None,
        visible=_visible(variance, asked.alpha) if is_known else None,
        visible_daily=_visible_daily(variance, asked) if is_known else None,
        visible_between=_visible(between, asked.alpha / pairs) if between else None,
        baseline=past.baseline,
        explained=max(1 - spread / plain, 0.0) if plain > 0 else 0.0,
        advised=advised_holdout(spread, asked),
    )


def advised_holdout(spread: float, asked: Question) -> float:
    """The smallest usual share to leave out that shows the relevant lift; at least one that tells anything.

    Args:
        spread: variance between customers, minor units squared; 0 where it is not known.
    """
    enough = [share for share in HOLDOUTS if share * asked.customers >= LEAST_HELD] or [HOLDOUTS[-1]]
    if spread <= 0:
        return enough[0]
    shows = (
        share
        for share in enough
        if _visible(spread / asked.customers * (1 / share + 1 / (1 - share)), asked.alpha) <= asked.relevant_minor
    )
    return next(shows, enough[0])


def _needed(spread: float, asked: Question) -> int:
    error = asked.relevant_minor / _reach(asked.alpha)
    return math.ceil(spread / error**2 * (1 / asked.holdout + 1 / (1 - asked.holdout)))


def _visible(variance: float, alpha: float) -> float:
    return _reach(alpha) * math.sqrt(variance)


def _visible_daily(variance: float, asked: Question) -> float:
    power = NormalDist().inv_cdf(POWER)
    return half_width(variance, asked.relevant_minor, asked.alpha) + power * math.sqrt(variance)


def _reach(alpha: float) -> float:
    normal = NormalDist()
    return normal.inv_cdf(1 - alpha / 2) + normal.inv_cdf(POWER)


def _check(asked: Question) -> None:
    if not 0 <= asked.holdout < 1:
        raise UserError("proof.holdout")
    if asked.relevant_minor <= 0:
        raise UserError("proof.effect")
    if not 0 < asked.alpha <= 0.5:
        raise UserError("proof.alpha")
    if asked.arms < 1:
        raise UserError("proof.arms")
