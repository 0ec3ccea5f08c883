"""From a committed change to the answer that knows it: each kind of change once per customer asked, no refit between.

The engine is told nothing; it notices. A change that the next answer does not know raises AssertionError.
"""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from shopassistant.recommend.engine import Answer, Engine, Recommended, Request, Terms
from shopassistant.recommend.events import Event, log_events
from shopassistant.store.actor import SYSTEM
from shopassistant.store.schema import Consent, Customer, Product, Sale, SaleLine, StockMovement, Variant
from shopassistant.store.unit_of_work import UnitOfWork

Write = Callable[[UnitOfWork], None]
Check = Callable[[Answer], bool]


class Changes:
    """Makes changes in a shop and measures how long the advice takes to follow.

    Args:
        here: the location asked about.
    """

    def __init__(self, engine: Engine, here: int | None) -> None:
        self.engine = engine
        self.store = engine.store
        self.here = here

    def measure(self, customers: Sequence[int]) -> dict[str, object]:
        """The longest milliseconds from each kind of change, committed, to the answer that knows it."""
        kinds: dict[str, Callable[[int], float]] = {
            "sale": self.sale,
            "return": self.sent_back,
            "decline": self.decline,
            "price": self.price,
            "stock": self.stock,
            "withdrawn product": self.withdrawn,
            "new product": self.new_product,
            "new customer": self.new_customer,
            "consent": self.consent,
        }
        return {
            f"{name} to changed advice, ms": max(measure(customer) for customer in customers)
            for name, measure in kinds.items()
        }

    def ask(self, customer: int, terms: Terms | None = None) -> Answer:
        """Ten products that are new to the customer."""
        return self.engine.recommend(Request(customer, count=10, new_only=True, location_id=self.here, terms=terms))

    def sale(self, customer: int) -> float:
        """The sold product is no longer new."""
        first = self.ask(customer).items[0]
        return self._after(customer, lambda unit: self._sell(unit, customer, first, 1), _lacks(first))

    def sent_back(self, customer: int) -> float:
        """What was bought and came back is not offered, though it is new again."""
        request = Request(customer, "repeat", 10, location_id=self.here)
        first = self.ask(customer).items[0]
        with self.store.begin(SYSTEM) as unit:
            self._sell(unit, customer, first, 1, days_ago=5)
            unit.commit()
        self.engine.recommend(request)
        return self._after(
            customer, lambda unit: self._sell(unit, customer, first, -1, days_ago=2), _lacks(first), request
        )

    def decline(self, customer: int) -> float:
        """Not today."""
        first = self.ask(customer).items[0]
        log_events(self.store, SYSTEM, [Event("declined", "k", first.product_id, "hybrid", 1, customer)])
        return self._after(customer, lambda _unit: None, _lacks(first))

    def price(self, customer: int) -> float:
        """Dearer than the customer asked for."""
        first = self.ask(customer).items[0]

        def write(unit: UnitOfWork) -> None:
            dearer = update(Variant).where(Variant.product_id == first.product_id)
            unit.session.execute(dearer.values(price_minor=Variant.price_minor + 10_000_000))

        cheap = Terms(most_price_minor=9_999_999)
        request = Request(customer, count=10, new_only=True, location_id=self.here, terms=cheap)
        return self._after(customer, write, _lacks(first), request)

    def stock(self, customer: int) -> float:
        """None left."""
        first = self.ask(customer).items[0]

        def write(unit: UnitOfWork) -> None:
            for variant in unit.session.query(Variant.id).filter_by(product_id=first.product_id):
                unit.session.add(
                    StockMovement(
                        variant_id=variant[0], location_id=self.here or 1, quantity=-1_000_000, reason="count",
                        at=self.store.clock.now(), note="",
                    )
                )  # fmt: skip

        return self._after(customer, write, _lacks(first))

    def withdrawn(self, customer: int) -> float:
        """No longer sold."""
        first = self.ask(customer).items[0]

        def write(unit: UnitOfWork) -> None:
            unit.session.execute(update(Product).where(Product.id == first.product_id).values(active=False))

        return self._after(customer, write, _lacks(first))

    def new_product(self, customer: int) -> float:
        """Entered a moment ago, and like something the customer bought."""
        bought = self.engine.recommend(Request(customer, "repeat", 1)).items[0]
        with self.store.read() as session:
            newest = session.query(Product.id).order_by(Product.id.desc()).limit(1).scalar()

        def write(unit: UnitOfWork) -> None:
            like = unit.session.get_one(Product, bought.product_id)
            made = Product(
                code=uuid4().hex[:12], name=f"{like.name} {uuid4().hex[:4]}", brand=like.brand,
                category_id=like.category_id, created_at=self.store.clock.now(),
            )  # fmt: skip
            unit.session.add(made)
            unit.session.flush()
            unit.session.add(Variant(product_id=made.id, sku=made.code, price_minor=bought.price_minor))

        return self._after(customer, write, lambda answer: any(item.product_id > newest for item in answer.items))

    def new_customer(self, _customer: int) -> float:
        """Can be asked about at once."""
        now = self.store.clock.now()
        who = Customer(number=uuid4().hex[:10], created_at=now, updated_at=now)
        with self.store.begin(SYSTEM) as unit:
            unit.session.add(who)
            unit.commit()
        return self._after(who.id, lambda _unit: None, lambda answer: len(answer.items) > 0)

    def consent(self, customer: int) -> float:
        """A refusal counts, and so does taking it back."""
        taken = 0.0
        for granted in (False, True):

            def write(unit: UnitOfWork, granted: bool = granted) -> None:
                at = self.store.clock.now() + timedelta(seconds=granted)
                unit.session.add(
                    Consent(customer_id=customer, purpose="personalisation", granted=granted, at=at, source="counter")
                )

            def is_known(answer: Answer, granted: bool = granted) -> bool:
                return ("recommend.note.no_consent" not in answer.note_codes) is granted

            taken = max(taken, self._after(customer, write, is_known))
        return taken

    def _after(self, customer: int, write: Write, knows: Check, request: Request | None = None) -> float:
        """Commit a change, and ask."""
        request = request or Request(customer, count=10, new_only=True, location_id=self.here)
        with self.store.begin(SYSTEM) as unit:
            write(unit)
            unit.commit()
        started = time.perf_counter()
        answer = self.engine.recommend(request)
        taken = (time.perf_counter() - started) * 1000
        assert knows(answer), f"the answer for {customer} does not know the change"
        return taken

    def _sell(self, unit: UnitOfWork, customer: int, item: Recommended, quantity: int, days_ago: int = 0) -> None:
        total = quantity * item.price_minor
        sale = Sale(
            number=uuid4().hex[:12], kind="sale" if quantity > 0 else "return", source="counter", customer_id=customer,
            location_id=self.here or 1, sold_at=self.store.clock.now() - timedelta(days=days_ago), currency="GBP",
            gross_minor=total, discount_minor=0, total_minor=total, tax_minor=0,
        )  # fmt: skip
        unit.session.add(sale)
        unit.session.flush()
        unit.session.add(
            SaleLine(
                sale_id=sale.id, position=1, kind="product", variant_id=item.variant_id, description=item.name,
                quantity=quantity, unit_price_minor=item.price_minor, total_minor=total,
            )
        )  # fmt: skip


def _lacks(item: Recommended) -> Check:
    return lambda answer: item.product_id not in {other.product_id for other in answer.items}
