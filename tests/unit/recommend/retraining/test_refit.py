"""Learning anew as a whole: that one window does it, that nothing worse serves, and what a killed one leaves."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select

from shopassistant.cli import main
from shopassistant.cli import retrain as retrain_command
from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, EnvironmentProblem
from shopassistant.core.progress import Cancelled
from shopassistant.recommend.engine import Engine, index_folder
from shopassistant.recommend.monitoring.report import Finding
from shopassistant.recommend.retraining import comparing, refit
from shopassistant.recommend.retraining.comparing import Verdict, compare, is_clearly_below
from shopassistant.recommend.retraining.log import last_checks, last_refits, record_check
from shopassistant.recommend.retraining.plan import RetrainingPlan, save_plan
from shopassistant.recommend.retraining.refit import decide, retrain, retrain_if_due
from shopassistant.store import lease
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store, open_store
from shopassistant.store.lease import HOLDS, RENEWED_EVERY, Renewing, hold
from shopassistant.store.schema import Basket, BasketLine, ModelRefit, WorkLease
from tests.unit.recommend.shop import START, Buy, fill, two_circles

DAYS = 200
NOW = START + timedelta(days=DAYS)
NIGHT = timedelta(hours=24)


@pytest.fixture
def clock(store: Store) -> FixedClock:
    made = FixedClock(NOW)
    store.clock = made
    return made


@pytest.fixture
def niceness(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How far the command stepped back; the tests' own process stays where it is."""
    steps: list[int] = []
    monkeypatch.setattr(retrain_command.os, "nice", steps.append)
    return steps


@pytest.fixture
def engine(store: Store, clock: FixedClock) -> Engine:
    """A shop that learned from its first 170 days on the last of them; a month was sold since."""
    wares, buys = two_circles(60, DAYS)
    early, later = [b for b in buys if b.day < 170], [b for b in buys if b.day >= 170]
    fill(store, wares, early, customers=60)
    clock.moment = START + timedelta(days=170)
    made = Engine(store, index_folder(store.path))
    made.fit()
    _sell(store, later, first=len(early) + 1)
    clock.moment = NOW
    return made


def _sell(store: Store, buys: list[Buy], first: int) -> None:
    from tests.unit.shop_rows import a_sale

    for number, buy in enumerate(buys, start=first):
        for place, variant in enumerate(buy.variants):
            at = START + timedelta(days=buy.day)
            a_sale(store, variant, customer_id=buy.customer or None, at=at, number=f"L{number}-{place}")


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def test_what_is_learned_serves_and_is_written_down(engine: Engine) -> None:
    before = engine.version
    assert decide(engine, None, utc).start
    outcome = retrain_if_due(engine, wall=utc)
    assert outcome.state == "promoted"
    assert engine.version == outcome.version != before
    with engine.store.read() as session:
        (row,) = last_refits(session)
        (check,) = last_checks(session)
    assert (row.outcome, row.version) == ("promoted", outcome.version)
    assert row.details["visits"] > 30
    assert row.details["after"] >= 0
    assert check.trials > 0
    assert not decide(engine, None, utc).start
    assert retrain_if_due(engine, wall=utc).state == "not_due"


def test_the_next_night_it_is_time_again_if_something_was_sold(engine: Engine, clock: FixedClock) -> None:
    retrain_if_due(engine, wall=utc)
    clock.advance(NIGHT)
    assert retrain_if_due(engine, wall=utc).state == "not_due"  # looked at the health, nothing more
    _sell(engine.store, [Buy(1, DAYS, (1,))], first=100_000)
    clock.advance(NIGHT)
    assert retrain_if_due(engine, wall=utc).cause == "schedule"


def test_nothing_is_begun_while_somebody_is_served(engine: Engine, clock: FixedClock) -> None:
    assert not decide(engine, clock.now() - timedelta(minutes=1), utc).start
    assert decide(engine, clock.now() - timedelta(minutes=5), utc).start
    with engine.store.begin(SYSTEM) as unit:
        at = clock.now() - timedelta(minutes=1)
        basket = Basket(status="open", terminal="t", location_id=1, created_at=at, changed_at=at)
        unit.session.add(basket)
        unit.session.flush()
        basket_id = basket.id
        unit.commit()
    assert decide(engine, None, utc).start  # every window has an empty one
    with engine.store.begin(SYSTEM) as unit:
        line = BasketLine(basket_id=basket_id, position=1, variant_id=1, quantity=1, unit_price_minor=1)
        unit.session.add(line)
        unit.commit()
    assert not decide(engine, None, utc).start
    clock.advance(timedelta(minutes=4))
    assert decide(engine, None, utc).start


def test_what_another_window_learned_is_taken_over_and_what_it_found_is_told(
    engine: Engine, other_window: Engine, clock: FixedClock
) -> None:
    assert not decide(other_window, None, utc).is_other
    retrain(engine, "person")
    assert decide(other_window, None, utc).is_other
    assert other_window.version == engine.version
    report = replace(engine.health(), findings=(Finding("health.silent", "warning", "look_at_import", {"count": 20}),))
    record_check(engine.store, SYSTEM, report)
    assert decide(other_window, None, utc).warnings == ("health.silent",)
    clock.advance(timedelta(minutes=1))
    retrain(engine, "person")
    assert decide(other_window, None, utc).warnings == ()  # said of what serves no more


def test_with_off_only_the_health_is_looked_at(engine: Engine) -> None:
    save_plan(engine.store, SYSTEM, RetrainingPlan("off"))
    assert retrain_if_due(engine, wall=utc).state == "not_due"
    with engine.store.read() as session:
        assert len(last_checks(session)) == 1
        assert last_refits(session) == ()


def test_what_is_worse_is_put_aside(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    before = engine.version
    monkeypatch.setattr(comparing, "compare", lambda *_: Verdict(True, {"visits": 40, "before": 0.4, "after": 0.2}))
    outcome = retrain(engine, "drift")
    assert outcome.state == "kept"
    assert engine.version == before
    assert engine.registry is not None
    states = {one.name: one.state for one in engine.registry.list()}
    assert states == {before: "serving", outcome.version: "ready"}
    with engine.store.read() as session:
        assert last_refits(session)[0].outcome == "kept"


def test_a_challenger_that_answers_worse_is_seen_to_be(engine: Engine) -> None:
    champion = engine.index
    assert champion is not None
    shuffled = np.random.default_rng(1).permutation(champion.base.products.product_ids)
    products = replace(champion.base.products, product_ids=shuffled)
    worse = replace(champion, base=replace(champion.base, products=products))
    assert compare(engine.store, champion, worse, _Told()).is_worse
    assert not compare(engine.store, worse, champion, _Told()).is_worse
    assert not compare(engine.store, champion, champion, _Told()).is_worse


def test_hold_outs_that_are_worse_beyond_chance_speak_against_it(engine: Engine) -> None:
    index = engine.index
    assert index is not None
    good = replace(index, metrics={"visit_ndcg": 0.40, "visit_ndcg_se": 0.01})
    bad = replace(index, metrics={"visit_ndcg": 0.30, "visit_ndcg_se": 0.01})
    little = replace(index, metrics={"visit_ndcg": 0.38, "visit_ndcg_se": 0.01})
    assert compare(engine.store, good, bad, _Told()).is_worse
    assert not compare(engine.store, good, little, _Told()).is_worse
    assert not compare(engine.store, bad, good, _Told()).is_worse


def test_equally_good_is_called_worse_in_about_one_of_a_hundred() -> None:
    rng = np.random.default_rng(4)
    called = sum(is_clearly_below(rng.normal(0, 0.3, 200)) for _ in range(2_000))
    assert abs(called - 20) < 4 * 4.5  # binomial, 2,000 times 0.01
    assert is_clearly_below(rng.normal(-0.2, 0.3, 200))


def test_the_first_time_there_is_nothing_to_compare_with(store: Store, clock: FixedClock) -> None:
    fill(store, *two_circles(20, 100))
    engine = Engine(store, index_folder(store.path))
    assert retrain_if_due(engine, wall=utc).cause == "schedule"
    assert engine.is_ready


def test_a_stopped_one_leaves_what_served_and_is_written_down(engine: Engine, clock: FixedClock) -> None:
    before = engine.version
    with pytest.raises(Cancelled):
        retrain(engine, "person", progress=_Told(stops_at="recommend.saving"))
    assert engine.version == before
    with engine.store.read() as session:
        assert last_refits(session)[0].outcome == "cancelled"
        assert session.scalars(select(WorkLease)).all() == []
    assert retrain_if_due(engine, wall=utc).state == "not_due"  # it rests a while
    clock.advance(timedelta(hours=6))
    assert retrain_if_due(engine, wall=utc).state == "promoted"


def test_a_failed_one_says_why(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_values: object) -> None:
        raise EnvironmentProblem("recommend.index_unwritable", path="x", reason="disk full")

    monkeypatch.setattr(engine, "fit", full)
    with pytest.raises(EnvironmentProblem):
        retrain(engine, "person")
    with engine.store.read() as session:
        (row,) = last_refits(session)
    assert (row.outcome, row.details) == ("failed", {"problem": "recommend.index_unwritable"})


class _Told:
    """A progress that stops the work at a stage, or tells when it got there."""

    def __init__(self, stops_at: str = "", reached: threading.Event | None = None, go_on: Any = None) -> None:
        self._stops_at, self._reached, self._go_on = stops_at, reached, go_on

    def report(self, stage: str, done: int, total: int) -> None:
        if stage == self._stops_at:
            raise Cancelled
        if self._reached is not None and not self._reached.is_set():
            self._reached.set()
            self._go_on.wait(30)


@pytest.fixture
def other_window(engine: Engine, clock: FixedClock) -> Iterator[Engine]:
    store = open_store(engine.store.path, clock=clock)
    made = Engine(store, index_folder(store.path))
    made.load()
    yield made
    store.close()


def test_of_two_windows_one_learns_and_the_other_takes_it_over(engine: Engine, other_window: Engine) -> None:
    reached, go_on = threading.Event(), threading.Event()
    outcomes: list[Any] = []
    told = _Told(reached=reached, go_on=go_on)
    first = threading.Thread(target=lambda: outcomes.append(retrain_if_due(engine, progress=told, wall=utc)))
    first.start()
    assert reached.wait(30)
    with pytest.raises(Conflict, match=r"retraining\.elsewhere"):
        retrain_if_due(other_window, wall=utc)
    go_on.set()
    first.join(60)
    assert [outcome.state for outcome in outcomes] == ["promoted"]
    assert retrain_if_due(other_window, wall=utc).state == "not_due"
    assert other_window.version == engine.version
    with engine.store.read() as session:
        assert len(last_refits(session)) == 1


def test_two_windows_that_start_at_once_learn_once(engine: Engine, other_window: Engine) -> None:
    line, states = threading.Barrier(2), []

    def work(one: Engine) -> None:
        line.wait(30)
        try:
            states.append(retrain_if_due(one, wall=utc).state)
        except Conflict as elsewhere:
            states.append(elsewhere.code)

    threads = [threading.Thread(target=work, args=(one,)) for one in (engine, other_window)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(states)[0] in ("not_due", "promoted")
    assert states.count("promoted") == 1
    with engine.store.read() as session:
        assert [row.outcome for row in last_refits(session)] == ["promoted"]


_KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
from shopassistant.core.clock import FixedClock
from shopassistant.recommend.engine import Engine, index_folder
from shopassistant.recommend.retraining.refit import retrain
from shopassistant.store.database import open_store

class Killed:
    def report(self, stage, done, total):
        if stage == "recommend.saving":
            os.kill(os.getpid(), 9)

store = open_store(Path(sys.argv[1]), clock=FixedClock(datetime.fromisoformat(sys.argv[2])))
engine = Engine(store, index_folder(store.path))
engine.load()
retrain(engine, "schedule", progress=Killed())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_the_right_of_a_killed_window_ends_by_itself(
    engine: Engine, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "_is_dead", lambda owner: False)  # it ran on another machine, so nobody can ask
    before = engine.version
    root = Path(refit.__file__).parents[3]
    command = [sys.executable, "-c", _KILLED, str(engine.store.path), NOW.isoformat()]
    done = subprocess.run(command, cwd=root, check=False, timeout=120)
    assert done.returncode == -9
    with pytest.raises(Conflict):
        retrain(engine, "schedule")
    clock.advance(HOLDS - timedelta(seconds=1))
    with pytest.raises(Conflict):
        retrain(engine, "schedule")
    assert not engine.refresh()
    assert engine.version == before
    clock.advance(timedelta(seconds=1))
    assert retrain(engine, "schedule").state == "promoted"
    with engine.store.read() as session:
        rows = last_refits(session)
    assert [row.outcome for row in rows] == ["promoted", "failed"]
    assert rows[1].details == {"problem": "retraining.interrupted"}


def test_the_right_of_a_window_that_died_on_this_machine_is_free_at_once(engine: Engine) -> None:
    root = Path(refit.__file__).parents[3]
    command = [sys.executable, "-c", _KILLED, str(engine.store.path), NOW.isoformat()]
    assert subprocess.run(command, cwd=root, check=False, timeout=120).returncode == -9
    assert retrain(engine, "schedule").state == "promoted"


def test_who_works_long_keeps_the_right(store: Store, clock: FixedClock) -> None:
    with hold(store, SYSTEM, "work") as lease:
        told = Renewing(lease, _Told())
        for _ in range(12):
            clock.advance(RENEWED_EVERY)
            told.report("recommend.reading", 0, 0)
        with pytest.raises(Conflict), hold(store, SYSTEM, "work"):
            pass
        with hold(store, SYSTEM, "other work"):
            pass
    with hold(store, SYSTEM, "work"):
        pass


def test_who_slept_through_it_stops(store: Store, clock: FixedClock) -> None:
    with hold(store, SYSTEM, "work") as lease:
        clock.advance(HOLDS)
        with hold(store, SYSTEM, "work"), pytest.raises(Conflict, match=r"retraining\.elsewhere"):
            lease.renew()
        with store.read() as session:
            assert session.scalars(select(WorkLease)).all() == []


def test_the_command_learns_once_and_then_not_again(
    engine: Engine, niceness: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(engine.store.path)  # the command's clock is the machine's, where the last fit is long ago
    assert main(["retrain", "--if-needed", "--db", path]) == 0
    assert "Learned anew; version" in capsys.readouterr().out
    assert main(["retrain", "--if-needed", "--db", path]) == 0
    assert "Nothing to learn" in capsys.readouterr().out
    assert main(["retrain", "--db", path]) == 0
    assert "Learned anew; version" in capsys.readouterr().out
    assert niceness == [10, 10, 10]


@pytest.mark.usefixtures("niceness")
def test_the_command_gives_way_to_a_window(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    engine.store.clock = FixedClock(datetime.now(UTC))
    with hold(engine.store, SYSTEM, refit.LEASE):
        assert main(["retrain", "--if-needed", "--db", str(engine.store.path)]) == 0
    assert capsys.readouterr().err == "Another window is learning from the sales just now.\n"
    with engine.store.read() as session:
        assert session.scalars(select(ModelRefit)).all() == []


def test_who_it_was_is_remembered(engine: Engine, manager: Actor) -> None:
    outcome = retrain(engine, "person", manager)
    assert engine.registry is not None
    version = next(one for one in engine.registry.list() if one.name == outcome.version)
    assert (version.cause, version.started_by) == ("person", manager.name)
