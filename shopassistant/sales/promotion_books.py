"""Between a sale's lines and the books of promotions: what was given is written with it, and taken back with it."""

from collections.abc import Sequence

from sqlalchemy import select

from shopassistant.promotions.redemption.booking import SoldLine, book_offers
from shopassistant.promotions.redemption.giving_back import Back, Plan, book_return
from shopassistant.sales.amounts import POINTS_CHARGE, LineAmounts
from shopassistant.sales.basket_offers import BasketOffers
from shopassistant.sales.basket_view import BasketLineView
from shopassistant.sales.booking import LineDraft
from shopassistant.sales.returning import LineGivenBack
from shopassistant.store.schema import Sale, SaleLine
from shopassistant.store.unit_of_work import UnitOfWork


def due_charge(unit: UnitOfWork, due_minor: int) -> list[LineDraft]:
    """The charge for earned points that a return takes back and that are spent already; nothing for 0."""
    if not due_minor:
        return []
    return [
        LineDraft(
            kind="charge",
            variant_id=None,
            description=POINTS_CHARGE,
            quantity=-1,
            unit_price_minor=-due_minor,
            amounts=LineAmounts(due_minor, 0, due_minor, 0),
            tax_rate_bp=0,
            unit_cost_minor=None,
        )
    ]


def back_of(given: LineGivenBack) -> Back:
    """A line that comes back, as the books of promotions see it."""
    return Back(given.line.line_id, given.units, given.refund_minor, -given.discount_minor)


def book_promotions(unit: UnitOfWork, sale: Sale, lines: Sequence[BasketLineView], offers: BasketOffers) -> None:
    """Write what the promotions gave on a basket's sale, and what its returns give back.

    Args:
        lines: of the basket, in the order they were booked.
    """
    ids = _line_ids(unit, sale.id)
    by_line = {line.id: line_id for line, line_id in zip(lines, ids, strict=False)}
    if offers.returns is not None:
        gone = {line.returns_line_id: by_line[line.id] for line in lines if line.returns_line_id is not None}
        book_return(unit, offers.returns, sale.id, sale.number, gone, offers.due_minor)
    priced = offers.priced
    if priced is None:
        return
    book_offers(
        unit,
        sale.id,
        sale.customer_id,
        [SoldLine(by_line[line.key], line.offers) for line in priced.lines if line.offers],
        priced.uses,
        priced.earned,
        priced.points_spent,
        {one.rule_id: [by_line[key] for key in one.line_keys] for one in priced.earned},
    )


def book_given_back(unit: UnitOfWork, sale: Sale, plan: Plan) -> None:
    """Write what a return gives back to the books of promotions."""
    rows = unit.session.execute(
        select(SaleLine.returns_line_id, SaleLine.id).where(
            SaleLine.sale_id == sale.id, SaleLine.returns_line_id.is_not(None)
        )
    )
    line_ids = {sold_id: line_id for sold_id, line_id in rows if sold_id is not None}
    book_return(unit, plan, sale.id, sale.number, line_ids, plan.due_minor)


def _line_ids(unit: UnitOfWork, sale_id: int) -> list[int]:
    query = select(SaleLine.id).where(SaleLine.sale_id == sale_id).order_by(SaleLine.position)
    return list(unit.session.scalars(query))
