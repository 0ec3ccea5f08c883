"""The list of alerts as somebody sees it: what is theirs to hear of, the gravest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session

from shopassistant.inventory.alerts.subscriptions import hears_of
from shopassistant.inventory.variant_words import variant_detail
from shopassistant.store.actor import Actor
from shopassistant.store.schema import Alert, Category, Location, Product, PurchaseOrder, Staff, Supplier, Variant

# Closed alerts that are listed; the others are in the store for who asks it.
MOST_CLOSED = 300


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One alert.

    Attributes:
        name: product with its size and colour, or supplier, or category; what it is about.
        figures: values of its sentence, alert.KIND.
    """

    id: int
    kind: str
    severity: str
    status: str
    name: str
    location: str
    figures: dict[str, Any]
    variant_id: int | None
    product_id: int | None
    supplier_id: int | None
    order_id: int | None
    category_id: int | None
    opened_at: datetime
    snoozed_until: datetime | None
    closed_at: datetime | None
    close_reason: str | None
    assigned_to_id: int | None
    assigned_to: str

    @property
    def sentence(self) -> tuple[str, dict[str, Any]]:
        """Code and values of what it says; the name is said beside it."""
        ending = ""
        if "money_minor" in self.figures and self.figures["money_minor"] is None:
            ending = ".no_cost"
        elif self.kind == "runs_out" and self.figures.get("units", 1) <= 0:
            ending = ".now"
        elif self.kind == "supplier_late" and self.figures.get("days") == 1:
            ending = ".day"
        return f"alert.{self.kind}{ending}", self.figures


def list_alerts(session: Session, actor: Actor, *, status: str = "open", everyones: bool = False) -> list[AlertLine]:
    """Alerts of a status, the gravest and among these the newest first; of the closed ones the last `MOST_CLOSED`, the
    last closed first.

    Args:
        status: ``open``, ``snoozed`` or ``closed``.
        everyones: also what `actor` does not want to hear of.
    """
    hearing = hears_of(session, actor)
    categories = dict(session.execute(select(Category.id, Category.path)).all())
    lines = [_line(row, categories) for row in session.execute(_query(status))]
    return [
        line
        for line in lines
        if everyones
        or (line.assigned_to_id is not None and line.assigned_to_id == actor.staff_id)
        or hearing.wants(line.kind, line.category_id)
    ]


def _query(status: str) -> Select[*tuple[Any, ...]]:
    if status == "closed":
        return _of(status).order_by(Alert.closed_at.desc(), Alert.id.desc()).limit(MOST_CLOSED)
    grave = case({"critical": 0, "warning": 1}, value=Alert.severity, else_=2)
    return _of(status).order_by(grave, Alert.opened_at.desc(), Alert.id.desc())


def _of(status: str) -> Select[*tuple[Any, ...]]:
    return (
        select(Alert, Product.name, Variant.size, Variant.colour, Product.id, Product.category_id, Location.name,
               Supplier.name, PurchaseOrder.number, Staff.name)
        .outerjoin(Variant, Variant.id == Alert.variant_id)
        .outerjoin(Product, Product.id == Variant.product_id)
        .outerjoin(Location, Location.id == Alert.location_id)
        .outerjoin(Supplier, Supplier.id == Alert.supplier_id)
        .outerjoin(PurchaseOrder, PurchaseOrder.id == Alert.order_id)
        .outerjoin(Staff, Staff.id == Alert.assigned_to_id)
        .where(Alert.status == status)
    )  # fmt: skip


def _line(row: Any, categories: dict[int, str]) -> AlertLine:
    alert, product, size, colour, product_id, category, location, supplier, _, person = row
    category_id = alert.figures.get("category_id", category)
    words = " ".join((product, variant_detail(product, colour, size))).strip() if product else ""
    return AlertLine(
        id=alert.id,
        kind=alert.kind,
        severity=alert.severity,
        status=alert.status,
        name=words or supplier or categories.get(category_id, ""),
        location=location or "",
        figures=dict(alert.figures),
        variant_id=alert.variant_id,
        product_id=product_id,
        supplier_id=alert.supplier_id,
        order_id=alert.order_id,
        category_id=category_id,
        opened_at=alert.opened_at,
        snoozed_until=alert.snoozed_until,
        closed_at=alert.closed_at,
        close_reason=alert.close_reason,
        assigned_to_id=alert.assigned_to_id,
        assigned_to=person or "",
    )
