"""What is known of particular exports: which codes are no products, and how their texts are cleaned."""

import re
from dataclasses import dataclass

from shopassistant.core.text import fold

_MISSING = frozenset(
    {"", "nan", "null", "none", "n/a", "#n/a", "na", "nil", "-", "?", "??", "???",
     "unknown", "unbekannt", "inconnu", "desconocido"}
)  # fmt: skip
# Words that, standing alone as a code or a description, name no product, in the four languages of the headings.
_CHARGES = frozenset(
    """post postage shipping carriage delivery freight manual discount voucher fee fees adjust adjustment bankcharges
    bankcharge giftcard giftvoucher gift deposit tip surcharge rounding commission sample samples baddebt
    versand versandkosten porto rabatt gutschein gutscheincode pfand trinkgeld rundung lieferung gebuehr gebuhr spesen
    port fraisdeport livraison fraisdelivraison remise reduction bonachat cartecadeau carte consigne pourboire frais
    envio gastosdeenvio portes descuento vale tarjetaregalo propina comision gastos""".split()
)
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
        return _word(code) in _CHARGES

    def is_charge_name(self, description: str) -> bool:
        """The same told by the whole description; only where codes tell nothing."""
        return self.name != "online-retail" and _word(description) in _CHARGES

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
    return "" if len(text) <= 11 and text.casefold() in _MISSING else text


def clean_code(text: str) -> str:
    """A code in upper case, see `clean`."""
    return clean(text).upper()


def clean_number(text: str) -> str:
    """A customer's number: as it is, without the ``.0`` that tables of numbers leave behind."""
    text = clean(text)
    found = _FLOAT_NUMBER.fullmatch(text)
    return found[1] if found else text


def _word(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())
