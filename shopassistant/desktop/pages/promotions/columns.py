"""The columns of the table of promotions."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import exact_day
from shopassistant.desktop.pages.promotions.offer_words import offer_words
from shopassistant.desktop.pages.promotions.words import (
    days_words,
    name_words,
    people_words,
    products_words,
    spent_words,
    state_tone,
    state_words,
    uses_words,
    whole_words,
)
from shopassistant.desktop.widgets.table import Column
from shopassistant.promotions.drafts.listing import PromotionRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


def columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """Name and state first, then what it gives to whom and when, then what became of it."""
    code, currency = catalogue.currency.code, catalogue.currency

    def exact(row: PromotionRow) -> str:
        ends = "" if row.ends_at is None else f" \u2013 {exact_day(catalogue, row.ends_at)}"
        return exact_day(catalogue, row.starts_at) + ends

    def margin(row: PromotionRow) -> str:
        if row.margin_minor is None:
            return "\u2013"
        return whole_words(catalogue, row.margin_minor)

    return (
        Column("number", _tr("Number"), lambda row: row.number, 84, sort="number", descending=True, shown=False),
        Column("name", _tr("Promotion"), name_words, 0, sort="name", strong=True, tip=name_words),
        Column(
            "state",
            _tr("State"),
            lambda row: state_words(row.state),
            92,
            sort="state",
            tone=lambda row: state_tone(row.state),
            badge=True,
        ),
        Column("offer", _tr("Offer"), lambda row: offer_words(catalogue, row.offer), 136),
        Column(
            "when",
            _tr("When"),
            lambda row: days_words(catalogue, row.starts_at, row.ends_at, today()),
            188,
            sort="starts",
            tip=exact,
            value=lambda row: "" if row.starts_at is None else row.starts_at.isoformat(),
        ),
        Column(
            "products",
            _tr("Products"),
            lambda row: products_words(catalogue, row),
            72,
            "right",
            sort="products",
            descending=True,
            shown=False,
        ),
        Column("people", _tr("For"), people_words, 150, shown=False, tip=people_words),
        Column(
            "uses",
            _tr("Used"),
            lambda row: uses_words(catalogue, row),
            78,
            "right",
            sort="uses",
            descending=True,
            value=lambda row: row.uses,
        ),
        Column(
            "spent",
            _tr("Given {currency}").format(currency=code),
            lambda row: spent_words(catalogue, row),
            104,
            "right",
            sort="spent",
            descending=True,
            value=lambda row: currency.to_decimal(row.spent_minor),
            tip=lambda row: catalogue.money(row.spent_minor),
        ),
        Column(
            "margin",
            _tr("Margin {currency}").format(currency=code),
            margin,
            96,
            "right",
            sort="margin",
            descending=True,
            value=lambda row: None if row.margin_minor is None else currency.to_decimal(row.margin_minor),
            on_floor=False,
        ),
    )
