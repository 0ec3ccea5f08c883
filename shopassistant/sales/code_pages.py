"""Text in a receipt printer's code page; what the page lacks is written with its nearest letters."""

import unicodedata

from shopassistant.core.errors import UserError
from shopassistant.core.text import fold

# Number of each code page in the printer's table (ESC t n), as the common printers have it.
NUMBERS = {
    "cp437": 0, "cp850": 2, "cp860": 3, "cp863": 4, "cp865": 5, "cp857": 13, "cp737": 14, "iso8859_7": 15,
    "cp1252": 16, "cp866": 17, "cp852": 18, "cp858": 19, "cp775": 33, "cp855": 34, "cp861": 35, "cp862": 36,
    "cp869": 38, "iso8859_2": 39, "iso8859_15": 40, "cp1250": 45, "cp1251": 46, "cp1253": 47, "cp1254": 48,
    "cp1257": 51,
}  # fmt: skip
_SPELLED = {
    "€": "EUR", "£": "GBP", "×": "x", "–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"',
    "…": "...", "•": "*", "™": "TM",
}  # fmt: skip


def parse_code_page(setting: str) -> tuple[str, int]:
    """Codec and table number of a setting: ``cp858``, or ``cp858:13`` for a printer that counts differently.

    Raises:
        UserError: ``printer.code_page``.
    """
    name, _, number = setting.strip().lower().replace("-", "_").partition(":")
    if name not in NUMBERS or (number and not (number.isascii() and number.isdecimal() and int(number) < 256)):
        raise UserError("printer.code_page", code_page=setting[:40], known=", ".join(sorted(NUMBERS)))
    return name, int(number) if number else NUMBERS[name]


def encode(text: str, codec: str) -> bytes:
    """`text` in a single-byte code page, one byte per letter it has.

    Letters the page lacks become their plain neighbours, then a question mark. Control characters are dropped: a
    product's name must not give the printer orders.
    """
    return b"".join(_encode(letter, codec) for letter in unicodedata.normalize("NFC", text))


def _encode(letter: str, codec: str) -> bytes:
    if unicodedata.category(letter) in ("Cc", "Cf"):
        return b""
    if unicodedata.category(letter) == "Zs":  # the code pages' own fixed space is a letter on some printers
        return b" "
    for spelling in (letter, _SPELLED.get(letter, ""), _plain(letter)):
        try:
            encoded = spelling.encode(codec)
        except UnicodeEncodeError:
            continue
        if encoded:
            return encoded
    return b"" if unicodedata.combining(letter) else b"?"


def _plain(letter: str) -> str:
    folded = fold(letter)
    return folded.capitalize() if letter.isupper() else folded
