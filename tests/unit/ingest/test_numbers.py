"""Numbers as shops write them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.ingest import numbers


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("1,234.50", ".", "1234.50"),
        ("1.234,50", ",", "1234.50"),
        ("1 234,5", ",", "1234.5"),
        ("1\u202f234,50 €", ",", "1234.50"),
        ("1'234.50", ".", "1234.50"),
        ("£12.50", ".", "12.50"),
        ("EUR 12,50", ",", "12.50"),
        ("(12.50)", ".", "-12.50"),
        ("12.50-", ".", "-12.50"),
        ("\u221212.50", ".", "-12.50"),
        ("1E+05", ".", "100000"),
        ("20 %", ".", "20"),
        (".5", ".", "0.5"),
        ("1,00,000", ".", "100000"),
        ("1.234", ",", "1234"),
        ("12,34,5", ".", None),
        ("1.2.3", ".", None),
        ("twelve", ".", None),
        ("", ".", None),
        ("=1+1", ".", None),
    ],
)
def test_texts_and_numbers(text: str, mark: str, expected: str | None) -> None:
    assert numbers.parse(text, mark) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1,234.50"], "."),
        (["1.234,50"], ","),
        (["12,5", "1,234"], ","),
        (["12.5", "1,234"], "."),
        (["1,234,567"], "."),
        (["0.125"], "."),
        (["12", "7"], "."),
        (["1234,567"], ","),
    ],
)
def test_the_decimal_mark_comes_from_the_file(texts: list[str], mark: str) -> None:
    assert numbers.decimal_mark(texts, "f.csv") == mark


@pytest.mark.parametrize(
    ("texts", "code"), [(["1,234", "5"], "import.decimals_ambiguous"), (["1,5", "1.5"], "import.decimals_mixed")]
)
def test_what_cannot_be_known_is_asked(texts: list[str], code: str) -> None:
    with pytest.raises(UserError) as caught:
        numbers.decimal_mark(texts, "f.csv")
    assert caught.value.code == code


@settings(deadline=None)
@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from([",", "."]))
def test_what_is_written_is_read_back(amount: Decimal, mark: str) -> None:
    other = "," if mark == "." else "."
    text = f"{amount:,.2f}".replace(",", "T").replace(".", mark).replace("T", other)
    assert numbers.parse(text, mark) == amount


@settings(deadline=None)
@given(st.text(max_size=50), st.sampled_from([",", "."]))
def test_no_text_crashes(text: str, mark: str) -> None:
    found = numbers.parse(text, mark)
    assert found is None or found.is_finite()
