"""How suppliers are said: their columns, and how they keep their word."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.widgets.table import Column
from shopassistant.inventory.suppliers.items import ItemRow
from shopassistant.inventory.suppliers.lead_times import LeadTimes
from shopassistant.inventory.suppliers.listing import SupplierRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("purchasing", text)


def days_words(catalogue: Catalogue, days: float) -> str:
    """So many days."""
    whole = catalogue.formats.say_number(days, 0 if float(days).is_integer() else 1)
    return _tr("1 day") if whole == "1" else _tr("{days} days").format(days=whole)


def word_kept(catalogue: Catalogue, times: LeadTimes) -> str:
    """How long it truly takes, in one sentence."""
    mean = times.mean
    if mean is None:
        return _tr("Promises {promised}. Nothing came yet, so nobody knows how long it truly takes.").format(
            promised=days_words(catalogue, times.promised_days)
        )
    words = _tr("Promises {promised}, takes {mean} on average over {count} deliveries.")
    if len(times.days) == 1:
        words = _tr("Promises {promised}; the only delivery took {mean}.")
    said = words.format(
        promised=days_words(catalogue, times.promised_days),
        mean=days_words(catalogue, round(mean, 1)),
        count=catalogue.number(len(times.days)),
    )
    if times.late_share:
        said += " " + _tr("{share} came late.").format(share=catalogue.formats.say_share(times.late_share))
    if times.overdue:
        said += " " + _tr("Overdue now: {count}.").format(count=catalogue.number(times.overdue))
    return said


def supplier_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the table of suppliers."""
    currency = catalogue.currency

    def money(minor: int) -> str:
        return catalogue.number(currency.to_decimal(minor)) if minor else "\u2013"

    return (
        Column("name", _tr("Supplier"), _name, 0, strong=True),
        Column("promised", _tr("Promises"), lambda row: days_words(catalogue, row.times.promised_days), 84, "right"),
        Column(
            "takes",
            _tr("Takes"),
            lambda row: "\u2013" if row.times.mean is None else days_words(catalogue, round(row.times.mean, 1)),
            84,
            "right",
            tone=lambda row: _takes_tone(row.times),
        ),
        Column(
            "late",
            _tr("Late"),
            lambda row: "\u2013" if row.times.late_share is None else catalogue.formats.say_share(row.times.late_share),
            64,
            "right",
            tone=lambda row: "critical" if (row.times.late_share or 0) > 0.25 else "text",
        ),
        Column("items", _tr("Products"), lambda row: catalogue.number(row.items), 80, "right"),
        Column(
            "coming",
            _tr("On order {currency}").format(currency=currency.code),
            lambda row: money(row.open_minor),
            116,
            "right",
            value=lambda row: currency.to_decimal(row.open_minor),
        ),
        Column(
            "minimum",
            _tr("Minimum {currency}").format(currency=currency.code),
            lambda row: money(row.terms.min_order_minor),
            112,
            "right",
            shown=False,
            value=lambda row: currency.to_decimal(row.terms.min_order_minor),
        ),
        Column(
            "last",
            _tr("Last ordered"),
            lambda row: day(catalogue, row.last_sent_at, today()),
            104,
            tip=lambda row: exact_day(catalogue, row.last_sent_at),
            shown=False,
        ),
    )


def _name(row: SupplierRow) -> str:
    return row.terms.name if row.active else _tr("Former: {name}").format(name=row.terms.name)


def _takes_tone(times: LeadTimes) -> str:
    if times.mean is None:
        return "muted"
    return "warning" if times.mean > times.promised_days + 0.5 else "positive"


def item_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """The columns of a supplier's range."""
    currency = catalogue.currency

    def cost(row: ItemRow) -> str:
        return "\u2013" if row.cost_minor is None else catalogue.number(currency.to_decimal(row.cost_minor))

    return (
        Column("name", _tr("Product"), lambda row: row.name, 0, strong=True, tip=lambda row: f"{row.name} ({row.sku})"),
        Column("sku", _tr("Number"), lambda row: row.sku, 116, tone=lambda row: "muted"),
        Column("supplier_sku", _tr("Their number"), lambda row: row.supplier_sku, 104, tone=lambda row: "muted"),
        Column("pack", _tr("Pack"), lambda row: catalogue.number(row.pack_size), 72, "right"),
        Column(
            "least",
            _tr("Least"),
            lambda row: catalogue.number(row.min_units),
            60,
            "right",
            shown=False,
        ),
        Column("cost", currency.code, cost, 72, "right"),
        Column(
            "breaks",
            _tr("From more units"),
            lambda row: breaks_words(catalogue, row.breaks),
            132,
            tone=lambda row: "muted",
            shown=False,
        ),
        Column(
            "preferred",
            _tr("Bought here"),
            lambda row: _tr("yes") if row.preferred else "",
            92,
            tone=lambda row: "positive",
            badge=True,
            shown=False,
        ),
    )


def breaks_words(catalogue: Catalogue, breaks: tuple[tuple[int, int], ...]) -> str:
    """Price breaks as they are typed: ``24: 9.80; 48: 9.20``."""
    say, to_decimal = catalogue.formats.say_plainly, catalogue.currency.to_decimal
    return "; ".join(f"{start}: {say(to_decimal(cost))}" for start, cost in breaks)
