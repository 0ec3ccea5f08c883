"""A shop with three places, two suppliers and three variants, for tests of what moves stock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from shopassistant.inventory.locations import add_location
from shopassistant.inventory.posting import levels
from shopassistant.inventory.purchasing.drafts import DraftLine, OrderDraft, create_order
from shopassistant.inventory.purchasing.sending import send_order
from shopassistant.inventory.purchasing.state import OrderResult
from shopassistant.inventory.suppliers.terms import SupplierTerms, add_supplier
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Product, PurchaseOrderLine, StockTransferLine, Variant
from shopassistant.store.shop import ensure_location


class Calendar:
    """A clock that goes on when told to."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def pass_days(self, days: int) -> None:
        self.moment += timedelta(days=days)


@dataclass(frozen=True)
class Stockroom:
    """Ids of what is there."""

    store: Store
    shop: int
    back: int
    broken: int
    north: int
    south: int
    variants: tuple[int, ...]

    def known(self, variant_id: int, location_id: int | None = None) -> int | None:
        """Units by the books, in the shop unless said; None where nobody counted."""
        place = self.shop if location_id is None else location_id
        with self.store.read() as session:
            return levels(session, [variant_id], place)[variant_id].known

    def units(self, variant_id: int, location_id: int) -> int:
        """Units by the books, believed or not."""
        with self.store.read() as session:
            return levels(session, [variant_id], location_id)[variant_id].quantity

    def variant(self, variant_id: int) -> Variant:
        with self.store.read() as session:
            return session.get_one(Variant, variant_id)

    def order(self, *lines: tuple[int, int, int], sent: bool = True) -> OrderResult:
        """An order at the northern supplier of (variant, units, cost)."""
        draft = OrderDraft(self.north, self.shop, tuple(DraftLine(*line) for line in lines))
        made = create_order(self.store, SYSTEM, draft)
        return send_order(self.store, SYSTEM, made.order_id) if sent else made

    def order_lines(self, order_id: int) -> list[PurchaseOrderLine]:
        with self.store.read() as session:
            query = select(PurchaseOrderLine).where(PurchaseOrderLine.order_id == order_id)
            return list(session.scalars(query.order_by(PurchaseOrderLine.position)))

    def transfer_lines(self, transfer_id: int) -> list[StockTransferLine]:
        with self.store.read() as session:
            query = select(StockTransferLine).where(StockTransferLine.transfer_id == transfer_id)
            return list(session.scalars(query.order_by(StockTransferLine.id)))


def make_stockroom(store: Store) -> Stockroom:
    """A shop floor, a back room and a place for what is broken; suppliers Nord and Süd; variants V0 to V2."""
    with store.begin(SYSTEM) as unit:
        shop = ensure_location(unit)
        product = Product(code="P", name="Thing", created_at=unit.clock.now())
        unit.session.add(product)
        unit.session.flush()
        variants = [
            Variant(product_id=product.id, sku=f"V{n}", size=str(n), price_minor=1000, cost_minor=400) for n in range(3)
        ]
        unit.session.add_all(variants)
        unit.session.flush()
        ids = tuple(variant.id for variant in variants)
        unit.commit()
    return Stockroom(
        store,
        shop,
        add_location(store, SYSTEM, "BACK", "Back room", "backroom").location_id,
        add_location(store, SYSTEM, "BROKEN", "Broken", "damaged").location_id,
        add_supplier(store, SYSTEM, SupplierTerms("Nord", lead_time_days=5)).supplier_id,
        add_supplier(store, SYSTEM, SupplierTerms("Süd", lead_time_days=9)).supplier_id,
        ids,
    )
