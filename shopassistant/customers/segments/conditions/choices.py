"""What a condition can choose from in this shop, found by a part of its name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from shopassistant.customers.segments.conditions.fields import FIELDS
from shopassistant.store.schema import Category, Customer, Product, Segment


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `text` is its name, the same as `value` where it has no other."""

    value: int | str
    text: str


def options(session: Session, field: str, text: str = "", most: int = 200) -> tuple[Option, ...]:
    """Up to `most` things whose name has `text` in it; none for a field that has fixed choices, or none at all."""
    if FIELDS[field].choices or field not in _QUERIES:
        return ()
    value, name, only = _QUERIES[field]
    query: Select[Any] = select(value, name).where(*only).distinct().order_by(func.lower(name), value).limit(most)
    if text.strip():
        query = query.where(name.icontains(text.strip(), autoescape=True))
    return tuple(Option(one, str(words)) for one, words in session.execute(query))


def _filled(column: InstrumentedAttribute[Any]) -> tuple[Any, Any, tuple[Any, ...]]:
    """A column of customers or products whose values are their own names."""
    active = Customer.status == "active" if column.class_ is Customer else Product.active
    return column, column, (column.is_not(None), column != "", active)


_QUERIES: dict[str, tuple[Any, Any, tuple[Any, ...]]] = {
    "bought_product": (Product.id, Product.name, ()),
    "bought_category": (Category.id, Category.path, ()),
    "bought_brand": _filled(Product.brand),
    "segment": (Segment.id, Segment.name, (Segment.status == "active",)),
    "city": _filled(Customer.city),
    "language": _filled(Customer.language),
}
