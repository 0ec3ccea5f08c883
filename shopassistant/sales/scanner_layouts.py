"""Scanners type as if the keyboard were American; on another layout the digits come out as its unshifted top row."""

import unicodedata

# What the keys 1234567890 give without shift where digits need shift.
_TOP_ROWS = ("&é\"'(-è_çà", "+ěščřžýáíé", "&é\"'(§è!çà")
_TABLES = tuple(str.maketrans(row, "1234567890") for row in _TOP_ROWS)


def straighten(code: str) -> str:
    """`code` with the digits it was printed with: of any script, or of a French, Belgian or Czech top row."""
    plain = "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in code)
    for row, table in zip(_TOP_ROWS, _TABLES, strict=True):
        if plain and all(letter in row for letter in plain):
            return plain.translate(table)
    return plain
