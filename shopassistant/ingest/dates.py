"""Dates as people write them, with the order of day and month found in the file or asked for, never assumed.

03/04/2024 is two different days. One date such as 25/12/2024 in the same column settles it; without one the file is
refused with the question, and the answer is an option.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from shopassistant.core.errors import UserError
from shopassistant.core.text import fold

YEAR_FIRST, DAY_FIRST, MONTH_FIRST = "year_first", "day_first", "month_first"
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?)?")
_TIME = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?m\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.\s](\d{1,2})[-/.\s](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.\s])(\d{1,2})\2(\d{4}|\d{2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[-\s./]*(?:de\s+)?([a-z]{3,10})\.?,?[-\s./]*(?:de\s+)?(\d{4}|\d{2})"
)
_NAME_DAY = re.compile(r"([a-z]{3,10})\.?[-\s./]*(\d{1,2})(?:st|nd|rd|th)?,?[-\s./]+(\d{4})")
_WEEKDAY = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|dom)[a-z]*\.?,?\s+(?=\d|[a-z])"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv enero ene",
            "february feb februar fevrier fevr fev febrero",
            "march mar marz maerz mrz mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet juil julio",
            "august aug aout agosto ago",
            "september sep sept septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez decembre diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
# Two digits stand for the years from 1970 to 2069.
_PIVOT = 70


@dataclass(frozen=True, slots=True)
class Order:
    """How dates of a column are read.

    Attributes:
        order: `YEAR_FIRST`, `DAY_FIRST`, `MONTH_FIRST`, or empty where there are no dates.
        basis: why, see `FileReport.date_basis`.
        example: the text that settled it.
    """

    order: str
    basis: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """Three numbers of a date; `is_settled` where it is known which is which (then year, month, day)."""

    first: int
    second: int
    third: int
    is_settled: bool
    mark: str
    rest: str


def find_order(texts: Iterable[str], day_first: bool | None, file: str) -> Order:
    """How to read the dates among `texts` (each text once is enough).

    Args:
        day_first: what the person said, None for nothing.

    Raises:
        UserError: ``import.dates_ambiguous``, ``import.dates_mixed`` (both orders are in the file),
            ``import.dates_contradict`` (the file shows that what was said is wrong).
    """
    seen: dict[str, str] = {}
    for text in texts:
        parts = _split(text)
        if parts is None:
            continue
        seen.setdefault(_evidence(parts), text.strip()[:40])
    days, months = seen.get(DAY_FIRST), seen.get(MONTH_FIRST)
    if days and months:
        raise UserError("import.dates_mixed", file=file, example=days, other=months)
    if day_first is not None:
        wrong = months if day_first else days
        if wrong:
            raise UserError(
                f"import.dates_contradict.{'day' if day_first else 'month'}_first", file=file, example=wrong
            )
        return Order(DAY_FIRST if day_first else MONTH_FIRST, "option")
    if days or months:
        return Order(DAY_FIRST if days else MONTH_FIRST, "evidence", days or months or "")
    if "ambiguous" in seen:
        _ask(seen["ambiguous"], file)
    for basis, order in (
        ("dots", DAY_FIRST),
        ("same_either_way", DAY_FIRST),
        ("names", DAY_FIRST),
        ("iso", YEAR_FIRST),
    ):
        if basis in seen:
            return Order(order, basis, seen[basis])
    return Order("", "")


def parse(text: str, order: str, zone: tzinfo) -> datetime | None:
    """The moment `text` names, in UTC; None where it names none.

    Args:
        order: `DAY_FIRST` or `MONTH_FIRST` for dates that do not begin with the year.
        zone: of times without an offset of their own.
    """
    text = text.strip()
    try:
        if _ISO.fullmatch(text):
            found = datetime.fromisoformat(text)
            return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
        parts = _split(text)
        if parts is None:
            return None
        year, month, day = _ordered(parts, order)
        moment = _with_time(date(year, month, day), parts.rest, zone)
    except (ValueError, OverflowError):
        return None
    return moment.astimezone(UTC) if moment else None


def _evidence(parts: _Parts) -> str:
    if parts.is_settled:
        return "names" if parts.mark == "name" else "iso"
    if parts.first > 12:
        return DAY_FIRST if parts.second <= 12 else "impossible"
    if parts.second > 12:
        return MONTH_FIRST
    if parts.first == parts.second:
        return "same_either_way"
    return "dots" if parts.mark == "." else "ambiguous"


def _ask(example: str, file: str) -> None:
    zone = UTC
    values = {
        "day_first_on": _day(parse(example, DAY_FIRST, zone)),
        "month_first_on": _day(parse(example, MONTH_FIRST, zone)),
    }
    raise UserError("import.dates_ambiguous", file=file, example=example, **values)


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else "?"


def _split(text: str) -> _Parts | None:
    text = text.strip()
    if not 6 <= len(text) <= 60 or not text.isprintable():
        return None
    if found := _YEAR_FIRST.match(text):
        return _Parts(int(found[1]), int(found[2]), int(found[3]), True, "", text[found.end() :])
    if found := _YEAR_LAST.match(text):
        return _Parts(int(found[1]), int(found[3]), _year(found[4]), False, found[2], text[found.end() :])
    if found := _COMPACT.match(text):
        rest = text[found.end() :]
        if not rest[:1].isdigit():
            return _Parts(int(found[1]), int(found[2]), int(found[3]), True, "", rest)
    return _named(fold(text))


def _named(text: str) -> _Parts | None:
    text = _WEEKDAY.sub("", text)
    if (found := _DAY_NAME.match(text)) and found[2] in _MONTHS:
        return _Parts(_year(found[3]), _MONTHS[found[2]], int(found[1]), True, "name", text[found.end() :])
    if (found := _NAME_DAY.match(text)) and found[1] in _MONTHS:
        return _Parts(int(found[3]), _MONTHS[found[1]], int(found[2]), True, "name", text[found.end() :])
    return None


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= _PIVOT else 2000)


def _ordered(parts: _Parts, order: str) -> tuple[int, int, int]:
    if parts.is_settled:
        return parts.first, parts.second, parts.third
    if order == MONTH_FIRST:
        return parts.third, parts.first, parts.second
    return parts.third, parts.second, parts.first


def _with_time(day: date, rest: str, zone: tzinfo) -> datetime | None:
    rest = rest.strip(" ,Tt")
    if not rest:
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    found = _TIME.fullmatch(rest)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[5]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[5].lower() == "p" else 0)
    own = _offset(found[6]) if found[6] else zone
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=own)


def _offset(text: str) -> timezone:
    if text.upper() in ("Z", "UTC"):
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def plausible(moment: datetime) -> bool:
    """Whether a shop's record can be of that day: from 1970 to 2100."""
    return 1970 <= moment.year < 2100


def joined_with_time(days: Sequence[str], times: Sequence[str]) -> list[str]:
    """Texts of a date and a time column as one; a date that already has a time keeps it."""
    return [
        day if ":" in day or not time.strip() else f"{day.strip()} {time.strip()}"
        for day, time in zip(days, times, strict=True)
    ]
