"""Goods come back: by receipt for exactly what was paid, without one on a manager's word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.promotions.redemption.giving_back import plan_return
from shopassistant.sales.amounts import line_amounts
from shopassistant.sales.basket_change import living_customer
from shopassistant.sales.basket_discount import manager_behind
from shopassistant.sales.booking import CompletedSale, LineDraft, book, booked_under, completed
from shopassistant.sales.complete import describe
from shopassistant.sales.promotion_books import back_of, book_given_back, due_charge
from shopassistant.sales.quantity import check_quantity
from shopassistant.sales.receipt_books import Receipt, load_receipt
from shopassistant.sales.returning import ReturnableLine, give_back, returnable
from shopassistant.sales.tenders import TenderRequest, settle
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Product, Sale, SaleLine, TaxClass, Variant

__all__ = [
    "LooseReturn",
    "ReturnableLine",
    "find_receipt",
    "find_sale",
    "refund_minor",
    "return_lines",
    "return_without_receipt",
    "returnable",
]


def find_receipt(session: Session, number: str) -> Receipt:
    """The receipt with a number, as printed, scanned or typed without its leading letters and zeros.

    Raises:
        NotFound: ``return.receipt_unknown`` with the ``number``.
    """
    return load_receipt(session, find_sale(session, number))


def find_sale(session: Session, number: str) -> int:
    """Id of the sale with a receipt number; see `find_receipt`. Raises NotFound (``return.receipt_unknown``)."""
    given = number.strip()
    forms = [given, given.upper()]
    if given.isdecimal() and len(given) <= 9:
        forms.append(f"R{int(given):06d}")
    for form in dict.fromkeys(forms):
        sale_id = session.scalar(select(Sale.id).where(Sale.number == form))
        if sale_id is not None:
            return sale_id
    raise NotFound("return.receipt_unknown", number=given[:40])


def refund_minor(session: Session, units: Mapping[int, int]) -> int:
    """What would be paid back, in minor units, for units by sale line id. Raises as `return_lines`.

    The worth of points that were earned on them and are spent already is kept back.
    """
    given = give_back(session, units).values()
    kept = plan_return(session, [back_of(one) for one in given]).due_minor
    return sum(one.refund_minor for one in given) - kept


def return_lines(
    store: Store,
    actor: Actor,
    sale_id: int,
    units: Mapping[int, int],
    restock: bool,
    tenders: Sequence[TenderRequest],
    request_key: str,
    *,
    location_id: int | None = None,
    note: str = "",
) -> CompletedSale:
    """Take units of a sale back and pay back what was paid for them, discounts in proportion.

    Args:
        units: sale line id to units that come back.
        restock: they go on the shelf again; otherwise they come in and are written off at once.
        tenders: how it is paid back; positive amounts that sum to the refund (see `refund_minor`).
        request_key: chosen before the first try; the same key again returns the same return.
        location_id: where the goods came to; where they were sold, by default.

    Raises:
        UserError: ``return.nothing``, ``return.quantity``, ``return.too_many``, ``tender.*``,
            ``sale.request_key_missing``.
        NotAllowed: ``role.required``, the actor is no staff.
        NotFound: ``return.sale_unknown``, ``return.line_unknown``.
        Conflict: ``sale.request_key_reused``.
    """
    actor.require("associate")
    if not request_key:
        raise UserError("sale.request_key_missing")
    with store.begin(actor) as unit:
        known = booked_under(unit.session, request_key)
        if known is not None:
            if sale_id not in _returned_sales(unit.session, known.id):
                raise Conflict("sale.request_key_reused", number=known.number)
            return completed(unit.session, known, repeated=True)
        sale = unit.session.get(Sale, sale_id)
        if sale is None:
            raise NotFound("return.sale_unknown")
        given = list(give_back(unit.session, units).values())
        if not given:
            raise UserError("return.nothing")
        if any(one.line.sale_id != sale_id for one in given):
            raise NotFound("return.line_unknown")
        plan = plan_return(unit.session, [back_of(one) for one in given])
        drafts = [one.draft(restock=restock) for one in given] + due_charge(unit, plan.due_minor)
        booked = book(
            unit,
            drafts,
            settle(sum(draft.amounts.total_minor for draft in drafts), tenders),
            location_id=sale.location_id if location_id is None else location_id,
            customer_id=sale.customer_id,
            request_key=request_key,
            note=note,
        )
        book_given_back(unit, booked, plan)
        done = completed(unit.session, booked)
        unit.commit()
    return done


@dataclass(frozen=True, slots=True)
class LooseReturn:
    """Goods that come back without a receipt.

    Attributes:
        quantity: units, 1 or more.
        unit_refund_minor: what is paid back for one; the shelf price where None, never more than it.
    """

    variant_id: int
    quantity: int
    unit_refund_minor: int | None = None


def return_without_receipt(
    store: Store,
    actor: Actor,
    goods: Sequence[LooseReturn],
    restock: bool,
    tenders: Sequence[TenderRequest],
    request_key: str,
    *,
    location_id: int,
    approval: Actor | None = None,
    customer_id: int | None = None,
    note: str = "",
) -> CompletedSale:
    """Take goods back that nobody can show a receipt for; a manager must allow it.

    Raises:
        UserError: ``return.needs_manager``, ``return.nothing``, ``return.above_price``, ``basket.quantity``,
            ``tender.*``, ``sale.request_key_missing``.
        NotAllowed: ``role.required``.
        NotFound: ``variant.unknown``, ``customer.unknown``.
        Conflict: ``sale.request_key_reused``.
    """
    actor.require("associate")
    manager = manager_behind(actor, approval)
    if manager is None:
        raise UserError("return.needs_manager")
    if not request_key:
        raise UserError("sale.request_key_missing")
    with store.begin(actor) as unit:
        known = booked_under(unit.session, request_key)
        if known is not None:
            if known.kind != "return" or _returned_sales(unit.session, known.id):
                raise Conflict("sale.request_key_reused", number=known.number)
            return completed(unit.session, known, repeated=True)
        if not goods:
            raise UserError("return.nothing")
        drafts = [_loose_draft(unit.session, one, restock) for one in goods]
        booked = book(
            unit,
            drafts,
            settle(sum(draft.amounts.total_minor for draft in drafts), tenders),
            location_id=location_id,
            customer_id=None if customer_id is None else living_customer(unit, customer_id),
            request_key=request_key,
            note=note,
        )
        unit.audit("sale.returned_without_receipt", "sale", booked.id, approved_by=manager.name)
        done = completed(unit.session, booked)
        unit.commit()
    return done


def _loose_draft(session: Session, goods: LooseReturn, restock: bool) -> LineDraft:
    check_quantity(goods.quantity)
    row = session.execute(
        select(Variant, Product.name, TaxClass.rate_bp)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
        .where(Variant.id == goods.variant_id)
    ).one_or_none()
    if row is None:
        raise NotFound("variant.unknown", variant_id=goods.variant_id)
    variant, name, rate = row
    price = variant.price_minor if goods.unit_refund_minor is None else goods.unit_refund_minor
    if not 0 <= price <= variant.price_minor:
        raise UserError("return.above_price", name=name, price_minor=variant.price_minor)
    return LineDraft(
        kind="product",
        variant_id=variant.id,
        description=describe(name, variant.colour, variant.size),
        quantity=-goods.quantity,
        unit_price_minor=price,
        amounts=line_amounts(-goods.quantity, price, 0, rate or 0),
        tax_rate_bp=rate or 0,
        unit_cost_minor=variant.cost_minor,
        restock=restock,
    )


def _returned_sales(session: Session, sale_id: int) -> set[int]:
    """The sales whose lines `sale_id` gives back."""
    back = select(SaleLine.returns_line_id).where(SaleLine.sale_id == sale_id, SaleLine.returns_line_id.is_not(None))
    return set(session.scalars(select(SaleLine.sale_id).where(SaleLine.id.in_(back))))
