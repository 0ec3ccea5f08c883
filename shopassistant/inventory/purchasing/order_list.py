"""The table of purchase orders: which there are, what is still to come of them, which are late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, case, func, or_, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.store.schema import Location, PurchaseOrder, PurchaseOrderLine, Supplier

SORTS = ("number", "supplier", "status", "sent", "expected", "value", "open", "location")
# What a manager looks for; each is a set of states, ``late`` those of them that should be here.
SCOPES = {
    "open": ("draft", "sent", "partly_received"),
    "draft": ("draft",),
    "coming": ("sent", "partly_received"),
    "late": ("sent", "partly_received"),
    "closed": ("received", "cancelled"),
    "all": ("draft", "sent", "partly_received", "received", "cancelled"),
}
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What the table is narrowed to; None and empty leave a question open.

    Attributes:
        scope: one of `SCOPES`.
        text: in the number or the supplier's name.
        variant_id: orders with a line of it; with scope ``coming`` those it is still to come with.
    """

    scope: str = "open"
    supplier_id: int | None = None
    location_id: int | None = None
    text: str = ""
    variant_id: int | None = None

    def __post_init__(self) -> None:
        if self.scope not in SCOPES:
            raise UserError("orders.scope", scope=self.scope, known=", ".join(SCOPES))


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order of the table.

    Attributes:
        expected_on: the earliest day on which something open is expected.
        lines, units: ordered; `units_open` still to come, `units_received` taken so far.
        value_minor: of all that was ordered; `open_minor` of what is still to come.
        late_days: days since it should have been here, 0 while it is in time.
    """

    order_id: int
    number: str
    supplier_id: int
    supplier: str
    location_id: int
    location: str
    status: str
    created_at: datetime
    sent_at: datetime | None
    closed_at: datetime | None
    expected_on: date | None
    lines: int
    units: int
    units_received: int
    units_open: int
    value_minor: int
    open_minor: int
    late_days: int


_LINE = PurchaseOrderLine
_LEFT = _LINE.units - _LINE.units_received - _LINE.units_cancelled
# Never below zero, whatever came too much.
_OPEN = case((PurchaseOrder.status.in_(SCOPES["open"]) & (_LEFT > 0), _LEFT), else_=0)
_EXPECTED = func.coalesce(
    func.min(case((_OPEN > 0, func.coalesce(_LINE.expected_on, PurchaseOrder.expected_on)))), PurchaseOrder.expected_on
)


def list_orders(
    session: Session, wanted: OrderFilter, today: date, sort: str = "expected", *, descending: bool = False
) -> list[int]:
    """Ids of the orders that match, in order; what has no value to sort by comes last either way.

    Raises:
        UserError: ``list.sort``, an order that is not known.
    """
    if sort not in SORTS:
        raise UserError("list.sort", sort=sort, known=", ".join(SORTS))
    keys: dict[str, SQLColumnExpression[Any]] = {
        "number": PurchaseOrder.id,
        "supplier": func.lower(Supplier.name),
        "status": case({state: place for place, state in enumerate(SCOPES["all"])}, value=PurchaseOrder.status),
        "sent": PurchaseOrder.sent_at,
        "expected": _EXPECTED,
        "value": func.sum(_LINE.units * _LINE.cost_minor),
        "open": func.sum(_OPEN),
        "location": func.lower(Location.name),
    }
    key = keys[sort].desc() if descending else keys[sort].asc()
    query = _narrowed(_joined(select(PurchaseOrder.id)), wanted)
    if wanted.scope == "late":
        query = query.having(today > _EXPECTED, func.sum(_OPEN) > 0)
    return list(session.scalars(query.order_by(key.nulls_last(), PurchaseOrder.id.desc())))


def load_orders(session: Session, ids: Sequence[int], today: date) -> dict[int, OrderRow]:
    """The rows of `ids`; an id that is gone is left out."""
    rows: dict[int, OrderRow] = {}
    for start in range(0, len(ids), _CHUNK):
        query = _joined(select(*_COLUMNS)).where(PurchaseOrder.id.in_(ids[start : start + _CHUNK]))
        rows |= {row[0]: _row(row, today) for row in session.execute(query)}
    return rows


def count_orders(session: Session, today: date) -> dict[str, int]:
    """How many orders there are in each of `SCOPES`."""
    by_status = dict(session.execute(select(PurchaseOrder.status, func.count()).group_by(PurchaseOrder.status)).all())
    counts = {scope: sum(by_status.get(state, 0) for state in states) for scope, states in SCOPES.items()}
    return counts | {"late": len(list_orders(session, OrderFilter("late"), today))}


_COLUMNS = (
    PurchaseOrder.id,
    PurchaseOrder.number,
    PurchaseOrder.supplier_id,
    Supplier.name,
    PurchaseOrder.location_id,
    Location.name,
    PurchaseOrder.status,
    PurchaseOrder.created_at,
    PurchaseOrder.sent_at,
    PurchaseOrder.closed_at,
    _EXPECTED,
    func.count(_LINE.id),
    func.coalesce(func.sum(_LINE.units), 0),
    func.coalesce(func.sum(_LINE.units_received), 0),
    func.coalesce(func.sum(_OPEN), 0),
    func.coalesce(func.sum(_LINE.units * _LINE.cost_minor), 0),
    func.coalesce(func.sum(_OPEN * _LINE.cost_minor), 0),
)


def _row(values: Any, today: date) -> OrderRow:
    status, expected, units_open = values[6], values[10], values[14]
    is_late = status in SCOPES["coming"] and expected is not None and expected < today and units_open > 0
    fields = [*values, (today - expected).days if is_late else 0]
    return OrderRow(*fields)


def _joined(query: Select[Any]) -> Select[Any]:
    return (
        query.select_from(PurchaseOrder)
        .join(Supplier, Supplier.id == PurchaseOrder.supplier_id)
        .join(Location, Location.id == PurchaseOrder.location_id)
        .outerjoin(_LINE, _LINE.order_id == PurchaseOrder.id)
        .group_by(PurchaseOrder.id)
    )


def _narrowed(query: Select[Any], wanted: OrderFilter) -> Select[Any]:
    query = query.where(PurchaseOrder.status.in_(SCOPES[wanted.scope]))
    if wanted.supplier_id is not None:
        query = query.where(PurchaseOrder.supplier_id == wanted.supplier_id)
    if wanted.location_id is not None:
        query = query.where(PurchaseOrder.location_id == wanted.location_id)
    if wanted.text.strip():
        part = wanted.text.strip().lower()
        query = query.where(
            or_(
                func.lower(PurchaseOrder.number).contains(part, autoescape=True),
                func.lower(Supplier.name).contains(part, autoescape=True),
            )
        )
    if wanted.variant_id is not None:
        with_it = select(_LINE.order_id).where(_LINE.variant_id == wanted.variant_id)
        if wanted.scope in ("coming", "late"):
            with_it = with_it.where(_LINE.units_received + _LINE.units_cancelled < _LINE.units)
        query = query.where(PurchaseOrder.id.in_(with_it))
    return query
