"""Sentences for codes: areas return codes and values, and whoever faces a person says them in that person's language.

The sentences are data (``resources/messages/<language>/<area>.json``), so the command line and the window say the same,
and a translation is one more folder.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from shopassistant.core.errors import ShopError
from shopassistant.core.formats import load_formats
from shopassistant.core.money import Currency
from shopassistant.core.paths import resource

# Characters of one value in a sentence; a path fits.
LONGEST_VALUE = 300
Formatter = Callable[[object], str]


class Catalogue:
    """Sentences of one language, with English behind it for what is not translated yet.

    Values are formatted by the ending of their name: ``*_minor`` as money, ``*_share`` (0 to 1) as per cent, ``*_on``
    (a date) and ``*_at`` (a moment) as a day, one in UTC as the day it was on the wall here, a ``role`` as people
    call it, ``*_method`` as the way of recommending is called, numbers with the language's marks, everything else as it
    is (long texts cut). With ``count=1``, the code with ``.one`` at its
    end wins, where there is one.

    Attributes:
        language: whose sentences these are.
        currency: of the amounts.
        formats: how this language writes numbers, amounts and days.
    """

    def __init__(self, language: str = "en", currency: Currency | None = None, root: Path | None = None) -> None:
        root = root or resource("messages")
        self.language = language
        self._sentences = _load(root / "en") | (_load(root / language) if language != "en" else {})
        self.currency = currency or Currency("GBP")
        self.formats = load_formats(root / language)
        self._formatters: dict[str, Formatter] = {
            "_minor": self.money,
            "_share": lambda value: self.formats.say_share(float(str(value))),
            "_on": self._day,
            "_at": self._day,
            "_method": self.method,
        }

    def __contains__(self, code: str) -> bool:
        return code in self._sentences

    def money(self, minor: object) -> str:
        """An amount of minor units with its currency, as text."""
        return self.formats.say_money(self.currency, int(str(minor)))

    def method(self, name: object) -> str:
        """What a way of recommending is called; its own name where nobody gave it another."""
        return self._sentences.get(f"method.{name}", str(name))

    def number(self, value: int | Decimal) -> str:
        """A number with its thousands grouped as this language does."""
        return self.formats.say_number(value)

    def say(self, code: str, values: Mapping[str, object] | None = None) -> str:
        """The sentence for `code`.

        Raises:
            KeyError: nobody wrote a sentence for it, or it needs a value that is not given; both are our bugs.
        """
        values = values or {}
        if values.get("count") == 1 and f"{code}.one" in self._sentences:
            code = f"{code}.one"
        return self._sentences[code].format_map({name: self._format(name, value) for name, value in values.items()})

    def explain(self, error: ShopError) -> str:
        """The sentence for an expected error."""
        return self.say(error.code, error.values)

    def _format(self, name: str, value: object) -> object:
        if name == "role" and f"role.{value}" in self._sentences:
            return self._sentences[f"role.{value}"]
        for ending, formatter in self._formatters.items():
            if name.endswith(ending) and value is not None:
                return formatter(value)
        if isinstance(value, str):  # what was pasted into a field must not fill the screen
            return value if len(value) <= LONGEST_VALUE else f"{value[: LONGEST_VALUE - 1]}…"
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return self.number(value)
        return value

    def _day(self, value: object) -> str:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if isinstance(moment, datetime) and moment.tzinfo is UTC:  # as the store tells time; people have their own days
            moment = moment.astimezone()
        return self.formats.say_day(moment) if isinstance(moment, date) else str(value)


def _load(folder: Path) -> dict[str, str]:
    sentences: dict[str, str] = {}
    for path in sorted(folder.glob("[!_]*.json")):  # _format.json holds no sentences
        sentences |= json.loads(path.read_text("utf-8"))
    return sentences
