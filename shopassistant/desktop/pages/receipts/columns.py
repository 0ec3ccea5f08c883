"""What the receipts table's columns say."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.widgets.table import Column
from shopassistant.sales.listing import ReceiptRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("receipts", text)


def tender_words(kinds: tuple[str, ...]) -> str:
    """How it was paid."""
    names = {
        "cash": _tr("Cash"),
        "card": _tr("Card"),
        "voucher": _tr("Voucher"),
        "transfer": _tr("Transfer"),
        "other": _tr("Other"),
    }
    return ", ".join(names[kind] for kind in kinds)


def what_words(row: ReceiptRow) -> str:
    """The first thing on it, and how many more."""
    return row.what + (_tr(" and {more} more").format(more=row.more) if row.more else "")


def state_words(row: ReceiptRow) -> str:
    """Return, or a sale of which something came back."""
    if row.kind == "return":
        return _tr("return")
    return _tr("part back") if row.returned else ""


def source_words(source: str) -> str:
    """Where it was written."""
    return {"counter": _tr("here"), "import": _tr("imported"), "api": _tr("other system"), "demo": _tr("demo")}[source]


def columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns; `today` is asked each time, because a window may stay open over night."""
    currency = catalogue.currency

    def amount(row: ReceiptRow) -> str:
        return catalogue.number(currency.to_decimal(row.total_minor)).replace("-", "\u2212")

    return (
        Column(
            "at",
            _tr("When"),
            lambda row: f"{day(catalogue, row.sold_at, today())}, {row.sold_at.astimezone():%H:%M}",
            132,
            sort="sold_at",
            descending=True,
            tip=lambda row: exact_day(catalogue, row.sold_at),
            value=lambda row: f"{row.sold_at.astimezone():%Y-%m-%d %H:%M}",
        ),
        Column("number", _tr("Receipt"), lambda row: row.number, 88, sort="number", strong=True),
        Column(
            "state",
            "",
            state_words,
            76,
            tone=lambda row: "warning" if row.kind == "return" else "muted",
            badge=True,
        ),
        Column(
            "customer",
            _tr("Customer"),
            lambda row: row.customer or _tr("walk-in"),
            136,
            sort="customer",
            tone=lambda row: "text" if row.customer else "muted",
        ),
        Column("what", _tr("What"), what_words, 0),
        Column(
            "units", _tr("Units"), lambda row: catalogue.number(row.units), 56, "right", value=lambda row: row.units
        ),
        Column(
            "total",
            _tr("Total {currency}").format(currency=currency.code),
            amount,
            100,
            "right",
            sort="total",
            descending=True,
            value=lambda row: currency.to_decimal(row.total_minor),
        ),
        Column("paid", _tr("Paid by"), lambda row: tender_words(row.tenders), 96, shown=False),
        Column("staff", _tr("Staff"), lambda row: row.staff, 96, sort="staff", shown=False),
        Column("location", _tr("Where"), lambda row: row.location, 110, shown=False),
        Column("source", _tr("Written"), lambda row: source_words(row.source), 96, shown=False),
    )
