"""A coupon of one's own for each customer who gets a mail about a promotion that needs one."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopassistant.promotions.redemption.coupons import issue_coupons
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Issued:
    """A coupon a mail names."""

    coupon_id: int
    code: str


def issue_for(unit: UnitOfWork, promotion_id: int, customer_ids: Sequence[int]) -> dict[int, Issued]:
    """Make a coupon for each customer, in the caller's transaction.

    Raises:
        NotAllowed, NotFound, UserError: as `redemption.coupons.issue_coupons`.
    """
    issued = issue_coupons(unit, promotion_id, customer_ids)
    return {customer_id: Issued(coupon.id, coupon.code) for customer_id, coupon in issued.items()}
