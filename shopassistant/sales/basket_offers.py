"""What the promotions make of a basket: offers by line, coupons and their state, points, and what is nearly reached."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.promotions.redemption.circumstances import circumstances
from shopassistant.promotions.redemption.coupons import FoundCoupon, read_coupons
from shopassistant.promotions.redemption.giving_back import Back, Plan, plan_return
from shopassistant.promotions.redemption.points import points_balance
from shopassistant.promotions.rules.engine import price
from shopassistant.promotions.rules.live import live_book
from shopassistant.promotions.rules.pricing import Line, Nearly, Priced
from shopassistant.store.schema import Basket, BasketCoupon


@dataclass(frozen=True, slots=True)
class LineOffer:
    """What one promotion gives on a line of the basket.

    Attributes:
        promotion_id: None where points were spent.
        name: of the promotion; empty for points.
    """

    promotion_id: int | None
    name: str
    coupon_id: int | None
    discount_minor: int
    units: int


@dataclass(frozen=True, slots=True)
class BasketCouponView:
    """A coupon in the basket.

    Attributes:
        state: ``applied``; ``waiting`` (the basket does not reach what it needs, or another offer is better);
            ``other_customer``; or why it is worthless: ``cancelled``, ``used``, ``expired``, ``not_running``.
    """

    coupon_id: int
    code: str
    promotion_name: str
    state: str


@dataclass(frozen=True, slots=True)
class BasketPoints:
    """The customer's points and this basket.

    Attributes:
        balance: before it.
        wanted: what the customer wants to pay with; `spent` what is taken.
        spendable: what could be taken at most.
        earned: by this basket.
        due_minor: kept back for points that are taken back and gone.
    """

    balance: int
    wanted: int
    spent: int
    spendable: int
    earned: int
    due_minor: int


@dataclass(frozen=True, slots=True)
class BasketOffers:
    """Everything the promotions say of a basket.

    Attributes:
        by_line: offers by basket line id.
        points: None for a walk-in.
        due_minor: kept back from what is given back, for points that are gone.
        priced: for booking; None where there was nothing to price.
    """

    by_line: Mapping[int, tuple[LineOffer, ...]] = field(default_factory=lambda: MappingProxyType({}))
    nearly: tuple[Nearly, ...] = ()
    coupons: tuple[BasketCouponView, ...] = ()
    points: BasketPoints | None = None
    due_minor: int = 0
    priced: Priced | None = None
    returns: Plan | None = None


def basket_offers(session: Session, basket: Basket, lines: Sequence[Line], back: Sequence[Back]) -> BasketOffers:
    """Price a basket under the promotions that hold now.

    Args:
        lines: what is sold, by basket line id.
        back: what comes back.
    """
    now = moment(session)
    live = live_book(session, now)
    coupons = _coupons(session, basket.id, now)
    plan = plan_return(session, back) if back else None
    due = plan.due_minor if plan is not None else 0
    if not lines or not (len(live.book) or coupons or basket.customer_id is not None):
        return BasketOffers(coupons=_states(coupons, basket, ()), due_minor=due, returns=plan)
    change = _points_change(plan, basket.customer_id)
    case = circumstances(
        session,
        live,
        now,
        location_id=basket.location_id,
        customer_id=basket.customer_id,
        coupons=coupons,
        points_wanted=_affordable(basket.points_wanted, lines, back),
        points_change=change,
    )
    priced = price(lines, live.book, case)
    names = {rule_id: rule.name for rule_id, rule in live.book.rules.items()}
    by_line = {
        line.key: tuple(
            LineOffer(one.rule_id, names.get(one.rule_id or 0, ""), one.coupon_id, one.discount_minor, one.units)
            for one in line.offers
        )
        for line in priced.lines
        if line.offers
    }
    return BasketOffers(
        by_line=by_line,
        nearly=priced.nearly,
        coupons=_states(coupons, basket, [use.coupon_id for use in priced.uses]),
        points=_points(session, basket, priced, case.points_balance, due),
        due_minor=due,
        priced=priced,
        returns=plan,
    )


def moment(session: Session) -> datetime:
    """What time it is for a session of a store."""
    clock = session.info.get("clock")
    return datetime.now(UTC) if clock is None else clock.now()


def _affordable(wanted: int, lines: Sequence[Line], back: Sequence[Back]) -> int:
    """Points pay for goods, they are not paid out: no more than the goods cost beyond what comes back."""
    sold = sum(line.quantity * line.unit_price_minor for line in lines)
    return max(0, min(wanted, sold - sum(one.refund_minor for one in back)))


def _coupons(session: Session, basket_id: int, now: datetime) -> tuple[FoundCoupon, ...]:
    ids = session.scalars(select(BasketCoupon.coupon_id).where(BasketCoupon.basket_id == basket_id)).all()
    return read_coupons(session, ids, now) if ids else ()


def _states(
    coupons: Iterable[FoundCoupon], basket: Basket, applied: Iterable[int | None]
) -> tuple[BasketCouponView, ...]:
    used = set(applied)
    return tuple(BasketCouponView(one.id, one.code, one.promotion_name, _state(one, basket, used)) for one in coupons)


def _state(coupon: FoundCoupon, basket: Basket, used: set[int | None]) -> str:
    if coupon.state != "good":
        return coupon.state
    if coupon.customer_id not in (None, basket.customer_id):
        return "other_customer"
    return "applied" if coupon.id in used else "waiting"


def _points_change(plan: Plan | None, customer_id: int | None) -> int:
    if plan is None:
        return 0
    mine = [one for one in plan.points if one.customer_id == customer_id]
    return sum(one.given - one.taken + one.due for one in mine)


def _points(session: Session, basket: Basket, priced: Priced, spendable: int, due_minor: int) -> BasketPoints | None:
    if basket.customer_id is None:
        return None
    balance = points_balance(session, basket.customer_id)
    before = priced.total_minor + priced.points_spent
    return BasketPoints(
        balance=balance,
        wanted=basket.points_wanted,
        spent=priced.points_spent,
        spendable=min(spendable, before),
        earned=priced.points_earned,
        due_minor=due_minor,
    )
