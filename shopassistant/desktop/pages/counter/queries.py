"""The few plain look-ups only the counter needs: names by id, and what a product's picture is drawn from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Category, Customer, Product, Variant


@dataclass(frozen=True, slots=True)
class Looks:
    """What a picture of a variant is drawn from.

    Attributes:
        category: path of its category, empty where it has none.
    """

    name: str
    category: str
    colour: str
    size: str
    image: str | None
    attributes: Mapping[str, Any]


def customer_names(session: Session, customer_ids: Collection[int]) -> dict[int, str]:
    """Names to show, by id; a company where there is no person's name."""
    rows = session.execute(
        select(Customer.id, Customer.given_name, Customer.family_name, Customer.company, Customer.number).where(
            Customer.id.in_(customer_ids)
        )
    )
    return {
        id_: " ".join(part for part in (given, family) if part) or company or number
        for id_, given, family, company, number in rows
    }


def looks(session: Session, variant_ids: Collection[int]) -> dict[int, Looks]:
    """Category, colour and size of variants, by id."""
    rows = session.execute(
        select(Variant.id, Product.name, Category.path, Variant.colour, Variant.size, Product.image, Product.attributes)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Category, Category.id == Product.category_id)
        .where(Variant.id.in_(variant_ids))
    )
    return {
        id_: Looks(name, path or "", colour or "", size or "", image, attributes or {})
        for id_, name, path, colour, size, image, attributes in rows
    }
