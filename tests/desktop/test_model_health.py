"""The health tab in the real window: what a manager reads, and that one click deals with it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.model.health_tab import HealthTab
from shopassistant.desktop.pages.model.page import ModelPage
from shopassistant.desktop.pages.settings.learning_section import LearningSection
from shopassistant.recommend.engine import Engine, index_folder
from shopassistant.recommend.monitoring.report import Finding, HealthReport
from shopassistant.recommend.retraining import refit
from shopassistant.recommend.retraining.log import last_refits, record_check
from shopassistant.recommend.retraining.plan import RetrainingPlan, load_plan
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from tests.unit.recommend.shop import START, fill, two_circles

LEARNED = START + timedelta(days=101)


@pytest.fixture
def learned(store: Store) -> FixedClock:
    """A shop that learned a day ago."""
    clock = FixedClock(LEARNED)
    store.clock = clock
    fill(store, *two_circles(30, 100))
    Engine(store, index_folder(store.path)).fit()
    clock.moment = LEARNED + timedelta(days=1)
    return clock


def open_tab(desktop: Desktop) -> HealthTab:
    desktop.window.show_page("model", "health")
    assert desktop.shell.lanes.wait_idle(60_000)
    page = desktop.window.page("model")
    assert isinstance(page, ModelPage)
    tab = page.tab("health")
    assert isinstance(tab, HealthTab)
    return tab


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if not one.isHidden()]


def report(tab: HealthTab, *findings: Finding) -> None:
    """Show what a look would have found."""
    assert tab.desk.report is not None
    tab.desk.reported.emit(replace(tab.desk.report, findings=findings))


CHANGED = Finding(
    "health.drift.category", "warning", "retrain", {"category": "Garden", "now_share": 0.3, "before_share": 0.12}
)


def test_a_shop_that_never_learned_can_learn_here(desktop: Desktop, store: Store) -> None:
    tab = open_tab(desktop)
    assert tab.empty.isVisible()
    assert tab.first_button.hasFocus()
    fill(store, *two_circles(20, 100))
    tab.first_button.click()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert not tab.empty.isVisible()
    with store.read() as session:
        assert [(one.cause, one.outcome) for one in last_refits(session)] == [("person", "promoted")]


@pytest.mark.usefixtures("learned")
def test_age_and_plan_and_findings_stand_there(desktop: Desktop) -> None:
    tab = open_tab(desktop)
    assert tab.age.figure.text().startswith("yesterday")
    assert "lines sold since" in tab.age.under.text()
    assert tab.plan.figure.text().startswith(("today", "in the next"))
    assert tab.cards
    assert not tab.skeleton.isVisible()
    assert tab.look_button.isEnabled()


@pytest.mark.usefixtures("learned")
def test_a_change_is_said_in_plain_words_and_learned_with_one_click(desktop: Desktop, store: Store) -> None:
    tab = open_tab(desktop)
    report(tab, CHANGED)
    assert texts(tab.cards[0]) == ["Customers now buy more from Garden: 30% of the lines, before 12%."]
    button = tab.cards[0].button
    assert button is not None
    assert button.text() == "Learn anew (about 1 minute)"
    button.click()
    assert not tab.learn_button.isEnabled()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert tab.learn_button.isEnabled()
    with store.read() as session:
        assert last_refits(session)[0].outcome == "promoted"
    assert "By hand" in texts(tab.refits)
    assert "took over" in texts(tab.refits)
    assert tab.age.figure.text().startswith("today")


@pytest.mark.usefixtures("learned")
def test_what_the_records_are_to_blame_for_leads_to_the_import(desktop: Desktop) -> None:
    tab = open_tab(desktop)
    report(tab, Finding("health.silent", "warning", "look_at_import", {"count": 20}))
    assert tab.cards[0].button is not None
    tab.cards[0].button.click()
    assert desktop.window.current_page == "import"


@pytest.mark.usefixtures("learned")
def test_a_season_is_said_to_be_one_and_asks_for_nothing(desktop: Desktop) -> None:
    tab = open_tab(desktop)
    report(tab, replace(CHANGED, level="note", action="nothing", because="health.because.season"))
    assert tab.cards[0].button is None
    assert "the season" in texts(tab.cards[0])[1]


@pytest.mark.usefixtures("learned")
def test_keys_look_and_learn(desktop: Desktop, qtbot: QtBot, store: Store) -> None:
    tab = open_tab(desktop)
    looks = []
    tab.desk.looking.connect(lambda: looks.append(1))
    qtbot.keyClick(desktop.window, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert looks == [1]
    assert desktop.shell.lanes.wait_idle(60_000)
    qtbot.keyClick(desktop.window, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert desktop.shell.lanes.wait_idle(60_000)
    with store.read() as session:
        assert len(last_refits(session)) == 1


def test_hit_rates_of_the_last_looks_make_a_line(desktop: Desktop, learned: FixedClock, store: Store) -> None:
    for day in range(3):
        learned.advance(timedelta(days=1))
        bare = HealthReport(learned.now(), LEARNED, (), own_hits=20 + day, own_trials=50)
        record_check(store, SYSTEM, bare)
    tab = open_tab(desktop)
    assert tab.line.isVisible()
    assert tab.line.accessibleName().endswith("40%, 42%, 44%")
    assert tab.rate.figure.text() == "44%"
    heights = [place.y() for place in tab.line.places()]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.usefixtures("learned")
def test_another_window_that_learns_is_said(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(*_args: object) -> None:
        raise Conflict("retraining.elsewhere", owner="till")

    monkeypatch.setattr(refit, "retrain", elsewhere)
    tab = open_tab(desktop)
    tab.learn()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert "Another window is learning" in desktop.window.messages.accessibleName()
    assert tab.learn_button.isEnabled()


def section(desktop: Desktop) -> LearningSection:
    desktop.shell.navigate.open("settings", "learning")
    assert desktop.shell.lanes.wait_idle()
    page = desktop.window.page("settings")
    assert page is not None
    return page.findChild(LearningSection)  # type: ignore[return-value]


def test_a_manager_sets_the_plan(desktop: Desktop, store: Store) -> None:
    fields = section(desktop)
    assert fields.mode.value == "nightly"
    assert not fields.weekday.isEnabled()
    fields.mode.choose("weekly")
    fields.mode.chosen.emit("weekly")
    assert fields.weekday.isEnabled()
    fields.weekday.setCurrentIndex(2)
    fields.hour.setValue(18)
    fields.drift.setChecked(False)
    fields.save.click()
    assert desktop.shell.lanes.wait_idle()
    with store.read() as session:
        assert load_plan(session) == RetrainingPlan("weekly", 18, 2, on_drift=False)


def test_others_see_the_plan_and_leave_it(desktop: Desktop, associate: Actor) -> None:
    desktop.shell.staff.sign_in(associate)
    fields = section(desktop)
    assert not fields.save.isEnabled()
    assert not fields.mode.isEnabled()
