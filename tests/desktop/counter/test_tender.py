"""What is taken sums to what is due, and only cash gives change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.core.money import Currency
from shopassistant.desktop.pages.counter.tender import KINDS, Payment, cash_suggestions

GBP = Currency("GBP")


def test_cash_gives_change() -> None:
    paid = Payment(2190).take("cash", 5000)
    assert paid.is_settled
    assert paid.change_minor == 2810
    assert [(entry.kind, entry.amount_minor) for entry in paid.tenders] == [("cash", 5000)]


def test_card_gives_no_change() -> None:
    with pytest.raises(UserError, match="pay_too_much"):
        Payment(2190).take("card", 2200)


def test_voucher_first_then_cash() -> None:
    paid = Payment(2190).take("voucher", 1000).take("cash", 2000)
    assert paid.change_minor == 810
    assert paid.without_last().left_minor == 1190


@pytest.mark.parametrize("amount", [0, -5])
def test_nothing_is_no_amount(amount: int) -> None:
    with pytest.raises(UserError, match="pay_nothing"):
        Payment(100).take("cash", amount)


@given(st.integers(1, 10**7), st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 10**7)), max_size=6))
def test_taken_minus_change_is_never_more_than_due(due: int, steps: list[tuple[str, int]]) -> None:
    payment = Payment(due)
    for kind, amount in steps:
        try:
            payment = payment.take(kind, amount)
        except UserError:
            continue
        handed = sum(entry.amount_minor for entry in payment.tenders)
        assert handed - payment.change_minor == due - payment.left_minor
        assert payment.left_minor >= 0
    if not payment.is_settled:
        payment = payment.take("card")
    assert sum(entry.amount_minor for entry in payment.tenders) - payment.change_minor == due


@given(st.integers(-100, 10**7))
def test_suggestions_cover_what_is_due(due: int) -> None:
    amounts = cash_suggestions(due, GBP)
    assert amounts == tuple(sorted(set(amounts)))
    assert all(amount >= due for amount in amounts)
    assert (amounts[0] == due) if due > 0 else not amounts


def test_suggestions_are_notes_people_have() -> None:
    assert cash_suggestions(2190, GBP) == (2190, 2200, 2500, 3000, 4000)
