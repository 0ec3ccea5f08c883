"""A purchase order on its way out: as a PDF, as a table, as the text of an e-mail. Pure functions over a frozen view.

The libraries behind load when they are first needed.
"""

from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.messages import Catalogue
from shopassistant.inventory.purchasing.documents.letter import Letter, order_letter
from shopassistant.inventory.purchasing.documents.table import order_table, save_table
from shopassistant.inventory.purchasing.documents.view import (
    Drawn,
    OrderLineView,
    PurchaseOrderView,
    SupplierView,
    file_name,
)
from shopassistant.store.shop import Shop

__all__ = [
    "Drawn",
    "Letter",
    "OrderLineView",
    "PurchaseOrderView",
    "SupplierView",
    "file_name",
    "order_letter",
    "order_pdf",
    "order_table",
    "save_pdf",
    "save_table",
]


def order_pdf(order: PurchaseOrderView, shop: Shop, catalogue: Catalogue) -> Drawn:
    """Draw an order as a PDF on A4 (Letter where the country uses it), on as many pages as it takes."""
    from shopassistant.inventory.purchasing.documents.pdf import draw_order

    return draw_order(order, shop, catalogue)


def save_pdf(order: PurchaseOrderView, shop: Shop, catalogue: Catalogue, path: Path) -> Drawn:
    """Draw an order into a file, whole or not at all; what was at `path` is replaced.

    Raises:
        EnvironmentProblem: ``document.unwritable`` with ``path`` and ``reason``.
    """
    drawn = order_pdf(order, shop, catalogue)
    scratch = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_bytes(drawn.data)
        scratch.replace(path)
    except OSError as error:
        raise EnvironmentProblem("document.unwritable", path=str(path), reason=error.strerror or str(error)) from error
    return drawn
