"""What a few words about a receipt can mean: a day, an amount. Every meaning is offered, none is guessed. Pure."""

import re
from datetime import date, timedelta

from shopassistant.core.errors import UserError
from shopassistant.core.money import Currency

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[./\s-](\d{1,2})(?:[./\s-](\d{4}|\d{2}))?\.?")
_NAMED = re.compile(r"(?:(\d{1,2})\.?\s+)?([a-z]{3,9})\.?(?:\s+(\d{1,2}))?(?:,?\s+(\d{4}))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = {"today": 0, "yesterday": 1}
_SIGNS = "£€$"


def days_meant(text: str, today: date) -> tuple[date, ...]:
    """Days that `text` can mean, none of them after `today`; two where day and month could be either way round.

    Args:
        text: ``2026-03-12``, ``12/3``, ``12.3.26``, ``12 mar``, ``March 12, 2026``, ``yesterday``.
        today: the local day; a day without a year is its last occurrence.
    """
    cleaned = " ".join(text.lower().split())
    if cleaned in _WORDS:
        return (today - timedelta(days=_WORDS[cleaned]),)
    if found := _ISO.fullmatch(cleaned):
        return _valid([(int(found[1]), int(found[2]), int(found[3]))], today)
    if found := _NUMBERS.fullmatch(cleaned):
        one, other = int(found[1]), int(found[2])
        year = _year(found[3])
        return _valid([(year, other, one), (year, one, other)], today)
    if found := _NAMED.fullmatch(cleaned):
        return _named_day(found, today)
    return ()


def amounts_meant(text: str, currency: Currency) -> tuple[int, ...]:
    """Minor units that `text` can mean; empty where it is no amount."""
    cleaned = text.strip().strip(_SIGNS).replace(currency.code, "").strip()
    if not re.fullmatch(r"-?\d[\d.,' \u00a0]*", cleaned):
        return ()
    try:
        amount = currency.parse(cleaned.lstrip("-"))
    except UserError:
        return ()
    return (amount,) if amount else ()


def _named_day(found: re.Match[str], today: date) -> tuple[date, ...]:
    word = found[2]
    index = next((index for index, month in enumerate(_MONTHS, 1) if word.startswith(month)), None)
    day = found[1] or found[3]
    if index is None or day is None or (found[1] and found[3]):
        return ()
    return _valid([(int(found[4]) if found[4] else None, index, int(day))], today)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _valid(candidates: list[tuple[int | None, int, int]], today: date) -> tuple[date, ...]:
    days = []
    for year, month, day in candidates:
        try:
            made = date(year if year is not None else today.year, month, day)
            if year is None and made > today:
                made = made.replace(year=today.year - 1)
        except ValueError:
            continue
        if made <= today and made not in days:
            days.append(made)
    return tuple(days)
