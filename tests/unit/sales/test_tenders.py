"""Several tenders, change from cash alone, and what is recorded sums to the total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.sales.tenders import KINDS, MOST_CHANGE_MINOR, TenderRequest, settle


def pay(total: int, **amounts: int) -> tuple[tuple[tuple[str, int], ...], int]:
    settlement = settle(total, [TenderRequest(kind, amount) for kind, amount in amounts.items()])
    return settlement.tenders, settlement.change_minor


def test_several_tenders_and_change() -> None:
    assert pay(1000, card=600, cash=500) == ((("card", 600), ("cash", 500), ("cash", -100)), 100)
    assert pay(1000, voucher=1000) == ((("voucher", 1000),), 0)
    assert pay(0) == ((), 0)
    assert pay(-300, cash=300) == ((("cash", -300),), 0)


@pytest.mark.parametrize(
    ("total", "amounts", "code"),
    [
        (1000, {"card": 999}, "tender.short"),
        (1000, {}, "tender.short"),
        (1000, {"card": 1001}, "tender.no_change"),
        (1000, {"card": 1050, "cash": 20}, "tender.no_change"),
        (1000, {"cash": 4_006_381_333_931}, "tender.change_absurd"),
        (1000, {"shells": 1000}, "tender.kind"),
        (1000, {"cash": 0}, "tender.amount"),
        (1000, {"cash": -5}, "tender.amount"),
        (-300, {"cash": 299}, "tender.refund"),
        (-300, {}, "tender.refund"),
    ],
)
def test_what_does_not_pay(total: int, amounts: dict[str, int], code: str) -> None:
    with pytest.raises(UserError) as caught:
        pay(total, **amounts)
    assert caught.value.code == code


@given(st.integers(0, 10**7), st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 10**7)), max_size=4))
def test_what_is_recorded_sums_to_the_total(total: int, given_: list[tuple[str, int]]) -> None:
    try:
        settlement = settle(total, [TenderRequest(kind, amount) for kind, amount in given_])
    except UserError:
        amounts = sum(amount for _, amount in given_)
        cash = sum(amount for kind, amount in given_ if kind == "cash")
        assert amounts < total or amounts - total > min(cash, MOST_CHANGE_MINOR)
        return
    assert sum(amount for _, amount in settlement.tenders) == total
    assert settlement.change_minor >= 0
