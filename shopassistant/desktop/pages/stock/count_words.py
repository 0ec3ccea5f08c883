"""How counts are said: their kind and status, their columns, and why something should be counted again."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.widgets.table import Column
from shopassistant.inventory.counting.listing import CountLine, CountRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("counting", text)


def what_words(row: CountRow) -> str:
    """What is counted."""
    if row.kind == "cycle":
        return _tr("List of what is due")
    return row.category or _tr("Everything")


def status_words(row: CountRow) -> tuple[str, str]:
    """The status of a count and its colour."""
    return {
        "open": (_tr("open"), "accent"),
        "booked": (_tr("booked"), "positive"),
        "cancelled": (_tr("cancelled"), "muted"),
    }[row.status]


def recount_words(reason: str) -> str:
    """Why a line should be counted again."""
    return {
        "": "",
        "wanted": _tr("count again"),
        "moved": _tr("sold or moved meanwhile"),
        "adjusted": _tr("corrected meanwhile"),
        "large": _tr("large difference"),
    }[reason]


def signed(catalogue: Catalogue, units: int) -> str:
    """A difference with its sign."""
    return ("+" if units > 0 else "\u2212" if units < 0 else "") + catalogue.number(abs(units))


def count_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the list of counts."""
    return (
        Column("number", _tr("Number"), lambda row: row.number, 104, strong=True),
        Column("what", _tr("What"), what_words, 0),
        Column("location", _tr("Where"), lambda row: row.location, 140),
        Column(
            "status",
            _tr("Status"),
            lambda row: status_words(row)[0],
            96,
            tone=lambda row: status_words(row)[1],
            badge=True,
        ),
        Column("counted", _tr("Products counted"), lambda row: catalogue.number(row.counted), 132, "right"),
        Column(
            "opened",
            _tr("Begun"),
            lambda row: day(catalogue, row.opened_at, today()),
            96,
            tip=lambda row: exact_day(catalogue, row.opened_at),
        ),
        Column("by", _tr("By"), lambda row: row.opened_by, 112),
    )


def line_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """What is counted and what is still to be."""
    return (
        Column("name", _tr("Product"), lambda line: line.name, 0, strong=True, tip=_whole),
        Column("kind", _tr("Kind"), lambda line: line.detail, 112),
        Column("sku", _tr("Number"), lambda line: line.sku, 120, tone=lambda line: "muted"),
        Column(
            "counted",
            _tr("Counted"),
            lambda line: "\u2013" if line.counted_units is None else catalogue.number(line.counted_units),
            80,
            "right",
            strong=True,
        ),
        Column(
            "state",
            _tr("State"),
            _state,
            188,
            tone=lambda line: "warning" if line.recount else "muted" if line.counted_units is None else "positive",
            badge=True,
        ),
        Column("by", _tr("By"), lambda line: line.counted_by, 96, tone=lambda line: "muted", shown=False),
    )


def difference_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """What the count would change, for whoever books it."""
    currency = catalogue.currency

    def value(line: CountLine) -> str:
        if not line.value_minor or line.difference is None:
            return "\u2013"
        return ("\u2212" if line.value_minor < 0 else "+") + catalogue.number(
            currency.to_decimal(abs(line.value_minor))
        )

    return (
        Column("name", _tr("Product"), lambda line: line.name, 0, strong=True, tip=_whole),
        Column("kind", _tr("Kind"), lambda line: line.detail, 104),
        Column(
            "books",
            _tr("By the books"),
            lambda line: catalogue.number(line.book_units or 0) if line.was_known else _tr("not counted"),
            104,
            "right",
            tone=lambda line: "muted",
        ),
        Column("counted", _tr("Counted"), lambda line: catalogue.number(line.counted_units or 0), 80, "right"),
        Column(
            "difference",
            _tr("Difference"),
            lambda line: "\u2013" if line.difference is None else signed(catalogue, line.difference),
            92,
            "right",
            strong=True,
            tone=_difference_tone,
        ),
        Column(
            "value",
            _tr("Value {currency}").format(currency=currency.code),
            value,
            104,
            "right",
            tone=_difference_tone,
        ),
        Column("again", _tr("Count again?"), lambda line: recount_words(line.recount), 180, tone=_again, badge=True),
    )


def left_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """What nobody has counted yet."""
    return (
        Column("name", _tr("Product"), lambda one: one.name, 0, strong=True),
        Column("kind", _tr("Kind"), lambda one: one.detail, 120),
        Column("sku", _tr("Number"), lambda one: one.sku, 140, tone=lambda one: "muted"),
    )


def _whole(line: CountLine) -> str:
    return ", ".join(part for part in (line.name, line.detail, line.sku) if part)


def _state(line: CountLine) -> str:
    if line.recount:
        return recount_words(line.recount)
    return _tr("to count") if line.counted_units is None else _tr("counted")


def _difference_tone(line: CountLine) -> str:
    if not line.difference:
        return "muted"
    return "critical" if line.difference < 0 else "warning"


def _again(_line: CountLine) -> str:
    return "warning"
