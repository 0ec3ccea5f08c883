"""Books cleaned sales lines: sales made or extended, cancellations linked, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shopassistant.core.progress import Progress
from shopassistant.ingest.catalogue import list_products, with_codes
from shopassistant.ingest.lines import SalesLines, as_bytes
from shopassistant.ingest.links import Links, find_links, link_stored
from shopassistant.ingest.people import Buyer, add_customers, find_customers
from shopassistant.ingest.rejects import Rejects
from shopassistant.ingest.report import NOTED, SKIPPED, RuleBook
from shopassistant.ingest.rows import insert_rows, moments
from shopassistant.ingest.sales_shape import Sales, day_text, find_sales, short_hash
from shopassistant.ingest.table import Codes, Ints
from shopassistant.store.bulk import insert_columns
from shopassistant.store.bulk_lookup import defer_foreign_keys, known_keys, next_id
from shopassistant.store.schema import Location, Sale, SaleLine
from shopassistant.store.shop import Shop, ensure_location
from shopassistant.store.unit_of_work import UnitOfWork

_AT_ONCE = 900
# Lines turned into Python values at once: all of them would take a gigabyte.
_STEP = 50_000
_SAME_SALE_SECONDS = 2 * 86_400


@dataclass(frozen=True, slots=True)
class Booked:
    """What a run added: lines, sales, returns, customers, products; and how many lines the store had already."""

    lines: int = 0
    known: int = 0
    sales: int = 0
    returns: int = 0
    customers: int = 0
    products: int = 0


@dataclass(frozen=True, slots=True)
class _Target:
    """Id of the sale each group of lines is booked on, and which of these sales are new."""

    ids: Ints
    numbers: list[str]
    is_new: Sequence[bool]


def book_sales(
    unit: UnitOfWork,
    lines: SalesLines,
    who: Codes,
    people: Sequence[Buyer],
    shop: Shop,
    rejects: Sequence[Rejects],
    book: RuleBook,
    progress: Progress,
) -> Booked:
    """Write the lines the store does not have yet. The caller commits.

    Args:
        who: code of each line's buyer in `people`, -1 for walk-ins.
    """
    session = unit.session
    defer_foreign_keys(session)
    known = known_keys(session, SaleLine.source_key, lines.key)
    book.add("known_line", SKIPPED, int(known.sum()))
    if known.all():
        return Booked(known=int(known.sum()))
    lines, who = with_codes(lines.take(~known)), who[~known]
    progress.report("import.matching", 0, len(lines))
    sales = find_sales(lines, who, book)
    customer_of, made = _customers(unit, lines, who, people, shop)
    catalogue = list_products(session, lines)
    customers = np.where(sales.customer >= 0, customer_of[sales.customer], 0)
    links = find_links(session, lines, sales, customers, catalogue.variant, rejects, book)
    progress.report("import.writing", 0, len(lines))
    target = _targets(session, sales, customers, book)
    _write_sales(unit, lines, sales, customers, target, shop)
    ids = _write_lines(session, lines, sales, target, catalogue.variant, links, progress)
    link_stored(session, links, ids)
    new_returns = sum(1 for back, new in zip(sales.is_return.tolist(), target.is_new, strict=True) if back and new)
    return Booked(len(lines), int(known.sum()), sum(target.is_new) - new_returns, new_returns, made, catalogue.made)


def _customers(
    unit: UnitOfWork, lines: SalesLines, who: Codes, people: Sequence[Buyer], shop: Shop
) -> tuple[Ints, int]:
    """Customer id of each buyer (0 for an erased one), and how many customers were made."""
    present = set(np.unique(who[who >= 0]).tolist())
    found = find_customers(unit.session, people)
    new = [place for place in range(len(people)) if place in present and place not in found]
    now = unit.clock.now()
    made = add_customers(unit.session, lines, who, people, new, now, shop.country)
    ids = np.zeros(len(people) + 1, dtype=np.int64)
    for place, customer_id in {**found, **made}.items():
        ids[place] = customer_id or 0
    return ids, len(made)


def _targets(session: Session, sales: Sales, customers: Ints, book: RuleBook) -> _Target:
    """The stored sale that each group of lines extends, or a new one under a number that is free."""
    stored = _stored_sales(session, sales.number)
    free = next_id(session, Sale)
    ids, numbers, is_new = [], [], []
    taken: set[str] = set(sales.number)
    extended = reused = 0
    for number, at, customer in zip(sales.number, sales.at.tolist(), customers.tolist(), strict=True):
        name = number
        found = stored.get(name)
        if found is not None and not _is_same(found, at, customer):
            name = f"{number[:22]}/{day_text(at // 86_400)}-{short_hash(str(customer))}"
            found = _stored_sales(session, [name]).get(name)
            while name in taken or (found is not None and not _is_same(found, at, customer)):
                name = f"{name[:33]}-{short_hash(name)}"
                found = _stored_sales(session, [name]).get(name)
            taken.add(name)
            reused += 1
        numbers.append(name)
        is_new.append(found is None)
        extended += found is not None
        ids.append(found.id if found is not None else free)
        free += found is None
    book.add("invoice_extended", NOTED, extended)
    book.add("invoice_reused", NOTED, reused)
    return _Target(np.array(ids, dtype=np.int64), numbers, is_new)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A sale that has a number already."""

    id: int
    source: str
    at: int
    customer_id: int | None


def _stored_sales(session: Session, numbers: Sequence[str]) -> dict[str, _Stored]:
    found = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        query = select(Sale.number, Sale.id, Sale.source, Sale.sold_at, Sale.customer_id).where(Sale.number.in_(some))
        for number, sale_id, source, at, customer in session.execute(query):
            found[number] = _Stored(sale_id, source, int(at.timestamp()), customer)
    return found


def _is_same(stored: _Stored, at: int, customer: int) -> bool:
    """Whether further lines belong to a stored sale rather than to another of the same number."""
    same_customer = not customer or stored.customer_id in (None, customer)
    return stored.source == "import" and same_customer and abs(stored.at - at) <= _SAME_SALE_SECONDS


def _sums(values: Ints, of_line: Ints, count: int) -> Ints:
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, of_line, values)
    return sums


def _tax(lines: SalesLines) -> Ints:
    """Tax inside each line's total, rounded half away from zero (as `money.included_tax`)."""
    divisor = 10_000 + lines.tax_bp
    tax: Ints = (2 * np.abs(lines.total) * lines.tax_bp + divisor) // (2 * divisor) * np.sign(lines.total)
    return tax


def _write_sales(
    unit: UnitOfWork, lines: SalesLines, sales: Sales, customers: Ints, target: _Target, shop: Shop
) -> None:
    session, count = unit.session, len(target.numbers)
    gross = _sums(lines.quantity * lines.price, sales.of_line, count)
    discount = _sums(lines.discount, sales.of_line, count)
    tax = _sums(_tax(lines), sales.of_line, count)
    places = _locations(unit, lines, sales.of_line, count)
    stamps = moments(sales.at)
    rows = []
    for i in np.argsort(sales.at, kind="stable").tolist():
        sums = (int(gross[i]), int(discount[i]), int(gross[i] - discount[i]), int(tax[i]))
        if target.is_new[i]:
            kind = "return" if sales.is_return[i] else "sale"
            who = int(customers[i]) or None
            rows.append(
                (
                    int(target.ids[i]),
                    target.numbers[i],
                    kind,
                    "import",
                    who,
                    places[i],
                    stamps[i],
                    shop.currency,
                    *sums,
                    "",
                )
            )
        else:
            _extend(session, int(target.ids[i]), sums, int(customers[i]))
    columns = ("id", "number", "kind", "source", "customer_id", "location_id", "sold_at", "currency",
               "gross_minor", "discount_minor", "total_minor", "tax_minor", "note")  # fmt: skip
    insert_rows(session, Sale, columns, rows)


def _extend(session: Session, sale_id: int, sums: tuple[int, int, int, int], customer: int) -> None:
    gross, discount, total, tax = sums
    values = {
        "gross_minor": Sale.gross_minor + gross,
        "discount_minor": Sale.discount_minor + discount,
        "total_minor": Sale.total_minor + total,
        "tax_minor": Sale.tax_minor + tax,
    }
    session.execute(update(Sale).where(Sale.id == sale_id).values(**values))
    if customer:
        session.execute(update(Sale).where(Sale.id == sale_id, Sale.customer_id.is_(None)).values(customer_id=customer))


def default_location(unit: UnitOfWork) -> int:
    """The shop's first location; made where there is none."""
    found = unit.session.scalar(select(Location.id).order_by(Location.id).limit(1))
    return found if found is not None else ensure_location(unit)


def _locations(unit: UnitOfWork, lines: SalesLines, of_line: Ints, count: int) -> list[int]:
    ids = [
        ensure_location(unit, text.upper(), text) if text else default_location(unit) for text in lines.location.texts
    ]
    place = np.zeros(count, dtype=np.int64)
    place[of_line] = np.array(ids, dtype=np.int64)[lines.location.codes]
    found: list[int] = place.tolist()
    return found


def _write_lines(
    session: Session,
    lines: SalesLines,
    sales: Sales,
    target: _Target,
    variant: Ints,
    links: Links,
    progress: Progress,
) -> Ints:
    """Insert the lines in the order of time, what takes back after what it takes back. Returns the id of each line."""
    first = next_id(session, SaleLine)
    rows = links.rows
    order = np.lexsort((rows, sales.of_line[rows], sales.is_return[sales.of_line[rows]], sales.at[sales.of_line[rows]]))
    ids = np.empty(len(rows), dtype=np.int64)
    ids[order] = np.arange(first, first + len(rows))
    returns = np.where(links.bought >= 0, ids[links.bought], links.stored)
    position = _positions(session, sales, target, rows, order)
    for start in range(0, len(order), _STEP):
        chunk = order[start : start + _STEP]
        columns = _line_columns(lines, links, chunk, ids, returns, position, target, sales, variant)
        insert_columns(session.connection(), SaleLine, columns)
        progress.report("import.writing", start + len(chunk), len(order))
    return ids[: len(lines)]


def _line_columns(
    lines: SalesLines,
    links: Links,
    chunk: Ints,
    ids: Ints,
    returns: Ints,
    position: Ints,
    target: _Target,
    sales: Sales,
    variant: Ints,
) -> dict[str, "list[object] | Ints"]:
    rows = links.rows[chunk]
    texts, sku_texts = lines.description.texts, lines.sku.texts
    names = zip(lines.description.codes[rows].tolist(), lines.sku.codes[rows].tolist(), strict=True)
    return {
        "id": ids[chunk],
        "sale_id": target.ids[sales.of_line[rows]],
        "position": position[chunk],
        "kind": ["charge" if is_charge else "product" for is_charge in lines.charge[rows].tolist()],
        "variant_id": [number or None for number in variant[rows].tolist()],
        "description": [texts[text] or sku_texts[sku] for text, sku in names],
        "quantity": links.quantity[chunk],
        "unit_price_minor": lines.price[rows],
        "discount_minor": links.discount[chunk],
        "total_minor": links.quantity[chunk] * lines.price[rows] - links.discount[chunk],
        "tax_rate_bp": lines.tax_bp[rows],
        "tax_minor": links.tax[chunk],
        "returns_line_id": [number or None for number in returns[chunk].tolist()],
        "source_key": list(as_bytes(links.key[chunk])),
    }


def _positions(session: Session, sales: Sales, target: _Target, rows: Ints, order: Ints) -> Ints:
    """Place of each line within its sale, from 1; lines added to a stored sale stand after its last."""
    group = sales.of_line[rows][order]
    starts = np.ones(len(group), dtype=bool)
    starts[1:] = group[1:] != group[:-1]
    place = np.arange(len(group))
    running = place - np.maximum.accumulate(np.where(starts, place, 0)) + 1
    offset = np.zeros(len(target.numbers), dtype=np.int64)
    for i, new in enumerate(target.is_new):
        if not new:
            last = (
                select(SaleLine.position)
                .where(SaleLine.sale_id == int(target.ids[i]))
                .order_by(SaleLine.position.desc())
                .limit(1)
            )
            offset[i] = session.scalar(last) or 0
    position = np.empty(len(rows), dtype=np.int64)
    position[order] = running + offset[group]
    return position
