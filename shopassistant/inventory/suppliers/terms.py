"""Whom the shop buys from and on which terms."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.inventory.products import HIGHEST_PRICE
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import PurchaseOrder, Supplier
from shopassistant.store.unit_of_work import UnitOfWork

LONGEST_DAYS = 3650
_LENGTHS = {"name": 120, "email": 254, "phone": 40, "address": 400, "account_number": 40}
OPEN_STATES = ("draft", "sent", "partly_received")


@dataclass(frozen=True, slots=True)
class SupplierTerms:
    """What is agreed with a supplier.

    Attributes:
        account_number: the shop's own number there.
        lead_time_days: promised, from sending an order until its goods come.
        min_order_minor: the least value of an order, 0 for none.
        order_cost_minor: what an order costs whatever its size.
        review_days: how often one orders there, at least 1.
    """

    name: str
    email: str = ""
    phone: str = ""
    address: str = ""
    account_number: str = ""
    lead_time_days: int = 7
    min_order_minor: int = 0
    order_cost_minor: int = 0
    review_days: int = 7


@dataclass(frozen=True, slots=True)
class SupplierResult:
    """What a use case did to a supplier."""

    supplier_id: int
    changes: Changes


def supplier_terms(session: Session, supplier_id: int) -> SupplierTerms:
    """The terms of a supplier.

    Raises:
        NotFound: ``supplier.unknown``.
    """
    return _terms(supplier(session, supplier_id))


def supplier(session: Session, supplier_id: int) -> Supplier:
    """The row of a supplier.

    Raises:
        NotFound: ``supplier.unknown``.
    """
    found = session.get(Supplier, supplier_id)
    if found is None:
        raise NotFound("supplier.unknown", supplier_id=supplier_id)
    return found


def add_supplier(store: Store, actor: Actor, terms: SupplierTerms) -> SupplierResult:
    """Add a supplier; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``supplier.name_missing``, ``supplier.name_taken``, ``supplier.text_long``, ``supplier.days``,
            ``product.price``.
    """
    actor.require("manager")
    terms = _checked(terms)
    with store.begin(actor) as unit:
        _check_name(unit, terms.name, None)
        made = Supplier(**_columns(terms))
        unit.session.add(made)
        unit.session.flush()
        unit.audit("supplier.added", "supplier", made.id, name=terms.name)
        unit.commit()
    return _result(made.id)


def change_supplier(store: Store, actor: Actor, supplier_id: int, terms: SupplierTerms) -> SupplierResult:
    """Agree on other terms; managers only. Orders that were sent keep their prices and dates.

    Raises:
        NotAllowed: ``role.required``.
        UserError: as `add_supplier`.
        NotFound: ``supplier.unknown``.
    """
    actor.require("manager")
    terms = _checked(terms)
    with store.begin(actor) as unit:
        row = supplier(unit.session, supplier_id)
        _check_name(unit, terms.name, supplier_id)
        before = asdict(_terms(row))
        changed = {name: value for name, value in asdict(terms).items() if before[name] != value}
        for name, value in _columns(terms).items():
            setattr(row, name, value)
        # Addresses of people are no business of the trail; that they changed is.
        shown = {name: changed[name] for name in changed if isinstance(changed[name], int)}
        unit.audit("supplier.changed", "supplier", supplier_id, fields=sorted(changed), **shown)
        unit.commit()
    return _result(supplier_id)


def set_supplier_active(store: Store, actor: Actor, supplier_id: int, active: bool) -> SupplierResult:
    """Stop buying from a supplier, or start again; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``supplier.unknown``.
        Conflict: ``supplier.has_orders``, something is on order there.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = supplier(unit.session, supplier_id)
        here = (PurchaseOrder.supplier_id == supplier_id, PurchaseOrder.status.in_(OPEN_STATES))
        orders = unit.session.scalar(select(func.count()).select_from(PurchaseOrder).where(*here)) or 0
        if orders and not active:
            raise Conflict("supplier.has_orders", name=row.name, count=orders)
        row.active = active
        unit.audit("supplier.activated" if active else "supplier.stopped", "supplier", supplier_id)
        unit.commit()
    return _result(supplier_id)


def _terms(row: Supplier) -> SupplierTerms:
    return SupplierTerms(
        name=row.name,
        email=row.email or "",
        phone=row.phone or "",
        address=row.address,
        account_number=row.account_number,
        lead_time_days=row.lead_time_days,
        min_order_minor=row.min_order_minor,
        order_cost_minor=row.order_cost_minor,
        review_days=row.review_days,
    )


def _columns(terms: SupplierTerms) -> dict[str, object]:
    return asdict(terms) | {"email": terms.email or None, "phone": terms.phone or None}


def _checked(terms: SupplierTerms) -> SupplierTerms:
    texts: dict[str, Any] = {name: getattr(terms, name).strip() for name in _LENGTHS}
    if not texts["name"]:
        raise UserError("supplier.name_missing")
    for name, text in texts.items():
        if len(text) > _LENGTHS[name]:
            raise UserError("supplier.text_long", most=_LENGTHS[name])
    for least, days in ((0, terms.lead_time_days), (1, terms.review_days)):
        if not least <= days <= LONGEST_DAYS:
            raise UserError("supplier.days", days=days, least=least, most=LONGEST_DAYS)
    for amount in (terms.min_order_minor, terms.order_cost_minor):
        if not 0 <= amount <= HIGHEST_PRICE:
            raise UserError("product.price", given_minor=amount)
    return replace(terms, **texts)


def _check_name(unit: UnitOfWork, name: str, supplier_id: int | None) -> None:
    taken = unit.session.scalar(select(Supplier.id).where(func.lower(Supplier.name) == name.lower()))
    if taken is not None and taken != supplier_id:
        raise UserError("supplier.name_taken", name=name)


def _result(supplier_id: int) -> SupplierResult:
    return SupplierResult(supplier_id, Changes(suppliers=frozenset({supplier_id})))
