"""Cancelled lines and the lines they take back, among the new lines and those of the store; split where it takes two.

A cancellation of ten units that were bought as six and six becomes a line of six and one of four, each pointing at its
sale line, so that what is still returnable of any line is exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from shopassistant.core.money import allocate, included_tax
from shopassistant.ingest.lines import Keys, SalesLines, numbered
from shopassistant.ingest.rejects import Rejects
from shopassistant.ingest.report import CHANGED, KEPT, NOTED, Example, RuleBook
from shopassistant.ingest.sales_match import Bought, Match, TakenBack, match
from shopassistant.ingest.sales_shape import Sales
from shopassistant.ingest.table import Bools, Ints
from shopassistant.store.schema import Sale, SaleLine

# Split parts are told from second lines of a kind by where their numbering starts.
_PARTS_FROM = 1 << 32


@dataclass(frozen=True, slots=True)
class Links:
    """The lines to write: one per line, then the further parts of split ones.

    Attributes:
        rows: line each is made of.
        bought: position (in these arrays) of the new line it takes back, -1 for none.
        stored: id of the stored line it takes back, 0 for none.
        quantity, discount, tax, key: of each.
        for_stored: stored cancellations (their line id) that take back a new line, by its position.
    """

    rows: Ints
    bought: Ints
    stored: Ints
    quantity: Ints
    discount: Ints
    tax: Ints
    key: Keys
    for_stored: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    """Lines of the store that can be matched: id, customer, variant, moment, price, units."""

    line: Ints
    customer: Ints
    variant: Ints
    at: Ints
    price: Ints
    units: Ints

    def __len__(self) -> int:
        return len(self.line)


def find_links(
    session: Session,
    lines: SalesLines,
    sales: Sales,
    customers: Ints,
    variant: Ints,
    rejects: Sequence[Rejects],
    book: RuleBook,
) -> Links:
    """Match the cancelled lines and count what was found.

    Args:
        customers: id of the customer of each sale, 0 for a walk-in.
        variant: id of the variant of each line, 0 for none.
    """
    customer = customers[sales.of_line]
    product = ~lines.charge & (variant > 0)
    named = product & (customer > 0)
    back = np.flatnonzero(named & (lines.quantity < 0))
    sold = np.flatnonzero(named & (lines.quantity > 0))
    back, told = _by_invoice(lines, variant, back, product)
    stored_sold, stored_back = _stored_lines(session, customer, variant, back, sold)
    found = _matched(lines, customer, variant, sold, back, stored_sold, stored_back, told)
    parts = _Parts(lines)
    for_stored = []
    for one in found:
        if one.back >= len(back):
            for_stored.append((int(stored_back.line[one.back - len(back)]), int(sold[one.bought])))
            continue
        own = one.bought < len(sold)
        parts.add(
            int(back[one.back]),
            int(sold[one.bought]) if own else -1,
            0 if own else int(stored_sold.line[one.bought - len(sold)]),
            one.units,
        )
    for row, bought, units in told:
        parts.add(row, bought, 0, units)
    _tell(lines, product, parts, len(for_stored), rejects, book)
    return parts.done(tuple(for_stored))


def link_stored(session: Session, links: Links, ids: Ints) -> None:
    """Point stored cancellations at the new lines they take back."""
    for line_id, row in links.for_stored:
        session.execute(update(SaleLine).where(SaleLine.id == line_id).values(returns_line_id=int(ids[row])))


class _Parts:
    """Collects what each cancelled line takes back."""

    def __init__(self, lines: SalesLines) -> None:
        self.lines = lines
        self.taken: dict[int, list[tuple[int, int, int]]] = {}

    def add(self, row: int, bought: int, stored: int, units: int) -> None:
        self.taken.setdefault(row, []).append((bought, stored, units))

    def left_of(self, row: int) -> int:
        """Units of a cancelled line that no sale was found for."""
        return abs(int(self.lines.quantity[row])) - sum(units for _, _, units in self.taken.get(row, ()))

    def done(self, for_stored: tuple[tuple[int, int], ...]) -> Links:
        lines, count = self.lines, len(self.lines)
        rows, bought, stored = np.arange(count), np.full(count, -1), np.zeros(count, dtype=np.int64)
        quantity, discount, tax = lines.quantity.copy(), lines.discount.copy(), _tax(lines)
        key = lines.key
        extra: list[tuple[int, int, int, int, int, int]] = []
        numbers: list[int] = []
        for row, taken in self.taken.items():
            pieces = [*taken, (-1, 0, self.left_of(row))] if self.left_of(row) else taken
            units = [piece[2] for piece in pieces]
            discounts = allocate(int(discount[row]), units)
            bought[row], stored[row] = pieces[0][0], pieces[0][1]
            if len(pieces) == 1:
                continue
            price, rate = int(lines.price[row]), int(lines.tax_bp[row])
            quantity[row], discount[row] = -units[0], discounts[0]
            tax[row] = included_tax(-units[0] * price - discounts[0], rate)
            for place in range(1, len(pieces)):
                part_tax = included_tax(-units[place] * price - discounts[place], rate)
                extra.append((row, pieces[place][0], pieces[place][1], -units[place], discounts[place], part_tax))
                numbers.append(_PARTS_FROM + place)
        if extra:
            more = np.array(extra, dtype=np.int64)
            key = np.concatenate([key, numbered(key[more[:, 0]], np.array(numbers, dtype=np.int64))])
            rows, bought, stored, quantity, discount, tax = (
                np.concatenate([old, new])
                for old, new in zip((rows, bought, stored, quantity, discount, tax), more.T, strict=True)
            )
        return Links(rows, bought, stored, quantity, discount, tax, key, for_stored)


def _tax(lines: SalesLines) -> Ints:
    divisor = 10_000 + lines.tax_bp
    tax: Ints = (2 * np.abs(lines.total) * lines.tax_bp + divisor) // (2 * divisor) * np.sign(lines.total)
    return tax


def _by_invoice(
    lines: SalesLines, variant: Ints, back: Ints, product: Bools
) -> tuple[Ints, list[tuple[int, int, int]]]:
    """Cancellations that name the invoice they take back; the others are left to be matched."""
    if not lines.returned_invoice.flags(bool).any():
        return back, []
    named = np.flatnonzero((lines.quantity < 0) & product & lines.returned_invoice.flags(bool))
    wanted = set(lines.returned_invoice.texts)
    sold = np.flatnonzero((lines.quantity > 0) & product & lines.invoice.flags(lambda text: text in wanted))
    shelf: dict[tuple[str, int], list[int]] = {}
    for row in sold.tolist():
        shelf.setdefault((lines.invoice.at(row), int(variant[row])), []).append(row)
    left = dict(zip(sold.tolist(), lines.quantity[sold].tolist(), strict=True))
    told = []
    for row in named.tolist():
        units = -int(lines.quantity[row])
        for candidate in shelf.get((lines.returned_invoice.at(row), int(variant[row])), []):
            taken = min(units, left[candidate])
            if taken and lines.at[candidate] <= lines.at[row]:
                left[candidate] -= taken
                units -= taken
                told.append((row, candidate, taken))
    return np.setdiff1d(back, np.array([row for row, _, _ in told], dtype=np.int64)), told


def _matched(
    lines: SalesLines,
    customer: Ints,
    variant: Ints,
    sold: Ints,
    back: Ints,
    stored_sold: _Stored,
    stored_back: _Stored,
    told: list[tuple[int, int, int]],
) -> list[Match]:
    owners = np.concatenate([customer[sold], stored_sold.customer, customer[back], stored_back.customer])
    things = np.concatenate([variant[sold], stored_sold.variant, variant[back], stored_back.variant])
    group = owners * (int(things.max(initial=0)) + 1) + things
    first = len(sold) + len(stored_sold)
    left = lines.quantity[sold].copy()
    for _, candidate, taken in told:
        place = np.searchsorted(sold, candidate)
        if place < len(sold) and sold[place] == candidate:
            left[place] -= taken
    bought = Bought(
        group[:first],
        np.concatenate([lines.at[sold], stored_sold.at]),
        np.concatenate([lines.price[sold], stored_sold.price]),
        np.concatenate([left, stored_sold.units]),
    )
    taken_back = TakenBack(
        group[first:],
        np.concatenate([lines.at[back], stored_back.at]),
        np.concatenate([lines.price[back], stored_back.price]),
        np.concatenate([-lines.quantity[back], stored_back.units]),
        np.arange(len(back) + len(stored_back)) >= len(back),
    )
    found = match(bought, taken_back)
    # Two stored lines need no new link: their own import has matched them.
    return [one for one in found if one.back < len(back) or one.bought < len(sold)]


def _stored_lines(session: Session, customer: Ints, variant: Ints, back: Ints, sold: Ints) -> tuple[_Stored, _Stored]:
    """Stored lines of these customers: sold ones with what is not yet taken back, and cancellations without a link."""
    if session.scalar(select(SaleLine.id).limit(1)) is None:
        return _stored([]), _stored([])
    wanted_back = set(zip(customer[back].tolist(), variant[back].tolist(), strict=True))
    wanted_sold = set(zip(customer[sold].tolist(), variant[sold].tolist(), strict=True))
    returned = aliased(SaleLine)
    taken = (
        select(func.coalesce(-func.sum(returned.quantity), 0))
        .where(returned.returns_line_id == SaleLine.id)
        .scalar_subquery()
    )
    base = select(SaleLine.id, Sale.customer_id, SaleLine.variant_id, Sale.sold_at, SaleLine.unit_price_minor)
    sold_rows: list[tuple[int, ...]] = []
    back_rows: list[tuple[int, ...]] = []
    owners = sorted({owner for owner, _ in wanted_back | wanted_sold})
    for start in range(0, len(owners), 900):
        some = Sale.customer_id.in_(owners[start : start + 900]) & (SaleLine.kind == "product")
        with_units = base.add_columns(SaleLine.quantity - taken).join(Sale, Sale.id == SaleLine.sale_id)
        if wanted_back:
            sold_rows += _wanted(session.execute(with_units.where(some, SaleLine.quantity > 0)), wanted_back)
        open_back = base.add_columns(-SaleLine.quantity).join(Sale, Sale.id == SaleLine.sale_id)
        condition = (SaleLine.quantity < 0) & SaleLine.returns_line_id.is_(None)
        if wanted_sold:
            back_rows += _wanted(session.execute(open_back.where(some, condition)), wanted_sold)
    return _stored([row for row in sold_rows if row[5] > 0]), _stored(back_rows)


def _wanted(rows: object, wanted: set[tuple[int, int]]) -> list[tuple[int, ...]]:
    return [
        (line, owner, thing, int(at.timestamp()), price, units)
        for line, owner, thing, at, price, units in rows  # type: ignore[attr-defined]
        if (owner, thing) in wanted
    ]


def _stored(rows: list[tuple[int, ...]]) -> _Stored:
    values = np.array(rows, dtype=np.int64).reshape(-1, 6)
    return _Stored(*(values[:, column] for column in range(6)))


def _tell(
    lines: SalesLines, product: Bools, parts: _Parts, later: int, rejects: Sequence[Rejects], book: RuleBook
) -> None:
    cancelled = np.flatnonzero(product & (lines.quantity < 0)).tolist()
    whole = [row for row in cancelled if row in parts.taken and not parts.left_of(row)]
    exceeding = [row for row in cancelled if row in parts.taken and parts.left_of(row)]
    unmatched = [row for row in cancelled if row not in parts.taken]
    partial = [
        row
        for row in whole
        if any(bought >= 0 and lines.quantity[bought] > units for bought, _, units in parts.taken[row])
    ]
    book.add("cancellation_matched", CHANGED, len(whole), _some(lines, rejects, whole))
    book.add("cancellation_partial", NOTED, len(partial), _some(lines, rejects, partial))
    book.add("cancellation_split", CHANGED, sum(len(parts.taken[row]) > 1 for row in whole + exceeding))
    book.add("cancellation_exceeds", KEPT, len(exceeding), _some(lines, rejects, exceeding))
    book.add("cancellation_unmatched", KEPT, len(unmatched), _some(lines, rejects, unmatched))
    book.add("cancellation_linked_later", CHANGED, later)


def _some(lines: SalesLines, rejects: Sequence[Rejects], rows: list[int]) -> list[Example]:
    return [rejects[int(lines.part[row])].example(int(lines.row[row])) for row in rows[:5]]
