"""Numbers as people write them: 1,234.50 and 1.234,50 are the same, once it is known which mark is which."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from shopassistant.core.errors import UserError

_DROPPED = re.compile(
    r"[\s\u00a0\u202f\u2009'\u2019_]|[\u00a3$\u20ac\u00a5\u20b9]|(?<![A-Za-z])(?:EUR|GBP|USD|CHF|SEK|NOK|DKK|PLN|kr|Fr)\.?(?![A-Za-z])"
)
_MARKED = re.compile(r"[+-]?\d[\d.,]*|[+-]?[.,]\d+")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[eE][+-]?\d{1,2}")
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\ufe63": "-", "\uff0d": "-"})


def decimal_mark(texts: Iterable[str], file: str) -> str:
    """``"."`` or ``","``: which mark stands before the decimals in these number texts.

    A text with both marks shows it (the last one), a mark that repeats is no decimal mark, and one that is not followed
    by exactly three digits is one.

    Raises:
        UserError: ``import.decimals_ambiguous`` where all that is there is like ``1,234``,
            ``import.decimals_mixed`` where the file shows both in earnest.
    """
    votes = {".": 0, ",": 0}
    doubtful = ""
    for text in texts:
        bare = _bare(text)
        shown = _shown_by(bare)
        if shown:
            votes[shown] += 1
        elif not doubtful and ("," in bare or "." in bare) and _MARKED.fullmatch(bare):
            doubtful = text
    points, commas = votes["."], votes[","]
    if min(points, commas) * 20 > max(points, commas):
        raise UserError("import.decimals_mixed", file=file)
    if points or commas:
        return "." if points > commas else ","
    if doubtful:
        raise UserError("import.decimals_ambiguous", file=file, example=doubtful.strip()[:40])
    return "."


def parse(text: str, mark: str) -> Decimal | None:
    """The number `text` shows when `mark` is the decimal mark; None where it shows none.

    Takes currency signs, blanks or apostrophes between thousands, brackets or a trailing minus for a negative amount.
    """
    bare = _bare(text)
    if len(bare) > 40:
        return None
    if mark == "." and _SCIENTIFIC.fullmatch(bare):
        return Decimal(bare)
    if not _MARKED.fullmatch(bare):
        return None
    other = "," if mark == "." else "."
    if other in bare:
        whole, _, rest = bare.partition(mark)
        groups = whole.lstrip("+-").split(other)
        if other in rest or not _grouped(groups):
            return None
        bare = bare.replace(other, "")
    if bare.count(mark) > 1:
        return None
    try:
        return Decimal(bare.replace(mark, "."))
    except InvalidOperation:
        return None


def _grouped(groups: list[str]) -> bool:
    """Whether digits are grouped by thousands (or as in 1,00,000)."""
    return 1 <= len(groups[0]) <= 3 and len(groups[-1]) == 3 and all(2 <= len(group) <= 3 for group in groups[1:])


def _bare(text: str) -> str:
    bare = _DROPPED.sub("", text.translate(_MINUS)).rstrip("%")
    if bare.startswith("(") and bare.endswith(")"):
        return "-" + bare[1:-1]
    if bare.endswith("-"):
        return "-" + bare[:-1]
    return bare


def _shown_by(bare: str) -> str:
    if not _MARKED.fullmatch(bare):
        return ""
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        last = "." if bare.rfind(".") > bare.rfind(",") else ","
        return last if bare.count(last) == 1 else ""
    if not points and not commas:
        return ""
    mark = "." if points else ","
    if points + commas > 1:
        return "," if mark == "." else "."
    before, _, after = bare.lstrip("+-").partition(mark)
    return mark if len(after) != 3 or len(before) > 3 or before in ("", "0") else ""
