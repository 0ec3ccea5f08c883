"""Numbers, money and days as a language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from shopassistant.core.formats import FILE, Formats, load_formats
from shopassistant.core.messages import Catalogue
from shopassistant.core.money import Currency
from shopassistant.core.paths import resource

GERMAN = load_formats(resource("messages", "de"))
DAY = date(2026, 11, 4)


def test_english_is_what_it_always_was() -> None:
    catalogue = Catalogue("en", Currency("GBP"))
    assert catalogue.money(123450) == "£1,234.50"
    assert catalogue.money(-5) == "-£0.05"
    assert catalogue.number(1234567) == "1,234,567"
    assert catalogue.formats.say_share(0.37) == "37%"
    assert catalogue.formats.say_day(DAY) == "4 Nov 2026"
    assert catalogue.formats.say_day(DAY, catalogue.formats.full_day) == "Wednesday, 04 November 2026"


@pytest.mark.parametrize(
    ("code", "minor", "words"),
    [
        ("EUR", 123450, "1.234,50\u00a0€"),
        ("EUR", -5, "-0,05\u00a0€"),
        ("EUR", 0, "0,00\u00a0€"),
        ("CHF", 123456789, "1.234.567,89\u00a0CHF"),
        ("JPY", 5000, "5.000\u00a0JPY"),
    ],
)
def test_german_money(code: str, minor: int, words: str) -> None:
    catalogue = Catalogue("de", Currency(code))
    assert catalogue.money(minor) == words
    assert catalogue.say("tender.short", {"missing_minor": minor}) == f"Es fehlen noch {words}."


def test_what_is_said_in_german_can_be_typed_again() -> None:
    euro = Currency("EUR")
    for minor in (1, 99, 100, 123456, 100_000_00, -250):
        amount = euro.to_decimal(minor)
        assert euro.parse(GERMAN.say_number(amount)) == euro.parse(GERMAN.say_plainly(amount)) == minor


def test_german_days_numbers_and_shares() -> None:
    assert GERMAN.say_day(DAY) == "4. Nov. 2026"
    assert GERMAN.say_day(date(2026, 3, 31), GERMAN.day_this_year) == "31. März"
    assert GERMAN.say_day(DAY, GERMAN.full_day) == "Mittwoch, 4. November 2026"
    assert GERMAN.say_day(DAY, GERMAN.month_and_year) == "November 2026"
    assert GERMAN.say_share(0.374) == "37\u00a0%"
    assert GERMAN.say_number(1234567) == "1.234.567"
    assert GERMAN.say_number(Decimal("1234.5")) == "1.234,5"
    assert GERMAN.say_number(1234.56, 1) == "1.234,6"


def test_german_sentences_hold_german_values() -> None:
    catalogue = Catalogue("de", Currency("EUR"))
    values = {"usual_days": 30, "last_on": datetime(2026, 11, 4, 12, tzinfo=UTC)}
    assert catalogue.say("recommend.reason.repeat", values) == "Kauft das etwa alle 30 Tage, zuletzt am 4. Nov. 2026."
    assert catalogue.say("import.derived.returns_share", {"returns_share": 0.02}).startswith(
        "Rückgaben machen 2\u00a0%"
    )


def test_a_role_is_said_as_people_call_it() -> None:
    assert Catalogue("de").say("role.required", {"role": "manager"}) == "Dafür ist die Rolle Leitung nötig."
    assert Catalogue("en").say("role.required", {"role": "someone"}) == "This needs the role someone."


def test_a_language_without_formats_writes_as_english_does(tmp_path: Path) -> None:
    assert load_formats(tmp_path) == Formats()


def test_a_format_nobody_knows_is_loud(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"decimal_sign": ","}')
    with pytest.raises(TypeError):
        load_formats(tmp_path)
