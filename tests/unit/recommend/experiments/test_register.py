"""Beginning and ending an experiment: by whom, one at a time, with a line in the audit trail."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.recommend.experiments.design import two_arms
from shopassistant.recommend.experiments.register import (
    all_experiments,
    change_draft,
    draft_experiment,
    drop_draft,
    find_experiment,
    running_experiment,
    start_experiment,
    stop_experiment,
)
from shopassistant.store import schema
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from tests.unit.recommend.experiments.shop import NOW, design


@pytest.fixture(autouse=True)
def _clock(store: Store) -> None:
    store.clock = FixedClock(NOW)


def test_an_experiment_goes_from_draft_to_stopped(store: Store, manager: Actor) -> None:
    wanted = design(name="  Popular first?  ", arms=two_arms("hybrid", "similar", 0.3), alpha=0.1)
    key = draft_experiment(store, manager, wanted)
    with store.read() as session:
        drafted = find_experiment(session, key)
        assert running_experiment(session) is None
    assert (drafted.design.name, drafted.state, drafted.started_at) == ("Popular first?", "draft", None)
    assert drafted.design.arms == wanted.arms
    assert drafted.design.alpha == 0.1
    started = start_experiment(store, manager, key)
    assert (started.state, started.started_at, started.salt) == ("running", NOW, drafted.salt)
    store.clock.advance(timedelta(days=3))  # type: ignore[attr-defined]
    stopped = stop_experiment(store, manager, key)
    assert (stopped.state, stopped.stopped_at, stopped.verdict) == ("stopped", NOW + timedelta(days=3), "too_early")
    with store.read() as session:
        assert all_experiments(session) == (stopped,)
        trail = session.scalars(select(schema.AuditEntry.action).where(schema.AuditEntry.subject_type == "experiment"))
        assert list(trail) == ["experiment.drafted", "experiment.started", "experiment.stopped"]


def test_only_one_runs_at_a_time(store: Store, manager: Actor) -> None:
    first, second = draft_experiment(store, manager, design()), draft_experiment(store, manager, design(name="Next"))
    start_experiment(store, manager, first)
    with pytest.raises(Conflict, match=r"experiments\.other_runs") as caught:
        start_experiment(store, manager, second)
    assert caught.value.values["name"] == "Popular first?"
    stop_experiment(store, manager, first)
    assert start_experiment(store, manager, second).state == "running"


def test_the_store_itself_holds_two_running_ones_apart(store: Store, manager: Actor) -> None:
    start_experiment(store, manager, draft_experiment(store, manager, design()))
    second = draft_experiment(store, manager, design())
    with store.begin(SYSTEM) as unit:
        row = unit.session.get_one(schema.Experiment, second)
        row.state, row.started_at = "running", NOW
        with pytest.raises(IntegrityError):
            unit.session.flush()


def test_each_experiment_splits_the_customers_anew(store: Store, manager: Actor) -> None:
    keys = [draft_experiment(store, manager, design()) for _ in range(2)]
    with store.read() as session:
        first, second = (find_experiment(session, key).salt for key in keys)
    assert first != second


def test_a_draft_can_be_changed_and_thrown_away_and_a_started_one_cannot(store: Store, manager: Actor) -> None:
    key = draft_experiment(store, manager, design())
    change_draft(store, manager, key, design(name="Value", arms=two_arms("segment", "popular", 0.2), measure="value"))
    with store.read() as session:
        changed = find_experiment(session, key)
    assert (changed.design.name, changed.design.measure) == ("Value", "value")
    assert [(arm.method, arm.share) for arm in changed.design.arms] == [("segment", 0.8), ("popular", 0.2)]
    drop_draft(store, manager, key)
    with store.read() as session:
        assert all_experiments(session) == ()
        assert session.scalars(select(schema.ExperimentArm)).all() == []
    key = draft_experiment(store, manager, design())
    start_experiment(store, manager, key)
    for attempt in (
        lambda: change_draft(store, manager, key, design()),
        lambda: drop_draft(store, manager, key),
        lambda: start_experiment(store, manager, key),
    ):
        with pytest.raises(UserError, match=r"experiments\.not_draft"):
            attempt()


def test_what_is_not_there_or_not_running_is_said(store: Store, manager: Actor) -> None:
    with pytest.raises(NotFound, match=r"experiments\.unknown"):
        stop_experiment(store, manager, 7)
    key = draft_experiment(store, manager, design())
    with pytest.raises(UserError, match=r"experiments\.not_running"):
        stop_experiment(store, manager, key)


def test_an_associate_begins_and_ends_none(store: Store, associate: Actor, manager: Actor) -> None:
    key = draft_experiment(store, manager, design())
    for attempt in (
        lambda: draft_experiment(store, associate, design()),
        lambda: start_experiment(store, associate, key),
        lambda: stop_experiment(store, associate, key),
        lambda: drop_draft(store, associate, key),
    ):
        with pytest.raises(NotAllowed, match=r"role\.required"):
            attempt()
