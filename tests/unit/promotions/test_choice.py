"""A choice of products is kept with the promotion exactly as it was made, and nonsense is refused."""

import json

import pytest

from shopassistant.core.errors import UserError
from shopassistant.promotions.choosing.choice import (
    Between,
    Choice,
    choice_from_json,
    choice_to_json,
    scope_from_json,
    scope_to_json,
)

FULL = Choice(
    category_ids=(3, 4),
    brands=("Nord",),
    supplier_ids=(9,),
    seasons=("summer",),
    words="linen shirt",
    units=Between(1, None),
    cover_days=Between(90, None),
    margin_bp=Between(None, 6_000),
    price_minor=Between(500, 9_900),
    older_than_days=90,
    unsold_days=60,
    discontinued=False,
    troubles=("aged", "too_much"),
    location_id=2,
    picked=(7, 8),
    excluded=(11,),
)


@pytest.mark.parametrize("choice", [Choice(), FULL, Choice(everything=True), Choice(discontinued=True)])
def test_a_choice_comes_back_as_it_was_kept(choice: Choice) -> None:
    assert choice_from_json(json.loads(json.dumps(choice_to_json(choice)))) == choice


def test_the_choices_of_a_bundle_come_back_slot_by_slot() -> None:
    scope = {("get", 0): FULL, ("get", 1): Choice(picked=(5,)), ("buy", 0): Choice(everything=True)}
    assert scope_from_json(json.loads(json.dumps(scope_to_json(scope)))) == scope
    assert scope_from_json({}) == {}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ([], "choosing.json"),
        ({"colour": "red"}, "choosing.json"),
        ({"units": [1]}, "choosing.json"),
        ({"units": [5, 1]}, "choosing.range"),
        ({"picked": ["7"]}, "choosing.json"),
        ({"picked": [True]}, "choosing.json"),
        ({"older_than_days": 31}, "choosing.age"),
        ({"unsold_days": 0}, "choosing.days"),
        ({"troubles": ["ugly"]}, "choosing.trouble"),
        ({"words": "x" * 201}, "choosing.words"),
        ({"discontinued": 1}, "choosing.json"),
    ],
)
def test_a_kept_choice_that_makes_no_sense_is_refused_in_words(raw: object, code: str) -> None:
    with pytest.raises(UserError) as refused:
        choice_from_json(raw)
    assert refused.value.code == code


def test_only_hand_picked_products_are_no_condition() -> None:
    assert not Choice(picked=(1,), excluded=(2,), location_id=1).has_conditions
    assert Choice(discontinued=False).has_conditions
    assert Choice(words="scarf").has_conditions


def test_a_product_is_picked_or_taken_out_but_never_both() -> None:
    choice = Choice().with_picked(4).without(4)
    assert (choice.picked, choice.excluded) == ((), (4,))
    assert choice.with_picked(4) == Choice(picked=(4,))
