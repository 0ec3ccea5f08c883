"""How the inventory page says things: shares, days, chances, and what a figure rests on."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day
from shopassistant.inventory.dashboard.rows import ProductLine
from shopassistant.inventory.dashboard.shelves import FROM_FORECAST, FROM_SALES, from_day

DASH = "\u2013"
_SURE, _NEVER = 0.995, 0.005


def _tr(text: str) -> str:
    return QCoreApplication.translate("inventory", text)


def share_words(catalogue: Catalogue, share: float | None, decimals: int = 0) -> str:
    """A share as per cent; a dash where it is not known."""
    if share is None:
        return DASH
    formats = catalogue.formats
    return formats.percent.format(number=formats.say_number(share * 100, decimals))


def days_words(catalogue: Catalogue, days: float | None) -> str:
    """A number of days; over a year is over a year."""
    if days is None:
        return DASH
    if days > 365:
        return _tr("over a year")
    return _tr("{days} days").format(days=catalogue.formats.say_number(days, 0))


def chance_words(catalogue: Catalogue, chance: float | None) -> str:
    """A chance; nothing is certain, and a chance near nought is not nought."""
    if chance is None:
        return DASH
    percent = catalogue.formats.percent
    if chance >= _SURE:
        return percent.format(number=">99")
    if chance < _NEVER:
        return percent.format(number="<1")
    return catalogue.formats.say_share(chance)


def out_words(catalogue: Catalogue, line: ProductLine, today: date) -> str:
    """When a product is expected to be sold out."""
    if line.units is not None and line.units <= 0:
        return _tr("sold out")
    if not line.out_day:
        return DASH
    return day(catalogue, from_day(line.out_day), today)


def source_words(source: int) -> str:
    """What a rate of demand comes from."""
    return {FROM_FORECAST: _tr("from the forecast"), FROM_SALES: _tr("from recent sales")}.get(source, _tr("no sales"))


def money_short(catalogue: Catalogue, minor: int) -> str:
    """An amount without its small change: what is read from two metres."""
    currency = catalogue.currency
    whole = round(currency.to_decimal(minor))
    text = catalogue.formats.say_money(currency, currency.to_minor(currency.to_decimal(0) + whole))
    mark = catalogue.formats.decimal_mark + "0" * currency.exponent
    return text.replace(mark, "", 1) if currency.exponent else text


def class_words(abc: str, xyz: str) -> str:
    """What a product's two classes mean."""
    sales = {
        "A": _tr("A: among those that make 80 % of sales"),
        "B": _tr("B: among those that make the next 15 % of sales"),
        "C": _tr("C: among those that make the last 5 % of sales"),
    }
    pattern = {
        "X": _tr("X: sells regularly"),
        "Y": _tr("Y: sells unevenly"),
        "Z": _tr("Z: sells irregularly, or is too new to say"),
    }
    return f"{sales[abc]}\n{pattern[xyz]}"
