"""From lines to sales: which lines are one sale, what a product is called and costs, and what the sales tell."""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from shopassistant.ingest.lines import SalesLines
from shopassistant.ingest.presets import bare_word
from shopassistant.ingest.report import KEPT, NOTED, Derived, RuleBook
from shopassistant.ingest.table import Bools, Codes, Ints
from shopassistant.ingest.words import words

_DAY = 86_400
# Lines of one number further apart than this belong to two sales whose number was used twice.
_SAME_SALE = 2 * _DAY
# A product's price is the most frequent one of its last days of sale.
_RECENT = 90 * _DAY


@dataclass(frozen=True, slots=True)
class Sales:
    """Sales of a set of lines.

    Attributes:
        of_line: position of the sale of each line.
        number: of each sale.
        at: earliest moment of its lines, in seconds.
        customer: code of the customer's text in ``lines.customer``; -1 for a walk-in.
        is_return: nothing was sold, something taken back.
    """

    of_line: Ints
    number: list[str]
    at: Ints
    customer: Ints
    is_return: Bools


def find_sales(lines: SalesLines, who: Codes, book: RuleBook) -> Sales:
    """Group lines into sales by invoice number.

    A number under which two customers stand, or days that lie more than two days apart, was used twice and becomes
    several sales; lines without a number are grouped by customer, moment and place, walk-ins are a sale each.

    Args:
        who: code of the customer of each line, -1 for none.
    """
    keys, numbers = _keys(lines, who, book)
    order = np.argsort(keys, kind="stable")
    first = np.ones(len(order), dtype=bool)
    first[1:] = keys[order][1:] != keys[order][:-1]
    of_line = np.empty(len(order), dtype=np.int64)
    of_line[order] = np.cumsum(first) - 1
    count = int(of_line.max(initial=-1)) + 1
    at = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(at, of_line, lines.at)
    latest = np.zeros(count, dtype=np.int64)
    np.maximum.at(latest, of_line, lines.at)
    book.add("invoice_times_differ", KEPT, int((latest > at).sum()))
    customer = np.full(count, -1, dtype=np.int64)
    known = who >= 0
    customer[of_line[known]] = who[known]
    names = [numbers[key] for key in keys[order][first].tolist()]
    return Sales(of_line, names, at, customer, _returns(lines, of_line, count))


def _returns(lines: SalesLines, of_line: Ints, count: int) -> Bools:
    comes_back = np.zeros(count, dtype=bool)
    comes_back[of_line[lines.quantity < 0]] = True
    goes_out = np.zeros(count, dtype=bool)
    goes_out[of_line[lines.quantity > 0]] = True
    return comes_back & ~goes_out


def _keys(lines: SalesLines, who: Codes, book: RuleBook) -> tuple[Ints, list[str]]:
    """A number per line, equal for lines of one sale, and the invoice number of each of these numbers."""
    keys = lines.invoice.codes.astype(np.int64)
    numbers = list(lines.invoice.texts)
    size = len(numbers)
    has_number = lines.invoice.flags(bool)
    least, most = np.full(size, np.iinfo(np.int64).max), np.zeros(size, dtype=np.int64)
    np.minimum.at(least, keys, lines.at)
    np.maximum.at(most, keys, lines.at)
    low, high = np.full(size, np.iinfo(np.int64).max), np.full(size, -1, dtype=np.int64)
    known = who >= 0
    np.minimum.at(low, keys[known], who[known])
    np.maximum.at(high, keys[known], who[known])
    twice = ((low < high) | (most - least > _SAME_SALE)) & np.array([bool(text) for text in numbers], dtype=bool)
    book.add("invoice_reused", NOTED, int(twice.sum()))
    seen: dict[str, int] = {}
    first_of: dict[int, tuple[int, int]] = {}
    for at in np.flatnonzero(twice[keys] | ~has_number)[
        np.argsort(lines.at[np.flatnonzero(twice[keys] | ~has_number)], kind="stable")
    ].tolist():
        number = _own_number(lines, who, at, bool(has_number[at]), first_of)
        if number == numbers[keys[at]]:
            continue
        if number not in seen:
            seen[number] = len(numbers)
            numbers.append(number)
        keys[at] = seen[number]
    return keys, numbers


def _own_number(lines: SalesLines, who: Codes, at: int, has_number: bool, first_of: dict[int, tuple[int, int]]) -> str:
    customer = int(who[at])
    if has_number:
        number = lines.invoice.at(at)
        day = int(lines.at[at]) // _DAY
        first_customer, first_day = first_of.setdefault(int(lines.invoice.codes[at]), (customer, day))
        same_customer = customer in (-1, first_customer) or first_customer == -1
        if same_customer and abs(day - first_day) * _DAY <= _SAME_SALE:
            return number
        owner = lines.customer.at(at) or lines.email.at(at) or lines.phone.at(at)
        return f"{number[:22]}/{day_text(day)}{'-' + short_hash(owner) if not same_customer else ''}"
    parts = [
        str(int(lines.at[at])),
        lines.location.at(at),
        lines.customer.at(at),
        lines.email.at(at),
        lines.phone.at(at),
    ]
    if customer == -1:
        parts.append(lines.key[at].tobytes().hex())
    return "I-" + short_hash("\x00".join(parts), 8)


def day_text(day: int) -> str:
    """Six digits for a day counted from 1970."""
    return str(np.datetime64(day, "D")).replace("-", "")[2:]


def short_hash(text: str, size: int = 3) -> str:
    """A few hexadecimal digits that stand for `text`, always the same."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=size).hexdigest()


def product_names(lines: SalesLines) -> list[str]:
    """The name of each code of ``lines.sku``: its most frequent description on paid lines, the longest among equals."""
    import pandas as pd

    usable = lines.description.flags(lambda text: sum(letter.isalpha() for letter in text) >= 3)
    paid = usable & (lines.price > 0)
    names = list(lines.sku.texts)
    for chosen in (usable, paid):  # paid lines last: they win
        frame = pd.DataFrame({"sku": lines.sku.codes[chosen], "text": lines.description.codes[chosen]})
        counts = frame.value_counts().reset_index(name="lines")
        lengths = np.array([len(text) for text in lines.description.texts], dtype=np.int64)
        counts["length"] = lengths[counts["text"].to_numpy()]
        best = counts.sort_values(["lines", "length", "text"]).drop_duplicates("sku", keep="last")
        for sku, text in zip(best["sku"].tolist(), best["text"].tolist(), strict=True):
            names[sku] = lines.description.texts[text]
    return names


def usual_prices(lines: SalesLines, recent_only: bool = True) -> tuple[Ints, Ints]:
    """Per code of ``lines.sku``: its most frequent price (of its last 90 days of sale), and when it was last sold.

    Among equally frequent prices the one charged last wins. Products never sold at a price have 0 and 0.
    """
    import pandas as pd

    size = len(lines.sku.texts)
    price, last = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    usable = (lines.price > 0) & (lines.quantity > 0)
    np.maximum.at(last, lines.sku.codes[usable], lines.at[usable])
    if recent_only:
        usable &= lines.at > last[lines.sku.codes] - _RECENT
    frame = pd.DataFrame({"sku": lines.sku.codes[usable], "price": lines.price[usable], "at": lines.at[usable]})
    counts = frame.groupby(["sku", "price"])["at"].agg(["size", "max"]).reset_index()
    best = counts.sort_values(["size", "max"]).drop_duplicates("sku", keep="last")
    price[best["sku"].to_numpy()] = best["price"].to_numpy()
    return price, last


def derive(lines: SalesLines, who: Codes) -> Derived:
    """Discount rate, returns rate and days between orders of these lines."""
    product, sold = ~lines.charge, lines.quantity > 0
    gross = float((lines.quantity * lines.price)[product & sold & (lines.price > 0)].sum())
    given = float(lines.discount[product & sold].sum()) - float(_discount_lines(lines).sum())
    back = -float(lines.total[product & ~sold].sum())
    net = float(lines.total[product & sold].sum())
    usual, _ = usual_prices(lines, recent_only=False)
    paid = product & sold & (lines.price > 0)
    below = lines.price[paid] < usual[lines.sku.codes[paid]]
    return Derived(
        discount_share=round(given / gross, 6) if gross else None,
        below_usual_share=round(float(below.mean()), 6) if len(below) else None,
        returns_share=round(back / net, 6) if net else None,
        median_days_between_orders=_days_between(lines, who),
    )


def _discount_lines(lines: SalesLines) -> Ints:
    """Totals of lines that only take money off."""
    named = lines.sku.flags(lambda code: bare_word(code) in words("discounts"))
    named |= lines.description.flags(lambda text: bare_word(text) in words("discounts"))
    totals: Ints = np.minimum(lines.total[lines.charge & named], 0)
    return totals


def _days_between(lines: SalesLines, who: Codes) -> float | None:
    orders = (who >= 0) & (lines.quantity > 0) & ~lines.charge
    pairs = np.unique(np.stack([who[orders].astype(np.int64), lines.at[orders] // _DAY], axis=1), axis=0)
    same = pairs[1:, 0] == pairs[:-1, 0]
    gaps = (pairs[1:, 1] - pairs[:-1, 1])[same]
    return float(np.median(gaps)) if len(gaps) else None
