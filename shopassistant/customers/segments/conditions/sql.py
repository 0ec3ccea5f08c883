"""A tree of conditions as one SQL condition on customers; every value of it is a parameter.

Sales are asked customer by customer through their covering index: twice as fast as adding all of them up first, and
whoever an earlier condition ruled out costs nothing. A condition holds or it does not: of a customer without a sale
nobody can say how long ago the last visit was, so that neither "at least" nor "at most" holds, and "not" does.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, false, func, not_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from shopassistant.customers.segments.conditions.fields import FIELDS
from shopassistant.customers.segments.conditions.tree import Leaf, Node, leaves
from shopassistant.store.schema import (
    Category,
    Consent,
    Customer,
    CustomerValue,
    ImportantDate,
    PointsEntry,
    Product,
    Sale,
    SaleLine,
    SegmentMember,
    Variant,
)

# How people name the day in a customer's file.
_BIRTHDAYS = ("birthday", "geburtstag", "anniversaire", "cumpleaños", "compleanno", "verjaardag")


def customers(node: Node, now: datetime) -> Select[Any]:
    """Ids of the active customers a tree describes, in no order."""
    query = select(Customer.id).where(Customer.status == "active", _condition(node, now))
    if any(FIELDS[leaf.field].is_profile for leaf in leaves(node)):
        query = query.where(Customer.id.not_in(_newest("personalisation", granted=False)))
    return query


def _condition(node: Node, now: datetime) -> ColumnElement[bool]:
    if isinstance(node, Leaf):
        return func.coalesce(_leaf(node, now), false())
    parts = [_condition(part, now) for part in node.parts]
    if node.joint == "all":
        return and_(true(), *parts)
    found = or_(false(), *parts)
    return not_(found) if node.joint == "not" else found


def _leaf(leaf: Leaf, now: datetime) -> ColumnElement[bool]:
    if leaf.field.startswith("bought_"):
        return _among(leaf, _buyers(leaf, now))
    if leaf.field.startswith("consent_"):
        return _consents(leaf)
    return _ASKED[leaf.field](leaf, now)


def _of_sales(figure: Any, leaf: Leaf, now: datetime, *only: ColumnElement[bool]) -> Any:
    """`figure` over one customer's sales and returns of the leaf's period."""
    query = select(figure).where(Sale.customer_id == Customer.id, Sale.sold_at <= now, *only)
    if leaf.days is not None:
        query = query.where(Sale.sold_at >= now - timedelta(days=leaf.days))
    return query.correlate(Customer).scalar_subquery()


def _spend(leaf: Leaf, now: datetime) -> ColumnElement[bool]:
    return _compared(leaf, func.coalesce(_of_sales(func.sum(Sale.total_minor), leaf, now), 0))


def _visits(leaf: Leaf, now: datetime) -> ColumnElement[bool]:
    return _compared(leaf, _of_sales(func.count(), leaf, now, Sale.kind == "sale"))


def _average_basket(leaf: Leaf, now: datetime) -> ColumnElement[bool]:
    return _ratio(leaf, now, lambda bound: Sale.total_minor - bound, Sale.kind == "sale")


def _discount_share(leaf: Leaf, now: datetime) -> ColumnElement[bool]:
    """Discounts stand in no index: one pass over all sales is faster than looking each customer's up."""

    def beyond(bound: int) -> Any:
        return func.sum(Sale.discount_minor * 10_000 - bound * Sale.gross_minor)

    least, most = _bounds(leaf)
    query = (
        select(Sale.customer_id)
        .where(Sale.customer_id.is_not(None), Sale.sold_at <= now, Sale.kind == "sale", Sale.gross_minor > 0)
        .group_by(Sale.customer_id)
    )
    if leaf.days is not None:
        query = query.where(Sale.sold_at >= now - timedelta(days=leaf.days))
    if least is not None:
        query = query.having(beyond(least) >= 0)
    if most is not None:
        query = query.having(beyond(most) <= 0)
    return Customer.id.in_(query)


def _returned_share(leaf: Leaf, now: datetime) -> ColumnElement[bool]:
    def beyond(bound: int) -> Any:
        return Sale.total_minor * case((Sale.kind == "sale", -bound), else_=-10_000)

    return _ratio(leaf, now, beyond)


def _ratio(leaf: Leaf, now: datetime, beyond: Callable[[int], Any], *only: ColumnElement[bool]) -> ColumnElement[bool]:
    """A share or mean against its bounds as a sum against nought: exact, and nothing is divided."""

    def sum_of(bound: int) -> Any:
        return _of_sales(func.sum(beyond(bound)), leaf, now, *only)

    least, most = _bounds(leaf)
    found: list[ColumnElement[bool]] = []
    if least is not None:
        found.append(sum_of(least) >= 0)
    if most is not None:
        found.append(sum_of(most) <= 0)
    return and_(*found)


def _bounds(leaf: Leaf) -> tuple[int | None, int | None]:
    """The least and the most that is allowed."""
    if leaf.op == "at_least":
        return leaf.value, None
    if leaf.op == "at_most":
        return None, leaf.value
    return leaf.value, leaf.to


def _compared(leaf: Leaf, figure: Any) -> ColumnElement[bool]:
    least, most = _bounds(leaf)
    found: list[ColumnElement[bool]] = []
    if least is not None:
        found.append(figure >= least)
    if most is not None:
        found.append(figure <= most)
    return and_(*found)


def _since_visit(leaf: Leaf, now: datetime) -> ColumnElement[bool]:
    return _ago(leaf, _of_sales(func.max(Sale.sold_at), leaf, now), now)


def _since_first(leaf: Leaf, now: datetime) -> ColumnElement[bool]:
    return _ago(leaf, _of_sales(func.min(Sale.sold_at), leaf, now), now)


def _ago(leaf: Leaf, moment: Any, now: datetime) -> ColumnElement[bool]:
    """Whole days since `moment`."""
    least, most = _bounds(leaf)
    found: list[ColumnElement[bool]] = []
    if least is not None:
        found.append(moment <= now - timedelta(days=least))
    if most is not None:
        found.append(moment > now - timedelta(days=most + 1))
    return and_(*found)


def _among(leaf: Leaf, ids: Select[Any]) -> ColumnElement[bool]:
    return Customer.id.not_in(ids) if leaf.op == "none_of" else Customer.id.in_(ids)


def _buyers(leaf: Leaf, now: datetime) -> Select[Any]:
    """Who bought one of the things chosen; what was sent back was bought, too: it was wanted once."""
    goods = select(Variant.id).join(Product, Product.id == Variant.product_id)
    if leaf.field == "bought_product":
        goods = select(Variant.id).where(Variant.product_id.in_(leaf.choices))
    elif leaf.field == "bought_brand":
        goods = goods.where(Product.brand.in_(leaf.choices))
    else:
        goods = goods.where(Product.category_id.in_(_branches(leaf.choices)))
    query = (
        select(Sale.customer_id)
        .join(SaleLine, SaleLine.sale_id == Sale.id)
        .where(
            Sale.customer_id.is_not(None), Sale.sold_at <= now, SaleLine.quantity > 0, SaleLine.variant_id.in_(goods)
        )
    )
    if leaf.days is not None:
        query = query.where(Sale.sold_at >= now - timedelta(days=leaf.days))
    return query


def _branches(ids: tuple[int, ...] | tuple[str, ...]) -> Select[int]:
    """The categories chosen and all below them."""
    # Without a name of its own, as a tree of conditions may ask for several.
    tree = select(Category.id).where(Category.id.in_(ids)).cte(recursive=True)
    tree = tree.union_all(select(Category.id).where(Category.parent_id == tree.c.id))
    return select(tree.c.id)


def _newest(purpose: str, *, granted: bool) -> Select[Any]:
    """Customers whose newest word on `purpose` is that; of two at the same moment the no counts."""
    place = func.row_number().over(
        partition_by=Consent.customer_id, order_by=(Consent.at.desc(), Consent.granted, Consent.id.desc())
    )
    rows = (
        select(Consent.customer_id, Consent.granted, place.label("place")).where(Consent.purpose == purpose).subquery()
    )
    return select(rows.c.customer_id).where(rows.c.place == 1, rows.c.granted.is_(granted))


def _consents(leaf: Leaf) -> ColumnElement[bool]:
    purpose = leaf.field.removeprefix("consent_")
    found: list[ColumnElement[bool]] = []
    for answer in leaf.choices:
        if answer == "unasked":
            found.append(Customer.id.not_in(select(Consent.customer_id).where(Consent.purpose == purpose)))
        else:
            found.append(Customer.id.in_(_newest(purpose, granted=answer == "yes")))
    return not_(or_(*found)) if leaf.op == "none_of" else or_(*found)


def _valued(column: InstrumentedAttribute[Any], scale: int = 1) -> Any:
    def found(leaf: Leaf, _now: datetime) -> ColumnElement[bool]:
        figure = cast(func.round(column * scale), Integer) if scale > 1 else column
        return Customer.id.in_(select(CustomerValue.customer_id).where(_compared(leaf, figure)))

    return found


def _rfm(leaf: Leaf, _now: datetime) -> ColumnElement[bool]:
    return _among(leaf, select(CustomerValue.customer_id).where(CustomerValue.rfm_group.in_(leaf.choices)))


def _points(leaf: Leaf, _now: datetime) -> ColumnElement[bool]:
    balance = func.sum(PointsEntry.points)
    held = select(balance).where(PointsEntry.customer_id == Customer.id).scalar_subquery()
    return _compared(leaf, func.coalesce(held, 0))


def _segment(leaf: Leaf, _now: datetime) -> ColumnElement[bool]:
    return _among(leaf, select(SegmentMember.customer_id).where(SegmentMember.segment_id.in_(leaf.choices)))


def _birthday(leaf: Leaf, _now: datetime) -> ColumnElement[bool]:
    months = [int(month) for month in leaf.choices]
    born = select(ImportantDate.customer_id).where(
        ImportantDate.month.in_(months), func.lower(ImportantDate.label).in_(_BIRTHDAYS)
    )
    return _among(leaf, born)


def _word(column: InstrumentedAttribute[Any]) -> Any:
    def found(leaf: Leaf, _now: datetime) -> ColumnElement[bool]:
        inside = func.coalesce(column, "").in_(leaf.choices)
        return not_(inside) if leaf.op == "none_of" else inside

    return found


def _postcode(leaf: Leaf, _now: datetime) -> ColumnElement[bool]:
    bare = func.upper(func.replace(Customer.postcode, " ", ""))
    starts = or_(*(bare.startswith(str(one).replace(" ", "").upper(), autoescape=True) for one in leaf.choices))
    return not_(starts) if leaf.op == "none_of" else starts


def _days_known(leaf: Leaf, now: datetime) -> ColumnElement[bool]:
    return _ago(leaf, Customer.created_at, now)


_ASKED: dict[str, Callable[[Leaf, datetime], ColumnElement[bool]]] = {
    "spend": _spend,
    "visits": _visits,
    "average_basket": _average_basket,
    "discount_share": _discount_share,
    "returned_share": _returned_share,
    "days_since_visit": _since_visit,
    "days_since_first": _since_first,
    "lifetime": _valued(CustomerValue.lifetime_minor),
    "churn": _valued(CustomerValue.churn, 10_000),
    "rfm": _rfm,
    "points": _points,
    "segment": _segment,
    "birthday_month": _birthday,
    "city": _word(Customer.city),
    "language": _word(Customer.language),
    "postcode": _postcode,
    "days_known": _days_known,
}
