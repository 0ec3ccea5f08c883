"""How purchase orders are said: their status, their days, and the columns of the tables they stand in."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.widgets.table import Column
from shopassistant.inventory.purchasing.order_list import OrderRow

Today = Callable[[], date]


def _tr(text: str) -> str:
    return QCoreApplication.translate("purchasing", text)


def status_words(status: str) -> str:
    """The status of an order in a word or two."""
    return {
        "draft": _tr("Draft"),
        "sent": _tr("Sent"),
        "partly_received": _tr("Partly here"),
        "received": _tr("All here"),
        "cancelled": _tr("Cancelled"),
    }[status]


def status_tone(status: str) -> str:
    """The colour that goes with `status_words`."""
    return {"draft": "muted", "sent": "accent", "partly_received": "warning", "received": "positive"}.get(
        status, "muted"
    )


def late_words(catalogue: Catalogue, days: int) -> str:
    """How late something is."""
    if days == 1:
        return _tr("1 day late")
    return _tr("{days} days late").format(days=catalogue.number(days))


def expected_words(catalogue: Catalogue, row: OrderRow, today: date) -> str:
    """When it is expected, or how late it is."""
    if row.late_days:
        return late_words(catalogue, row.late_days)
    if row.status in ("received", "cancelled") or row.expected_on is None:
        return "\u2013"
    return day(catalogue, row.expected_on, today)


def columns(catalogue: Catalogue, today: Today) -> tuple[Column, ...]:
    """The columns of the table of orders."""
    code = catalogue.currency.code
    currency = catalogue.currency

    def money(minor: int) -> str:
        return catalogue.number(currency.to_decimal(minor))

    return (
        Column("number", _tr("Number"), lambda row: row.number, 104, sort="number", descending=True, strong=True),
        Column("supplier", _tr("Supplier"), lambda row: row.supplier, 0, sort="supplier"),
        Column(
            "status",
            _tr("Status"),
            lambda row: status_words(row.status),
            104,
            sort="status",
            tone=lambda row: status_tone(row.status),
            badge=True,
        ),
        Column(
            "expected",
            _tr("Expected"),
            lambda row: expected_words(catalogue, row, today()),
            132,
            sort="expected",
            tip=lambda row: exact_day(catalogue, row.expected_on),
            tone=lambda row: "critical" if row.late_days else "text",
            badge=True,
            value=lambda row: "" if row.expected_on is None else row.expected_on.isoformat(),
        ),
        Column(
            "sent",
            _tr("Ordered"),
            lambda row: day(catalogue, row.sent_at, today()),
            96,
            sort="sent",
            descending=True,
            tip=lambda row: exact_day(catalogue, row.sent_at),
            shown=False,
        ),
        Column("location", _tr("For"), lambda row: row.location, 112, sort="location", shown=False),
        Column(
            "open",
            _tr("Units to come"),
            lambda row: catalogue.number(row.units_open),
            104,
            "right",
            sort="open",
            descending=True,
            value=lambda row: row.units_open,
            shown=False,
        ),
        Column(
            "value",
            _tr("Value {currency}").format(currency=code),
            lambda row: money(row.value_minor),
            112,
            "right",
            sort="value",
            descending=True,
            value=lambda row: currency.to_decimal(row.value_minor),
        ),
    )
