"""The columns of a delivery under way, and of the orders it may belong to."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.purchasing.order_words import expected_words
from shopassistant.desktop.pages.purchasing.receive_desk import ArrivalRow
from shopassistant.desktop.widgets.table import Column


def _tr(text: str) -> str:
    return QCoreApplication.translate("purchasing", text)


def state_words(catalogue: Catalogue, row: ArrivalRow) -> tuple[str, str]:
    """What is to be said about a row, and its colour."""
    number = catalogue.number
    if row.order_line_id is None:
        return _tr("not ordered"), "warning"
    if row.over:
        return _tr("{units} too many").format(units=number(row.over)), "warning"
    if not row.open_units:
        return _tr("all here before"), "muted"
    if not row.units and not row.damaged:
        return _tr("to come"), "muted"
    missing = row.open_units - row.units
    if missing:
        return _tr("{units} missing").format(units=number(missing)), "accent"
    return _tr("complete"), "positive"


def row_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """The lines of the delivery."""

    def number(value: int) -> str:
        return catalogue.number(value) if value else "\u2013"

    return (
        Column("name", _tr("Product"), lambda row: row.name, 0, strong=True),
        Column("kind", _tr("Kind"), lambda row: row.detail, 112),
        Column("sku", _tr("Number"), lambda row: row.sku, 120, tone=lambda row: "muted"),
        Column("open", _tr("Expected"), lambda row: number(row.open_units), 84, "right"),
        Column("units", _tr("Came"), lambda row: number(row.units), 72, "right", strong=True),
        Column(
            "damaged",
            _tr("Damaged"),
            lambda row: number(row.damaged),
            84,
            "right",
            tone=lambda row: "critical" if row.damaged else "muted",
        ),
        Column(
            "state",
            _tr("State"),
            lambda row: state_words(catalogue, row)[0],
            120,
            tone=lambda row: state_words(catalogue, row)[1],
            badge=True,
        ),
    )


def order_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """The orders on their way."""
    return (
        Column("number", _tr("Number"), lambda row: row.number, 112, strong=True),
        Column("supplier", _tr("Supplier"), lambda row: row.supplier, 0),
        Column(
            "expected",
            _tr("Expected"),
            lambda row: expected_words(catalogue, row, today()),
            120,
            tone=lambda row: "critical" if row.late_days else "text",
            badge=True,
        ),
        Column("location", _tr("For"), lambda row: row.location, 140),
        Column("open", _tr("Units to come"), lambda row: catalogue.number(row.units_open), 112, "right"),
    )
