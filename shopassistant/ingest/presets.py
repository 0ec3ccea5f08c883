"""What is known of particular exports: which codes are no products, and how their texts are cleaned."""

import re
from dataclasses import dataclass

from shopassistant.core.text import fold
from shopassistant.ingest.words import words

_TEST = re.compile(r"(?i)test\d*")
_RETAIL_PRODUCT = re.compile(r"\d{5}[A-Z]{0,3}|DCGS\w+|PADS|SP\d+")
_FLOAT_NUMBER = re.compile(r"(\d+)\.0+")


@dataclass(frozen=True, slots=True)
class Preset:
    """How one kind of export is read.

    Attributes:
        name: see `PRESETS`.
        cancels: prefix of an invoice number that cancels, empty for none.
    """

    name: str
    cancels: str

    def is_charge(self, code: str) -> bool:
        """Whether `code` (upper case) stands for postage, a fee, a correction: anything but a product."""
        if self.name == "online-retail":
            return not _RETAIL_PRODUCT.fullmatch(code)
        return bare_word(code) in words("charges")

    def is_charge_name(self, description: str) -> bool:
        """The same told by the whole description; only where codes tell nothing."""
        return self.name != "online-retail" and bare_word(description) in words("charges")

    def is_test(self, code: str) -> bool:
        """Whether `code` is somebody trying the till."""
        return self.name == "online-retail" and bool(_TEST.fullmatch(code))


ONLINE_RETAIL = Preset("online-retail", "C")
GENERIC = Preset("generic", "")


def preset(name: str) -> Preset:
    """The preset called `name`; anything unknown is generic."""
    return ONLINE_RETAIL if name == ONLINE_RETAIL.name else GENERIC


def clean(text: str) -> str:
    """One line without invisible characters; what stands for "missing" becomes empty."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    text = " ".join(text.split())
    return "" if len(text) <= 12 and text.casefold() in words("missing") else text


def clean_code(text: str) -> str:
    """A code in upper case, see `clean`."""
    return clean(text).upper()


def clean_number(text: str) -> str:
    """A customer's number: as it is, without the ``.0`` that tables of numbers leave behind."""
    text = clean(text)
    found = _FLOAT_NUMBER.fullmatch(text)
    return found[1] if found else text


def bare_word(text: str) -> str:
    """`text` folded, letters and digits only."""
    return "".join(letter for letter in fold(text) if letter.isalnum())
