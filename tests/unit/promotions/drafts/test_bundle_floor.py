"""A bundle for one price is judged before it is approved as the till will judge it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.promotions.choosing.choice import Choice
from shopassistant.promotions.drafts.approving import Word, approve_promotion
from shopassistant.promotions.drafts.floor import Goods, bundle_below
from shopassistant.promotions.drafts.saving import create_draft
from shopassistant.promotions.drafts.terms import Terms
from shopassistant.promotions.rules.book import RuleBook
from shopassistant.promotions.rules.engine import price
from shopassistant.promotions.rules.offers import Bundle
from shopassistant.promotions.rules.pricing import Case, Line
from shopassistant.promotions.rules.rule import Rule
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.unit.promotions.cases import NOW
from tests.unit.shop_rows import a_product


def bundle(store: Store, price_minor: int, *slots: tuple[int, ...]) -> Terms:
    choices = {("get", slot): Choice(picked=items) for slot, items in enumerate(slots)}
    return Terms("Outfit", Bundle((1,) * len(slots), price_minor), choices)


def picked(choice: Choice) -> tuple[int, ...]:
    return choice.picked


@pytest.fixture
def outfit(store: Store) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Two scarves (cost 10.00 and 4.00) and a hat (cost 15.00)."""
    (dear,) = a_product(store, "Scarf", price=2500, cost=1000)
    (cheap,) = a_product(store, "Cotton scarf", price=1200, cost=400)
    (hat,) = a_product(store, "Hat", price=4000, cost=1500)
    return (dear, cheap), (hat,)


def test_a_bundle_below_what_its_goods_cost_is_refused(
    store: Store, manager: Actor, outfit: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    made = create_draft(store, manager, bundle(store, 2_400, *outfit))
    with pytest.raises(UserError) as refused:
        approve_promotion(store, manager, made.promotion_id, picked)
    assert refused.value.code == "promotion.below_floor"
    assert refused.value.values == {"count": 2, "name": "Scarf, M", "lowest_minor": 900, "floor_minor": 1000}
    approve_promotion(store, manager, made.promotion_id, picked, Word(manager))


def test_a_bundle_that_pays_for_its_goods_is_approved(
    store: Store, manager: Actor, outfit: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    made = create_draft(store, manager, bundle(store, 2_500, *outfit))
    assert approve_promotion(store, manager, made.promotion_id, picked).status == "approved"


GOODS = st.tuples(st.integers(1, 3_000), st.one_of(st.none(), st.integers(0, 3_000)))


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(1, 2), st.lists(GOODS, min_size=1, max_size=3)), min_size=2, max_size=3),
    st.integers(1, 9_000),
    st.sampled_from([0, 1_500]),
)
def test_it_is_below_exactly_where_the_till_would_not_give_the_price(
    drawn: list[tuple[int, list[tuple[int, int | None]]]], price_minor: int, margin_bp: int
) -> None:
    number = iter(range(1, 100))
    slots = [[Goods(next(number), "", "", price_, cost) for price_, cost in goods] for _, goods in drawn]
    units = tuple(count for count, _ in drawn)
    items = tuple(frozenset(one.variant_id for one in slot) for slot in slots)
    rule = Rule(1, "Outfit", Bundle(units, price_minor), items, floor_margin_bp=margin_bp)

    def is_given(chosen: tuple[Goods, ...]) -> bool:
        lines = [
            Line(place, one.variant_id, count, one.price_minor, one.cost_minor)
            for place, (one, count) in enumerate(zip(chosen, units, strict=True))
        ]
        paid = price(lines, RuleBook([rule]), Case(NOW)).total_minor
        whole = sum(one.price_minor * count for one, count in zip(chosen, units, strict=True))
        return paid == min(price_minor, whole)

    below = {one.goods.variant_id for one in bundle_below(units, price_minor, slots, margin_bp)}
    kept_back = [chosen for chosen in product(*slots) if not is_given(chosen)]
    assert bool(below) == bool(kept_back)
    for chosen in kept_back:
        assert below & {one.variant_id for one in chosen}
