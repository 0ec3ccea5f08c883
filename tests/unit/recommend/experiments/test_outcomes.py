"""From the first list to the result, in a real store: who counts, for which arm, and what of what they did."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from shopassistant.core.clock import FixedClock
from shopassistant.customers.consent import set_consent
from shopassistant.customers.merge import merge, undo_merge
from shopassistant.recommend.events import Event, events_for_sale, log_events
from shopassistant.recommend.experiments.assignment import arm_of
from shopassistant.recommend.experiments.design import Experiment
from shopassistant.recommend.experiments.exposure import Assigned, log_shown, method_for
from shopassistant.recommend.experiments.outcomes import Outcomes, read_outcomes
from shopassistant.recommend.experiments.register import stop_experiment
from shopassistant.recommend.experiments.results import read_result
from shopassistant.recommend.usual import use_method
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import ExperimentExposure
from tests.unit.recommend.experiments.shop import NOW, show, started
from tests.unit.shop_rows import a_customer, a_product, a_sale

HAT, SCARF, BELT = 1, 2, 3  # products and their variants have the same ids here


@pytest.fixture(autouse=True)
def _shop(store: Store) -> None:
    store.clock = FixedClock(NOW)
    for name in ("Hat", "Scarf", "Belt"):
        a_product(store, name, stock=None)


def later(store: Store, **span: float) -> None:
    store.clock.advance(timedelta(**span))  # type: ignore[attr-defined]


def buy(store: Store, actor: Actor, product: int, customer: int, price: int = 2500) -> None:
    """A sale with what the counter logs after it."""
    sale, _ = a_sale(store, product, customer_id=customer, price=price, at=store.clock.now())
    with store.read() as session:
        events = events_for_sale(session, sale)
    log_events(store, actor, events)


def step(store: Store, actor: Actor, kind: str, product: int, customer: int, method: str = "hybrid") -> None:
    log_events(store, actor, [Event(kind, "by hand", product, method, 1, customer)])


def outcomes(store: Store, experiment: Experiment) -> Outcomes:
    with store.read() as session:
        return read_outcomes(session, experiment.id, store.clock.now())


def test_a_customer_counts_from_the_first_list_with_what_was_offered_bought_and_spent(
    store: Store, manager: Actor, associate: Actor
) -> None:
    ann = a_customer(store)
    a_sale(store, BELT, customer_id=ann, price=700, at=NOW - timedelta(days=179))
    a_sale(store, BELT, customer_id=ann, price=900, at=NOW - timedelta(days=181))
    step(store, associate, "pitched", BELT, ann)
    later(store, hours=1)
    experiment = started(store, manager)
    arm = show(store, associate, ann, HAT)
    later(store, minutes=1)
    step(store, associate, "pitched", HAT, ann)
    step(store, associate, "pitched", HAT, ann)  # told again: still one product
    step(store, associate, "declined", SCARF, ann)
    step(store, associate, "pitched", BELT, ann, method="together")  # goes with the basket: in both arms
    later(store, minutes=5)
    buy(store, associate, HAT, ann, 2500)
    buy(store, associate, BELT, ann, 100)
    later(store, days=40)
    buy(store, associate, HAT, ann, 5000)
    found = outcomes(store, experiment)
    assert found.arm.tolist() == ["AB".index(arm)]
    assert (found.lists[0], found.offered[0], found.bought[0]) == (1, 2, 1)
    assert (found.value[0], found.spent_before[0]) == (2600, 700)


def test_what_came_back_is_taken_off(store: Store, manager: Actor, associate: Actor) -> None:
    ann = a_customer(store)
    experiment = started(store, manager)
    show(store, associate, ann, HAT)
    later(store, hours=1)
    _, line = a_sale(store, HAT, customer_id=ann, price=2500, at=store.clock.now())
    a_sale(store, HAT, customer_id=ann, price=2500, quantity=-1, at=store.clock.now(), returns_line_id=line)
    assert outcomes(store, experiment).value.tolist() == [0]


def test_the_method_is_the_arms_for_everybody_who_takes_part_and_the_usual_for_the_rest(
    store: Store, manager: Actor
) -> None:
    people = [a_customer(store) for _ in range(20)]
    refusing = people[3]
    set_consent(store, manager, refusing, "personalisation", granted=False)

    def methods() -> dict[int | None, Assigned]:
        with store.read() as session:
            return {who: method_for(session, who) for who in (None, *people, 9999)}

    usual = Assigned("hybrid")
    assert set(methods().values()) == {usual}
    experiment = started(store, manager)
    during = methods()
    assert (during[None], during[refusing], during[9999]) == (usual, usual, usual)
    for who in set(people) - {refusing}:
        arm = arm_of(experiment.design.arms, experiment.salt, who)
        assert during[who] == Assigned(arm.method, experiment.id, who, arm.name)
    assert {during[who].arm for who in set(people) - {refusing}} == {"A", "B"}
    stop_experiment(store, manager, experiment.id)
    assert set(methods().values()) == {usual}
    assert use_method(store, manager, "popular") == "hybrid"
    assert set(methods().values()) == {Assigned("popular")}


def test_a_list_drawn_twice_counts_once_and_one_chosen_by_hand_not_at_all(
    store: Store, manager: Actor, associate: Actor
) -> None:
    ann = a_customer(store)
    experiment = started(store, manager)
    show(store, associate, ann, key="one")
    show(store, associate, ann, key="one")
    show(store, associate, ann, key="two")
    log_shown(store, associate, [Event("shown", "three", HAT, "segment", 1, ann)])
    log_shown(store, associate, [], Assigned("popular", experiment.id, ann, "B"))
    assert outcomes(store, experiment).lists.tolist() == [2]


def test_who_refuses_later_and_who_is_erased_no_longer_counts(store: Store, manager: Actor, associate: Actor) -> None:
    ann, ben = a_customer(store), a_customer(store)
    experiment = started(store, manager)
    for who in (ann, ben):
        show(store, associate, who)
    assert len(outcomes(store, experiment).arm) == 2
    set_consent(store, manager, ann, "personalisation", granted=False)
    assert len(outcomes(store, experiment).arm) == 1
    set_consent(store, manager, ann, "personalisation", granted=True, at=NOW + timedelta(seconds=1))
    assert len(outcomes(store, experiment).arm) == 2


def test_a_merged_customer_is_the_one_kept_and_two_again_when_undone(
    store: Store, manager: Actor, associate: Actor
) -> None:
    people = [a_customer(store) for _ in range(20)]
    experiment = started(store, manager)
    arms = {who: show(store, associate, who) for who in people}
    kept = next(who for who in people if arms[who] == "A")
    absorbed = next(who for who in people if arms[who] == "B")
    later(store, minutes=1)
    step(store, associate, "pitched", HAT, absorbed)
    merged = merge(store, manager, kept, absorbed)
    with store.read() as session:
        now = method_for(session, absorbed)
    assert (now.arm, now.customer_id) == ("A", kept)
    assert len(outcomes(store, experiment).arm) == 19
    after = outcomes(store, experiment)
    assert after.offered[after.arm == 0].sum() == 1, "what was said to either was said to the one they are"
    undo_merge(store, manager, merged.merge_id)
    assert len(outcomes(store, experiment).arm) == 20
    assert outcomes(store, experiment).of(1).offered.sum() == 1


def test_nothing_counts_after_the_end(store: Store, manager: Actor, associate: Actor) -> None:
    ann = a_customer(store)
    experiment = started(store, manager)
    show(store, associate, ann, HAT)
    stopped = stop_experiment(store, manager, experiment.id)
    later(store, hours=1)
    step(store, associate, "added", HAT, ann)
    buy(store, associate, HAT, ann)
    log_shown(
        store, associate, [Event("shown", "late", HAT, "popular", 1, ann)], Assigned("x", experiment.id, ann, "A")
    )
    with store.read() as session:
        result = read_result(session, stopped, store.clock.now())
        assert session.scalar(select(func.count()).select_from(ExperimentExposure)) == 2
    assert [(arm.customers, arm.offered, arm.value_minor or 0) for arm in result.arms if arm.customers] == [(1, 0, 0)]
    assert sum(arm.lists for arm in result.arms) == 1
    assert result.until == NOW


def test_an_experiment_in_a_shop_finds_the_better_method(store: Store, manager: Actor, associate: Actor) -> None:
    """From lists, offers and sales to a verdict, all through the store."""
    experiment = started(store, manager, relevant_effect=0.2)
    people = [a_customer(store) for _ in range(240)]
    offers = []
    for place, who in enumerate(people):
        arm = show(store, associate, who, HAT)
        offers.append(Event("pitched", "said", HAT, "any", 1, who, at=NOW + timedelta(minutes=1)))
        if place % (2 if arm == "B" else 8) == 0:
            offers.append(Event("bought", "said", HAT, "any", 1, who, at=NOW + timedelta(minutes=2)))
    log_events(store, associate, offers)
    later(store, days=2)
    with store.read() as session:
        result = read_result(session, experiment, store.clock.now())
    a, b = result.arms
    assert (a.method, b.method, a.customers + b.customers) == ("hybrid", "popular", 240)
    assert result.verdict == "b_better"
    assert result.winner is b
    assert result.primary.low is not None
    assert result.primary.low > 0
    stopped = stop_experiment(store, manager, experiment.id)
    assert stopped.verdict == "b_better"
