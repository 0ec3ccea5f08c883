"""While an experiment runs, the personal list is the one of the customer's side; what is chosen by hand stays so."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from shopassistant.recommend.engine import Engine, Request
from shopassistant.recommend.experiments.design import Design, Experiment, two_arms
from shopassistant.recommend.experiments.exposure import method_for
from shopassistant.recommend.experiments.register import draft_experiment, start_experiment, stop_experiment
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import ExperimentExposure, RecommendationEvent
from tests.desktop.counter.conftest import Counter, Shop


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Request]]:
    """Every question that reaches the engine."""
    requests: list[Request] = []
    recommend = Engine.recommend

    def noted(engine: Engine, request: Request) -> object:
        requests.append(request)
        return recommend(engine, request)

    monkeypatch.setattr(Engine, "recommend", noted)
    return iter([requests])


def _start(store: Store, manager: Actor) -> Experiment:
    design = Design("Popular or segment?", two_arms("popular", "segment"))
    return start_experiment(store, manager, draft_experiment(store, manager, design))


def _exposures(store: Store) -> list[tuple[int, str, str]]:
    with store.read() as session:
        rows = session.scalars(select(ExperimentExposure).order_by(ExperimentExposure.id))
        return [(row.customer_id, row.arm, row.list_key) for row in rows]


def test_the_personal_list_is_the_arms_and_the_exposure_is_written_with_it(
    counter: Counter, shop: Shop, store: Store, manager: Actor, asked: Iterator[list[Request]]
) -> None:
    requests = next(asked)
    _start(store, manager)
    with store.read() as session:
        assigned = method_for(session, shop.ann)
    counter.open_customer(shop.ann)
    assert requests[-1].method == assigned.method
    assert assigned.method in ("popular", "segment")
    with store.read() as session:
        shown = session.scalars(
            select(RecommendationEvent.list_key).where(RecommendationEvent.customer_id == shop.ann).distinct()
        ).all()
    assert {key for _, _, key in _exposures(store)} == set(shown)
    assert {(who, arm) for who, arm, _ in _exposures(store)} == {(shop.ann, assigned.arm)}


def test_a_method_chosen_by_hand_is_used_and_counts_for_no_side(
    counter: Counter, shop: Shop, store: Store, manager: Actor, asked: Iterator[list[Request]]
) -> None:
    requests = next(asked)
    counter.page.presenter.advice.use_method("similar")
    counter.settle()
    _start(store, manager)
    counter.open_customer(shop.ann)
    assert requests[-1].method == "similar"
    assert _exposures(store) == []
    counter.page.presenter.advice.use_method("hybrid")
    counter.settle()
    assert requests[-1].method in ("popular", "segment")
    assert len(_exposures(store)) == 1


def test_without_a_running_experiment_and_for_walk_ins_all_is_as_ever(
    counter: Counter, shop: Shop, store: Store, manager: Actor, asked: Iterator[list[Request]]
) -> None:
    requests = next(asked)
    counter.open_customer(shop.ann)
    assert requests[-1].method == "hybrid"
    experiment = _start(store, manager)
    counter.page.presenter.close_customer()
    counter.settle()
    assert (requests[-1].customer_id, requests[-1].method) == (None, "hybrid")
    stop_experiment(store, manager, experiment.id)
    counter.open_customer(shop.anna)
    assert requests[-1].method == "hybrid"
    assert _exposures(store) == []
