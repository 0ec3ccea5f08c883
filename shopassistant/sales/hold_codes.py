"""Codes of holds: short enough to be said across a counter, and still not to be guessed.

Seven characters of 32 that are not mistaken for each other: six random ones, 30 bits, and a check character; at least
one is a digit, so that no name is taken for a code. Where a hundred holds wait, one guess in ten million finds one; and
only staff who are signed in can try.
"""

from shopassistant.promotions.redemption.codes import looks_like_code, new_code, normalise

LENGTH = 7
_GROUP = 3


def new_hold_code() -> str:
    """A new code, as it is stored and as a QR code holds it: without the mark that groups it."""
    while True:
        code = new_code(LENGTH)
        if any(letter.isdecimal() for letter in code):
            return code


def hold_code(text: str) -> str | None:
    """The code that `text` is, however it was typed or grouped; None where it is none."""
    return normalise(text, LENGTH)


def is_misread(text: str) -> bool:
    """Whether somebody meant a hold's code, grouped as it is shown, and a character of it is wrong."""
    parts = text.strip().split("-")
    is_grouped = [len(part) for part in parts] == [_GROUP, LENGTH - _GROUP]
    return is_grouped and looks_like_code(text, LENGTH) and hold_code(text) is None


def shown_code(code: str) -> str:
    """A code as people read it: ``K7Q-4MXD``."""
    return f"{code[:_GROUP]}-{code[_GROUP:]}"
