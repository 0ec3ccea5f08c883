"""`shopassistant experiment` from plan to end."""

import json
from datetime import timedelta

import pytest

from shopassistant.cli import main
from shopassistant.core.clock import FixedClock
from shopassistant.recommend.events import Event, log_events
from shopassistant.recommend.experiments.register import all_experiments
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from tests.unit.recommend.experiments.shop import show
from tests.unit.shop_rows import a_customer, a_product


@pytest.fixture
def path(store: Store) -> str:
    store.clock = FixedClock(store.clock.now())
    a_product(store)
    return str(store.path)


def test_an_experiment_is_planned_started_looked_at_and_stopped(
    store: Store, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["experiment", "list", "--db", path]) == 0
    assert "no experiment" in capsys.readouterr().out
    assert main(["experiment", "status", "--db", path]) == 0
    assert "no experiment" in capsys.readouterr().out
    assert main(["experiment", "plan", "--b", "popular", "--effect", "5", "--db", path]) == 0
    assert "rough guess" in capsys.readouterr().out
    start = ["experiment", "start", "Popular first?", "--a", "personal", "--b", "popular", "--share-b", "30"]
    assert main([*start, "--effect", "5", "--db", path]) == 0
    assert "Popular first? is running." in capsys.readouterr().out
    people = [a_customer(store) for _ in range(4)]
    for who in people:
        show(store, SYSTEM, who)
    later = store.clock.now() + timedelta(seconds=1)
    log_events(store, SYSTEM, [Event("pitched", "k", 1, "hybrid", 1, who, at=later) for who in people])
    assert main(["experiment", "status", "--json", "--db", path]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["verdict"] == "too_early"
    assert [arm["method"] for arm in told["arms"]] == ["hybrid", "popular"]
    assert sum(arm["customers"] for arm in told["arms"]) == 4
    assert "salt" not in json.dumps(told)
    assert main(["experiment", "status", "1", "--db", path]) == 0
    said = capsys.readouterr().out
    assert "Popular first? (running): Personal (70% of the customers) against Popular (30%)" in said
    assert "Too early to tell." in said
    assert main(["experiment", "stop", "--db", path]) == 0
    assert "stopped before there was an answer" in capsys.readouterr().out
    assert main(["experiment", "list", "--db", path]) == 0
    assert "Popular first? (stopped)" in capsys.readouterr().out


def test_what_is_wrong_is_said_and_nothing_is_begun(
    store: Store, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, said in (
        (["stop"], "No experiment is running."),
        (["status", "9"], "There is no experiment 9."),
        (["start", "--a", "personal", "--b", "hybrid"], "Choose two different methods"),
        (["start", "--b", "popular", "--effect", "much"], "smallest difference"),
        (["start", "--b", "popular", "--effect", "nan"], "smallest difference"),
        (["start", "--b", "popular", "--measure", "value", "--effect", "much"], "is not an amount"),
        (["start", "--b", "popular", "--share-b", "99"], "at least 5% of the customers"),
    ):
        assert main(["experiment", *arguments, "--db", path]) == 1
        assert said in capsys.readouterr().err
    assert main(["experiment", "start", "--b", "popular", "--measure", "value", "--effect", "2.50", "--db", path]) == 0
    assert main(["experiment", "start", "--b", "segment", "--db", path]) == 1
    assert "Personal or Popular is still running" in capsys.readouterr().err
    with store.read() as session:
        (only,) = all_experiments(session)
    assert (only.design.relevant_effect, only.design.name) == (250.0, "Personal or Popular")
