"""Whether a store's books agree after something violent happened to it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.store.check import check_store
from shopassistant.store.database import Store
from shopassistant.store.schema import Sale, SaleLine, StockMovement


def problems(store: Store) -> list[str]:
    """What the store's own check finds, in one line each; empty where all is well."""
    return [f"{finding.code} x{finding.count}: {finding.examples}" for finding in check_store(store).findings]


def sale_problems(session: Session, sale_id: int, number: str, total_minor: int, lines: int) -> list[str]:
    """What is not in the books of a sale that was reported as complete."""
    sale = session.get(Sale, sale_id)
    if sale is None:
        return [f"{number} is missing"]
    wrong = []
    if (sale.number, sale.total_minor) != (number, total_minor):
        wrong.append(f"{number} is {sale.number} of {sale.total_minor}")
    found = session.scalars(select(SaleLine.id).where(SaleLine.sale_id == sale_id)).all()
    if len(found) != lines:
        wrong.append(f"{number} has {len(found)} lines of {lines}")
    sold = session.scalar(select(func.sum(SaleLine.quantity)).where(SaleLine.sale_id == sale_id))
    moved = session.scalar(select(func.sum(StockMovement.quantity)).where(StockMovement.sale_line_id.in_(found)))
    if (sold or 0) != -(moved or 0):
        wrong.append(f"{number} sold {sold} and moved {moved}")
    return wrong
