"""Reads one table of sales: texts to numbers and moments, once per different text; what cannot be read is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.core.money import Currency
from shopassistant.ingest import dates, limits, numbers
from shopassistant.ingest.lines import SalesLines, fingerprints
from shopassistant.ingest.presets import Preset, clean, clean_code, clean_number
from shopassistant.ingest.rejects import Rejects, Verdict
from shopassistant.ingest.report import NOTED, RuleBook
from shopassistant.ingest.table import Bools, Column, Ints, Table, constant

_NUMBER_FIELDS = ("quantity", "price", "total", "discount", "discount_percent", "tax_rate")
# What tells one line from another; columns that only describe may come or go between two exports.
_IDENTITY = ("invoice", "line", "sku", "barcode", "description", "customer")
_LONGEST = {"invoice": 40, "sku": 60, "customer": 40, "barcode": 60}
_SHORTENED = {
    "description": 200, "customer_name": 120, "country": 60, "brand": 80, "category": 400, "size": 20, "colour": 40,
    "location": 20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """How the numbers and dates of a table are written.

    Attributes:
        mark: the decimal mark.
        order: see `dates.Order`.
    """

    mark: str
    order: dates.Order


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers: value per row (scaled to whole units), whether there is one, whether scaling was exact."""

    value: Ints
    valid: Bools
    exact: Bools
    filled: Bools


def zone_of(name: str) -> ZoneInfo:
    """The time zone called `name`. Raises UserError(``import.timezone_unknown``)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError("import.timezone_unknown", timezone=name[:60]) from error


def moments(table: Table, columns: Mapping[str, int], day_field: str) -> Column:
    """The column of dates, with the time column joined to it where there is one."""
    day = table.columns[columns[day_field]]
    if "time" not in columns:
        return day
    time = table.columns[columns["time"]]
    pairs, codes = np.unique(np.stack([day.codes, time.codes], axis=1), axis=0, return_inverse=True)
    texts = dates.joined_with_time([day.texts[a] for a, _ in pairs], [time.texts[b] for _, b in pairs])
    return Column(codes.reshape(-1).astype(np.int32), texts)


def how_written(
    table: Table,
    columns: Mapping[str, int],
    day_field: str | None,
    number_fields: tuple[str, ...],
    file: str,
    day_first: bool | None,
    mark: str | None,
) -> Reading:
    """Decimal mark and order of dates of a table. Raises UserError where they cannot be known."""
    order = dates.Order("", "")
    if day_field and day_field in columns:
        order = dates.find_order(table.columns[columns[day_field]].texts, day_first, file)
        if table.typed and order.basis == "iso":
            order = dates.Order(order.order, "cells")
    if mark is None:
        texts = (text for field in number_fields if field in columns for text in table.columns[columns[field]].texts)
        mark = "." if table.typed else numbers.decimal_mark(texts, file)
    return Reading(mark, order)


def read_sales(
    table: Table,
    columns: Mapping[str, int],
    preset: Preset,
    reading: Reading,
    zone: ZoneInfo,
    currency: Currency,
    part: int,
    rejects: Rejects,
    book: RuleBook,
) -> SalesLines:
    """The lines of `table` that can be read; the others are refused with their reason."""
    rows = len(table)
    texts = {field: _texts(table, columns, field, preset) for field in (*_IDENTITY, *_SHORTENED, "email", "phone",
             "currency", "returned_invoice")}  # fmt: skip
    verdict = Verdict(rows)
    when = moments(table, columns, "sold_at")
    at, at_ok = moments_of(when, reading.order.order, zone)
    given = {field: _numbers(table, columns, field, reading.mark, currency) for field in _NUMBER_FIELDS}
    _judge_texts(texts, verdict, currency, columns, preset)
    verdict.refuse(~at_ok, "date_unreadable")
    money = _Money(given, verdict)
    book.add("totals_ignored", NOTED, int(money.totals_ignored))
    charge = _charges(texts, preset)
    verdict.refuse((money.price < 0) & ~charge, "price_negative")
    good = verdict.good
    verdict.tell(rejects)
    key = fingerprints(_identity(table, columns, texts, when, reading), rows)
    names = set(SalesLines.__dataclass_fields__) & set(texts)
    return SalesLines(
        part=np.full(len(good), part, dtype=np.int64),
        row=good,
        **{name: texts[name].take(good) for name in names},
        quantity=money.quantity[good],
        price=money.price[good],
        discount=money.discount[good],
        total=money.total[good],
        tax_bp=money.tax_bp[good],
        at=at[good],
        charge=charge[good],
        rounded=money.rounded[good],
        key=key[good],
    )


def _texts(table: Table, columns: Mapping[str, int], field: str, preset: Preset) -> Column:
    if field not in columns:
        return constant("", len(table))
    change = {"sku": clean_code, "barcode": clean_code, "currency": clean_code, "customer": clean_number}.get(
        field, clean
    )
    longest = _SHORTENED.get(field)
    column = table.columns[columns[field]]
    return column.mapped(lambda text: change(text)[:longest].rstrip() if longest else change(text))


def _judge_texts(
    texts: Mapping[str, Column], verdict: Verdict, currency: Currency, columns: Mapping[str, int], preset: Preset
) -> None:
    for field, longest in _LONGEST.items():
        verdict.refuse(texts[field].flags(lambda text, longest=longest: len(text) > longest), "code_too_long")  # type: ignore[misc]
    if "invoice" in columns:
        verdict.refuse(texts["invoice"].flags(lambda text: not text), "invoice_missing")
    nameless = texts["sku"].flags(bool) | texts["barcode"].flags(bool)
    if not ({"sku", "barcode"} & set(columns)):
        nameless = texts["description"].flags(bool)
    verdict.refuse(~nameless, "code_missing")
    verdict.refuse(texts["currency"].flags(lambda text: bool(text) and text != currency.code), "currency_differs")
    verdict.refuse(texts["sku"].flags(preset.is_test), "test_line")


def _charges(texts: Mapping[str, Column], preset: Preset) -> Bools:
    coded = texts["sku"].flags(bool)
    by_code = texts["sku"].flags(lambda code: bool(code) and preset.is_charge(code))
    return by_code | (~coded & texts["description"].flags(preset.is_charge_name))


def moments_of(column: Column, order: str, zone: tzinfo) -> tuple[Ints, Bools]:
    """The moment each row names, in seconds, and whether it names one."""
    seconds = np.zeros(len(column.texts), dtype=np.int64)
    valid = np.zeros(len(column.texts), dtype=bool)
    for place, text in enumerate(column.texts):
        moment = dates.parse(text, order, zone)
        if moment is not None and dates.plausible(moment):
            seconds[place] = int(moment.timestamp())
            valid[place] = True
    return seconds[column.codes], valid[column.codes]


def _numbers(table: Table, columns: Mapping[str, int], field: str, mark: str, currency: Currency) -> Numbers:
    column = table.columns[columns[field]] if field in columns else constant("", len(table))
    return scaled(
        column,
        mark,
        0 if field == "quantity" else 2 if field in ("discount_percent", "tax_rate") else currency.exponent,
    )


def scaled(column: Column, mark: str, places: int) -> Numbers:
    """The numbers of a column times ten to the power of `places`, rounded half away from zero."""
    value = np.zeros(len(column.texts), dtype=np.int64)
    valid = np.zeros(len(column.texts), dtype=bool)
    exact = np.ones(len(column.texts), dtype=bool)
    filled = np.zeros(len(column.texts), dtype=bool)
    for place, text in enumerate(column.texts):
        if not clean(text):
            continue
        filled[place] = True
        number = numbers.parse(text, mark)
        if number is None or abs(number) > limits.MAX_AMOUNT_MINOR:
            continue
        whole = (abs(number).scaleb(places) + Decimal("0.5")).__floor__() * (-1 if number < 0 else 1)
        value[place], valid[place], exact[place] = whole, True, number.scaleb(places) == whole
    codes = column.codes
    return Numbers(value[codes], valid[codes], exact[codes], filled[codes])


class _Money:
    """Quantity, price, discount and total of each row, made to agree; rows where they cannot are refused."""

    def __init__(self, given: Mapping[str, Numbers], verdict: Verdict) -> None:
        quantity, price, total = given["quantity"], given["price"], given["total"]
        verdict.refuse(~quantity.valid, "quantity_unreadable")
        verdict.refuse(~quantity.exact, "quantity_fraction")
        verdict.refuse(quantity.value == 0, "quantity_zero")
        verdict.refuse(np.abs(quantity.value) > limits.MAX_QUANTITY, "amount_too_large")
        verdict.refuse(price.filled & ~price.valid, "price_unreadable")
        verdict.refuse(total.filled & ~total.valid, "price_unreadable")
        verdict.refuse(~price.filled & ~total.filled, "price_missing")
        self.quantity = np.where(np.abs(quantity.value) > limits.MAX_QUANTITY, 0, quantity.value)
        largest = limits.MAX_AMOUNT_MINOR // np.maximum(np.abs(self.quantity), 1)
        verdict.refuse(
            (np.abs(price.value) > largest) | (np.abs(total.value) > limits.MAX_AMOUNT_MINOR), "amount_too_large"
        )
        self.price = np.where(np.abs(price.value) > largest, 0, price.value)
        self.rounded = price.valid & ~price.exact
        self.totals_ignored = False
        self.discount = self._discount(given, verdict)
        self._follow_total(price, total)
        self.total = self.quantity * self.price - self.discount
        rate = given["tax_rate"].value
        self.tax_bp = np.where(given["tax_rate"].valid & (rate >= 0) & (rate <= 10_000), rate, 0)

    def _discount(self, given: Mapping[str, Numbers], verdict: Verdict) -> Ints:
        gross = self.quantity * self.price
        percent = given["discount_percent"]
        share = np.clip(np.abs(percent.value), 0, 10_000)
        by_share = (np.abs(gross) // 10_000 * share) + (np.abs(gross) % 10_000 * share + 5_000) // 10_000
        amount = np.where(given["discount"].filled, np.abs(given["discount"].value), by_share)
        unreadable = (given["discount"].filled & ~given["discount"].valid) | (percent.filled & ~percent.valid)
        verdict.refuse(unreadable, "discount_unreadable")
        verdict.refuse((amount > np.abs(gross)) | (np.abs(percent.value) > 10_000), "discount_too_large")
        fits = (amount <= np.abs(gross)) & (self.price > 0)
        signed: Ints = np.where(fits, amount, 0) * np.sign(self.quantity)
        return signed

    def _follow_total(self, price: Numbers, total: Numbers) -> None:
        """Where a line's total is given it counts: what the price is above it is discount, a price below it is raised.

        A column that is mostly larger than its lines holds the totals of whole sales and is left aside.
        """
        units = np.maximum(np.abs(self.quantity), 1)
        wanted = np.where(np.abs(total.value) <= limits.MAX_AMOUNT_MINOR, np.abs(total.value), 0)
        both = price.valid & total.valid
        larger = both & (wanted > np.abs(self.price) * units + units)
        self.totals_ignored = bool(larger.sum() * 10 > max(int(both.sum()), 1))
        if self.totals_ignored:
            return
        use = total.valid & (self.price >= 0) & (self.price * units - np.abs(self.discount) != wanted)
        against = ~price.filled & (np.sign(total.value) * np.sign(self.quantity) < 0)
        raised = np.maximum(-(-wanted // units), self.price)
        self.price = np.where(use, np.where(against, -(wanted // units), raised), self.price)
        signed = np.where(against, np.sign(total.value), np.sign(self.quantity)) * wanted
        self.discount = np.where(use, self.quantity * self.price - signed, self.discount)


def _identity(
    table: Table, columns: Mapping[str, int], texts: Mapping[str, Column], when: Column, reading: Reading
) -> list[tuple[str, Column]]:
    """The columns that tell lines apart, in forms that do not depend on how a file writes numbers and dates."""
    zone = ZoneInfo("UTC")
    found = [(field, texts[field]) for field in _IDENTITY if field in columns]
    # The wall clock as written, so that the zone in which it is read does not make a line new.
    found.append(("sold_at", when.mapped(lambda text: str(dates.parse(text, reading.order.order, zone)))))
    amounts = ["quantity", "price" if "price" in columns else "total"]
    for field in amounts:
        column = table.columns[columns[field]]
        found.append((field, column.mapped(lambda text: _plain(numbers.parse(text, reading.mark)))))
    return found


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize() + 0, "f")
