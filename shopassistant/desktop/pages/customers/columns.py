"""What the columns of the customers page say."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.widgets.table import Column


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)


def customer_columns(catalogue: Catalogue, today: Callable[[], date], why: Callable[[int], str]) -> tuple[Column, ...]:
    """The table of everybody; `why` says why somebody matched what was typed."""
    currency = catalogue.currency
    return (
        Column("name", _tr("Name"), lambda one: one.name or one.number, 0, sort="name", strong=True),
        Column("why", _tr("Found by"), lambda one: why(one.id), 150, tone=lambda one: "muted", shown=False),
        Column("city", _tr("City"), lambda one: one.city, 112, sort="city"),
        Column("phone", _tr("Phone"), lambda one: one.phone, 136, shown=False),
        Column("email", _tr("E-mail"), lambda one: one.email, 190, shown=False),
        Column(
            "last",
            _tr("Last visit"),
            lambda one: day(catalogue, one.last_visit_at, today()),
            100,
            sort="last_visit",
            descending=True,
            tip=lambda one: exact_day(catalogue, one.last_visit_at),
            value=lambda one: one.last_visit_at.date().isoformat() if one.last_visit_at else "",
        ),
        Column(
            "orders",
            _tr("Purchases"),
            lambda one: catalogue.number(one.orders),
            80,
            "right",
            sort="orders",
            descending=True,
            value=lambda one: one.orders,
        ),
        Column(
            "spend",
            _tr("Spend {currency}").format(currency=currency.code),
            lambda one: catalogue.number(currency.to_decimal(one.spend_minor)).replace("-", "\u2212"),
            104,
            "right",
            sort="spend",
            descending=True,
            value=lambda one: currency.to_decimal(one.spend_minor),
        ),
        Column(
            "number", _tr("Number"), lambda one: one.number, 92, sort="number", tone=lambda one: "muted", shown=False
        ),
    )


def due_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """Promises that are due."""
    return (
        Column(
            "due",
            _tr("Due"),
            lambda one: day(catalogue, one.due_on, today()),
            100,
            tone=lambda one: "warning" if one.due_on < today() else "text",
            badge=True,
            tip=lambda one: exact_day(catalogue, one.due_on),
        ),
        Column("customer", _tr("Customer"), lambda one: one.name, 160, strong=True),
        Column("text", _tr("What was promised"), lambda one: one.text, 0),
        Column("staff", _tr("By"), lambda one: one.staff, 80, tone=lambda one: "muted"),
    )


def history_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """What a customer bought and brought back."""
    currency = catalogue.currency
    return (
        Column(
            "at",
            _tr("When"),
            lambda line: day(catalogue, line.sold_at, today()),
            108,
            tip=lambda line: exact_day(catalogue, line.sold_at),
        ),
        Column("number", _tr("Receipt"), lambda line: line.number, 84, tone=lambda line: "muted"),
        Column("what", _tr("What"), lambda line: line.description, 0),
        Column("size", _tr("Size"), lambda line: line.size or "", 56),
        Column(
            "units",
            _tr("Units"),
            lambda line: catalogue.number(line.quantity).replace("-", "\u2212"),
            52,
            "right",
            tone=lambda line: "warning" if line.quantity < 0 else "text",
        ),
        Column(
            "total",
            _tr("Total {currency}").format(currency=currency.code),
            lambda line: catalogue.number(currency.to_decimal(line.total_minor)).replace("-", "\u2212"),
            88,
            "right",
        ),
    )


def pair_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """Customers who may be one person."""
    return (
        Column("first", _tr("Customer"), lambda one: one.first_name, 0, strong=True, tip=lambda one: one.first_number),
        Column("second", _tr("and"), lambda one: one.second_name, 180, strong=True, tip=lambda one: one.second_number),
        Column("why", _tr("Because"), lambda one: _because(catalogue, one.reasons), 220),
        Column("score", _tr("Sure"), lambda one: catalogue.formats.say_share(min(one.score, 0.99)), 60, "right"),
    )


def _because(catalogue: Catalogue, reasons: Sequence[str]) -> str:
    """The reasons as one line; only their first letters become small, other languages have capitals inside."""
    words = (catalogue.say(code) for code in reasons)
    return ", ".join(word[:1].lower() + word[1:] for word in words)


def past_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """Merges that were done."""
    return (
        Column(
            "at",
            _tr("When"),
            lambda one: day(catalogue, one.at, today()),
            100,
            tip=lambda one: exact_day(catalogue, one.at),
        ),
        Column("kept", _tr("Kept"), lambda one: one.kept_name, 0, strong=True),
        Column("absorbed", _tr("Merged into it"), lambda one: one.absorbed_name, 170),
        Column("staff", _tr("By"), lambda one: one.staff, 80, tone=lambda one: "muted"),
        Column(
            "state",
            "",
            lambda one: _tr("undone") if one.undone_at else "",
            80,
            tone=lambda one: "muted",
            badge=True,
        ),
    )
