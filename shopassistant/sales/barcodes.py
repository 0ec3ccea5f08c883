"""Check digits and normal forms of the codes printed on goods, so that one article is found however it was scanned.

Sources: GS1 General Specifications (check digit with weights 3 and 1, UPC-E zero suppression), ISO 2108 (ISBN).
"""

from dataclasses import dataclass

_GTIN_LENGTHS = (8, 12, 13, 14)


@dataclass(frozen=True, slots=True)
class Barcode:
    """A recognised code.

    Attributes:
        kind: ``ean13``, ``ean8``, ``upca``, ``upce``, ``gtin14``, ``isbn10`` or ``isbn13``.
        gtin: its normal form, fourteen digits with leading zeros; equal for every way of writing one article number.
    """

    kind: str
    gtin: str


def check_digit(body: str) -> str:
    """The GS1 check digit after `body` (decimal digits without it): weights 3 and 1 from the right."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def isbn10_check(body: str) -> str:
    """The check character after the nine digits of an ISBN-10: weights 10 to 2, modulo 11, X for ten."""
    total = sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True))
    return "0123456789X"[-total % 11]


def parse_barcode(code: str) -> Barcode | None:
    """What `code` is; None where it is no such code or its check digit is wrong. Blanks and hyphens are ignored."""
    bare = code.replace("-", "").replace(" ", "").upper()
    if not bare.isascii():
        return None
    if len(bare) == 10 and bare[:9].isdecimal() and bare[9] == isbn10_check(bare[:9]):
        body = "978" + bare[:9]
        return Barcode("isbn10", _pad(body + check_digit(body)))
    if not bare.isdecimal() or len(bare) not in _GTIN_LENGTHS:
        return None
    if len(bare) == 8:
        return _eight_digits(bare)
    if bare[-1] != check_digit(bare[:-1]):
        return None
    if len(bare) == 13 and bare.startswith(("978", "979")):
        return Barcode("isbn13", _pad(bare))
    return Barcode({12: "upca", 13: "ean13", 14: "gtin14"}[len(bare)], _pad(bare))


def has_wrong_check_digit(code: str) -> bool:
    """Whether `code` is as long as an article number but not one: digits were misread or mistyped."""
    return code.isascii() and code.isdecimal() and len(code) in _GTIN_LENGTHS and parse_barcode(code) is None


def expand_upce(code: str) -> str | None:
    """The UPC-A of eight UPC-E digits (number system 0 or 1, six digits, check digit); None if it is none."""
    if len(code) != 8 or not code.isdecimal() or code[0] not in "01":
        return None
    system, six = code[0], code[1:7]
    last = six[5]
    if last in "012":
        body = six[:2] + last + "0000" + six[2:5]
    elif last == "3":
        body = six[:3] + "00000" + six[3:5]
    elif last == "4":
        body = six[:4] + "00000" + six[4]
    else:
        body = six[:5] + "0000" + last
    upca = system + body
    return upca + code[7] if check_digit(upca) == code[7] else None


def written_forms(code: str) -> tuple[str, ...]:
    """Every form under which `code` may stand in a shop's records, the one given first.

    An EAN-13 that begins with 0 is a UPC-A without it; spreadsheets cut leading zeros; an ISBN-10 is an ISBN-13.
    """
    given = code.strip()
    forms = [given, given.upper()]
    parsed = [barcode for barcode in (parse_barcode(given), _missing_zeros(given)) if barcode is not None]
    if (upca := expand_upce(given)) is not None:
        parsed.append(Barcode("upca", _pad(upca)))
    for barcode in parsed:
        core = barcode.gtin.lstrip("0")
        forms += [barcode.gtin[-length:] for length in (13, 12, 8, 14) if len(core) <= length]
        forms.append(core)
        if barcode.gtin.startswith("0978"):
            forms.append(barcode.gtin[4:13] + isbn10_check(barcode.gtin[4:13]))
    return tuple(dict.fromkeys(form for form in forms if form))


def _eight_digits(bare: str) -> Barcode | None:
    """EAN-8, or else UPC-E: both have eight digits, and only the check digit tells."""
    if bare[-1] == check_digit(bare[:-1]):
        return Barcode("ean8", _pad(bare))
    upca = expand_upce(bare)
    return None if upca is None else Barcode("upce", _pad(upca))


def _missing_zeros(code: str) -> Barcode | None:
    """A UPC-A or EAN-13 whose leading zeros a spreadsheet cut off (nine to eleven digits are left)."""
    if not (code.isascii() and code.isdecimal() and 9 <= len(code) <= 11):
        return None
    return parse_barcode(code.zfill(12))


def _pad(code: str) -> str:
    return code.zfill(14)
