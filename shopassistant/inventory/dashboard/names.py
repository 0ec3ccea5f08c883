"""What variants are called, for the lines in sight."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Category, Product, Supplier, SupplierItem, Variant


@dataclass(frozen=True, slots=True)
class Named:
    """A variant in words; empty where there is none."""

    variant_id: int
    name: str
    sku: str
    size: str
    colour: str
    brand: str
    category: str
    supplier: str
    supplier_id: int
    discontinued: bool

    @property
    def detail(self) -> str:
        """What tells it from others of its product."""
        return " · ".join(part for part in (self.colour, self.size) if part)


def load_names(session: Session, ids: Sequence[int]) -> dict[int, Named]:
    """By variant id; one that is gone is left out. At most some thousands at a time."""
    supplier_id = func.coalesce(SupplierItem.supplier_id, Product.supplier_id)
    statement = (
        select(
            Variant.id,
            Product.name,
            Variant.sku,
            func.coalesce(Variant.size, ""),
            func.coalesce(Variant.colour, ""),
            func.coalesce(Product.brand, ""),
            func.coalesce(Category.path, ""),
            func.coalesce(Supplier.name, ""),
            func.coalesce(supplier_id, 0),
            Variant.discontinued,
        )
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Category, Category.id == Product.category_id)
        .outerjoin(SupplierItem, (SupplierItem.variant_id == Variant.id) & SupplierItem.preferred)
        .outerjoin(Supplier, Supplier.id == supplier_id)
        .where(Variant.id.in_(ids))
    )
    return {row[0]: Named(*tuple(row)) for row in session.execute(statement)}


def category_below(session: Session, category_id: int) -> frozenset[int]:
    """Ids of a category and of all below it."""
    path = select(Category.path).where(Category.id == category_id).scalar_subquery()
    below = (Category.path == path) | (func.substr(Category.path, 1, func.length(path) + 3) == path.concat(" / "))
    return frozenset(session.scalars(select(Category.id).where(below)))
