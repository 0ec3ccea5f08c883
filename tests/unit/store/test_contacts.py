"""Normal forms of contacts: what people write in many ways is one thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.store.contacts import normalise_card, normalise_email, normalise_phone


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("07911 123456", "GB", "+447911123456"),
        ("+44 (0)7911 123456", "GB", "+447911123456"),
        ("0044 7911-123.456", "DE", "+447911123456"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("0612345678", "FR", "+33612345678"),
        ("020 7946 0018 ext. 12", "GB", "+442079460018"),
        ("12", "GB", None),
        ("call me", "GB", None),
        ("", "GB", None),
        ("9" * 300, "GB", None),
    ],
)
def test_phone(text: str, country: str, expected: str | None) -> None:
    assert normalise_phone(text, country) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" Zoe.Smith@Example.COM ", "zoe.smith@example.com"),
        ("zoe@example", None),
        ("zoe at example.com", None),
        ("a@b@example.com", None),
        ("", None),
    ],
)
def test_email(text: str, expected: str | None) -> None:
    assert normalise_email(text) == expected


def test_card() -> None:
    assert normalise_card(" ab-12 34\u00a056 ") == "AB123456"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_normal_forms_are_stable_and_nothing_crashes(text: str) -> None:
    phone, email, card = normalise_phone(text, "GB"), normalise_email(text), normalise_card(text)
    assert phone is None or normalise_phone(phone, "FR") == phone
    assert email is None or normalise_email(email) == email
    assert normalise_card(card) == card
