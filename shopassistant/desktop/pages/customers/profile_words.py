"""Words of a customer's profile: what a consent is for and where it was given, days of the year, wishes."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from shopassistant.core.formats import Formats
    from shopassistant.customers.profile import Anniversary, Wish


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)


def purpose_words(purpose: str) -> str:
    """What a consent is for."""
    names = {
        "personalisation": _tr("Personal advice from purchases"),
        "email": _tr("News by e-mail"),
        "sms": _tr("News by text message"),
        "phone": _tr("Calls"),
        "post": _tr("Letters"),
    }
    return names[purpose]


def source_words(source: str) -> str:
    """Where a consent was given."""
    names = {
        "counter": _tr("at the counter"),
        "form": _tr("on a form"),
        "web": _tr("on the website"),
        "import": _tr("in the imported records"),
    }
    return names.get(source, source)


def day_words(formats: "Formats", one: "Anniversary") -> str:
    """A day of the year, with the year where it is known; no order of numbers to misread."""
    shown = formats.say_day(date(2000, one.month, one.day), formats.long_day_of_any_year)
    return f"{shown} {one.year}" if one.year else shown


def wish_words(wish: "Wish") -> str:
    """A wish in words; many shops name the colour in the product's name already."""
    colour = wish.colour if wish.colour and wish.colour.casefold() not in wish.name.casefold() else ""
    return " ".join(part for part in (wish.name, colour, wish.size) if part)
