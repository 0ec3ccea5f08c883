"""A purchase order as a table that a supplier's system reads: numbers with a point, no grouping, no formula."""

from collections.abc import Sequence
from pathlib import Path

from shopassistant.core.csv_file import write_csv
from shopassistant.core.messages import Catalogue
from shopassistant.inventory.purchasing.documents.view import OrderLineView, PurchaseOrderView

# The order of the columns; their headings are sentences ``document.column.<name>``.
COLUMNS = (
    "order", "position", "supplier_sku", "sku", "barcode", "description", "units", "packs", "pack_size", "unit_cost",
    "total", "currency", "expected",
)  # fmt: skip


def order_table(order: PurchaseOrderView, catalogue: Catalogue) -> tuple[list[str], list[Sequence[object]]]:
    """Headings and rows, one per line of the order.

    Returns:
        Headings in the catalogue's language, and rows whose amounts are decimals of the currency, whose units are
        whole numbers and whose days are ISO 8601.
    """
    heading = [catalogue.say(f"document.column.{name}") for name in COLUMNS]
    return heading, [_row(order, line, catalogue) for line in order.lines]


def save_table(order: PurchaseOrderView, catalogue: Catalogue, path: Path) -> Path:
    """Write the table as CSV, whole or not at all.

    Returns:
        `path`.

    Raises:
        EnvironmentProblem: ``export.unwritable``.
    """
    write_csv(path, *order_table(order, catalogue))
    return path


def _row(order: PurchaseOrderView, line: OrderLineView, catalogue: Catalogue) -> Sequence[object]:
    currency = catalogue.currency
    expected = line.expected_on or order.expected_on
    return (
        order.number,
        line.position,
        line.supplier_sku,
        line.sku,
        line.barcode,
        ", ".join(part for part in (line.name, line.detail) if part),
        line.units,
        line.packs,
        line.pack_size,
        currency.to_decimal(line.cost_minor),
        currency.to_decimal(line.total_minor),
        currency.code,
        expected.isoformat() if expected is not None else None,
    )
