"""One purchase order with all that lies behind it: its lines with packs and prices, what came of it, its supplier."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.inventory.purchasing.documents import OrderLineView, PurchaseOrderView, SupplierView
from shopassistant.inventory.purchasing.order_list import OrderRow, load_orders
from shopassistant.inventory.purchasing.receipt_list import ReceiptRow, receipts_of_order
from shopassistant.inventory.suppliers.items import ItemRow, items_of_supplier_by_variant
from shopassistant.inventory.suppliers.terms import SupplierTerms, supplier_terms
from shopassistant.inventory.variant_words import variant_detail
from shopassistant.store.schema import Barcode, Product, PurchaseOrder, PurchaseOrderLine, Staff, StockLevel, Variant


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line.

    Attributes:
        detail: colour and size.
        item: what is agreed with the supplier, None where the variant is not in the range.
        stock: units at the order's location by the books, None where never counted.
        units_open: still to come.
    """

    line_id: int
    position: int
    variant_id: int
    sku: str
    name: str
    detail: str
    barcode: str
    units: int
    pack_size: int
    cost_minor: int
    units_received: int
    units_cancelled: int
    expected_on: date | None
    discontinued: bool
    stock: int | None
    item: ItemRow | None

    @property
    def units_open(self) -> int:
        """Units still to come; never below zero."""
        return max(self.units - self.units_received - self.units_cancelled, 0)

    @property
    def total_minor(self) -> int:
        """Minor units of the whole line."""
        return self.units * self.cost_minor

    @property
    def least(self) -> int:
        """The least units that can be ordered."""
        return self.pack_size if self.item is None else self.item.whole_packs(1)

    @property
    def next_break(self) -> tuple[int, int] | None:
        """(units, cost of one unit) of the next price break, None where there is none."""
        breaks = () if self.item is None else self.item.breaks
        return min(((start, cost) for start, cost in breaks if start > self.units), default=None)


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order opened.

    Attributes:
        terms: of its supplier.
        staff: who wrote it, empty where not known.
        receipts: what came of it, newest first.
    """

    row: OrderRow
    terms: SupplierTerms
    note: str
    staff: str
    lines: tuple[OrderLine, ...]
    receipts: tuple[ReceiptRow, ...]

    @property
    def missing_minor(self) -> int:
        """Minor units below the supplier's minimum order, 0 where it is reached."""
        return max(self.terms.min_order_minor - self.row.value_minor, 0)


def load_order(session: Session, order_id: int, today: date) -> OrderView:
    """An order as it is now.

    Raises:
        NotFound: ``order.unknown``.
    """
    row = load_orders(session, [order_id], today).get(order_id)
    if row is None:
        raise NotFound("order.unknown", order_id=order_id)
    note, staff = session.execute(
        select(PurchaseOrder.note, Staff.name)
        .outerjoin(Staff, Staff.id == PurchaseOrder.staff_id)
        .where(PurchaseOrder.id == order_id)
    ).one()
    terms = supplier_terms(session, row.supplier_id)
    return OrderView(row, terms, note, staff or "", _lines(session, row), receipts_of_order(session, order_id))


def order_document(view: OrderView, ordered_on: date | None) -> PurchaseOrderView:
    """The order as the supplier reads it, without what was cancelled.

    Args:
        ordered_on: the day on the paper; None leaves a draft a draft.
    """
    terms = view.terms
    lines = [line for line in view.lines if line.units > line.units_cancelled or view.row.status == "cancelled"]
    status = "sent" if view.row.status == "draft" and ordered_on is not None else view.row.status
    return PurchaseOrderView(
        number=view.row.number,
        status=status,
        supplier=SupplierView(terms.name, terms.email, terms.phone, terms.address, terms.account_number),
        deliver_to=view.row.location,
        lines=tuple(_document_line(line, place) for place, line in enumerate(lines, 1)),
        ordered_on=ordered_on,
        expected_on=view.row.expected_on,
        staff=view.staff,
        note=view.note,
    )


def _document_line(line: OrderLine, position: int) -> OrderLineView:
    return OrderLineView(
        position=position,
        sku=line.sku,
        supplier_sku="" if line.item is None else line.item.supplier_sku,
        barcode=line.barcode,
        name=line.name,
        detail=line.detail,
        units=line.units - line.units_cancelled or line.units,
        pack_size=line.pack_size,
        cost_minor=line.cost_minor,
        expected_on=line.expected_on,
    )


def _lines(session: Session, row: OrderRow) -> tuple[OrderLine, ...]:
    barcode = select(func.min(Barcode.code)).where(Barcode.variant_id == Variant.id).scalar_subquery()
    query = (
        select(PurchaseOrderLine, Variant, Product.name, barcode, StockLevel.quantity)
        .join(Variant, Variant.id == PurchaseOrderLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(
            StockLevel,
            (StockLevel.variant_id == Variant.id) & (StockLevel.location_id == row.location_id) & StockLevel.is_counted,
        )
        .where(PurchaseOrderLine.order_id == row.order_id)
        .order_by(PurchaseOrderLine.position, PurchaseOrderLine.id)
    )
    found = list(session.execute(query))
    items = items_of_supplier_by_variant(session, row.supplier_id, {variant.id for _, variant, *_ in found})
    return tuple(
        OrderLine(
            line_id=line.id,
            position=line.position,
            variant_id=variant.id,
            sku=variant.sku,
            name=name,
            detail=variant_detail(name, variant.colour, variant.size),
            barcode=code or "",
            units=line.units,
            pack_size=line.pack_size,
            cost_minor=line.cost_minor,
            units_received=line.units_received,
            units_cancelled=line.units_cancelled,
            expected_on=line.expected_on,
            discontinued=variant.discontinued,
            stock=stock,
            item=items.get(variant.id),
        )
        for line, variant, name, code, stock in found
    )


def day_of(moment: datetime | None) -> date | None:
    """The local day of a moment."""
    return None if moment is None else moment.astimezone().date()
