"""Taking apart what was typed into the one box: words of names, groups of digits, an e-mail address, a code."""

import re
from dataclasses import dataclass

from shopassistant.core.text import digits, words

_DIGIT_GROUP = re.compile(r"\+?[\d().\-/\u2010-\u2015]*\d[\d().\-/\u2010-\u2015]*")
# A British postcode without its blank.
_JOINED_POSTCODE = re.compile(r"([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{2})")


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, in parts.

    Attributes:
        words: folded words of a name, company or place, in order.
        is_open: the last word may go on (nothing was typed after it).
        numbers: groups of digits as typed, adjoining ones joined, such as ``"+49 171 / 2345678"``.
        email: the beginning of an address in lower case, or empty.
        token: the whole text in lower case where it is one piece, else empty; perhaps the beginning of an address.
        code: the whole text without blanks where it may be a card, customer or receipt number, else empty.
    """

    words: tuple[str, ...] = ()
    is_open: bool = False
    numbers: tuple[str, ...] = ()
    email: str = ""
    token: str = ""
    code: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing to look for."""
        return not (self.words or self.numbers or self.email or self.code)


def parse(text: str) -> Query:
    """The parts of `text` (at most 200 characters of it are read)."""
    text = text[:200]
    tokens = text.split()
    names: list[str] = []
    groups: list[list[str]] = []
    email = ""
    before_was_digits = False
    for token in tokens:
        is_digits = _DIGIT_GROUP.fullmatch(token) is not None
        if is_digits and before_was_digits:
            groups[-1].append(token)
        elif is_digits:
            groups.append([token])
        elif "@" in token and not email:
            email = token.lower()
        else:
            names.extend(_split(token))
        before_was_digits = is_digits
    joined = "".join(tokens)
    has_digit = any(letter.isdecimal() for letter in joined)
    is_code = has_digit and not email and sum(1 for token in tokens if not digits(token)) <= 1
    return Query(
        words=tuple(names),
        is_open=bool(names) and not text[-1:].isspace() and not before_was_digits,
        numbers=tuple(" ".join(group) for group in groups),
        email=email,
        token=tokens[0].lower() if len(tokens) == 1 else "",
        code=joined if is_code else "",
    )


def _split(token: str) -> list[str]:
    found = words(token)
    if len(found) == 1 and (postcode := _JOINED_POSTCODE.fullmatch(found[0])):
        return [postcode[1], postcode[2]]
    return found
