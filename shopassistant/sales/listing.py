"""The table of sales and returns: ids in the order and with the filters asked for, and the rows of those in sight."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, select
from sqlalchemy.orm import Session, aliased

from shopassistant.core.errors import UserError
from shopassistant.store.schema import Customer, Location, Product, Sale, SaleLine, Staff, Tender, Variant

SORTS = ("sold_at", "number", "total", "customer", "staff")
KINDS = ("sale", "return")
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class ReceiptFilter:
    """What the table is narrowed to; None and empty leave a question open. Everything given must hold.

    Attributes:
        number: what the number begins with, in any case.
        first_on, last_on: local days, both included.
        product_id: a product, any of its variants, is on it.
        total_minor: exactly this total, of a return without its sign.
        kind: ``sale`` or ``return``.
        source: ``counter``, ``import``, ``api`` or ``demo``.
    """

    number: str = ""
    customer_id: int | None = None
    first_on: date | None = None
    last_on: date | None = None
    product_id: int | None = None
    total_minor: int | None = None
    kind: str | None = None
    source: str | None = None

    def __or__(self, other: "ReceiptFilter") -> "ReceiptFilter":
        """Both together; where both say something, `other` wins."""
        said = {name: getattr(other, name) for name in self.__dataclass_fields__ if getattr(other, name)}
        return replace(self, **said)


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One line of the table.

    Attributes:
        customer: name, empty for a walk-in.
        units: pieces sold, of a return those given back (without sign).
        what: name of the first product, or what was charged.
        more: how many lines there are besides it.
        returned: for a sale, whether something of it came back.
    """

    id: int
    number: str
    kind: str
    source: str
    sold_at: datetime
    customer_id: int | None
    customer: str
    location: str
    staff: str
    units: int
    what: str
    more: int
    total_minor: int
    tenders: tuple[str, ...]
    returned: bool


def list_ids(
    session: Session,
    wanted: ReceiptFilter | None = None,
    sort: str = "sold_at",
    *,
    descending: bool = True,
    timezone: tzinfo | None = None,
) -> list[int]:
    """Ids of the sales and returns that match, in order.

    Args:
        timezone: in which days begin; the machine's own by default.

    Raises:
        UserError: ``list.sort``, an order that is not known.
    """
    if sort not in SORTS:
        raise UserError("list.sort", sort=sort, known=", ".join(SORTS))
    query: Select[int] = select(Sale.id)
    if sort == "customer":
        query = query.outerjoin(Customer, Customer.id == Sale.customer_id)
    if sort == "staff":
        query = query.outerjoin(Staff, Staff.id == Sale.staff_id)
    for condition in _conditions(wanted or ReceiptFilter(), timezone):
        query = query.where(condition)
    keys: dict[str, list[SQLColumnExpression[Any]]] = {
        "sold_at": [Sale.sold_at],
        "number": [func.length(Sale.number), Sale.number],
        "total": [Sale.total_minor],
        "customer": [func.lower(Customer.family_name), func.lower(Customer.given_name)],
        "staff": [func.lower(Staff.name)],
    }
    ordered = [(key.desc() if descending else key.asc()).nulls_last() for key in keys[sort]]
    last = Sale.id.desc() if descending else Sale.id.asc()
    return list(session.scalars(query.order_by(*ordered, last)))


def load_rows(session: Session, ids: Sequence[int]) -> dict[int, ReceiptRow]:
    """The rows of `ids`; an id that is gone is left out."""
    rows: dict[int, ReceiptRow] = {}
    for start in range(0, len(ids), _CHUNK):
        rows |= _chunk(session, ids[start : start + _CHUNK])
    return rows


def starts_with(session: Session, number: str, limit: int = 5) -> tuple[tuple[int, str], ...]:
    """Newest sales and returns whose number begins with `number`: (id, number)."""
    if not number.strip():
        return ()
    query = select(Sale.id, Sale.number).where(_begins(number)).order_by(Sale.sold_at.desc()).limit(limit)
    return tuple((id_, text) for id_, text in session.execute(query))


def moment_of(day: date, timezone: tzinfo | None = None) -> datetime:
    """The moment a local day begins."""
    midnight = datetime.combine(day, time.min)
    return midnight.replace(tzinfo=timezone) if timezone is not None else midnight.astimezone()


def _conditions(wanted: ReceiptFilter, timezone: tzinfo | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.number.strip():
        conditions.append(_begins(wanted.number))
    if wanted.customer_id is not None:
        conditions.append(Sale.customer_id == wanted.customer_id)
    if wanted.first_on is not None:
        conditions.append(Sale.sold_at >= moment_of(wanted.first_on, timezone))
    if wanted.last_on is not None:
        conditions.append(Sale.sold_at < moment_of(wanted.last_on + timedelta(days=1), timezone))
    if wanted.total_minor is not None:
        conditions.append(Sale.total_minor.in_((wanted.total_minor, -wanted.total_minor)))
    if wanted.kind:
        conditions.append(Sale.kind == wanted.kind)
    if wanted.source:
        conditions.append(Sale.source == wanted.source)
    if wanted.product_id is not None:
        variants = select(Variant.id).where(Variant.product_id == wanted.product_id)
        conditions.append(Sale.id.in_(select(SaleLine.sale_id).where(SaleLine.variant_id.in_(variants))))
    return conditions


def _begins(number: str) -> ColumnElement[bool]:
    """A range instead of a pattern, so that the index of the numbers answers; tried as given and in capitals."""
    given = number.strip()
    ranges = [Sale.number.between(one, one + "\U0010ffff") for one in dict.fromkeys((given, given.upper()))]
    return ranges[0] if len(ranges) == 1 else ranges[0] | ranges[1]


def _chunk(session: Session, ids: Sequence[int]) -> dict[int, ReceiptRow]:
    units, firsts, counts = _lines(session, ids)
    tenders: dict[int, list[str]] = {}
    for sale_id, kind in session.execute(
        select(Tender.sale_id, Tender.kind).where(Tender.sale_id.in_(ids)).order_by(Tender.id)
    ):
        tenders.setdefault(sale_id, []).append(kind)
    back = _came_back()
    rows = session.execute(
        select(Sale, Customer, Location.name, Staff.name, back)
        .outerjoin(Customer, Customer.id == Sale.customer_id)
        .join(Location, Location.id == Sale.location_id)
        .outerjoin(Staff, Staff.id == Sale.staff_id)
        .where(Sale.id.in_(ids))
    )
    return {
        sale.id: ReceiptRow(
            id=sale.id,
            number=sale.number,
            kind=sale.kind,
            source=sale.source,
            sold_at=sale.sold_at,
            customer_id=sale.customer_id,
            customer=_name(who),
            location=place,
            staff=staff or "",
            units=units.get(sale.id, 0),
            what=firsts.get(sale.id, ""),
            more=max(0, counts.get(sale.id, 0) - 1),
            total_minor=sale.total_minor,
            tenders=tuple(dict.fromkeys(tenders.get(sale.id, ()))),
            returned=bool(returned),
        )
        for sale, who, place, staff, returned in rows
    }


def _came_back() -> ColumnElement[bool]:
    """Whether any line of the sale was given back."""
    sold, given_back = aliased(SaleLine), aliased(SaleLine)
    return exists(
        select(given_back.id).join(sold, sold.id == given_back.returns_line_id).where(sold.sale_id == Sale.id)
    ).correlate(Sale)


def _lines(session: Session, ids: Sequence[int]) -> tuple[dict[int, int], dict[int, str], dict[int, int]]:
    units: dict[int, int] = {}
    firsts: dict[int, str] = {}
    counts: dict[int, int] = {}
    query = (
        select(SaleLine.sale_id, SaleLine.kind, SaleLine.quantity, SaleLine.description, Product.name)
        .outerjoin(Variant, Variant.id == SaleLine.variant_id)
        .outerjoin(Product, Product.id == Variant.product_id)
        .where(SaleLine.sale_id.in_(ids))
        .order_by(SaleLine.sale_id, SaleLine.kind.desc(), SaleLine.position)
    )
    for sale_id, kind, quantity, description, name in session.execute(query):
        firsts.setdefault(sale_id, description or name or "")
        counts[sale_id] = counts.get(sale_id, 0) + 1
        if kind == "product":
            units[sale_id] = units.get(sale_id, 0) + abs(quantity)
    return units, firsts, counts


def _name(who: Customer | None) -> str:
    if who is None:
        return ""
    return f"{who.given_name} {who.family_name}".strip() or who.company or who.number
