"""The window learns anew by itself, in quiet moments, and tells a manager where somebody must look."""

import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.core.clock import FixedClock
from shopassistant.core.progress import Cancelled
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.shell.learning import LearningDesk
from shopassistant.desktop.tasks.polite import PoliteProgress
from shopassistant.recommend.engine import Engine, index_folder
from shopassistant.recommend.monitoring.report import Finding, HealthReport
from shopassistant.recommend.retraining.log import last_refits, record_check
from shopassistant.recommend.retraining.refit import LEASE
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.lease import hold
from tests.unit.recommend.shop import START, fill, two_circles
from tests.unit.shop_rows import a_sale

LEARNED = START + timedelta(days=101)


@pytest.fixture
def clock(store: Store) -> FixedClock:
    """A shop that learned yesterday noon and sold something since; now it is an hour after closing."""
    made = FixedClock(LEARNED)
    store.clock = made
    fill(store, *two_circles(30, 100))
    Engine(store, index_folder(store.path)).fit()
    a_sale(store, 1, customer_id=2, at=LEARNED + timedelta(hours=1))
    made.moment = (LEARNED + timedelta(days=1)).replace(hour=21)
    return made


@pytest.fixture
def desk(clock: FixedClock, desktop: Desktop) -> LearningDesk:
    assert desktop.learning is not None
    return desktop.learning


def outcomes(store: Store) -> list[str]:
    with store.read() as session:
        return [one.outcome for one in last_refits(session)]


def test_after_closing_what_was_sold_is_learned(desk: LearningDesk, desktop: Desktop, store: Store) -> None:
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert outcomes(store) == ["promoted"]
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert outcomes(store) == ["promoted"]


def test_nothing_begins_while_keys_are_pressed(
    desk: LearningDesk, desktop: Desktop, store: Store, clock: FixedClock, qtbot: QtBot
) -> None:
    desk.watch(desktop.window)
    qtbot.keyClick(desktop.window, Qt.Key.Key_Shift)
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert outcomes(store) == []
    assert not desk.quiet.is_set()
    clock.advance(timedelta(minutes=5))
    desk.quiet.set()
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert outcomes(store) == ["promoted"]


def test_another_window_at_it_is_no_error(desk: LearningDesk, desktop: Desktop, store: Store) -> None:
    with hold(store, SYSTEM, LEASE):
        desk.look()
        assert desktop.shell.lanes.wait_idle(60_000)
    assert outcomes(store) == []
    assert not desktop.window.messages.isVisible()


def test_a_manager_is_shown_that_somebody_must_look(
    desk: LearningDesk, desktop: Desktop, store: Store, associate: Actor, clock: FixedClock
) -> None:
    header = desktop.window.header
    assert not header.advice.isVisible()
    clock.moment = LEARNED + timedelta(hours=1)  # nothing is due
    _record(store, Finding("health.silent", "warning", "look_at_import", {"count": 20}))
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert header.advice.isVisible()
    header.advice.click()
    assert desktop.window.current_page == "model"
    desktop.shell.staff.sign_in(associate)
    assert not header.advice.isVisible()


def _record(store: Store, finding: Finding) -> None:
    record_check(store, SYSTEM, HealthReport(store.clock.now(), LEARNED, (finding,)))


def test_closing_stops_it(desk: LearningDesk, desktop: Desktop) -> None:
    desk.touched()
    desk.look()
    desktop.close()
    assert desk.quiet.is_set()


class Inner:
    """A progress that counts, and stops or lets go at a certain report."""

    def __init__(self, quiet: threading.Event, sets_at: int = 0, stops_at: int = 0) -> None:
        self.reports = 0
        self._quiet, self._sets_at, self._stops_at = quiet, sets_at, stops_at

    def report(self, stage: str, done: int, total: int) -> None:
        self.reports += 1
        if self.reports == self._sets_at:
            self._quiet.set()
        if self.reports == self._stops_at:
            raise Cancelled


def test_a_job_waits_while_the_till_is_in_use_and_goes_on_after() -> None:
    quiet = threading.Event()
    inner = Inner(quiet, sets_at=3)
    polite = PoliteProgress(inner, quiet)
    polite.report("recommend.reading", 1, 2)
    assert inner.reports == 3
    polite.report("recommend.reading", 2, 2)
    assert inner.reports == 4


def test_a_waiting_job_can_be_stopped() -> None:
    quiet = threading.Event()
    with pytest.raises(Cancelled):
        PoliteProgress(Inner(quiet, stops_at=2), quiet).report("recommend.reading", 1, 2)


def test_a_till_that_is_never_quiet_does_not_keep_it_for_ever() -> None:
    inner = Inner(threading.Event())
    PoliteProgress(inner, threading.Event(), longest_s=0.25).report("recommend.reading", 1, 2)
    assert inner.reports == 4
