"""Folding is stable: what is stored and what is typed meet whatever accents, case or width they have."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.core.text import digits, fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë GROẞ", "zoe gross"), ("Łukasz Ørsted", "lukasz orsted"), ("Ægir Þór", "aegir thor"), ("ＡＢＣ", "abc"),
        ("İzmir", "izmir"),
    ],
)  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(max_examples=300)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=300)
@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert fold(unicodedata.normalize("NFD", composed)) == fold(composed)


def test_words() -> None:
    assert words("O'Neil-Smith, Anne_Marie") == ["oneil", "smith", "anne", "marie"]
    assert words(" -- ") == []


def test_digits() -> None:
    assert digits("+44 (0)20 7946-0123") == "4402079460123"
    assert digits("٠٧٧") == "077"
