"""Limits: the variant's before the category's before the shop's; said by managers, refused where they make no sense."""

import pytest

from shopassistant.core.errors import NotAllowed, NotFound, UserError
from shopassistant.promotions.prices.limits import USUAL, Limits, list_limits, load_limits, remove_limits, set_limits
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Category, Variant
from tests.unit.shop_rows import a_product


def test_nothing_said_means_never_below_cost_in_small_steps_and_never_by_itself(store: Store) -> None:
    with store.read() as session:
        assert load_limits(session).of(1, None) == USUAL
    assert not USUAL.automatic
    assert USUAL.floor_margin_bp == 0


def test_the_narrower_limit_counts_and_leaves_the_rest_to_the_wider(store: Store, manager: Actor) -> None:
    (variant,) = a_product(store, category="Wear / Scarves")
    with store.read() as session:
        scarves = session.query(Category).filter_by(path="Wear / Scarves").one().id
    set_limits(store, manager, Limits(max_step_bp=1_000, ending="99"))
    set_limits(store, manager, Limits(ending="95", floor_minor=500), category_id=scarves)
    set_limits(store, manager, Limits(automatic=True), variant_id=variant)
    with store.read() as session:
        found = load_limits(session).of(variant, scarves)
        assert (found.max_step_bp, found.ending, found.floor_minor, found.automatic) == (1_000, "95", 500, True)
        assert load_limits(session).of(variant + 1, None).ending == "99"
        assert len(list_limits(session)) == 3


def test_said_again_it_replaces_and_removed_the_wider_holds(store: Store, manager: Actor) -> None:
    set_limits(store, manager, Limits(ending="99"))
    set_limits(store, manager, Limits(ending="95"))
    with store.read() as session:
        (row,) = list_limits(session)
        assert row.limits.ending == "95"
    remove_limits(store, manager, row.id)
    with store.read() as session:
        assert load_limits(session).of(1, None) == USUAL
    with pytest.raises(NotFound):
        remove_limits(store, manager, row.id)


@pytest.mark.parametrize(
    "limits",
    [
        Limits(floor_minor=500, ceiling_minor=400),
        Limits(max_step_bp=0),
        Limits(ending="9a"),
        Limits(ending="12345"),
        Limits(min_days_between=-1),
        Limits(floor_margin_bp=-1),
        Limits(floor_minor=-5),
    ],
)
def test_limits_that_make_no_sense_are_refused(store: Store, manager: Actor, limits: Limits) -> None:
    with pytest.raises(UserError, match=r"prices\.limit"):
        set_limits(store, manager, limits)
    with store.read() as session:
        assert list_limits(session) == []


def test_only_managers_set_limits_and_only_of_what_there_is(store: Store, manager: Actor, associate: Actor) -> None:
    with pytest.raises(NotAllowed):
        set_limits(store, associate, Limits())
    with pytest.raises(NotFound):
        set_limits(store, manager, Limits(), variant_id=99)
    with store.read() as session:
        assert session.query(Variant).count() == 0
