"""Money is exact: parts sum to the whole, parsing and writing meet, tax splits without a stray penny."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.core.money import Currency, allocate, included_tax, percent_of

amounts = st.integers(-(10**12), 10**12)
currencies = st.sampled_from(["GBP", "EUR", "JPY", "KWD"]).map(Currency)
rates = st.integers(0, 10_000)


@given(amounts, st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_parts_sum_to_the_whole_and_keep_its_sign(total: int, weights: list[int]) -> None:
    parts = allocate(total, weights)
    assert sum(parts) == total
    assert len(parts) == len(weights)
    assert all(part * total >= 0 for part in parts)


@given(amounts, st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
def test_no_part_is_a_penny_or_more_from_its_share(total: int, weights: list[int]) -> None:
    for part, weight in zip(allocate(total, weights), weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


@given(amounts, st.lists(st.just(0), min_size=1, max_size=9))
def test_weights_of_nothing_split_evenly(total: int, weights: list[int]) -> None:
    parts = allocate(total, weights)
    assert sum(parts) == total
    assert max(parts) - min(parts) <= 1


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_impossible_weights_are_our_bug(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(100, weights)


@given(amounts, currencies)
def test_what_is_written_can_be_read_back(minor: int, currency: Currency) -> None:
    assert currency.parse(str(currency.to_decimal(minor))) == minor
    assert currency.to_minor(currency.to_decimal(minor)) == minor


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12", 1200), ("12.5", 1250), ("12,50", 1250), (" 1 234,50 ", 123450), ("1,234.50", 123450),
        ("1.234,50", 123450), ("1,234", 123400), ("1.234", 123400), ("1,234,567", 123456700),
        ("1'234.5", 123450), ("-3", -300), ("0.005", 1), ("-0.005", -1), ("0.0049", 0),
    ],
)  # fmt: skip
def test_amounts_as_people_type_them(text: str, minor: int) -> None:
    assert Currency("GBP").parse(text) == minor


@pytest.mark.parametrize(
    "text", ["", "abc", "1.2.3", "NaN", "Infinity", "1e13", "--1", "1 £", "1e5", "1_000", "0x10", "9" * 400]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"money\.not_a_number"):
        Currency("GBP").parse(text)


@pytest.mark.parametrize("code", ["gbp", "GB", "POUND", "£££", ""])
def test_currencies_are_three_capital_letters(code: str) -> None:
    with pytest.raises(UserError, match=r"money\.currency"):
        Currency(code)


@given(amounts, rates)
def test_tax_inside_is_the_nearest_penny(gross: int, rate: int) -> None:
    tax = included_tax(gross, rate)
    exact = Fraction(gross * rate, 10_000 + rate)
    assert abs(tax - exact) <= Fraction(1, 2)
    assert included_tax(-gross, rate) == -tax


@given(amounts, st.integers(-10_000, 10_000))
def test_percent_rounds_to_the_nearest_penny_away_from_zero(minor: int, basis_points: int) -> None:
    part = percent_of(minor, basis_points)
    exact = Fraction(minor * basis_points, 10_000)
    assert abs(part - exact) <= Fraction(1, 2)
    assert percent_of(-minor, basis_points) == -part
    if abs(part - exact) == Fraction(1, 2):
        assert abs(part) > abs(exact)


def test_exponents() -> None:
    assert Currency("JPY").to_minor(Decimal("12.5")) == 13
    assert Currency("KWD").to_minor(Decimal("1.0005")) == 1001
    assert str(Currency("GBP").to_decimal(5)) == "0.05"


@pytest.mark.parametrize(("code", "minor"), [("XOF", 1500), ("UGX", 1500), ("IQD", 1_500_000), ("USD", 150_000)])
def test_every_currency_has_its_own_places(code: str, minor: int) -> None:
    assert Currency(code).to_minor(Decimal(1500)) == minor
