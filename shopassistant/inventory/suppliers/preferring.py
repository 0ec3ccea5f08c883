"""Whom a variant is bought from; a product whose variants agree names that supplier, so that all lists say the same."""

from sqlalchemy import select, update

from shopassistant.store.schema import Product, SupplierItem, Variant
from shopassistant.store.unit_of_work import UnitOfWork


def prefer(unit: UnitOfWork, item: SupplierItem) -> None:
    """Buy the item's variant there from now on, and nowhere else by default."""
    unit.session.flush()
    unit.session.execute(
        update(SupplierItem)
        .where(SupplierItem.variant_id == item.variant_id, SupplierItem.preferred)
        .values(preferred=False)
    )
    unit.session.flush()
    item.preferred = True
    follow_preference(unit, item.variant_id)


def follow_preference(unit: UnitOfWork, variant_id: int) -> None:
    """Let the variant's product name the supplier whom all its variants are bought from; none where none is."""
    unit.session.flush()
    product_id = unit.session.scalar(select(Variant.product_id).where(Variant.id == variant_id))
    preferred = set(
        unit.session.scalars(
            select(SupplierItem.supplier_id)
            .select_from(Variant)
            .outerjoin(SupplierItem, (SupplierItem.variant_id == Variant.id) & SupplierItem.preferred)
            .where(Variant.product_id == product_id)
            .distinct()
        )
    )
    product = unit.session.get_one(Product, product_id)
    if len(preferred) == 1:
        (product.supplier_id,) = preferred
        unit.session.flush()
