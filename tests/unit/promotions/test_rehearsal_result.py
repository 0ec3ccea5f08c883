"""What a rehearsal said is kept with the promotion, to be held against what happened."""

import json
from dataclasses import replace
from datetime import date

from shopassistant.promotions.rehearsal.result import (
    Assumption,
    Basis,
    Outcome,
    ProductOutcome,
    Range,
    Rehearsal,
    rehearsal_from_json,
    rehearsal_to_json,
)

_R = Range(1.0, 2.0, 3.5)
_O = Outcome(_R, _R, _R, _R)
SAID = Rehearsal(
    name="20 % off scarves",
    starts_on=date(2026, 11, 23),
    days=14,
    without=_O,
    outcome=_O,
    change=_O,
    cannibalised_minor=_R,
    pulled_forward_minor=_R,
    customers=_R,
    redemptions=_R,
    budget_share=_R,
    budget_ends_on=date(2026, 11, 30),
    chance_better=0.83,
    products=(
        ProductOutcome(7, 4.0, _R, _R, 12, date(2026, 12, 2), 0.6),
        ProductOutcome(8, 1.0, _R, _R, None, None, None),
    ),
    products_left_out=3,
    assumptions=(Assumption("cannibalisation", {"share": 0.33}, False),),
    basis=Basis(1_000, 400, 90, 3, 1.0, 52, date(2025, 11, 20), date(2026, 11, 19), 200),
)


def test_a_rehearsal_comes_back_as_it_was_kept() -> None:
    assert rehearsal_from_json(json.loads(json.dumps(rehearsal_to_json(SAID)))) == SAID
    plain = replace(SAID, budget_share=None, budget_ends_on=None)
    assert rehearsal_from_json(json.loads(json.dumps(rehearsal_to_json(plain)))) == plain


def test_only_the_products_that_matter_most_are_kept_and_the_rest_is_counted() -> None:
    kept = rehearsal_from_json(rehearsal_to_json(SAID, most_products=1))
    assert [one.variant_id for one in kept.products] == [7]
    assert kept.products_left_out == 4
