"""How a language writes numbers, money and days: a small table of data, so that a translation can bring its own.

Not the system's locale: it changes ``%B`` under a running program, is missing on many machines, and has no say on what
language the shop's sentences are in.
"""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from shopassistant.core.money import Currency

FILE = "_format.json"
_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


@dataclass(frozen=True, slots=True)
class Formats:
    """The marks and patterns of one language; what is here by default is English.

    Attributes:
        decimal_mark: before the decimals.
        group_mark: between thousands.
        percent: a share, of ``{number}``.
        money: an amount with a currency's sign, of ``{sign}`` and ``{amount}``.
        money_by_code: the same for a currency without a sign of its own; the sign is its code.
        day: a day with its year. All days are made of ``{day}``, ``{month}``, ``{short_month}``, ``{year}``,
            ``{weekday}``.
        day_this_year: a day of the running year.
        long_day: a day with its month written out.
        long_day_of_any_year: the same without a year.
        full_day: with the weekday, for whom it must be exact.
        month_and_year: a whole month.
        months: twelve names.
        short_months: the same, short.
        weekdays: seven names from Monday.
    """

    decimal_mark: str = "."
    group_mark: str = ","
    percent: str = "{number}%"
    money: str = "{sign}{amount}"
    money_by_code: str = "{sign}\u00a0{amount}"
    day: str = "{day} {short_month} {year}"
    day_this_year: str = "{day} {short_month}"
    long_day: str = "{day} {month} {year}"
    long_day_of_any_year: str = "{day} {month}"
    full_day: str = "{weekday}, {day:02} {month} {year}"
    month_and_year: str = "{month} {year}"
    months: tuple[str, ...] = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
    short_months: tuple[str, ...] = (
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    )
    weekdays: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

    def say_number(self, value: int | Decimal | float, decimals: int | None = None) -> str:
        """A number with its thousands grouped; `decimals` rounds, otherwise it keeps those it has."""
        text = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
        marks = {",": self.group_mark, ".": self.decimal_mark}
        return "".join(marks.get(letter, letter) for letter in text)

    def say_plainly(self, value: Decimal) -> str:
        """A number as it is typed into a field: no thousands grouped."""
        return str(value).replace(".", self.decimal_mark)

    def say_share(self, share: float) -> str:
        """A share of one as whole per cent."""
        return self.percent.format(number=self.say_number(share * 100, 0))

    def say_money(self, currency: Currency, minor: int) -> str:
        """An amount of minor units with its currency."""
        amount = self.say_number(abs(currency.to_decimal(minor)))
        sign = _SIGNS.get(currency.code)
        form = self.money if sign else self.money_by_code
        return ("-" if minor < 0 else "") + form.format(sign=sign or currency.code, amount=amount)

    def say_day(self, day: date, pattern: str | None = None) -> str:
        """A day by one of the patterns above; with its year unless another is given."""
        return (pattern or self.day).format(
            day=day.day,
            month=self.months[day.month - 1],
            short_month=self.short_months[day.month - 1],
            year=day.year,
            weekday=self.weekdays[day.weekday()],
        )


def load_formats(folder: Path) -> Formats:
    """The formats in a language's folder; English ones where it brings none.

    Raises:
        TypeError: it names a mark or pattern that does not exist; our bug.
    """
    path = folder / FILE
    if not path.exists():
        return Formats()
    given = json.loads(path.read_text("utf-8"))
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    return Formats(**values)
