"""All there is to say of one campaign, read from the store at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from shopassistant.core.progress import Progress
from shopassistant.promotions.proof.books import Book, read_book
from shopassistant.promotions.proof.funnel import Funnel, read_days, read_funnels
from shopassistant.promotions.proof.judging import Judged, judge
from shopassistant.promotions.proof.outcomes import Outcomes, read_outcomes
from shopassistant.recommend.experiments.results import ratio_variance


@dataclass(frozen=True)
class ArmFigures:
    """One arm per customer, as they were, without anything taken out; money in minor units.

    Attributes:
        customers: who count.
        buyers: who bought anything.
        spent, earned, discount: per customer.
        redeemed: share of the customers who used the offer, 0 to 1.
        basket: spent per visit, with its standard error by the delta method (visits hang together by customer); None
            without visits.
        units: per customer.
    """

    name: str
    is_holdout: bool
    customers: int
    buyers: int
    spent: float
    earned: float
    discount: float
    redeemed: float
    units: float
    basket: float | None
    basket_error: float | None


@dataclass(frozen=True)
class CampaignReport:
    """A campaign as of a moment.

    Attributes:
        arms: in the order of the book's.
        funnels: of each arm.
        days: counts by day since the start, see `funnel.read_days`.
        guessed: share of the units sold whose cost nobody knows.
        discount_minor: given by the campaign's promotions to all its customers.
    """

    book: Book
    now: datetime
    judged: Judged
    arms: tuple[ArmFigures, ...]
    funnels: tuple[Funnel, ...]
    days: Mapping[str, NDArray[np.int64]]
    left_out: tuple[int, ...]
    guessed: float
    discount_minor: int

    @property
    def funnel(self) -> Funnel:
        """Of everybody who was to be written to."""
        written = [one for arm, one in zip(self.book.arms, self.funnels, strict=True) if not arm.is_holdout]
        return sum(written, Funnel())


def read_report(session: Session, campaign_id: int, now: datetime, progress: Progress | None = None) -> CampaignReport:
    """Everything about a campaign that has started.

    Raises:
        NotFound: ``proof.unknown``, ``proof.not_started``.
        Cancelled: by `progress`.
    """
    book = read_book(session, campaign_id)
    found = read_outcomes(session, book, now, progress)
    return CampaignReport(
        book=book,
        now=now,
        judged=judge(book, found, now),
        arms=tuple(_figures(book, found, place) for place in range(len(book.arms))),
        funnels=read_funnels(session, book, found),
        days=read_days(session, book, found.ends[-1]),
        left_out=found.left_out,
        guessed=found.guessed,
        discount_minor=int(found.discount.sum()),
    )


def _figures(book: Book, found: Outcomes, place: int) -> ArmFigures:
    rows = found.of(place)
    count = int(rows.sum())
    visits, spent = found.visits[rows].astype(np.float64), found.spent[rows].astype(np.float64)
    has_visits = count > 1 and visits.sum() > 0
    return ArmFigures(
        name=book.arms[place].name,
        is_holdout=book.arms[place].is_holdout,
        customers=count,
        buyers=int((visits > 0).sum()),
        spent=_mean(found.spent[rows]),
        earned=_mean(found.earned[rows]),
        discount=_mean(found.discount[rows]),
        redeemed=_mean(found.redeemed[rows] > 0),
        units=_mean(found.units[rows]),
        basket=float(spent.sum() / visits.sum()) if has_visits else None,
        basket_error=ratio_variance(spent, visits) ** 0.5 if has_visits else None,
    )


def _mean(column: NDArray[np.int64] | NDArray[np.bool_]) -> float:
    return float(column.mean()) if len(column) else 0.0
