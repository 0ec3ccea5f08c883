"""What a count is about: its list, or everything the books know at its location and in its category."""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Category, Product, StockCount, StockCountLine, StockLevel, Variant


def uncounted(session: Session, count: StockCount) -> dict[int, int]:
    """Variants that should have been counted and were not, with the units the books say are there now.

    For a cycle count the rest of its list whose stock is known; for a full one all that the books say is (or owes to
    be) at the location, in its category.
    """
    here = (StockLevel.location_id == count.location_id, StockLevel.is_counted)
    done = select(StockCountLine.variant_id).where(
        StockCountLine.count_id == count.id, StockCountLine.counted_units.is_not(None)
    )
    query = select(StockLevel.variant_id, StockLevel.quantity).where(*here, StockLevel.variant_id.not_in(done))
    if count.kind == "cycle":
        listed = select(StockCountLine.variant_id).where(StockCountLine.count_id == count.id)
        query = query.where(StockLevel.variant_id.in_(listed))
    else:
        query = query.where(StockLevel.quantity != 0)
    if count.category_id is not None:
        query = query.where(StockLevel.variant_id.in_(_in_category(session, count.category_id)))
    rows = session.execute(query.order_by(StockLevel.variant_id))
    return {row.variant_id: row.quantity for row in rows}


def _in_category(session: Session, category_id: int) -> Select[int]:
    path = session.scalar(select(Category.path).where(Category.id == category_id)) or ""
    below = or_(Category.path == path, Category.path.startswith(f"{path} / ", autoescape=True))
    return (
        select(Variant.id)
        .join(Product, Product.id == Variant.product_id)
        .join(Category, Category.id == Product.category_id)
        .where(below)
    )
