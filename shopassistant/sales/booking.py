"""Writing a sale or return into the books: number, lines, tenders, stock and warnings, in the caller's transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.inventory.stock import Movement, post_movements
from shopassistant.inventory.warnings import warn
from shopassistant.sales.amounts import LineAmounts
from shopassistant.sales.tenders import Settlement
from shopassistant.store.schema import (
    Basket,
    BasketLine,
    PointsEntry,
    Redemption,
    Sale,
    SaleLine,
    StockWarning,
    Tender,
    Variant,
)
from shopassistant.store.shop import load_shop
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line to be booked.

    Attributes:
        kind: ``product`` or ``charge``.
        quantity: negative where something comes back.
        amounts: sums with the quantity's sign.
        unit_cost_minor: cost of one unit, None if unknown.
        returns_line_id: the line this one gives back.
        restock: whether what comes back goes on the shelf; otherwise it is written off at once.
    """

    kind: str
    variant_id: int | None
    description: str
    quantity: int
    unit_price_minor: int
    amounts: LineAmounts
    tax_rate_bp: int
    unit_cost_minor: int | None
    returns_line_id: int | None = None
    restock: bool = True


@dataclass(frozen=True, slots=True)
class CompletedLine:
    """A booked line; `origin` says where the line of the basket came from, empty where there was no basket."""

    line_id: int
    variant_id: int | None
    product_id: int | None
    description: str
    quantity: int
    total_minor: int
    origin: str


@dataclass(frozen=True, slots=True)
class StockAlert:
    """A sale that took more than was there; it is on the manager's list already.

    Attributes:
        code: ``stock.below_zero``.
        level_after: units by the books now, below zero.
    """

    variant_id: int
    line_id: int
    name: str
    level_after: int
    code: str = "stock.below_zero"


@dataclass(frozen=True, slots=True)
class CompletedSale:
    """A sale or return that is in the books, durably.

    Attributes:
        kind: ``sale`` or ``return``.
        total_minor: minor units; negative where money was given back.
        change_minor: cash handed back on a sale.
        repeated: it was in the books already, the same request came again.
        points_earned, points_spent: of the customer, by this sale.
    """

    sale_id: int
    number: str
    kind: str
    customer_id: int | None
    total_minor: int
    change_minor: int
    lines: tuple[CompletedLine, ...]
    warnings: tuple[StockAlert, ...]
    repeated: bool
    changes: Changes
    points_earned: int = 0
    points_spent: int = 0


def booked_under(session: Session, request_key: str) -> Sale | None:
    """The sale already written for a request, if any."""
    return session.scalar(select(Sale).where(Sale.request_key == request_key))


def book(
    unit: UnitOfWork,
    lines: Sequence[LineDraft],
    settlement: Settlement,
    *,
    location_id: int,
    customer_id: int | None,
    request_key: str,
    note: str = "",
) -> Sale:
    """Write a sale (or, where every line comes back, a return) with everything that follows from it.

    Returns:
        The sale, flushed, with its id; the caller commits.
    """
    session = unit.session
    sale = Sale(
        number=_free_number(unit),
        kind="return" if all(line.quantity < 0 for line in lines) else "sale",
        source="counter",
        customer_id=customer_id,
        location_id=location_id,
        staff_id=unit.actor.staff_id,
        sold_at=unit.clock.now(),
        currency=load_shop(session).currency,
        gross_minor=sum(line.amounts.gross_minor for line in lines),
        discount_minor=sum(line.amounts.discount_minor for line in lines),
        total_minor=sum(line.amounts.total_minor for line in lines),
        tax_minor=sum(line.amounts.tax_minor for line in lines),
        request_key=request_key,
        note=note,
    )
    session.add(sale)
    session.flush()
    rows = [_row(sale.id, position, line) for position, line in enumerate(lines, start=1)]
    session.add_all(rows)
    session.add_all(Tender(sale_id=sale.id, kind=kind, amount_minor=amount) for kind, amount in settlement.tenders)
    session.flush()
    _move_stock(unit, location_id, [(row, line.restock) for row, line in zip(rows, lines, strict=True)])
    details = {"number": sale.number, "lines": len(rows), "total_minor": sale.total_minor}
    unit.audit("sale.completed" if sale.kind == "sale" else "sale.returned", "sale", sale.id, **details)
    session.flush()
    return sale


def completed(session: Session, sale: Sale, *, repeated: bool = False) -> CompletedSale:
    """What is in the books for `sale`."""
    basket_id = session.scalar(select(Basket.id).where(Basket.sale_id == sale.id))
    origins = _origins(session, basket_id)
    rows = session.execute(
        select(SaleLine, Variant.product_id)
        .outerjoin(Variant, Variant.id == SaleLine.variant_id)
        .where(SaleLine.sale_id == sale.id)
        .order_by(SaleLine.position)
    ).all()
    lines = tuple(
        CompletedLine(
            line.id,
            line.variant_id,
            product_id,
            line.description,
            line.quantity,
            line.total_minor,
            origins.get(line.position, ""),
        )
        for line, product_id in rows
    )
    change = session.scalars(
        select(Tender.amount_minor).where(Tender.sale_id == sale.id, Tender.amount_minor < 0, Tender.kind == "cash")
    )
    return CompletedSale(
        sale_id=sale.id,
        number=sale.number,
        kind=sale.kind,
        customer_id=sale.customer_id,
        total_minor=sale.total_minor,
        change_minor=-sum(change) if sale.total_minor >= 0 else 0,
        lines=lines,
        warnings=_alerts(session, lines),
        repeated=repeated,
        points_earned=_points(session, sale.id, "earned"),
        points_spent=-_points(session, sale.id, "spent"),
        changes=Changes(
            customers=_ids([sale.customer_id]),
            products=_ids(line.product_id for line in lines),
            variants=_ids(line.variant_id for line in lines),
            sales=frozenset({sale.id}),
            baskets=_ids([basket_id]),
            promotions=_redeemed(session, sale.id),
        ),
    )


def _redeemed(session: Session, sale_id: int) -> frozenset[int]:
    return frozenset(session.scalars(select(Redemption.promotion_id).where(Redemption.sale_id == sale_id)))


def _points(session: Session, sale_id: int, kind: str) -> int:
    points = select(func.coalesce(func.sum(PointsEntry.points), 0))
    return int(session.scalar(points.where(PointsEntry.sale_id == sale_id, PointsEntry.kind == kind)) or 0)


def _free_number(unit: UnitOfWork) -> str:
    """The next receipt number; one an import already brought in is passed over."""
    while True:
        number = f"R{unit.next_number('receipt'):06d}"
        if unit.session.scalar(select(Sale.id).where(Sale.number == number)) is None:
            return number


def _row(sale_id: int, position: int, line: LineDraft) -> SaleLine:
    return SaleLine(
        sale_id=sale_id,
        position=position,
        kind=line.kind,
        variant_id=line.variant_id,
        description=line.description[:200],
        quantity=line.quantity,
        unit_price_minor=line.unit_price_minor,
        discount_minor=line.amounts.discount_minor,
        total_minor=line.amounts.total_minor,
        tax_rate_bp=line.tax_rate_bp,
        tax_minor=line.amounts.tax_minor,
        unit_cost_minor=line.unit_cost_minor,
        returns_line_id=line.returns_line_id,
    )


def _move_stock(unit: UnitOfWork, location_id: int, lines: Sequence[tuple[SaleLine, bool]]) -> None:
    movements = []
    sold: dict[int, int] = {}
    for row, restock in lines:
        if row.variant_id is None:
            continue
        if row.quantity > 0:
            movements.append(Movement(row.variant_id, location_id, -row.quantity, "sale", row.id))
            sold[row.variant_id] = row.id
            continue
        movements.append(Movement(row.variant_id, location_id, -row.quantity, "return", row.id))
        if not restock:
            movements.append(Movement(row.variant_id, location_id, row.quantity, "damage", row.id))
    after = post_movements(unit, movements)
    for variant_id, line_id in sold.items():
        level = after[variant_id, location_id]
        if level.is_counted and level.quantity < 0:
            warn(unit, variant_id, location_id, level.quantity, line_id)


def _origins(session: Session, basket_id: int | None) -> dict[int, str]:
    """Where the lines of a sold basket came from, by position on the receipt."""
    if basket_id is None:
        return {}
    found = session.scalars(
        select(BasketLine.origin)
        .where(BasketLine.basket_id == basket_id, BasketLine.removed_at.is_(None))
        .order_by(BasketLine.position, BasketLine.id)
    )
    return dict(enumerate(found, start=1))


def _alerts(session: Session, lines: Sequence[CompletedLine]) -> tuple[StockAlert, ...]:
    names = {line.line_id: line.description for line in lines}
    rows = session.execute(
        select(StockWarning.variant_id, StockWarning.sale_line_id, StockWarning.level_after)
        .where(StockWarning.sale_line_id.in_(names))
        .order_by(StockWarning.id)
    )
    return tuple(
        StockAlert(variant_id, line_id, names[line_id], level) for variant_id, line_id, level in rows if line_id
    )


def _ids(ids: Iterable[int | None]) -> frozenset[int]:
    return frozenset(id_ for id_ in ids if id_ is not None)
