"""The accuracy tab in the real window: measured, read, kept, compared, stopped, saved."""

import csv
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shopassistant.core.clock import FixedClock
from shopassistant.core.progress import Progress
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.model import accuracy_desk
from shopassistant.desktop.pages.model.accuracy_tab import AccuracyTab
from shopassistant.desktop.pages.model.page import ModelPage
from shopassistant.recommend.evaluation.evaluate import evaluate
from shopassistant.recommend.evaluation.kept import keep
from shopassistant.recommend.evaluation.result import Evaluation
from shopassistant.recommend.evaluation.settings import EvaluationSettings
from shopassistant.recommend.purchases import load_purchases
from shopassistant.store.database import Store
from tests.unit.recommend.shop import START, fill, two_circles

NOW = START + timedelta(days=401)


@pytest.fixture
def sold(store: Store) -> Store:
    """A shop with a past, the day after its last sale."""
    store.clock = FixedClock(NOW)
    fill(store, *two_circles(customers=60))
    return store


@pytest.fixture
def found(sold: Store) -> Evaluation:
    with sold.read() as session:
        purchases = load_purchases(session)
    settings = EvaluationSettings(customers=30, resamples=100)
    return evaluate(purchases, ["hybrid"], settings, challenger="similar")


def models(store: Store) -> Path:
    return store.path.with_name(f"{store.path.name}.models")


def open_tab(desktop: Desktop) -> AccuracyTab:
    desktop.shell.navigate.open("model", "accuracy")
    assert desktop.shell.lanes.wait_idle(60_000)
    page = desktop.window.page("model")
    assert isinstance(page, ModelPage)
    tab = page.tab("accuracy")
    assert isinstance(tab, AccuracyTab)
    return tab


def cells(tab: AccuracyTab) -> list[list[str]]:
    rows = [tab.table.model.row(line) for line in range(len(tab.table.model.ids))]
    return [[column.text(row) for column in tab.table.shown_columns()] for row in rows]


def test_an_empty_page_has_the_button_that_fills_it(sold: Store, desktop: Desktop, qtbot: QtBot) -> None:
    tab = open_tab(desktop)
    assert tab.empty.isVisible()
    assert not tab.head.isVisible()
    assert desktop.window.focusWidget() is tab.first_button
    qtbot.keyClick(tab.first_button, Qt.Key.Key_Space)
    assert desktop.shell.lanes.wait_idle(60_000)
    assert not tab.empty.isVisible()
    assert tab.first.text().startswith("Of 10 products Personal would have shown, ")
    assert "today" in tab.age.text()
    assert [row[0] for row in cells(tab)] == ["Personal", "Popular", "Own favourites"]
    assert tab.charts.isVisible()
    qtbot.waitUntil(lambda: tab.charts.is_drawn)
    assert "expected" in tab.charts.groups.accessibleDescription()


def test_the_last_result_is_there_with_its_age(sold: Store, found: Evaluation, desktop: Desktop) -> None:
    keep(models(sold), found, NOW - timedelta(days=1))
    tab = open_tab(desktop)
    assert "Measured yesterday" in tab.age.text()
    rows = cells(tab)
    assert [row[0] for row in rows] == ["Personal", "Goes along", "Popular", "Own favourites"]
    assert rows[0][1] == "", "the first row is what the others are compared with"
    assert {row[1] for row in rows[1:]} <= {"worse", "as good", "better"}
    assert all("(" in cell for row in rows for cell in row[2:])
    assert "Goes along" in tab.rest.text()


def test_what_was_new_to_the_customer_is_another_list(
    sold: Store, found: Evaluation, desktop: Desktop, qtbot: QtBot
) -> None:
    keep(models(sold), found, NOW)
    tab = open_tab(desktop)
    before = cells(tab)
    tab.view.setFocus()
    qtbot.keyClick(tab.view, Qt.Key.Key_Right)
    assert tab.view.value == "new"
    assert tab.first.text().startswith("Of 10 products they had never bought")
    assert cells(tab) != before


def test_a_challenger_is_measured_beside(sold: Store, desktop: Desktop) -> None:
    tab = open_tab(desktop)
    tab.challenger.setCurrentIndex(tab.challenger.findData("segment"))
    desktop.shell.actions.start("accuracy.measure")
    assert desktop.shell.lanes.wait_idle(60_000)
    assert [row[0] for row in cells(tab)][:2] == ["Personal", "Segment"]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A measurement that goes on until it is stopped."""
    begun = threading.Event()

    def endless(services: object, store: object, challenger: str, progress: Progress) -> None:
        begun.set()
        while True:
            progress.report("evaluation.asking", 1, 10)

    monkeypatch.setattr(accuracy_desk, "_measure", endless)
    return begun


@pytest.mark.parametrize("way", ["button", "escape"])
def test_a_measurement_can_be_stopped_and_the_old_result_stays(
    sold: Store, found: Evaluation, desktop: Desktop, held: threading.Event, qtbot: QtBot, way: str
) -> None:
    keep(models(sold), found, NOW)
    tab = open_tab(desktop)
    tab.measure()
    tab.measure()  # a second start changes nothing
    assert held.wait(10)
    assert tab.stop_button.isVisible()
    assert not tab.measure_button.isVisible()
    if way == "button":
        qtbot.mouseClick(tab.stop_button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(desktop.window, Qt.Key.Key_Escape)
    assert desktop.shell.lanes.wait_idle(10_000)
    assert tab.measure_button.isVisible()
    assert not tab.stop_button.isVisible()
    assert len(cells(tab)) == 4
    assert not desktop.window.messages.isVisible(), "stopping is no error"


def test_a_shop_without_sales_is_told_in_a_sentence(desktop: Desktop) -> None:
    tab = open_tab(desktop)
    tab.measure()
    assert desktop.shell.lanes.wait_idle(10_000)
    assert "Nothing was sold yet" in desktop.window.messages.accessibleName()
    assert tab.first_button.isEnabled()
    assert tab.empty.isVisible()


def test_everything_measured_is_saved(
    sold: Store, found: Evaluation, desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(models(sold), found, NOW)
    tab = open_tab(desktop)
    target = tmp_path / "accuracy.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    tab.export_button.click()
    assert desktop.shell.lanes.wait_idle(10_000)
    with target.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    table = [dict(zip(header, row, strict=True)) for row in rows]
    one = next(
        r for r in table if (r["customers"], r["list"], r["method"], r["measure"]) == ("all", "all", "hybrid", "ndcg")
    )
    assert float(one["value"]) == pytest.approx(found.methods[0].views["all"]["ndcg"].value)
    other = next(r for r in table if r["method"] == "similar" and r["measure"] == "ndcg")
    assert 0 < float(other["chance"]) <= 1
    assert any(r["customers"].startswith("visits ") for r in table)
    assert any(r["measure"] == "ece" for r in table)


def test_charts_follow_the_theme(sold: Store, found: Evaluation, desktop: Desktop, qtbot: QtBot) -> None:
    keep(models(sold), found, NOW)
    tab = open_tab(desktop)
    seen = {}
    for mode in ("light", "dark"):
        desktop.shell.theme.use(mode)
        qtbot.waitUntil(lambda: tab.charts.is_drawn)
        seen[mode] = tab.charts.groups.getAxis("left").textPen().color().name()
        assert seen[mode] == desktop.shell.theme.colour("muted").name()
    assert seen["light"] != seen["dark"]


def test_a_method_that_states_no_chance_has_no_charts(sold: Store, desktop: Desktop) -> None:
    with sold.read() as session:
        purchases = load_purchases(session)
    popular = evaluate(purchases, ["popular"], EvaluationSettings(customers=10, resamples=20))
    keep(models(sold), popular, NOW)
    tab = open_tab(desktop)
    assert not tab.charts.isVisible()
    assert len(cells(tab)) == 2
