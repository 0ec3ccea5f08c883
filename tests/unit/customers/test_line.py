"""One typed line becomes a customer, in the order people say things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.customers.line import LONGEST_LINE, NewCustomer, parse_line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Anna Müller 0171 2345678 anna@x.de Berlin",
            NewCustomer("Anna", "Müller", "", ("0171 2345678",), ("anna@x.de",), "", "", "Berlin"),
        ),
        ("Müller, Anna", NewCustomer("Anna", "Müller")),
        ("Anna Müller, Berlin", NewCustomer("Anna", "Müller", city="Berlin")),
        ("anna-maria o'neil", NewCustomer("Anna-Maria", "O'Neil")),
        ("Maria von der Heide", NewCustomer("Maria", "von der Heide")),
        (
            "Anna Müller 0171 2345678 10115 Berlin",
            NewCustomer("Anna", "Müller", "", ("0171 2345678",), (), "", "10115", "Berlin"),
        ),
        (
            "Acme GmbH info@acme.de, Hauptstr. 5, 10115 Berlin",
            NewCustomer("", "", "Acme GmbH", (), ("info@acme.de",), "Hauptstr. 5", "10115", "Berlin"),
        ),
        ("+44 20 7946 0958", NewCustomer(phones=("+44 20 7946 0958",))),
        ("Cher", NewCustomer("Cher")),
        ("", NewCustomer()),
    ],
)
def test_takes_a_line_apart(line: str, expected: NewCustomer) -> None:
    assert parse_line(line, "DE") == expected


@given(st.text(max_size=120))
def test_any_text_is_taken_without_loss_of_calm(text: str) -> None:
    new = parse_line(text, "GB")
    assert all("@" in email for email in new.emails)


def test_a_text_pasted_into_the_line_is_refused() -> None:
    with pytest.raises(UserError, match=r"customers\.text_long"):
        parse_line("0171 " * LONGEST_LINE, "DE")


def test_a_row_of_numbers_longer_than_a_telephone_number_is_none() -> None:
    new = parse_line("Ann " + "12 " * 150, "GB")
    assert new.given_name.startswith("Ann")
    assert all(len(phone) <= 30 for phone in new.phones)
