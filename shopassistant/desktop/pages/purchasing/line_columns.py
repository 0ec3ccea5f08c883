"""The columns of an order's lines, while it is written and once it is sent."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.stock.columns import stock_text
from shopassistant.desktop.widgets.table import Column
from shopassistant.inventory.purchasing.order_view import OrderLine


def _tr(text: str) -> str:
    return QCoreApplication.translate("purchasing", text)


def name_words(line: OrderLine) -> str:
    """Name with colour and size."""
    return ", ".join(part for part in (line.name, line.detail) if part)


def packs_words(catalogue: Catalogue, units: int, pack_size: int) -> str:
    """Units as packs: ``4 × 6``; empty where it is sold by the piece or by broken packs."""
    if pack_size == 1 or units % pack_size:
        return ""
    return f"{catalogue.number(units // pack_size)} × {catalogue.number(pack_size)}"


def draft_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """While the order is written."""
    currency = catalogue.currency

    def money(minor: int) -> str:
        return catalogue.number(currency.to_decimal(minor))

    return (
        _product(),
        _kind(),
        _number(),
        Column("stock", _tr("Stock"), lambda line: stock_text(catalogue, line.stock), 60, "right"),
        Column(
            "packs",
            _tr("Packs"),
            lambda line: (
                packs_words(catalogue, line.units, line.pack_size) or (_tr("broken") if line.pack_size > 1 else "")
            ),
            76,
            "right",
            tone=lambda line: "warning" if line.units % line.pack_size else "muted",
        ),
        Column("units", _tr("Units"), lambda line: catalogue.number(line.units), 56, "right", strong=True),
        Column(
            "cost",
            _tr("Each"),
            lambda line: money(line.cost_minor),
            68,
            "right",
            tone=lambda line: "text" if line.cost_minor else "warning",
        ),
        Column("total", currency.code, lambda line: money(line.total_minor), 76, "right"),
    )


def sent_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """Once the supplier has it."""
    number = catalogue.number
    return (
        _product(),
        _kind(),
        _number(),
        Column("units", _tr("Ordered"), lambda line: number(line.units), 76, "right"),
        Column(
            "received",
            _tr("Came"),
            lambda line: number(line.units_received) if line.units_received else "\u2013",
            68,
            "right",
            tone=_came_tone,
        ),
        Column(
            "open",
            _tr("To come"),
            lambda line: number(line.units_open) if line.units_open else "\u2013",
            76,
            "right",
            strong=True,
        ),
        Column(
            "cancelled",
            _tr("Cancelled"),
            lambda line: number(line.units_cancelled) if line.units_cancelled else "\u2013",
            88,
            "right",
            tone=lambda line: "muted",
            shown=False,
        ),
        Column(
            "expected",
            _tr("Expected"),
            lambda line: "" if line.expected_on is None else day(catalogue, line.expected_on, today()),
            92,
            shown=False,
        ),
        Column(
            "cost",
            _tr("Each {currency}").format(currency=catalogue.currency.code),
            lambda line: number(catalogue.currency.to_decimal(line.cost_minor)),
            88,
            "right",
            shown=False,
        ),
    )


def _product() -> Column:
    return Column(
        "name",
        _tr("Product"),
        lambda line: line.name,
        0,
        strong=True,
        tip=lambda line: f"{name_words(line)} ({line.sku})",
    )


def _kind() -> Column:
    return Column("kind", _tr("Kind"), lambda line: line.detail, 96, tip=name_words)


def _number() -> Column:
    """The number the supplier knows it by; the shop's own where there is none."""
    return Column(
        "number",
        _tr("Number"),
        lambda line: (line.item.supplier_sku if line.item is not None else "") or line.sku,
        104,
        tone=lambda line: "muted",
        shown=False,
    )


def _came_tone(line: OrderLine) -> str:
    if not line.units_received:
        return "muted"
    return "warning" if line.units_received > line.units else "positive"
