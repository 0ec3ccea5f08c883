"""How transfers are said: their status and their columns."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.stock.transfer_desk import ArrivingLine
from shopassistant.desktop.widgets.table import Column


def _tr(text: str) -> str:
    return QCoreApplication.translate("transfers", text)


def status_words(status: str) -> tuple[str, str]:
    """The status of a transfer and its colour."""
    return {
        "shipped": (_tr("on its way"), "accent"),
        "received": (_tr("arrived"), "positive"),
        "cancelled": (_tr("called back"), "muted"),
    }[status]


def transfer_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the list of transfers."""

    def number(value: int) -> str:
        return catalogue.number(value) if value else "\u2013"

    return (
        Column("number", _tr("Number"), lambda row: row.number, 104, strong=True),
        Column("from", _tr("From"), lambda row: row.start, 150),
        Column("to", _tr("To"), lambda row: row.end, 0),
        Column(
            "status",
            _tr("Status"),
            lambda row: status_words(row.status)[0],
            108,
            tone=lambda row: status_words(row.status)[1],
            badge=True,
        ),
        Column(
            "shipped",
            _tr("Sent"),
            lambda row: day(catalogue, row.shipped_at, today()),
            96,
            tip=lambda row: exact_day(catalogue, row.shipped_at),
        ),
        Column("units", _tr("Units"), lambda row: number(row.units), 72, "right"),
        Column("way", _tr("On the way"), lambda row: number(row.on_way), 96, "right", strong=True),
        Column(
            "missing",
            _tr("Missing"),
            lambda row: number(row.missing),
            84,
            "right",
            tone=lambda row: "critical" if row.missing else "muted",
        ),
        Column("by", _tr("By"), lambda row: row.staff, 96, shown=False),
    )


def line_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """The lines of a transfer that is received."""

    def number(value: int) -> str:
        return catalogue.number(value) if value else "\u2013"

    return (
        Column("name", _tr("Product"), lambda one: one.line.name, 0, strong=True),
        Column("kind", _tr("Kind"), lambda one: one.line.detail, 104),
        Column("sku", _tr("Number"), lambda one: one.line.sku, 120, tone=lambda one: "muted"),
        Column("way", _tr("On the way"), lambda one: number(one.line.on_way), 92, "right"),
        Column("arrived", _tr("Arrived"), lambda one: number(one.arrived), 80, "right", strong=True),
        Column(
            "missing",
            _tr("Missing"),
            lambda one: number(one.missing),
            80,
            "right",
            tone=lambda one: "critical" if one.missing else "muted",
        ),
        Column("back", _tr("Went back"), lambda one: number(one.returned), 88, "right"),
        Column("state", _tr("State"), lambda one: _state(catalogue, one)[0], 120, tone=_tone, badge=True),
    )


def _state(catalogue: Catalogue, one: ArrivingLine) -> tuple[str, str]:
    if one.left > 0:
        return _tr("{units} open").format(units=catalogue.number(one.left)), "accent"
    if one.left < 0:
        return _tr("{units} more").format(units=catalogue.number(-one.left)), "warning"
    return _tr("complete"), "positive"


def _tone(one: ArrivingLine) -> str:
    return "accent" if one.left > 0 else "warning" if one.left < 0 else "positive"
