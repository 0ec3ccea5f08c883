"""What became of the customers of a campaign, one row each, read from the till.

Intention to treat: whoever was drawn counts for the arm that was drawn, from the start of the campaign on and for the
same span, whether or not a letter reached them. Counting only who opened or redeemed would let each arm choose its own
customers. What came back within the span is taken off.

Left out are customers who were erased or merged into another since (the one who was kept counts for their own arm), and
how many those are is said. Whoever unsubscribes stays in: that is something the campaign did.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.demand.reading import numbers
from shopassistant.promotions.proof.books import Book
from shopassistant.promotions.proof.takings import Takings, per_customer, places, takings
from shopassistant.store.schema import CampaignMember, Customer, MailMessage, Redemption, Sale

Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
# Moments a curve has at most: as fine as anybody reads.
MOST_MOMENTS = 60
_DAY = 86_400


@dataclass(frozen=True)
class Outcomes:
    """One entry per customer, of n customers in k arms.

    Attributes:
        customer_ids: int64 (n,), ascending.
        arm: int8 (n,), index into the book's arms.
        spent, earned, units, visits: int64 (n,), within the span, as of `until`.
        redeemed: int64 (n,), uses of the campaign's promotions, less those given back.
        discount: int64 (n,), minor units given by the campaign's promotions.
        spent_before, earned_before: int64 (n,), minor units.
        ends: days since the start at which each column of `curve` ends, ascending, the last one is now.
        curve: float64 (n, d), earned by the end of each of those days.
        left_out: customers per arm who were erased or merged since.
        guessed: share of the units sold whose cost nobody knows.
    """

    customer_ids: Longs
    arm: NDArray[np.int8]
    spent: Longs
    earned: Longs
    units: Longs
    visits: Longs
    redeemed: Longs
    discount: Longs
    spent_before: Longs
    earned_before: Longs
    ends: tuple[int, ...]
    curve: Floats
    left_out: tuple[int, ...]
    guessed: float

    def of(self, arm: int) -> NDArray[np.bool_]:
        """bool (n,): who is in an arm."""
        return np.asarray(self.arm == arm)


def read_outcomes(session: Session, book: Book, until: datetime, progress: Progress | None = None) -> Outcomes:
    """What became of everybody in a campaign that has started, as of `until`."""
    told = progress or NoProgress()
    names = {arm.name: place for place, arm in enumerate(book.arms)}
    member = CampaignMember
    drawn = (
        select(
            member.customer_id,
            case(names, value=member.arm),
            member.spent_before_minor,
            member.margin_before_minor,
            case((Customer.status == "active", 1), else_=0),
        )
        .join(Customer, Customer.id == member.customer_id)
        .where(member.campaign_id == book.id, member.arm.in_(names))
        .order_by(member.customer_id)
    )
    everybody, arm, spent_before, earned_before, active = numbers(session, drawn, 5, told, "proof")
    is_here = active == 1
    gone = np.bincount(arm[~is_here], minlength=len(names))
    ids = everybody[is_here]
    end = min(until + timedelta(microseconds=1), book.counts_until)  # a sale of this very moment counts
    found = takings(session, _members(book.id), book.started_at, end, told)
    spent, earned, units, visits = per_customer(
        ids, found.customer, [found.spent, found.earned, found.units, np.ones(len(found.at), np.int64)]
    )
    redeemed, discount = _redeemed(session, book, ids, end, told)
    ends = _ends(book, end)
    return Outcomes(
        customer_ids=ids,
        arm=arm[is_here].astype(np.int8),
        spent=spent,
        earned=earned,
        units=units,
        visits=visits,
        redeemed=redeemed,
        discount=discount,
        spent_before=spent_before[is_here],
        earned_before=earned_before[is_here],
        ends=ends,
        curve=_curve(book, ids, found, ends),
        left_out=tuple(int(one) for one in gone),
        guessed=float(found.guessed.sum()) / max(float(np.abs(found.units).sum()), 1.0),
    )


def _members(campaign_id: int) -> ColumnElement[bool]:
    return Sale.customer_id.in_(
        select(CampaignMember.customer_id).where(CampaignMember.campaign_id == campaign_id).scalar_subquery()
    )


def _redeemed(session: Session, book: Book, ids: Longs, end: datetime, progress: Progress) -> tuple[Longs, Longs]:
    """Uses and discount of the campaign's own promotions and coupons, within the span."""
    coupons = select(MailMessage.coupon_id).where(
        MailMessage.campaign_id == book.id, MailMessage.coupon_id.is_not(None)
    )
    ours = or_(Redemption.promotion_id.in_(book.promotion_ids), Redemption.coupon_id.in_(coupons))
    statement = (
        select(Redemption.customer_id, func.sum(Redemption.uses), func.sum(Redemption.discount_minor))
        .where(ours, Redemption.customer_id.is_not(None))
        .where(Redemption.at >= book.started_at, Redemption.at < end)
        .group_by(Redemption.customer_id)
    )
    customer, uses, discount = numbers(session, statement, 3, progress, "proof")
    return per_customer(ids, customer, [uses, discount])


def _ends(book: Book, end: datetime) -> tuple[int, ...]:
    """Days since the start, the last of them reaching up to `end`."""
    days = max(-(-int((end - book.started_at).total_seconds()) // _DAY), 1)
    step = -(-days // MOST_MOMENTS)
    return tuple(range(days, 0, -step))[::-1]


def _curve(book: Book, ids: Longs, found: Takings, ends: tuple[int, ...]) -> Floats:
    start = int(book.started_at.timestamp())
    column = np.searchsorted(np.array(ends), (found.at - start) // _DAY + 1)
    place, known = places(ids, found.customer)
    made = np.zeros((len(ids), len(ends)))
    np.add.at(made, (place, np.minimum(column[known], len(ends) - 1)), found.earned[known].astype(np.float64))
    return np.cumsum(made, axis=1)
