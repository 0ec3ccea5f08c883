"""The experiments tab in the real window: design, start, look, stop, use what is better."""

from collections import Counter
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.model.experiments_tab import ExperimentsTab
from shopassistant.desktop.pages.model.page import ModelPage
from shopassistant.recommend.events import Event, log_events
from shopassistant.recommend.experiments.register import all_experiments, running_experiment, start_experiment
from shopassistant.recommend.experiments.register import draft_experiment as draft
from shopassistant.recommend.usual import usual_method
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.unit.recommend.experiments.shop import NOW, design, show, started
from tests.unit.shop_rows import a_customer, a_product


@pytest.fixture
def tab(store: Store, desktop: Desktop) -> ExperimentsTab:
    """The tab, at rest."""
    store.clock = FixedClock(NOW)
    desktop.window.show_page("model")
    desktop.window.activateWindow()
    page = desktop.window.page("model")
    assert isinstance(page, ModelPage)
    page.show_tab("experiments")
    settle(desktop)
    made = page.tab("experiments")
    assert isinstance(made, ExperimentsTab)
    return made


def settle(desktop: Desktop) -> None:
    """Let everything that was asked for arrive."""
    for _ in range(4):
        QApplication.processEvents()
        assert desktop.shell.lanes.wait_idle(60_000)  # the first result loads NumPy, on a busy machine slowly
        QApplication.processEvents()


def running_shop(store: Store, manager: Actor, associate: Actor) -> None:
    """An experiment in which B sells far better than A."""
    a_product(store)
    experiment = started(store, manager, relevant_effect=0.2)
    events, shown = [], Counter[str]()
    for _ in range(240):
        who = a_customer(store)
        arm = show(store, associate, who)
        place, shown[arm] = shown[arm], shown[arm] + 1  # by arm: however chance splits them, as many of each buy
        events.append(Event("pitched", "said", 1, "any", 1, who, at=NOW + timedelta(minutes=1)))
        if place % (2 if arm == "B" else 8) == 0:
            events.append(Event("bought", "said", 1, "any", 1, who, at=NOW + timedelta(minutes=2)))
    log_events(store, associate, events)
    assert experiment.state == "running"
    store.clock.advance(timedelta(days=2))  # type: ignore[attr-defined]


def test_an_empty_tab_says_what_it_is_for_and_enter_opens_the_form(
    tab: ExperimentsTab, desktop: Desktop, qtbot: QtBot
) -> None:
    assert tab.stack.currentWidget() is tab.empty
    assert tab.first_button.hasFocus()
    qtbot.keyClick(tab.first_button, Qt.Key.Key_Space)
    assert tab.dialog.isVisible()
    assert tab.dialog.name.text() == "Personal or Popular"
    with qtbot.waitSignal(tab.desk.planned):
        tab.dialog.effect.setValue(10)
    assert "customers" in tab.dialog.time.text()
    qtbot.keyClick(tab.dialog, Qt.Key.Key_Escape)
    assert not tab.dialog.isVisible()


def test_the_form_starts_what_it_says(tab: ExperimentsTab, desktop: Desktop, store: Store, qtbot: QtBot) -> None:
    tab.design_new()
    form = tab.dialog
    form.b.setCurrentIndex(form.b.findData("segment"))
    form.share.choose("20")
    form.measure.choose("value")
    form.measure.chosen.emit("value")
    form.effect.setValue(7.5)
    qtbot.keyClick(form, Qt.Key.Key_Return)
    settle(desktop)
    assert not form.isVisible()
    with store.read() as session:
        running = running_experiment(session)
    assert running is not None
    assert running.design.name == "Personal or Segment"
    assert [(arm.method, arm.share) for arm in running.design.arms] == [("hybrid", 0.8), ("segment", 0.2)]
    assert (running.design.measure, running.design.relevant_effect) == ("value", 750.0)
    assert tab.card.isVisible()
    assert tab.card.verdict.text() == "Too early to tell."
    assert tab.card.stop.isVisible()
    assert not tab.card.use.isVisible()


def test_what_cannot_be_started_is_said_in_the_form_and_nothing_typed_is_lost(
    tab: ExperimentsTab, desktop: Desktop, qtbot: QtBot
) -> None:
    tab.design_new()
    form = tab.dialog
    form.name.selectAll()
    qtbot.keyClicks(form.name, "Twice the same")
    form.b.setCurrentIndex(form.a.currentIndex())
    with qtbot.waitSignal(tab.desk.planned):
        form.effect.setValue(3)
    assert "two different methods" in form.time.text()
    form.submit()
    settle(desktop)
    assert form.isVisible()
    assert "two different methods" in form.notice.text()
    assert form.name.text() == "Twice the same"


def test_a_running_experiment_is_stopped_after_a_question_and_the_better_method_used(
    tab: ExperimentsTab, desktop: Desktop, store: Store, manager: Actor, associate: Actor
) -> None:
    running_shop(store, manager, associate)
    tab.desk.load()
    settle(desktop)
    assert tab.card.so_far.text().startswith("So far, of what was offered,")
    assert tab.card.verdict.text().startswith("Popular is better than Personal: by ")
    assert tab.card.bar.isVisible()
    assert "95% sure" in tab.card.bar.accessibleName()
    assert "240" not in tab.card.about.text()
    figures = [label.text() for label in tab.card.findChildren(QLabel)]
    assert "B  Popular  (better)" in figures
    tab.card.stop.click()
    assert tab.question.isVisible()
    assert tab.question.verb.text() == "Stop it"
    tab.question.reject()
    with store.read() as session:
        assert running_experiment(session) is not None
    tab.card.stop.click()
    tab.question.submit()
    settle(desktop)
    assert not tab.card.stop.isVisible()
    assert tab.card.use.isVisible()
    assert tab.card.use.text() == "Use Popular from now on"
    tab.card.use.click()
    settle(desktop)
    assert not tab.card.use.isVisible()
    with store.read() as session:
        assert usual_method(session) == "popular"
        assert all_experiments(session)[0].verdict == "b_better"
    desktop.window.toast_host.undo()
    settle(desktop)
    with store.read() as session:
        assert usual_method(session) == "hybrid"


def test_drafts_wait_below_can_be_changed_started_and_thrown_away(
    tab: ExperimentsTab, desktop: Desktop, store: Store, manager: Actor
) -> None:
    tab.design_new()
    tab.dialog.name.setText("Later")
    tab.dialog.keep_button.click()
    settle(desktop)
    assert not tab.dialog.isVisible()
    rows = _buttons(tab)
    assert [one.accessibleName() for one in rows] == ["Open: Later"]
    rows[0].click()
    settle(desktop)
    assert tab.dialog.isVisible()
    assert tab.dialog.name.text() == "Later"
    assert tab.dialog.drop_button.isVisible()
    tab.dialog.b.setCurrentIndex(tab.dialog.b.findData("content"))
    tab.dialog.submit()
    settle(desktop)
    with store.read() as session:
        (only,) = all_experiments(session)
    assert (only.state, only.design.arms[1].method) == ("running", "content")
    draft(store, manager, design(name="Never"))
    tab.desk.load()
    settle(desktop)
    _buttons(tab)[0].click()
    settle(desktop)
    tab.dialog.drop_button.click()
    settle(desktop)
    assert _buttons(tab) == []
    desktop.window.toast_host.undo()
    settle(desktop)
    assert [one.accessibleName() for one in _buttons(tab)] == ["Open: Never"]


def test_another_window_may_have_started_one_first(
    tab: ExperimentsTab, desktop: Desktop, store: Store, manager: Actor
) -> None:
    tab.design_new()
    start_experiment(store, manager, draft(store, manager, design(name="Faster")))
    tab.dialog.submit()
    settle(desktop)
    assert tab.dialog.notice.text() == "Faster is still running. Stop it before you start another."


def test_earlier_ones_can_be_looked_at_again(
    tab: ExperimentsTab, desktop: Desktop, store: Store, manager: Actor
) -> None:
    from shopassistant.recommend.experiments.register import stop_experiment

    for name in ("First", "Second"):
        stop_experiment(store, manager, started(store, manager, name=name).id)
    tab.desk.load()
    settle(desktop)
    assert tab.card.name.text() == "Second"
    _buttons(tab)[0].click()
    settle(desktop)
    assert tab.card.name.text() == "First"
    assert tab.card.verdict.text() == "It was stopped before there was an answer."
    desktop.shell.navigate.open("model", ("experiments", 2))
    settle(desktop)
    assert tab.card.name.text() == "Second"


def _buttons(tab: ExperimentsTab) -> list[QPushButton]:
    """The buttons of the rows below, from the top."""
    found = []
    for place in range(tab.others.count()):
        widget = tab.others.itemAt(place).widget()
        assert widget is not None
        found += widget.findChildren(QPushButton)
    return found
