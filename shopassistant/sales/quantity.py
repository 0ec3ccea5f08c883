"""How many of one thing a line may have; a barcode scanned into the quantity field must never become a quantity."""

from shopassistant.core.errors import UserError
from shopassistant.core.text import digits

# Above any sale over a counter and below the shortest barcode (eight digits).
MOST_QUANTITY = 9_999
# The shortest barcode, UPC-E without its number system and check digit, has six digits.
_SHORTEST_CODE = 6


def check_quantity(quantity: int) -> int:
    """`quantity` itself, if a line may have it.

    Raises:
        UserError: ``basket.quantity_is_code`` for what is as long as a barcode, ``basket.quantity`` for the rest.
    """
    if abs(quantity) >= 10 ** (_SHORTEST_CODE - 1):
        raise UserError("basket.quantity_is_code", scanned=str(quantity), most=MOST_QUANTITY)
    if not 1 <= quantity <= MOST_QUANTITY:
        raise UserError("basket.quantity", quantity=quantity, most=MOST_QUANTITY)
    return quantity


def parse_quantity(text: str) -> int:
    """The quantity somebody typed, in the digits of any script.

    Raises:
        UserError: ``basket.quantity_is_code`` (with what was ``scanned``, so that it can be looked up instead), or
            ``basket.quantity_text``.
    """
    cleaned = text.strip()
    if not cleaned.isdecimal():
        raise UserError("basket.quantity_text", text=cleaned[:40])
    if len(cleaned) >= _SHORTEST_CODE:
        raise UserError("basket.quantity_is_code", scanned=digits(cleaned)[:60], most=MOST_QUANTITY)
    return check_quantity(int(digits(cleaned)))
