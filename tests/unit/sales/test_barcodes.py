"""Check digits and normal forms, against published examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.sales.barcodes import (
    check_digit,
    expand_upce,
    has_wrong_check_digit,
    isbn10_check,
    parse_barcode,
    written_forms,
)


@pytest.mark.parametrize(
    ("code", "kind", "gtin"),
    [
        ("4006381333931", "ean13", "04006381333931"),
        ("96385074", "ean8", "00000096385074"),
        ("036000291452", "upca", "00036000291452"),
        ("0036000291452", "ean13", "00036000291452"),
        ("04252614", "upce", "00042100005264"),
        ("10012345678902", "gtin14", "10012345678902"),
        ("0-306-40615-2", "isbn10", "09780306406157"),
        ("978-0-306-40615-7", "isbn13", "09780306406157"),
        ("080442957X", "isbn10", "09780804429573"),
    ],
)
def test_published_examples(code: str, kind: str, gtin: str) -> None:
    barcode = parse_barcode(code)
    assert barcode is not None
    assert (barcode.kind, barcode.gtin) == (kind, gtin)


@pytest.mark.parametrize(
    "code", ["4006381333930", "96385075", "036000291453", "0306406153", "", "K0012345", "123", "４００６"]
)
def test_what_is_no_article_number(code: str) -> None:
    assert parse_barcode(code) is None


def test_a_wrong_check_digit_is_told_from_another_kind_of_code() -> None:
    assert has_wrong_check_digit("4006381333930")
    assert not has_wrong_check_digit("4006381333931")
    assert not has_wrong_check_digit("K0012345")
    assert not has_wrong_check_digit("1234")


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_every_single_misread_digit_is_noticed(body: str, place: int, by: int) -> None:
    code = body + check_digit(body)
    wrong = code[:place] + str((int(code[place]) + by) % 10) + code[place + 1 :]
    assert parse_barcode(code) is not None
    assert parse_barcode(wrong) is None


@given(st.text("0123456789", min_size=9, max_size=9))
def test_an_isbn10_and_its_isbn13_are_one_book(body: str) -> None:
    old = body + isbn10_check(body)
    new = "978" + body
    new += check_digit(new)
    assert old in written_forms(new)
    assert new in written_forms(old)


@given(st.text("0123456789", min_size=11, max_size=11))
def test_upca_is_ean13_without_its_zero(body: str) -> None:
    upca = body + check_digit(body)
    assert "0" + upca in written_forms(upca)
    assert upca in written_forms("0" + upca)
    cut = upca.lstrip("0")
    if len(cut) >= 9:
        assert upca in written_forms(cut)
        assert cut in written_forms(upca)


def test_upce_is_found_as_upca() -> None:
    assert expand_upce("04252614") == "042100005264"
    assert "042100005264" in written_forms("04252614")
    assert expand_upce("24252614") is None
    assert expand_upce("04252615") is None


def test_the_form_given_comes_first() -> None:
    assert written_forms(" ab-1 ") == ("ab-1", "AB-1")
    assert written_forms("  ") == ()
