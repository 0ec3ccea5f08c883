"""Rows of a file as other shops' prices: what each line means, and why a line means nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.core.money import Currency
from shopassistant.ingest import dates, numbers
from shopassistant.promotions.prices.competitors.fields import CODE, COMPETITOR, PRICE, REQUIRED, SEEN
from shopassistant.promotions.prices.competitors.table import Sheet
from shopassistant.promotions.prices.limits import HIGHEST_MINOR
from shopassistant.store.schema import Barcode, Variant

LONGEST_NAME = 80
# A price seen longer ago is history.
_OLDEST = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Columns:
    """What somebody decided about the columns.

    Attributes:
        mapping: field to heading; a field without one is left out.
        competitor: name where no column says it.
        day_first: whether 03/04 is the third of April; None where the file shows it.
        decimal_mark: ``"."`` or ``","``; None where the file shows it.
    """

    mapping: Mapping[str, str]
    competitor: str = ""
    day_first: bool | None = None
    decimal_mark: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One price."""

    variant_id: int
    competitor: str
    price_minor: int
    seen_on: date


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says.

    Attributes:
        prices: by variant, competitor and day each once; of several the last line counts.
        refused: why lines were left out, by code, most first; each with how many and the first such line.
        shown: the first rows as text.
    """

    prices: tuple[Seen, ...]
    refused: tuple[tuple[str, int, int], ...]
    shown: tuple[tuple[str, ...], ...]


def understand(
    session: Session, sheet: Sheet, columns: Columns, currency: Currency, today: date, zone: str = "UTC"
) -> Understood:
    """Read every line.

    Raises:
        UserError: ``prices.column_missing`` naming the field, ``prices.competitor_missing``; ``import.decimals_*`` and
            ``import.dates_*`` where the file does not show which way round they are.
    """
    place = _places(sheet, columns)
    if COMPETITOR not in place and not columns.competitor.strip():
        raise UserError("prices.competitor_missing")
    mark = (
        "." if sheet.typed else columns.decimal_mark or numbers.decimal_mark(_column(sheet, place[PRICE]), sheet.name)
    )
    order = dates.find_order(_column(sheet, place[SEEN]), columns.day_first, sheet.name).order if SEEN in place else ""
    known = _codes(session)
    found: dict[tuple[int, str, date], Seen] = {}
    refused: Counter[str] = Counter()
    first: dict[str, int] = {}
    if sheet.malformed:
        refused["prices.line.malformed"], first["prices.line.malformed"] = sheet.malformed, 0
    for row, line in zip(sheet.rows, sheet.lines, strict=True):
        one = _line(row, place, columns, known, mark, order, currency, today, ZoneInfo(zone))
        if isinstance(one, Seen):
            found[one.variant_id, one.competitor, one.seen_on] = one
        else:
            refused[one] += 1
            first.setdefault(one, line)
    reasons = tuple((code, count, first[code]) for code, count in refused.most_common())
    return Understood(tuple(found.values()), reasons, sheet.rows[:20])


def _places(sheet: Sheet, columns: Columns) -> dict[str, int]:
    place = {field: sheet.header.index(name) for field, name in columns.mapping.items() if name in sheet.header}
    for field in REQUIRED:
        if field not in place:
            raise UserError("prices.column_missing", field=field)
    return place


def _column(sheet: Sheet, place: int) -> list[str]:
    return [row[place] for row in sheet.rows if row[place].strip()]


def _codes(session: Session) -> dict[str, int]:
    """Variant by SKU and barcode; a SKU comes before a barcode of the same digits."""
    found = {code.casefold(): id_ for code, id_ in session.execute(select(Barcode.code, Barcode.variant_id))}
    found |= {sku.casefold(): id_ for sku, id_ in session.execute(select(Variant.sku, Variant.id))}
    return found


def _line(
    row: tuple[str, ...], place: Mapping[str, int], columns: Columns, known: Mapping[str, int], mark: str, order: str,
    currency: Currency, today: date, zone: ZoneInfo,
) -> Seen | str:  # fmt: skip
    """The price of a line, or the code of what is wrong with it."""
    code = row[place[CODE]].strip().casefold()
    variant = known.get(code) or known.get(code.removesuffix(".0"))
    if variant is None:
        return "prices.line.unknown_code" if code else "prices.line.no_code"
    name = row[place[COMPETITOR]].strip() if COMPETITOR in place else columns.competitor.strip()
    if not name:
        return "prices.line.no_competitor"
    price = numbers.parse(row[place[PRICE]], mark)
    minor = _minor(price, currency)
    if minor is None:
        return "prices.line.no_price"
    seen = _day(row[place[SEEN]], order, zone) if SEEN in place else today
    if seen is None or not today - _OLDEST <= seen <= today + timedelta(days=1):
        return "prices.line.no_day"
    return Seen(variant, _printable(name)[:LONGEST_NAME], minor, seen)


def _printable(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _minor(price: Decimal | None, currency: Currency) -> int | None:
    if price is None or not price.is_finite() or not 0 < price < HIGHEST_MINOR:
        return None
    minor = currency.to_minor(price)
    return minor if 0 < minor <= HIGHEST_MINOR else None


def _day(text: str, order: str, zone: ZoneInfo) -> date | None:
    moment: datetime | None = dates.parse(text, order, zone)
    return None if moment is None else moment.astimezone(zone).date()
