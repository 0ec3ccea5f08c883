"""What must hold between documents (orders, receipts, counts, transfers) and the ledger they wrote into."""

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from shopassistant.store.document_numbers import FORMS
from shopassistant.store.schema import (
    Base,
    GoodsReceipt,
    GoodsReceiptLine,
    Location,
    NumberSeries,
    PurchaseOrder,
    PurchaseOrderLine,
    StockCount,
    StockCountLine,
    StockLevel,
    StockMovement,
    StockTransfer,
    StockTransferLine,
    StockTransferMovement,
    Variant,
)

_NUMBERED: dict[str, type[Base]] = {
    "purchase_order": PurchaseOrder,
    "goods_receipt": GoodsReceipt,
    "stock_count": StockCount,
    "stock_transfer": StockTransfer,
}


def receipts() -> Select[str]:
    """Receipts of goods with a line whose units are not those of its movement."""
    good, broken = aliased(StockMovement), aliased(StockMovement)
    line = GoodsReceiptLine
    return (
        select(GoodsReceipt.number)
        .join(line, line.receipt_id == GoodsReceipt.id)
        .outerjoin(good, good.id == line.movement_id)
        .outerjoin(broken, broken.id == line.damaged_movement_id)
        .where(
            or_(
                and_(line.movement_id.is_not(None), _differs(good, line.variant_id, line.units, "delivery")),
                and_(line.movement_id.is_(None), line.units != 0),
                good.location_id != GoodsReceipt.location_id,
                and_(
                    line.damaged_movement_id.is_not(None),
                    _differs(broken, line.variant_id, line.damaged_units, "delivery"),
                ),
            )
        )
        .distinct()
        .order_by(GoodsReceipt.number)
    )


def orders_received() -> Select[str]:
    """Orders with a line that says another number of units came than its receipts do."""
    came = (
        select(GoodsReceiptLine.order_line_id, func.sum(GoodsReceiptLine.units).label("units"))
        .where(GoodsReceiptLine.order_line_id.is_not(None))
        .group_by(GoodsReceiptLine.order_line_id)
        .subquery()
    )
    return (
        select(PurchaseOrder.number)
        .join(PurchaseOrderLine, PurchaseOrderLine.order_id == PurchaseOrder.id)
        .outerjoin(came, came.c.order_line_id == PurchaseOrderLine.id)
        .where(func.coalesce(came.c.units, 0) != PurchaseOrderLine.units_received)
        .distinct()
        .order_by(PurchaseOrder.number)
    )


def order_status() -> Select[str]:
    """Orders whose status does not follow from their lines."""
    line = PurchaseOrderLine
    rest = line.units - line.units_received - line.units_cancelled
    sums = (
        select(
            line.order_id,
            func.sum(line.units_received).label("came"),
            func.sum(case((rest > 0, rest), else_=0)).label("rest"),
        )
        .group_by(line.order_id)
        .subquery()
    )
    came, left = func.coalesce(sums.c.came, 0), func.coalesce(sums.c.rest, 0)
    sent = case(
        (and_(left == 0, came > 0), "received"), (left == 0, "cancelled"), (came > 0, "partly_received"), else_="sent"
    )
    return (
        select(PurchaseOrder.number)
        .outerjoin(sums, sums.c.order_id == PurchaseOrder.id)
        .where(
            or_(
                and_(PurchaseOrder.sent_at.is_not(None), PurchaseOrder.status != sent),
                and_(PurchaseOrder.sent_at.is_(None), PurchaseOrder.status.not_in(("draft", "cancelled"))),
                and_(PurchaseOrder.sent_at.is_(None), came > 0),
            )
        )
        .order_by(PurchaseOrder.number)
    )


def counts() -> Select[str]:
    """Counts with a line whose movement is not its difference, or that moved something without being booked."""
    line = StockCountLine
    return (
        select(StockCount.number)
        .join(line, line.count_id == StockCount.id)
        .outerjoin(StockMovement, StockMovement.id == line.movement_id)
        .where(
            or_(
                (line.outcome == "booked") != line.movement_id.is_not(None),
                and_(line.outcome.is_(None), line.movement_id.is_not(None)),
                and_(StockCount.status != "booked", line.movement_id.is_not(None)),
                _differs(StockMovement, line.variant_id, line.counted_units - line.book_units, "count"),
                StockMovement.location_id != StockCount.location_id,
            )
        )
        .distinct()
        .order_by(StockCount.number)
    )


def transfers() -> Select[str]:
    """Transfers with a line whose movements do not add up to what it says is where."""
    line, place = StockTransferLine, StockMovement.location_id
    moved = (
        select(
            StockTransferMovement.line_id,
            _sum_where(place == StockTransfer.transit_location_id).label("on_its_way"),
            _sum_where(place == StockTransfer.to_location_id).label("arrived"),
            _sum_where(place == StockTransfer.from_location_id).label("left"),
            func.max(case((StockMovement.variant_id == line.variant_id, 0), else_=1)).label("other"),
        )
        .join(StockMovement, StockMovement.id == StockTransferMovement.movement_id)
        .join(line, line.id == StockTransferMovement.line_id)
        .join(StockTransfer, StockTransfer.id == line.transfer_id)
        .group_by(StockTransferMovement.line_id)
        .subquery()
    )
    rest = line.units_shipped - line.units_received - line.units_returned - line.units_missing
    return (
        select(StockTransfer.number)
        .join(line, line.transfer_id == StockTransfer.id)
        .outerjoin(moved, moved.c.line_id == line.id)
        .where(
            or_(
                moved.c.line_id.is_(None),
                moved.c.other != 0,
                moved.c.on_its_way != rest,
                moved.c.arrived != line.units_received,
                moved.c.left != line.units_returned - line.units_shipped,
                and_(StockTransfer.status != "shipped", rest != 0),
            )
        )
        .distinct()
        .order_by(StockTransfer.number)
    )


def transit() -> Select[str]:
    """Variants of which more or less lies in transit than open transfers hold."""
    line = StockTransferLine
    rest = line.units_shipped - line.units_received - line.units_returned - line.units_missing
    open_ = (
        select(line.variant_id, StockTransfer.transit_location_id.label("place"), func.sum(rest).label("units"))
        .join(StockTransfer, StockTransfer.id == line.transfer_id)
        .group_by(line.variant_id, StockTransfer.transit_location_id)
        .subquery()
    )
    return (
        select(Variant.sku + literal(" @ ") + Location.code)
        .join(StockLevel, StockLevel.variant_id == Variant.id)
        .join(Location, Location.id == StockLevel.location_id)
        .outerjoin(open_, and_(open_.c.variant_id == Variant.id, open_.c.place == Location.id))
        .where(Location.kind == "transit", StockLevel.quantity != func.coalesce(open_.c.units, 0))
        .order_by(Variant.id)
    )


def numbers(session: Session) -> list[str]:
    """Series of documents with gaps: the next number is not one more than there are documents."""
    wrong = []
    for name, model in _NUMBERED.items():
        taken = session.scalar(select(NumberSeries.next_value).where(NumberSeries.name == name)) or 1
        there = session.scalar(select(func.count()).select_from(model)) or 0
        if taken - 1 != there:
            wrong.append(FORMS[name].format(taken))
    return wrong


def _differs(
    movement: type[StockMovement],
    variant_id: SQLColumnExpression[int],
    units: SQLColumnExpression[int] | SQLColumnExpression[int | None],
    reason: str,
) -> ColumnElement[bool]:
    """Whether a movement that is there is not this one."""
    return or_(movement.variant_id != variant_id, movement.quantity != units, movement.reason != reason)


def _sum_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, StockMovement.quantity), else_=0)), 0)
