"""Codes of coupons and holds: random, so that nobody guesses one, with a check character against slips.

A coupon's has twelve characters of 32 that are not mistaken for each other (no I, L, O, U): eleven random ones, 55
bits, and a check character over GF(32) with the weights a, a^2, ... of its generator. A single check symbol with
distinct weights finds every wrong character and every two neighbours swapped (the parity check of a Reed-Solomon code
over that field).
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_VALUE = {character: number for number, character in enumerate(ALPHABET)}
# What people write for what is not in the alphabet.
_MEANT = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", "-": None, " ": None, "\u00a0": None})
# x^5 + x^2 + 1, a primitive polynomial over GF(2).
_POLYNOMIAL = 0b100101


def new_code(length: int = LENGTH) -> str:
    """A new code of `length` characters; never digits alone, so that it is not taken for an article number."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(length - 1))
        code = body + check_character(body)
        if not code.isdecimal():
            return code


def check_character(body: str) -> str:
    """The check character after `body`, which is of `ALPHABET`."""
    total = 0
    for character in body:  # Horner's rule: the weight of a character is the generator to the power of its place
        total = _times_generator(total ^ _VALUE[character])
    return ALPHABET[total]


def normalise(text: str, length: int = LENGTH) -> str | None:
    """The code of `length` characters that `text` is, however it was typed or grouped; None where it is none."""
    code = text.strip().upper().translate(_MEANT)
    if len(code) != length or any(character not in _VALUE for character in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def looks_like_code(text: str, length: int = LENGTH) -> bool:
    """Whether somebody meant to type a code: as long as one, of its characters, and not a number."""
    code = text.strip().upper().translate(_MEANT)
    return len(code) == length and not code.isdecimal() and all(character in _VALUE for character in code)


def grouped(code: str) -> str:
    """A code as it is shown: in fours."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _times_generator(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & 0b100000 else value
