"""What became of the customers of an experiment, one row each, read from the logs of advice and of sales.

Intention to treat: a customer counts for the arm they were assigned to from the first list of it they were shown,
whatever was shown or chosen by hand afterwards. Counting only those who were offered something, or only the arm's own
lists, would let each arm choose its own customers, and the comparison would no longer be one.

* *Offered*: a product the associate spoke of (told, put into the basket from its card, or "not today"), once per
  customer. What goes with the basket is left out: both arms have it.
* *Bought*: of those, what the log of advice credits a sale with, within 30 days.
* *Value*: what the customer spent, less what came back, in the 30 days from the first list on. The same span for
  everybody, so that early customers do not weigh more than late ones.
* *Spent before*: in the 180 days before the first list; a customer's own past explains much of what they spend and has
  nothing to do with the arm.

Left out are customers who refuse personalisation, also from the moment they do so, who are erased, or who were merged
into another (the customer kept counts for their own arm, from their own first list).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, case, false, func, literal, select
from sqlalchemy.orm import Session

from shopassistant.recommend.experiments.design import ARMS
from shopassistant.store.schema import Consent, Customer, ExperimentExposure, RecommendationEvent, Sale

VALUE_SPAN = timedelta(days=30)
BEFORE_SPAN = timedelta(days=180)
OFFERED = ("pitched", "added", "declined")
# The method of the lists that go with the basket.
COMPLEMENTS = "together"


@dataclass(frozen=True)
class Outcomes:
    """One entry per customer, all arrays of the same length n.

    Attributes:
        arm: int8, index into `ARMS`.
        lists: int64, lists of the experiment shown.
        offered, bought: float64, products.
        value, spent_before: float64, minor units.
    """

    arm: NDArray[np.int8]
    lists: NDArray[np.int64]
    offered: NDArray[np.float64]
    bought: NDArray[np.float64]
    value: NDArray[np.float64]
    spent_before: NDArray[np.float64]

    def of(self, arm: int) -> "Outcomes":
        """Those of one arm."""
        rows = self.arm == arm
        return Outcomes(*(column[rows] for column in self.columns))

    @property
    def columns(self) -> tuple[NDArray[Any], ...]:
        """The arrays, in the order of the attributes."""
        return self.arm, self.lists, self.offered, self.bought, self.value, self.spent_before


def read_outcomes(session: Session, experiment_id: int, until: datetime) -> Outcomes:
    """What became of everybody in an experiment, as of `until`."""
    log = ExperimentExposure
    shown = (
        select(
            log.customer_id.label("customer_id"),
            func.min(log.arm).label("arm"),  # all the same: the hash decides
            func.count().label("lists"),
            func.min(log.at).label("first"),
        )
        .where(log.experiment_id == experiment_id, log.at <= until)
        .group_by(log.customer_id)
    )
    return gather(session, shown, until)


def first_lists(since: datetime, until: datetime) -> Select[*tuple[Any, ...]]:
    """Customers who were shown lists between two moments as if that were an experiment with one arm, for `gather`."""
    log = RecommendationEvent
    return (
        select(
            log.customer_id.label("customer_id"),
            literal(ARMS[0]).label("arm"),
            func.count(log.list_key.distinct()).label("lists"),
            func.min(log.at).label("first"),
        )
        .where(log.customer_id.is_not(None), log.event == "shown", log.method != COMPLEMENTS)
        .where(log.at >= since, log.at <= until)
        .group_by(log.customer_id)
    )


def first_sales(since: datetime, until: datetime) -> Select[*tuple[Any, ...]]:
    """The same for customers who bought something, where no lists are there to go by."""
    return (
        select(
            Sale.customer_id.label("customer_id"),
            literal(ARMS[0]).label("arm"),
            literal(0).label("lists"),
            func.min(Sale.sold_at).label("first"),
        )
        .where(Sale.customer_id.is_not(None), Sale.sold_at >= since, Sale.sold_at <= until)
        .group_by(Sale.customer_id)
    )


def refused() -> ColumnElement[bool]:
    """Whether the newest word of a customer (of the enclosing query) on personalisation is no."""
    newest = (
        select(Consent.granted)
        .where(Consent.customer_id == Customer.id, Consent.purpose == "personalisation")
        .order_by(Consent.at.desc(), Consent.granted, Consent.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return newest.is_(false())


def gather(session: Session, shown: Select[*tuple[Any, ...]], until: datetime) -> Outcomes:
    """What became of customers since their first list.

    Args:
        shown: customer_id, arm, lists and first (a moment), one row per customer.
        until: later things do not count.
    """
    first = shown.subquery("exposed")
    people = session.execute(
        select(first.c.customer_id, first.c.arm, first.c.lists, first.c.first)
        .join(Customer, Customer.id == first.c.customer_id)
        .where(Customer.status == "active", ~refused())
        .order_by(first.c.customer_id)
    ).all()
    rows = {row.customer_id: place for place, row in enumerate(people)}
    offered, bought = np.zeros(len(rows)), np.zeros(len(rows))
    for customer, count, sold in session.execute(_offers(first, until)):
        if customer in rows:
            offered[rows[customer]], bought[rows[customer]] = count, sold
    starts = [row.first for row in people]
    value, before = _spending(session, rows, starts, until) if rows else (np.zeros(0), np.zeros(0))
    return Outcomes(
        np.array([ARMS.index(row.arm) for row in people], np.int8),
        np.array([row.lists for row in people], np.int64),
        offered,
        bought,
        value,
        before,
    )


def _offers(exposed: Any, until: datetime) -> Select[*tuple[Any, ...]]:
    """(customer, products offered, products bought of them) since each customer's first list."""
    log = RecommendationEvent
    offered_at = func.min(case((log.event.in_(OFFERED) & (log.method != COMPLEMENTS), log.at)))
    bought_at = func.max(case((log.event == "bought", log.at)))
    products = (
        select(log.customer_id, offered_at.label("offered_at"), bought_at.label("bought_at"))
        .join(exposed, exposed.c.customer_id == log.customer_id)
        .where(log.at >= exposed.c.first, log.at <= until)
        .group_by(log.customer_id, log.product_id)
        .having(offered_at.is_not(None))
        .subquery("product")
    )
    sold = func.sum(case((products.c.bought_at >= products.c.offered_at, 1), else_=0))
    return select(products.c.customer_id, func.count(), sold).group_by(products.c.customer_id)


def _spending(
    session: Session, rows: dict[int, int], starts: list[datetime], until: datetime
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What each customer spent within the spans after and before their first list."""
    after, before = np.zeros(len(rows)), np.zeros(len(rows))
    for customer, sold_at, total in _sales(session, min(starts) - BEFORE_SPAN, until):
        place = rows.get(customer)
        if place is None:
            continue
        if starts[place] <= sold_at < starts[place] + VALUE_SPAN:
            after[place] += total
        elif starts[place] - BEFORE_SPAN <= sold_at < starts[place]:
            before[place] += total
    return after, before


def _sales(session: Session, since: datetime, until: datetime) -> Iterable[Any]:
    """(customer, moment, total) of all sales and returns to known customers; a return's total is negative."""
    return session.execute(
        select(Sale.customer_id, Sale.sold_at, Sale.total_minor).where(
            Sale.customer_id.is_not(None), Sale.sold_at >= since, Sale.sold_at <= until
        )
    )
