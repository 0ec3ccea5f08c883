"""What a return gives back to the books of promotions: its part of every discount, points, coupons and budgets.

Discounts go back in proportion, as the money does: what a return line leaves unpaid is shared out over the offers on
the sold line by what is left of each, so the parts of all returns sum to what was given. A use (and with it a coupon)
comes back only when everything it was used on has come back: half a set returned is no reason to have the coupon again.
Earned points are taken back as far as what they were earned on was given back. Where they have been spent, their worth
is kept back from the refund; so no sequence of purchases and returns leaves anybody with more than they brought.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session, aliased

from shopassistant.core.money import allocate
from shopassistant.promotions.redemption.points import (
    add_entry,
    earned_by_sale,
    points_balance,
    spent_on_sale,
)
from shopassistant.store.schema import Coupon, Promotion, Redemption, SaleLine, SaleLineOffer
from shopassistant.store.unit_of_work import UnitOfWork

# (promotion, coupon) of an offer; the promotion is None where points were spent.
_Offer = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Back:
    """Units of a sold line that come back.

    Attributes:
        refund_minor: what is paid back for them.
        discount_minor: what of their price is not, 0 or more.
    """

    sale_line_id: int
    units: int
    refund_minor: int
    discount_minor: int


@dataclass(frozen=True, slots=True)
class PointsBack:
    """What a return does to one customer's points.

    Attributes:
        reversed: (sale, promotion, points) of earned points that are taken back.
        restored: (sale, points) that had been spent.
        due: minor units kept back from the refund, for earned points that are gone.
    """

    customer_id: int
    reversed: tuple[tuple[int, int, int], ...]
    restored: tuple[tuple[int, int], ...]
    due: int

    @property
    def taken(self) -> int:
        return sum(points for _, _, points in self.reversed)

    @property
    def given(self) -> int:
        return sum(points for _, points in self.restored)


@dataclass(slots=True)
class Plan:
    """Everything a return gives back.

    Attributes:
        offers: (sold line, promotion, coupon, minor units, units) parts.
        redemptions: uses and minor units by (sale, promotion, coupon).
    """

    offers: list[tuple[int, int | None, int | None, int, int]] = field(default_factory=list)
    redemptions: dict[tuple[int, int, int | None], tuple[int, int]] = field(default_factory=dict)
    points: tuple[PointsBack, ...] = ()

    @property
    def due_minor(self) -> int:
        """What is kept back from the refund for points that are gone."""
        return sum(one.due for one in self.points)


@dataclass(slots=True)
class _Line:
    """A sold line with what has come back of it before."""

    id: int
    sale_id: int
    units: int
    total_minor: int
    discount_minor: int
    back_units: int
    refunded_minor: int
    back_discount_minor: int
    offers: dict[_Offer, list[int]] = field(default_factory=dict)
    back_offers: dict[_Offer, list[int]] = field(default_factory=dict)


def plan_return(session: Session, back: Sequence[Back]) -> Plan:
    """What coming back of these units gives back; reads only."""
    plan = Plan()
    if not back:
        return plan
    sale_ids = list(
        session.scalars(select(SaleLine.sale_id).where(SaleLine.id.in_([one.sale_line_id for one in back])))
    )
    lines = _read(session, set(sale_ids))
    if not any(line.offers for line in lines.values()):
        return plan
    for one in back:
        line = lines[one.sale_line_id]
        for offer, discount, units in _parts(line, one):
            plan.offers.append((line.id, *offer, discount, units))
            before = line.back_offers.setdefault(offer, [0, 0])
            before[0] += discount
            before[1] += units
        line.back_units += one.units
        line.refunded_minor += one.refund_minor
        line.back_discount_minor += one.discount_minor
    points: dict[int, PointsBack] = {}
    for sale_id in dict.fromkeys(lines[one.sale_line_id].sale_id for one in back):
        mine = [line for line in lines.values() if line.sale_id == sale_id]
        _uses_back(session, plan, sale_id, mine)
        _points_back(session, plan, points, sale_id, mine)
    refund = sum(one.refund_minor for one in back)
    plan.points = _with_dues(session, points.values(), refund)
    return plan


def book_return(
    unit: UnitOfWork, plan: Plan, sale_id: int, number: str, line_ids: Mapping[int, int], kept_minor: int
) -> None:
    """Write what a return gives back, in its transaction.

    Args:
        sale_id, number: of the return.
        line_ids: the line that gives a sold line back, by the sold line.
        kept_minor: what was kept back from the refund (see `Plan.due_minor`).
    """
    session = unit.session
    for line_id, promotion_id, coupon_id, discount, units in plan.offers:
        session.add(
            SaleLineOffer(
                sale_line_id=line_ids[line_id],
                promotion_id=promotion_id,
                coupon_id=coupon_id,
                discount_minor=-discount,
                units=-units,
            )
        )
    for (from_sale, promotion_id, coupon_id), (uses, amount) in plan.redemptions.items():
        _give_back(unit, sale_id, from_sale, promotion_id, coupon_id, uses, amount)
    left = kept_minor
    for one in plan.points:
        for from_sale, promotion_id, points in one.reversed:
            add_entry(
                unit, one.customer_id, -points, "reversed", sale_id=from_sale, promotion_id=promotion_id, note=number
            )
        for from_sale, points in one.restored:
            add_entry(unit, one.customer_id, points, "restored", sale_id=from_sale, note=number)
        paid = min(one.due, left)
        left -= paid
        add_entry(unit, one.customer_id, paid, "correction", sale_id=sale_id, note=number)
    session.flush()


def _give_back(
    unit: UnitOfWork, sale_id: int, from_sale: int, promotion_id: int, coupon_id: int | None, uses: int, amount: int
) -> None:
    session = unit.session
    session.execute(
        update(Promotion)
        .where(Promotion.id == promotion_id)
        .values(uses=Promotion.uses - uses, spent_minor=Promotion.spent_minor - amount)
        .execution_options(synchronize_session=False)
    )
    if coupon_id is not None and uses:
        session.execute(
            update(Coupon)
            .where(Coupon.id == coupon_id)
            .values(uses=Coupon.uses - uses)
            .execution_options(synchronize_session=False)
        )
    who = select(Redemption.customer_id).where(
        Redemption.sale_id == from_sale, Redemption.promotion_id == promotion_id, Redemption.kind == "redeemed"
    )
    session.add(
        Redemption(
            promotion_id=promotion_id,
            coupon_id=coupon_id,
            sale_id=sale_id,
            customer_id=session.scalar(who.limit(1)),
            kind="returned",
            uses=-uses,
            discount_minor=-amount,
            at=unit.clock.now(),
        )
    )


_RETURNED = aliased(SaleLine)
_SOLD = (
    select(
        SaleLine.id,
        SaleLine.sale_id,
        SaleLine.quantity,
        SaleLine.total_minor,
        SaleLine.discount_minor,
        func.coalesce(func.sum(-_RETURNED.quantity), 0),
        func.coalesce(func.sum(-_RETURNED.total_minor), 0),
        func.coalesce(func.sum(-_RETURNED.discount_minor), 0),
    )
    .outerjoin(_RETURNED, _RETURNED.returns_line_id == SaleLine.id)
    .where(SaleLine.sale_id.in_(bindparam("sales", expanding=True)), SaleLine.quantity > 0)
    .group_by(SaleLine.id)
    .order_by(SaleLine.id)
)
_GIVEN = (
    select(
        SaleLineOffer.sale_line_id,
        SaleLineOffer.promotion_id,
        SaleLineOffer.coupon_id,
        SaleLineOffer.discount_minor,
        SaleLineOffer.units,
    )
    .where(SaleLineOffer.sale_line_id.in_(bindparam("lines", expanding=True)))
    .order_by(SaleLineOffer.id)
)
_GIVEN_BACK = (
    select(
        _RETURNED.returns_line_id,
        SaleLineOffer.promotion_id,
        SaleLineOffer.coupon_id,
        func.sum(-SaleLineOffer.discount_minor),
        func.sum(-SaleLineOffer.units),
    )
    .join(_RETURNED, _RETURNED.id == SaleLineOffer.sale_line_id)
    .where(_RETURNED.returns_line_id.in_(bindparam("lines", expanding=True)))
    .group_by(_RETURNED.returns_line_id, SaleLineOffer.promotion_id, SaleLineOffer.coupon_id)
)


def _read(session: Session, sale_ids: set[int]) -> dict[int, _Line]:
    """All sold lines of some sales."""
    lines = {row[0]: _Line(*row) for row in session.execute(_SOLD, {"sales": sorted(sale_ids)})}
    ids = {"lines": sorted(lines)}
    for line_id, promotion_id, coupon_id, discount, units in session.execute(_GIVEN, ids):
        lines[line_id].offers[promotion_id, coupon_id] = [discount, units]
    if not any(line.offers for line in lines.values()):
        return lines
    for sold_id, promotion_id, coupon_id, discount, units in session.execute(_GIVEN_BACK, ids):
        if sold_id is not None:
            lines[sold_id].back_offers[promotion_id, coupon_id] = [discount, units]
    return lines


def _parts(line: _Line, back: Back) -> list[tuple[_Offer, int, int]]:
    """The part of each offer that `back` gives back."""
    if not line.offers:
        return []
    left, units_left = [], []
    for offer, (discount, units) in line.offers.items():
        gone = line.back_offers.get(offer, [0, 0])
        left.append(max(0, discount - gone[0]))
        units_left.append(max(0, units - gone[1]))
    by_offers = sum(discount for discount, _ in line.offers.values())
    gone_by_offers = sum(discount for discount, _ in line.back_offers.values())
    by_hand = max(0, (line.discount_minor - by_offers) - (line.back_discount_minor - gone_by_offers))
    weights = [*left, by_hand]
    amount = min(back.discount_minor, sum(weights))
    shares = allocate(amount, weights) if amount else [0] * len(weights)
    remaining = line.units - line.back_units
    counts = [units if back.units >= remaining else units * back.units // remaining for units in units_left]
    return [(offer, shares[place], counts[place]) for place, offer in enumerate(line.offers)]


def _uses_back(session: Session, plan: Plan, sale_id: int, lines: Sequence[_Line]) -> None:
    """Minor units go back with the parts; uses when all that an offer was on has come back."""
    amounts: dict[tuple[int, int | None], int] = defaultdict(int)
    ids = {line.id for line in lines}
    for line_id, promotion_id, coupon_id, discount, _ in plan.offers:
        if line_id in ids and promotion_id is not None:
            amounts[promotion_id, coupon_id] += discount
    if not amounts:
        return
    redeemed = _redeemed(session, sale_id)
    for (promotion_id, coupon_id), amount in amounts.items():
        whole = all(line.back_units >= line.units for line in lines if (promotion_id, coupon_id) in line.offers)
        uses = redeemed.get((promotion_id, coupon_id), 0) if whole else 0
        if uses or amount:
            plan.redemptions[sale_id, promotion_id, coupon_id] = (uses, amount)


def _redeemed(session: Session, sale_id: int) -> dict[tuple[int, int | None], int]:
    rows = session.execute(
        select(Redemption.promotion_id, Redemption.coupon_id, func.sum(Redemption.uses))
        .where(Redemption.sale_id == sale_id, Redemption.kind == "redeemed")
        .group_by(Redemption.promotion_id, Redemption.coupon_id)
    )
    return {(promotion_id, coupon_id): uses for promotion_id, coupon_id, uses in rows}


def _points_back(
    session: Session, plan: Plan, points: dict[int, PointsBack], sale_id: int, lines: Sequence[_Line]
) -> None:
    for (customer_id, promotion_id), (earned, gone) in earned_by_sale(session, sale_id).items():
        counted = [line for line in lines if any(one == promotion_id for one, _ in line.offers)]
        paid = sum(line.total_minor for line in counted)
        kept = sum(max(0, line.total_minor - line.refunded_minor) for line in counted)
        take = earned - gone - (earned * kept // paid if paid else 0)
        if take > 0:
            _merge(points, PointsBack(customer_id, ((sale_id, promotion_id, take),), (), 0))
            coupon = next(key for line in counted for key in line.offers if key[0] == promotion_id)[1]
            uses, amount = plan.redemptions.get((sale_id, promotion_id, coupon), (0, 0))
            plan.redemptions[sale_id, promotion_id, coupon] = (uses, amount + take)
    spent = spent_on_sale(session, sale_id)
    if spent is not None:
        ids = {line.id for line in lines}
        part = sum(discount for line_id, one, _, discount, _ in plan.offers if one is None and line_id in ids)
        give = min(part, spent[1])
        if give > 0:
            _merge(points, PointsBack(spent[0], (), ((sale_id, give),), 0))


def _merge(points: dict[int, PointsBack], more: PointsBack) -> None:
    known = points.get(more.customer_id, PointsBack(more.customer_id, (), (), 0))
    points[more.customer_id] = PointsBack(
        more.customer_id, known.reversed + more.reversed, known.restored + more.restored, 0
    )


def _with_dues(session: Session, points: Iterable[PointsBack], refund: int) -> tuple[PointsBack, ...]:
    found = []
    for one in points:
        after = points_balance(session, one.customer_id) + one.given - one.taken
        due = max(0, min(-after, one.taken, refund))
        refund -= due
        found.append(PointsBack(one.customer_id, one.reversed, one.restored, due))
    return tuple(found)
