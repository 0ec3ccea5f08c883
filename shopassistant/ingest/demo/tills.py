"""The invented receipts: sold wishes become sales, what came back becomes returns, and the ledger follows them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.catalogue import Catalogue, Ints
from shopassistant.ingest.demo.choice import Wishes, return_second
from shopassistant.ingest.demo.stockroom import FLOOR, REASONS, Outcome

Moments = NDArray[np.datetime64]
_SALE, _RETURN, _DAMAGE = REASONS.index("sale"), REASONS.index("return"), REASONS.index("damage")


@dataclass(frozen=True, slots=True)
class Receipts:
    """Sales (S) and lines (L) in the order of their numbers.

    Attributes:
        at, wish, is_return: moment, first wish and kind of each sale, shape (S,).
        gross, discount, tax: pence, shape (S,).
        sale, position, product, variant, quantity, price, line_discount, line_total, line_tax, cost: shape (L,).
        returns_line: line that is given back, -1 for none, shape (L,).
        oversold, spoilt: sold against the books; came back unsaleable, shape (L,).
    """

    at: Moments
    wish: Ints
    is_return: NDArray[np.bool_]
    gross: Ints
    discount: Ints
    tax: Ints
    sale: Ints
    position: Ints
    product: Ints
    variant: Ints
    quantity: Ints
    price: Ints
    line_discount: Ints
    line_total: Ints
    line_tax: Ints
    cost: Ints
    returns_line: Ints
    oversold: NDArray[np.bool_]
    spoilt: NDArray[np.bool_]


def make_receipts(catalogue: Catalogue, wishes: Wishes, outcome: Outcome, days: Days, tax_bp: Ints) -> Receipts:
    """Receipts of all sold lines and of all that came back.

    Args:
        catalogue, wishes, outcome, days: the shop so far.
        tax_bp: tax rate of each product in hundredths of a percent, shape (P,).
    """
    sold = np.flatnonzero(outcome.sold)
    back = np.flatnonzero(outcome.back_on >= 0)
    wish = np.concatenate((sold, back))
    is_back = np.arange(len(wish)) >= len(sold)
    day = np.where(is_back, outcome.back_on[wish], wishes.day[wish])
    second = np.where(is_back, return_second(wishes.visit[wish], day, days), wishes.second[wish])
    at = days.moments(day, second)
    order = np.lexsort((wish, wishes.visit[wish], is_back, at))
    wish, is_back, at = wish[order], is_back[order], at[order]
    # Lines of one visit and one moment make one receipt.
    ticket = wishes.visit[wish] * 2 + is_back
    starts = np.r_[True, (np.diff(ticket) != 0) | (np.diff(at) != np.timedelta64(0, "s"))]
    sale = np.cumsum(starts) - 1
    lead = np.flatnonzero(starts)
    line_of_wish = np.full(len(outcome.sold), -1)
    line_of_wish[wish[~is_back]] = np.flatnonzero(~is_back)
    product = wishes.product[wish]
    sign = np.where(is_back, -1, 1)
    quantity = wishes.quantity[wish]
    price = catalogue.price[wishes.day[wish], product]
    discount = (price * quantity * wishes.discount_bp[wish] + 5_000) // 10_000
    total = price * quantity - discount
    tax = _included_tax(total, tax_bp[product])
    gross = sign * price * quantity
    return Receipts(
        at=at[lead],
        wish=wish[lead],
        is_return=is_back[lead],
        gross=_sums(gross, sale),
        discount=_sums(sign * discount, sale),
        tax=_sums(sign * tax, sale),
        sale=sale,
        position=np.arange(len(wish)) - lead[sale] + 1,
        product=product,
        variant=wishes.variant[wish],
        quantity=sign * quantity,
        price=price,
        line_discount=sign * discount,
        line_total=sign * total,
        line_tax=sign * tax,
        cost=catalogue.cost[product],
        returns_line=np.where(is_back, line_of_wish[wish], -1),
        oversold=outcome.oversold[wish] & ~is_back,
        spoilt=outcome.spoilt[wish] & is_back,
    )


@dataclass(frozen=True, slots=True)
class Movements:
    """The whole ledger in order of time, as columns of shape (M,); `line` is -1 where no sale, `order_line` where no
    purchase order is behind it."""

    variant: Ints
    place: Ints
    quantity: Ints
    reason: Ints
    at: Moments
    line: Ints
    order_line: Ints


def make_ledger(receipts: Receipts, outcome: Outcome, days: Days) -> Movements:
    """All movements: those of the stockroom, of sales and returns; spoilt goods that came back are written off."""
    stock = outcome.ledger
    returned = receipts.quantity < 0
    spoilt = np.flatnonzero(receipts.spoilt)
    lines = np.arange(len(returned))
    at = receipts.at[receipts.sale]
    variant = np.concatenate((stock["variant"], receipts.variant, receipts.variant[spoilt]))
    place = np.concatenate((stock["place"], np.full(len(lines) + len(spoilt), FLOOR)))
    quantity = np.concatenate((stock["quantity"], -receipts.quantity, receipts.quantity[spoilt]))
    reason = np.concatenate((stock["reason"], np.where(returned, _RETURN, _SALE), np.full(len(spoilt), _DAMAGE)))
    moment = np.concatenate((days.moments(stock["day"], stock["second"]), at, at[spoilt]))
    line = np.concatenate((np.full(len(stock["variant"]), -1), lines, np.full(len(spoilt), -1)))
    order_line = np.concatenate((stock["order_line"], np.full(len(lines) + len(spoilt), -1)))
    order = np.argsort(moment, kind="stable")
    return Movements(
        variant[order], place[order], quantity[order], reason[order], moment[order], line[order], order_line[order]
    )


def levels_after(movements: Movements) -> Ints:
    """The level of variant and place after each movement, shape (M,)."""
    shelf = movements.variant * 2 + movements.place
    order = np.argsort(shelf, kind="stable")
    running = np.cumsum(movements.quantity[order])
    starts = np.flatnonzero(np.r_[True, np.diff(shelf[order]) != 0])
    before = np.repeat(running[starts] - movements.quantity[order][starts], np.diff(np.r_[starts, len(order)]))
    levels = np.empty_like(running)
    levels[order] = running - before
    return levels


def _included_tax(total: Ints, rate_bp: Ints) -> Ints:
    """`core.money.included_tax` for columns of amounts that are not negative."""
    divisor = 10_000 + rate_bp
    return (2 * total * rate_bp + divisor) // (2 * divisor)


def _sums(values: Ints, sale: Ints) -> Ints:
    sums: Ints = np.add.reduceat(values, np.flatnonzero(np.r_[True, np.diff(sale) != 0]))
    return sums
