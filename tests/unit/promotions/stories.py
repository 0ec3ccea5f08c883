"""Stories of a customer at the tills: purchases, returns and exchanges under promotions, played on a real store."""

from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import aliased

from shopassistant.core.clock import FixedClock
from shopassistant.core.money import percent_of
from shopassistant.promotions.redemption.codes import new_code
from shopassistant.promotions.redemption.points import points_balance
from shopassistant.promotions.rules.book import RuleBook
from shopassistant.promotions.rules.offer_json import offer_to_json
from shopassistant.promotions.rules.offers import Points
from shopassistant.promotions.rules.rule import Rule
from shopassistant.sales.basket import load_basket, open_basket
from shopassistant.sales.complete import CompletedSale, TenderRequest, complete_sale
from shopassistant.sales.exchange import add_return
from shopassistant.sales.returning import returnable
from shopassistant.sales.returns import refund_minor, return_lines
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Basket,
    BasketCoupon,
    BasketLine,
    Coupon,
    Customer,
    PointsEntry,
    Product,
    Promotion,
    PromotionItem,
    SaleLine,
    SaleLineOffer,
    Variant,
)
from shopassistant.store.shop import Shop, ensure_location, save_shop
from tests.blank import blank_store
from tests.unit.promotions.cases import NOW, PRICES, VARIANTS, books


@dataclass(frozen=True)
class Step:
    """One visit.

    Attributes:
        bought: (variant, units).
        by_hand_bp: a discount by hand on the first line; 0 for none.
        points: the customer wants to pay with.
        back: (which earlier sale, which of its lines, which share of what is left of it, 1 to 3 thirds).
    """

    bought: tuple[tuple[int, int], ...]
    by_hand_bp: int
    points: int
    coupons: bool
    back: tuple[tuple[int, int, int], ...]


_line = st.tuples(st.sampled_from(VARIANTS), st.integers(1, 3))
_back = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 3))
_bought = st.lists(_line, min_size=1, max_size=3).map(tuple)
steps = st.builds(
    Step,
    st.one_of(_bought, _bought, _bought, st.just(())),
    st.sampled_from([0, 0, 0, 1_000]),
    st.sampled_from([100_000, 0, 50]),
    st.booleans(),
    st.lists(_back, max_size=2).map(tuple),
)


@dataclass(frozen=True)
class Story:
    """A customer's visits under some promotions; `points` are those of the start."""

    book: RuleBook
    visits: tuple[Step, ...]
    points: int


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Up to five promotions, often one of them with points, and two or three visits."""
    rules = list(draw(books(4)).rules.values())
    if draw(st.sampled_from([True, True, False])):
        rules.append(Rule(9, "Club", Points(points_per_major=draw(st.integers(1, 20))), group="club"))
    visits = draw(st.lists(steps, min_size=2, max_size=3))
    return Story(RuleBook(rules), tuple(visits), draw(st.sampled_from([0, 0, 400])))


@dataclass
class Tills:
    """A shop in which stories are played, one customer after the other.

    Attributes:
        cash: what the customer of this story has paid so far, less what was paid back.
        points: what they had at the start.
        sales: those of this story.
    """

    store: Store
    location_id: int
    customer_id: int = 0
    cash: int = 0
    points: int = 0
    sales: list[CompletedSale] = field(default_factory=list)
    numbers: int = 0
    promotion_ids: dict[int, int] = field(default_factory=dict)

    def request(self) -> str:
        self.numbers += 1
        return f"story-{self.numbers}"

    def begin(self, book: RuleBook, points: int) -> None:
        """End what held before; approve these; a new customer with some points comes in."""
        self.cash, self.sales, self.points = 0, [], points
        with self.store.begin(SYSTEM) as unit:
            session = unit.session
            session.execute(update(Promotion).where(Promotion.status == "approved").values(status="ended"))
            self.promotion_ids = {rule.id: _write(session, rule, self.request()) for rule in book.rules.values()}
            customer = Customer(number=self.request(), given_name="Ada", created_at=NOW, updated_at=NOW)
            session.add(customer)
            session.flush()
            self.customer_id = customer.id
            if points:
                session.add(PointsEntry(customer_id=customer.id, points=points, kind="correction", at=NOW))
            for rule in book.rules.values():
                if rule.needs_coupon:
                    mine = self.promotion_ids[rule.id]
                    session.add(Coupon(promotion_id=mine, code=new_code(), max_uses=2, issued_at=NOW))
            unit.commit()

    def basket_at(self, terminal: str) -> int:
        """An open basket of a terminal."""
        return open_basket(self.store, SYSTEM, terminal, self.location_id).id

    def wealth(self) -> int:
        """What the customer has gained: points beyond those of the start, less the cash that was paid."""
        with self.store.read() as session:
            balance = points_balance(session, self.customer_id)
        assert balance >= 0  # a debt of points is one that nobody comes back to pay
        return balance - self.points - self.cash

    def visit(self, step: Step) -> None:
        """Play one step: a return by itself where nothing is bought, else one basket with both."""
        if not step.bought:
            for sale, line_id, units in self._back(step):
                self.give_back(sale, {line_id: units})
            return
        basket_id = self._basket(step)
        for _, line_id, units in self._back(step):
            add_return(self.store, SYSTEM, basket_id, line_id, units)
        self.pay(basket_id)

    def _basket(self, step: Step) -> int:
        """The basket of a visit, written at once: filling it line by line is tried elsewhere."""
        with self.store.begin(SYSTEM) as unit:
            session = unit.session
            basket = Basket(
                status="open",
                terminal="till",
                location_id=self.location_id,
                customer_id=self.customer_id,
                created_at=NOW,
                changed_at=NOW,
                points_wanted=step.points,
            )
            session.add(basket)
            session.flush()
            for position, (variant_id, units) in enumerate(step.bought, start=1):
                price = PRICES[variant_id][0]
                off = step.by_hand_bp if position == 1 and variant_id not in (5, 8) else 0
                line = BasketLine(
                    basket_id=basket.id,
                    position=position,
                    variant_id=variant_id,
                    quantity=units,
                    unit_price_minor=price,
                    discount_minor=percent_of(units * price, off),
                    discount_bp=off or None,
                )
                session.add(line)
            wanted = select(Coupon.id).where(Coupon.promotion_id.in_(self.promotion_ids.values()))
            for coupon_id in session.scalars(wanted) if step.coupons else ():
                session.add(BasketCoupon(basket_id=basket.id, coupon_id=coupon_id))
            unit.commit()
            return basket.id

    def pay(self, basket_id: int) -> None:
        with self.store.read() as session:
            total = load_basket(session, basket_id).total_minor
        tenders = [TenderRequest("cash", abs(total))] if total else []
        done = complete_sale(self.store, SYSTEM, basket_id, tenders, self.request(), seen_minor=total)
        assert done.total_minor == total
        self.cash += total
        self.sales.append(done)

    def give_back(self, sale: CompletedSale, units: dict[int, int]) -> None:
        with self.store.read() as session:
            refund = refund_minor(session, units)
        assert refund >= 0
        tenders = [TenderRequest("cash", refund)] if refund else []
        done = return_lines(self.store, SYSTEM, sale.sale_id, units, True, tenders, self.request())
        assert done.total_minor == -refund
        self.cash -= refund
        assert self.wealth() <= 0

    def give_everything_back(self) -> None:
        for sale in self.sales:
            with self.store.read() as session:
                left = {line.line_id: line.left for line in returnable(session, sale.sale_id) if line.left}
            if left:
                self.give_back(sale, left)

    def _back(self, step: Step) -> list[tuple[CompletedSale, int, int]]:
        found: dict[int, tuple[CompletedSale, int, int]] = {}
        for which, place, thirds in step.back if self.sales else ():
            sale = self.sales[which % len(self.sales)]
            with self.store.read() as session:
                lines = [line for line in returnable(session, sale.sale_id) if line.left]
            if lines:
                line = lines[place % len(lines)]
                found[line.line_id] = (sale, line.line_id, -(-line.left * thirds // 3))
        return list(found.values())


def make_tills(path: Path) -> Tills:
    """A shop with the variants of `cases`."""
    store = blank_store(path, FixedClock(NOW))
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Stories"))
        location_id = ensure_location(unit)
        for variant_id, (price, cost) in PRICES.items():
            unit.session.add(Product(id=variant_id, code=f"P{variant_id}", name=f"Good {variant_id}", created_at=NOW))
            unit.session.flush()
            unit.session.add(
                Variant(
                    id=variant_id,
                    product_id=variant_id,
                    sku=f"S{variant_id}",
                    price_minor=price,
                    cost_minor=cost,
                )
            )
        unit.commit()
    return Tills(store, location_id)


def _write(session, rule: Rule, number: str) -> int:  # type: ignore[no-untyped-def]
    row = Promotion(
        number=number,
        name=rule.name,
        status="approved",
        offer=offer_to_json(rule.offer),
        scope={"everything": any(items is None for items in rule.items), "buy_everything": rule.buy_everything},
        group_name=rule.group,
        stacking=rule.stacking,
        priority=rule.priority,
        exclusive=rule.exclusive,
        needs_coupon=rule.needs_coupon,
        budget_minor=rule.limits.budget_minor,
        max_uses=rule.limits.max_uses,
        floor_margin_bp=rule.floor_margin_bp,
        created_at=NOW,
        changed_at=NOW,
        approved_at=NOW,
    )
    session.add(row)
    session.flush()
    slots = [("get", slot, ids) for slot, ids in enumerate(rule.items)] + [("buy", 0, rule.buy_items)]
    rows = [
        {"promotion_id": row.id, "role": role, "slot": slot, "variant_id": variant_id}
        for role, slot, ids in slots
        for variant_id in (ids or ())
    ]
    if rows:
        session.execute(insert(PromotionItem), rows)
    return int(row.id)


def check_points_back(tills: Tills) -> None:
    """Of points that were spent, a return restores what they had paid of the returned units: no more, no less.

    Giving everything back in the end would hide a point too many on the way there, so each sale is looked at while
    goods are still kept.
    """
    back = aliased(SaleLine)
    with tills.store.read() as session:
        for sale in tills.sales:
            lines = session.execute(
                select(SaleLine.quantity, SaleLineOffer.discount_minor, SaleLine.id)
                .join(SaleLineOffer, SaleLineOffer.sale_line_id == SaleLine.id)
                .where(
                    SaleLine.sale_id == sale.sale_id,
                    SaleLine.quantity > 0,
                    SaleLineOffer.promotion_id.is_(None),
                )
            ).all()
            least = most = 0
            for units, paid, line_id in lines:
                returned = -(
                    session.scalar(select(func.sum(back.quantity)).where(back.returns_line_id == line_id)) or 0
                )
                least += paid * returned // units
                most += -(-paid * returned // units)
            restored = select(func.coalesce(func.sum(PointsEntry.points), 0)).where(
                PointsEntry.sale_id == sale.sale_id, PointsEntry.kind == "restored"
            )
            assert least <= session.scalars(restored).one() <= most


def check_story(tills: Tills, story: Story) -> None:
    """No step leaves the customer with more than they brought; giving everything back restores all there was."""
    tills.begin(story.book, story.points)
    for step in story.visits:
        tills.visit(step)
        assert tills.wealth() <= 0
        check_points_back(tills)
    tills.give_everything_back()
    assert tills.wealth() == 0
    with tills.store.read() as session:
        ids = list(tills.promotion_ids.values())
        moved = select(Promotion.uses, Promotion.spent_minor).where(Promotion.id.in_(ids))
        assert all(tuple(row) == (0, 0) for row in session.execute(moved))
        uses = session.scalars(select(Coupon.uses).where(Coupon.promotion_id.in_(ids)))
        assert not any(uses)
