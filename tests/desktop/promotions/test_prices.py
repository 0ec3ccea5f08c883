"""The tab Prices in the real window: suggestions approved, left, taken back; limits, other shops, markdowns."""

from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.pages.promotions.prices_tab import PricesTab
from shopassistant.desktop.pages.promotions.prices_words import risk_words
from shopassistant.desktop.shell.toasts import Toast
from shopassistant.inventory.demand.keeping.keeper import Kept
from shopassistant.promotions.elasticity.diagnosis import Diagnosis
from shopassistant.promotions.elasticity.keeping import ResponseKeeper
from shopassistant.promotions.prices.limits import list_limits
from shopassistant.promotions.prices.reasons import LEAST_RISK
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import CompetitorPrice, Variant
from tests.desktop.promotions.conftest import Settle
from tests.unit.promotions.prices.shelf import NOW, TODAY, Shelf, make_shelf


@pytest.fixture
def shelf(store: Store, manager: Actor) -> Shelf:
    store.clock = FixedClock(NOW)
    made = make_shelf(store)
    count, ratio = len(made.variants), np.ones(len(made.variants))
    weeks = np.full(count, 50, np.int32)
    ResponseKeeper(store).save(manager, made.responses, Diagnosis(weeks, weeks, ratio, ratio, ratio, ratio))
    return made


@pytest.fixture
def tab(shelf: Shelf, desktop: Desktop, settle: Settle) -> PricesTab:
    assert desktop.context is not None
    keeper = desktop.context.services.forecasts()
    keeper.serving = Kept("", shelf.forecasts, cast(Any, None), NOW, 0, 0.0)
    desktop.window.show_page("promotions")
    page = desktop.window.page("promotions")
    assert isinstance(page, PromotionsPage)
    page.open_with("prices")
    settle()
    made = page.tab("prices")
    assert isinstance(made, PricesTab)
    return made


@pytest.fixture
def toasts(desktop: Desktop) -> list[Toast]:
    shown: list[Toast] = []
    desktop.shell.toasts.shown.connect(shown.append)
    return shown


@pytest.fixture
def waiting(tab: PricesTab, settle: Settle) -> PricesTab:
    """Suggestions are there, the one for the calm product chosen."""
    tab.new()
    settle()
    calm = next(one.id for one in tab.desk.rows.values() if one.name.startswith("calm"))
    tab.table.select(calm)
    settle()
    return tab


def price(shelf: Shelf, name: str) -> int:
    with shelf.store.read() as session:
        return session.get_one(Variant, shelf.variants[name]).price_minor


def test_an_empty_tab_says_what_will_be_here_and_fills_itself(tab: PricesTab, settle: Settle) -> None:
    assert not tab.desk.rows
    assert tab.panel.isHidden()
    tab.new()
    settle()
    assert len(tab.desk.rows) >= 3
    gains = [tab.desk.rows[one].figures.gain_minor for one in tab.table.model.ids]
    assert gains == sorted(gains, reverse=True), "the most worth first"
    assert tab.panel.isVisible(), "the first one is open"


def test_the_chosen_one_says_what_it_would_bring_with_its_curve(waiting: PricesTab) -> None:
    panel = waiting.panel
    assert "→" in panel.price.text()
    assert "chance" in panel.sentence.text()
    points = panel.curve.points
    assert points[1].price_minor < 3_000 < points[len(points)].price_minor
    assert all(point.margin[0] <= point.margin[1] for point in points.values())
    assert "its price changed 50 times in 50 weeks" in panel.trust.text()
    panel.curve.as_table.setChecked(True)
    assert panel.curve.table.model.rowCount() == len(points)


def test_one_key_approves_and_undo_brings_the_old_price_back(
    waiting: PricesTab, desktop: Desktop, shelf: Shelf, settle: Settle, toasts: list[Toast], qtbot: QtBot
) -> None:
    new = waiting.panel.suggestion.new_price_minor if waiting.panel.suggestion else 0
    qtbot.keyClick(desktop.window, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    settle()
    assert price(shelf, "calm") == new
    assert waiting.panel.suggestion is None or not waiting.panel.suggestion.name.startswith("calm"), "the next is open"
    (toast,) = toasts
    assert toast.undo is not None
    toast.undo()
    settle()
    assert price(shelf, "calm") == 3_000


def test_a_no_takes_a_reason_and_can_be_taken_back_later(
    waiting: PricesTab, shelf: Shelf, settle: Settle, toasts: list[Toast]
) -> None:
    waiting.panel.rejected.emit("season")
    settle()
    assert not any(one.name.startswith("calm") for one in waiting.desk.rows.values())
    assert price(shelf, "calm") == 3_000
    waiting.show_view("decided")
    waiting.past.select_first()
    settle()
    assert waiting.take_back.isEnabled()
    waiting.take_back.click()
    settle()
    assert any(one.name.startswith("calm") for one in waiting.desk.rows.values())


def test_a_price_changed_elsewhere_is_not_overwritten_and_said(
    waiting: PricesTab, shelf: Shelf, settle: Settle, desktop: Desktop, manager: Actor
) -> None:
    said: list[str] = []
    waiting.desk.refused.connect(said.append)
    with shelf.store.begin(manager) as unit:
        unit.session.get_one(Variant, shelf.variants["calm"]).price_minor = 3_111
        unit.commit()
    waiting.approve()
    settle()
    assert price(shelf, "calm") == 3_111
    assert "changed meanwhile" in said[0]


def test_without_a_forecast_it_says_what_is_missing(tab: PricesTab, desktop: Desktop, settle: Settle) -> None:
    said: list[str] = []
    tab.desk.refused.connect(said.append)
    assert desktop.context is not None
    desktop.context.services.forecasts().serving = None
    tab.new()
    settle()
    assert "no demand forecast yet" in said[0]
    assert tab.look.isEnabled()


def test_limits_are_said_for_a_product_and_refused_in_the_dialogue(
    waiting: PricesTab, shelf: Shelf, settle: Settle, toasts: list[Toast]
) -> None:
    waiting.panel.limits.click()
    settle()
    dialog = waiting.limits_dialog
    assert dialog.scope.currentText().startswith("calm")
    assert dialog.edits["max_step_bp"].placeholderText() == "15"
    dialog.edits["floor_minor"].setText("40")
    dialog.edits["ceiling_minor"].setText("30")
    dialog.submit()
    settle()
    assert dialog.isVisible()
    assert "makes no sense" in dialog.notice.text()
    dialog.edits["ceiling_minor"].setText("45.50")
    dialog.edits["ending"].setText("99")
    dialog.automatic.setChecked(True)
    dialog.submit()
    settle()
    assert not dialog.isVisible()
    with shelf.store.read() as session:
        (row,) = list_limits(session)
    assert (row.variant_id, row.limits.ceiling_minor, row.limits.ending) == (shelf.variants["calm"], 4_550, "99")
    assert row.limits.automatic is True
    assert row.limits.max_step_bp is None, "what was left empty is as the shop says"
    undo = toasts[-1].undo
    assert undo is not None
    undo()
    settle()
    with shelf.store.read() as session:
        assert list_limits(session) == []


def test_other_shops_prices_are_shown_before_they_are_taken_in(
    tab: PricesTab, shelf: Shelf, settle: Settle, tmp_path: Path, toasts: list[Toast]
) -> None:
    with shelf.store.read() as session:
        sku = session.get_one(Variant, shelf.variants["calm"]).sku
    file = tmp_path / "seen.csv"
    file.write_text(f"what;theirs\n{sku};24,50\nunknown;1,00\n", "utf-8")
    tab.ask_competitors()
    dialog = tab.competitors_dialog
    tab.setup.choose(file)
    settle()
    assert dialog.rows.rowCount() == 2
    assert not dialog.verb.isEnabled(), "nobody knows which column is which"
    dialog.combos["code"].setCurrentText("what")
    dialog.combos["price"].setCurrentText("theirs")
    dialog.competitor.setText("Corner shop")
    dialog.competitor.editingFinished.emit()
    settle()
    assert "One price would be taken in" in dialog.says.text()
    assert "One line left out" in dialog.says.text()
    dialog.submit()
    settle()
    assert not dialog.isVisible()
    with shelf.store.read() as session:
        row = session.scalars(select(CompetitorPrice)).one()
    assert (row.competitor, row.price_minor) == ("Corner shop", 2_450)
    assert toasts


def test_a_file_that_is_none_is_refused_in_the_dialogue(tab: PricesTab, settle: Settle, tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    tab.ask_competitors()
    tab.setup.choose(tmp_path / "picture.csv")
    settle()
    assert tab.competitors_dialog.notice.text()
    assert tab.competitors_dialog.isVisible()
    tab.competitors_dialog.reject()


def test_a_markdown_is_planned_begun_and_taken_back(
    tab: PricesTab, shelf: Shelf, settle: Settle, toasts: list[Toast]
) -> None:
    tab.mark_down()
    settle()
    dialog = tab.markdowns.dialog
    assert dialog.product.currentText().startswith("dusty")
    assert "30, 50 and 70" in dialog.says.text()
    dialog.submit()
    settle()
    assert price(shelf, "dusty") == 3_000, "a plan by itself changes nothing"
    plan = tab.markdowns.plan
    assert plan is not None
    assert tab.markdowns.go.text() == "Approve and begin"
    tab.approve()
    settle()
    assert price(shelf, "dusty") == plan.steps[0].price_minor
    undo = toasts[-1].undo
    assert undo is not None
    tab.markdowns.anew.click()
    settle()
    assert "planned anew" in toasts[-1].text
    again = toasts[-1].undo
    assert again is not None
    again()
    settle()
    assert tab.markdowns.plan is not None
    assert tab.markdowns.plan.steps[0].price_minor == plan.steps[0].price_minor
    undo()
    settle()
    assert price(shelf, "dusty") == 3_000


def test_a_floor_that_cannot_be_is_said_while_planning(tab: PricesTab, settle: Settle) -> None:
    tab.mark_down()
    settle()
    dialog = tab.markdowns.dialog
    dialog.floor.setText("99")
    dialog._ask()
    settle()
    assert "is above today" in dialog.notice.text()
    assert not dialog.verb.isEnabled()
    dialog.reject()


def test_escape_closes_what_is_open(waiting: PricesTab) -> None:
    assert waiting.go_back()
    assert waiting.panel.isHidden()
    assert not waiting.go_back()


def test_a_plan_says_when_its_step_is_due(
    tab: PricesTab, shelf: Shelf, settle: Settle, manager: Actor, desktop: Desktop
) -> None:
    from shopassistant.promotions.prices.markdown.outlining import Terms, outline
    from shopassistant.promotions.prices.markdown.plans import approve_plan, propose_plan

    found = outline(shelf.adviser(), shelf.variants["dusty"], Terms(TODAY + timedelta(weeks=10), every_weeks=1))
    plan_id = propose_plan(shelf.store, manager, found).plan_id
    approve_plan(shelf.store, manager, plan_id, TODAY - timedelta(days=1))
    tab.show_view("markdowns")
    tab.markdown_desk.load()
    settle()
    tab.markdowns.table.select(plan_id)
    settle()
    assert tab.markdowns.go.isVisible()
    assert tab.markdowns.go.text().startswith("Take the step to")
    tab.markdowns.go.click()
    settle()
    assert price(shelf, "dusty") == found.steps[0].price_minor


def test_the_table_and_the_sentence_say_the_same_risk(waiting: PricesTab) -> None:
    catalogue = waiting.context.catalogue
    for risk in (0.005, 0.065, 0.075, 0.125):
        assert risk_words(catalogue, risk) == catalogue.formats.say_share(max(round(risk, 2), LEAST_RISK))
