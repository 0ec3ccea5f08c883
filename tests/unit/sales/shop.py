"""A handful of things to sell, in a store."""

from dataclasses import dataclass, field

from shopassistant.sales.basket import BasketView, add_variant, load_basket, open_basket
from shopassistant.sales.complete import CompletedSale, TenderRequest, complete_sale
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Barcode, Category, Customer, Location, Product, TaxClass, Variant
from shopassistant.store.shop import ensure_location


@dataclass
class Goods:
    """Ids of what was made; `till` numbers request keys."""

    store: Store
    location_id: int
    variants: dict[str, int] = field(default_factory=dict)
    requests: int = 0

    def basket(self, actor: Actor = SYSTEM, terminal: str = "till 1") -> int:
        return open_basket(self.store, actor, terminal, self.location_id).id

    def add(self, basket_id: int, sku: str, quantity: int = 1, actor: Actor = SYSTEM) -> BasketView:
        return add_variant(self.store, actor, basket_id, self.variants[sku], quantity)

    def request(self) -> str:
        self.requests += 1
        return f"request-{self.requests}"

    def sell(self, actor: Actor = SYSTEM, **quantities: int) -> CompletedSale:
        """Sell units by SKU, exact cash."""
        basket_id = self.basket(actor)
        for sku, quantity in quantities.items():
            self.add(basket_id, sku, quantity, actor)
        return self.pay(basket_id, actor)

    def pay(self, basket_id: int, actor: Actor = SYSTEM) -> CompletedSale:
        with self.store.read() as session:
            total = load_basket(session, basket_id).total_minor
        tenders = [TenderRequest("cash", abs(total))] if total else []
        return complete_sale(self.store, actor, basket_id, tenders, self.request())


def make_goods(store: Store) -> Goods:
    """frame (129.00, cost 60.00), cloth (4.99, cost 1.20), coffee (0 %), hat (no cost), relic (inactive)."""
    with store.begin(SYSTEM) as unit:
        session = unit.session
        location_id = ensure_location(unit)
        standard = TaxClass(code="standard", name="Standard", rate_bp=2000)
        zero = TaxClass(code="zero", name="Zero", rate_bp=0)
        eyewear = Category(name="Eyewear", path="Eyewear")
        session.add_all([standard, zero, eyewear, Location(code="BACK", name="Back room")])
        session.flush()
        goods = Goods(store, location_id)
        now = unit.clock.now()
        for sku, name, brand, colour, size, price, cost, tax, active, code in (
            ("frame", "Linden", "Ahorn & Söhne", "Tortoise", "52", 12900, 6000, standard, True, "4006381333931"),
            ("frame54", "Linden", "Ahorn & Söhne", "Black", "54", 12900, 6000, standard, True, "012345678905"),
            ("cloth", "Cleaning cloth", None, "White", None, 499, 120, standard, True, "96385074"),
            ("coffee", "Café crème", None, None, "250 g", 650, 300, zero, True, None),
            ("hat", "White heart hat", "Nordlys", "White", "M", 1995, None, standard, True, None),
            ("relic", "Relic", None, None, None, 1000, 500, standard, False, None),
        ):
            product = Product(
                code=f"P-{sku}",
                name=name,
                brand=brand,
                category_id=eyewear.id,
                tax_class_id=tax.id,
                active=active,
                created_at=now,
            )
            session.add(product)
            session.flush()
            variant = Variant(
                product_id=product.id, sku=sku, size=size, colour=colour, price_minor=price, cost_minor=cost
            )
            session.add(variant)
            session.flush()
            goods.variants[sku] = variant.id
            if code:
                session.add(Barcode(code=code, variant_id=variant.id))
        unit.commit()
    return goods


def make_customer(store: Store, number: str = "C1", **more: object) -> int:
    with store.begin(SYSTEM) as unit:
        now = unit.clock.now()
        customer = Customer(
            number=number, given_name="Ada", family_name="Byron", created_at=now, updated_at=now, **more
        )
        unit.session.add(customer)
        unit.session.flush()
        unit.commit()
        return customer.id
