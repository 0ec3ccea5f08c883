"""One way of folding text, so that what is stored and what is typed meet in the same form."""

import re
import unicodedata

# Letters that Unicode does not decompose but people type as their plain neighbours.
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
     "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "ı": "i"}
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case without accents: ``"Zoë GROẞ"`` gives ``"zoe gross"``."""
    if text.isascii():
        return text.lower()
    # Plain letters first, or letters of other alphabets' styles would come out in capitals.
    return _without_marks(_without_marks(text).translate(_PLAIN).casefold())


def _without_marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The folded words of `text`; apostrophes join (``O'Neil`` is one word), other marks separate."""
    return _WORD.findall(fold(text).replace("'", "").replace("\u2019", ""))


def digits(text: str) -> str:
    """The decimal digits of `text`, as ASCII."""
    return "".join(str(unicodedata.digit(letter)) for letter in text if letter.isdecimal())
