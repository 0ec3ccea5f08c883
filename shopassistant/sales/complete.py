"""A basket becomes a sale: one transaction, durable before it is reported, and never booked twice."""

from collections.abc import Sequence

from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.core.text import words
from shopassistant.sales.amounts import LineAmounts
from shopassistant.sales.basket_change import living_customer
from shopassistant.sales.basket_discount import below_cost, manager_behind
from shopassistant.sales.basket_view import BasketLineView, view_with_offers
from shopassistant.sales.booking import (
    CompletedLine,
    CompletedSale,
    LineDraft,
    StockAlert,
    book,
    booked_under,
    completed,
)
from shopassistant.sales.exchange import RETURNED_DAMAGED
from shopassistant.sales.promotion_books import book_promotions, due_charge
from shopassistant.sales.returning import LineGivenBack, give_back
from shopassistant.sales.tenders import TenderRequest, settle
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Basket, BasketLine, Sale
from shopassistant.store.unit_of_work import UnitOfWork

__all__ = ["CompletedLine", "CompletedSale", "StockAlert", "TenderRequest", "complete_sale"]


def complete_sale(
    store: Store,
    actor: Actor,
    basket_id: int,
    tenders: Sequence[TenderRequest],
    request_key: str,
    *,
    approval: Actor | None = None,
    seen_minor: int | None = None,
) -> CompletedSale:
    """Book the basket as a sale; it is on the disk when this returns.

    Args:
        tenders: how it was paid; amounts are positive. Where the basket gives back more than it sells they are what
            is given back.
        request_key: chosen by the terminal before its first try. The same key again returns the same sale.
        approval: a manager, where a cost has risen above a discounted price since the line was made.
        seen_minor: the total the customer saw; the basket is priced again here, and booked only if it comes to that.

    Raises:
        UserError: ``sale.request_key_missing``, ``sale.below_cost``, ``basket.empty``, ``tender.*``, ``return.*``.
        NotAllowed: ``role.required``, the actor is no staff.
        NotFound: ``basket.unknown``.
        Conflict: ``basket.not_open``, ``sale.already_sold`` (with the ``number``), ``sale.request_key_reused``,
            ``return.changed``, ``sale.total_changed`` (with ``seen_minor`` and ``total_minor``),
            ``promotion.used_up``, ``coupon.used_up``.
        EnvironmentProblem: nothing was booked.
    """
    actor.require("associate")
    if not request_key:
        raise UserError("sale.request_key_missing")
    with store.begin(actor) as unit:
        basket = unit.session.get(Basket, basket_id)
        if basket is None:
            raise NotFound("basket.unknown")
        known = booked_under(unit.session, request_key)
        if known is not None:
            if basket.sale_id != known.id:
                raise Conflict("sale.request_key_reused", number=known.number)
            return completed(unit.session, known, repeated=True)
        if basket.sale_id is not None:
            number = _number(unit, basket.sale_id)
            raise Conflict("sale.already_sold", number=number)
        if basket.status != "open":
            raise Conflict("basket.not_open", status=basket.status)
        view, offers = view_with_offers(unit.session, basket)
        lines = view.lines
        if not lines:
            raise UserError("basket.empty")
        if seen_minor is not None and seen_minor != view.total_minor:
            raise Conflict("sale.total_changed", seen_minor=seen_minor, total_minor=view.total_minor)
        _check_cost(unit, lines, approval)
        given_back = give_back(
            unit.session, {line.returns_line_id: -line.quantity for line in lines if line.returns_line_id is not None}
        )
        drafts = [_draft(line, given_back) for line in lines] + due_charge(unit, view.due_minor)
        settlement = settle(sum(draft.amounts.total_minor for draft in drafts), tenders)
        sale = book(
            unit,
            drafts,
            settlement,
            location_id=basket.location_id,
            customer_id=None if basket.customer_id is None else living_customer(unit, basket.customer_id),
            request_key=request_key,
        )
        book_promotions(unit, sale, lines, offers)
        basket.status = "sold"
        basket.sale_id = sale.id
        basket.changed_at = sale.sold_at
        unit.session.flush()
        done = completed(unit.session, sale)
        unit.commit()
    return done


def _number(unit: UnitOfWork, sale_id: int) -> str:
    return unit.session.get_one(Sale, sale_id).number


def _check_cost(unit: UnitOfWork, lines: Sequence[BasketLineView], approval: Actor | None) -> None:
    for line in lines:
        if line.approved_by_id is not None:
            continue
        if not line.below_cost:
            continue
        row = unit.session.get_one(BasketLine, line.id)
        manager = manager_behind(unit.actor, approval)
        if manager is None:
            raise below_cost(line.name, row, line.gross_minor - line.by_hand_minor, line.cost_minor)
        row.approved_by_id = manager.staff_id
        details = {"variant_id": line.variant_id, "total_minor": line.total_minor, "approved_by": manager.name}
        unit.audit("basket.below_cost_approved", "basket", row.basket_id, **details)


def _draft(line: BasketLineView, given_back: dict[int, LineGivenBack]) -> LineDraft:
    if line.returns_line_id is not None:
        draft = given_back[line.returns_line_id].draft(restock=line.origin != RETURNED_DAMAGED)
        if draft.amounts.total_minor != line.total_minor:
            raise Conflict("return.changed", name=line.name)
        return draft
    return LineDraft(
        kind="product",
        variant_id=line.variant_id,
        description=describe(line.name, line.colour, line.size),
        quantity=line.quantity,
        unit_price_minor=line.unit_price_minor,
        amounts=LineAmounts(line.gross_minor, line.discount_minor, line.total_minor, line.tax_minor),
        tax_rate_bp=line.tax_rate_bp,
        unit_cost_minor=line.cost_minor,
    )


def describe(name: str, colour: str | None, size: str | None) -> str:
    """A variant in one line: its name, and its colour and size where the name does not say them already."""
    said = words(name)
    return ", ".join([name, *(part for part in (colour, size) if part and not set(words(part)) <= set(said))])
