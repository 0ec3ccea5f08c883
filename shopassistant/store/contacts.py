"""One normal form for each way to reach a customer, so that what is stored, imported and typed meet.

It is kept apart from the tables because `phonenumbers` and `email_validator` are imported at the first call only.
"""

import re
from functools import lru_cache

_EXTENSION = re.compile(r"(?i)\s*(?:ext\.?|extension|x|#|durchwahl|poste)\s*\d{1,6}\s*$")
_BLANKS = re.compile(r"[\s\u00a0\u200b\u200e\u200f\ufeff-]+")
_LONGEST = 254


@lru_cache(maxsize=65_536)
def normalise_phone(text: str, country: str) -> str | None:
    """The number in E.164 form, such as ``"+447911123456"``.

    Accepts any spelling: national with the shop's country, international with ``+`` or ``00``, brackets, dots, an
    extension (dropped). A number counts as a phone number when its length is possible for its country; whether it is
    in service nobody can tell from its digits.

    Args:
        text: what was given.
        country: ISO 3166 code of two letters for numbers without a country code, see `Shop.country`.

    Returns:
        The normal form, or None where `text` is no phone number.
    """
    import phonenumbers

    cleaned = _EXTENSION.sub("", text.strip())
    if not cleaned or len(cleaned) > 40:
        return None
    if cleaned.startswith("00"):
        cleaned = "+" + cleaned[2:]
    try:
        number = phonenumbers.parse(cleaned, country.upper())
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=65_536)
def normalise_email(text: str) -> str | None:
    """The address in lower case, or None where `text` is no e-mail address (by its form; no network is asked)."""
    from email_validator import EmailNotValidError, validate_email

    cleaned = text.strip()
    if not cleaned or len(cleaned) > _LONGEST:
        return None
    try:
        found = validate_email(cleaned, check_deliverability=False)
    except EmailNotValidError:
        return None
    return str(found.normalized).lower()


def normalise_card(text: str) -> str:
    """A card number in upper case without blanks and hyphens; empty where nothing is left."""
    return _BLANKS.sub("", text).upper()[:_LONGEST]
