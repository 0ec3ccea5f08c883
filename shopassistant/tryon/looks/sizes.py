"""Sizes as shops write them, in millimetres: hats by head, rings by ISO 8653 and as Americans and Britons do."""

import re

from shopassistant.core.errors import UserError

# Head circumference by letter, the usual middle of what makers give.
_HAT_LETTERS = {"XS": 530.0, "S": 550.0, "M": 570.0, "L": 590.0, "XL": 610.0, "XXL": 630.0}
# Inner circumference of British size A, and from letter to letter; inner diameter of size 0 in the United States, and
# from size to size (both as in ISO 8653:2016, annex).
_BRITISH_A, _BRITISH_STEP = 37.8, 1.25
_AMERICAN_0, _AMERICAN_STEP = 11.63, 0.8128
_PI = 3.141592653589793


def head_circumference(size: str) -> float:
    """Millimetres of a hat's size: ``58``, ``58 cm``, ``M``; one size stretches to what is usual.

    Raises:
        UserError: ``tryon.size``.
    """
    said = size.strip().upper()
    if said in _HAT_LETTERS:
        return _HAT_LETTERS[said]
    if said in ("ONE SIZE", "OS", "U"):
        return 575.0
    number = _number(said.removesuffix("CM").removesuffix("MM"))
    if number is not None and 44 <= number <= 68:
        return number * 10
    if number is not None and 440 <= number <= 680:
        return number
    raise UserError("tryon.size", size=size[:20])


def ring_diameter(size: str) -> float:
    """Inner diameter, millimetres, of a ring's size: ``54`` (ISO 8653), ``7`` or ``7.5`` (United States), ``N`` or ``N
    1/2`` (Britain).

    Raises:
        UserError: ``tryon.size``.
    """
    said = size.strip().upper().replace("½", " 1/2")
    letter = re.fullmatch(r"([A-Z])(\s*1/2)?", said)
    if letter:
        steps = ord(letter[1]) - ord("A") + (0.5 if letter[2] else 0.0)
        return (_BRITISH_A + steps * _BRITISH_STEP) / _PI
    number = _number(said)
    if number is not None and 38 <= number <= 76:
        return number / _PI
    if number is not None and 0 <= number <= 16:
        return _AMERICAN_0 + number * _AMERICAN_STEP
    raise UserError("tryon.size", size=size[:20])


def _number(said: str) -> float | None:
    found = re.fullmatch(r"\s*(\d{1,3}(?:[.,]\d)?)\s*", said)
    return float(found[1].replace(",", ".")) if found else None
