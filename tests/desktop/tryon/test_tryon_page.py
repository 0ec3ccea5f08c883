"""Trying on at the counter: asked first, into the basket at once, and nothing is left when the page is."""

from types import SimpleNamespace

import numpy as np
import pytest
from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.customers.edit import add_note
from shopassistant.sales.basket import load_basket, open_basket, set_customer
from shopassistant.sales.holds import make_hold
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Basket
from tests.desktop.tryon.conftest import TryOn, Wearer
from tests.unit.sales.shop import make_customer


def basket_lines(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        basket_id = session.scalars(select(Basket.id).where(Basket.status == "open")).one()
        return [(line.name, line.origin) for line in load_basket(session, basket_id).lines]


def visits(store: Store) -> list[AuditEntry]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == "visit.ended")))


def test_the_camera_opens_only_after_the_customer_was_asked(tryon: TryOn, wearer: Wearer) -> None:
    page = tryon.page
    assert page.ground.currentWidget() is page.ask
    assert not page.desk.camera.is_running
    assert page.ask.title.text() == "Ask the customer: may the camera be opened?"
    assert not page.row.isEnabled()
    tryon.begin()
    assert page.ground.currentWidget() is page.view
    page.hidden()  # what the window does when another page comes
    assert not page.desk.camera.is_running
    assert not page.view.has_picture
    tryon.desktop.window.show_page("tryon")
    assert page.ground.currentWidget() is page.ask  # asked anew, every time


def test_whose_basket_is_open_here_stands_on_the_page(tryon: TryOn, store: Store, manager) -> None:
    context = tryon.page.context
    basket = open_basket(store, manager, context.terminal, context.location_id)
    ada = make_customer(store)
    set_customer(store, manager, basket.id, ada)
    add_note(store, manager, ada, "new prescription: PD 61.5")
    tryon.page.shown()
    tryon.settle()
    assert tryon.page.who.text() == "Ada Byron"
    assert tryon.page.ask.title.text() == "Ask Ada Byron: may the camera be opened?"
    assert tryon.page.measures.typing.value() == 61.5
    assert tryon.page.measures.hint.text() == "From the customer's notes, today."


def test_what_is_worn_goes_into_the_basket(
    tryon: TryOn, wearer: Wearer, store: Store, variants: dict[str, int]
) -> None:
    page = tryon.page
    tryon.begin()
    assert tryon.row == ["Ash square", "Linden round"]
    page.row.chosen.emit(variants["Linden round"])
    page.desk.choose_kind("hat")
    tryon.settle()
    assert tryon.row == ["Sun hat"]
    page.row.chosen.emit(variants["Sun hat"])
    tryon.until(lambda: ("glasses", "hat") in wearer.worn)
    assert [line.name.text() for line in page.worn.lines] == ["Linden round", "Sun hat"]
    assert page.worn.total.text() == "£155.00"
    tryon.desktop.shell.actions.start("tryon.basket")
    tryon.settle()
    assert basket_lines(store) == [("Linden round", "try-on"), ("Sun hat", "try-on")]
    tryon.desktop.window.show_page("counter")
    tryon.settle()
    counter = tryon.desktop.window.page("counter")
    assert [line.name for line in counter.presenter.basket.view.lines] == ["Linden round", "Sun hat"]


def test_the_counter_shows_at_once_what_came_from_the_mirror(
    tryon: TryOn, variants: dict[str, int], store: Store
) -> None:
    window = tryon.desktop.window
    window.show_page("counter")
    tryon.settle()
    window.show_page("tryon")
    tryon.settle()
    tryon.begin()
    tryon.page.desk.put_on(variants["Linden round"])
    tryon.page.desk.put_in_basket()
    tryon.settle()
    assert [line.name for line in window.page("counter").presenter.basket.view.lines] == ["Linden round"]


def test_another_colour_is_chosen_beside_the_mirror(tryon: TryOn, variants: dict[str, int]) -> None:
    page = tryon.page
    tryon.begin()
    page.desk.put_on(variants["Linden round"])
    tryon.settle()
    (line,) = page.worn.lines
    assert line.what.text() == "black"
    others = [line.others.itemText(place) for place in range(line.others.count())]
    assert others == ["Other colours and sizes (1)", "gold · £120.00 · not counted"]
    line.others.activated.emit(1)
    tryon.settle()
    (line,) = page.worn.lines
    assert line.what.text() == "gold"
    page.desk.put_on(variants["Linden round"])  # the first colour again, instead of the other one
    page.desk.put_on(variants["Linden round"])  # and off
    assert page.worn.lines == []
    assert not page.worn.put_in.isEnabled()


def test_measures_and_fit_are_shown_with_how_far_off_they_may_be(
    tryon: TryOn, wearer: Wearer, variants: dict[str, int]
) -> None:
    page = tryon.page
    tryon.begin()
    tryon.until(lambda: page.desk.measures is not None)
    value, between = page.measures.values["far_pupil_distance"]
    assert (value.text(), between.text()) == ("62.0 mm", "60.0 to 64.0")
    assert page.measures.source.text().startswith("Size from the iris.")
    page.desk.put_on(variants["Ash square"])
    assert page.worn.lines[0].fit.text() == "Frame 160 mm, face 140 ± 2 mm: too wide"
    page.desk.put_on(variants["Linden round"])
    assert page.worn.lines[0].fit.text() == "Frame 138 mm, face 140 ± 2 mm: fits"
    page.measures.typing.setValue(64.5)
    page.measures.use.click()
    tryon.until(lambda: wearer.typed == [64.5])


def test_frames_that_fit_come_first_once_the_face_is_known(tryon: TryOn) -> None:
    tryon.begin()
    assert tryon.row == ["Ash square", "Linden round"]
    tryon.until(lambda: tryon.page.desk.measures is not None)
    tryon.clock[0] += 3
    tryon.until(lambda: tryon.page.desk._face.is_ranked)
    tryon.settle()
    assert tryon.row == ["Linden round", "Ash square"]


def test_somebody_else_before_the_mirror_has_measures_of_their_own(tryon: TryOn, wearer: Wearer) -> None:
    tryon.begin()
    tryon.until(lambda: tryon.page.desk.measures is not None)
    wearer.who = 2
    before = tryon.page.desk._face
    tryon.until(lambda: tryon.page.desk._face is not before)
    assert tryon.page.desk._face.who == 2


def test_what_helps_to_be_seen_is_said_over_the_mirror(tryon: TryOn, wearer: Wearer) -> None:
    line = tryon.page.coaching.words
    tryon.begin()
    wearer.coaching = "close"
    tryon.until(lambda: line.text() == "Too close: half a step back")
    wearer.coaching, wearer.is_there = "", False
    tryon.until(lambda: line.text() == "No face is seen: step in front of the camera")
    wearer.is_there = True
    tryon.until(lambda: not line.text())


def test_a_lock_of_the_terminal_closes_the_camera_and_the_books_keep_that_a_visit_was(
    tryon: TryOn, wearer: Wearer, store: Store, variants: dict[str, int]
) -> None:
    page = tryon.page
    tryon.begin()
    page.desk.put_on(variants["Linden round"])
    page.desk.put_on(variants["Ash square"])
    tryon.until(lambda: ("glasses",) in wearer.worn)
    tryon.clock[0] += 41
    with tryon.qtbot.waitSignal(page.desk.camera.ended):
        tryon.desktop.shell.staff.lock()
    assert not page.desk.is_open
    assert not page.view.has_picture
    assert wearer.closed == 1
    tryon.settle()
    (entry,) = visits(store)
    assert (entry.actor_name, entry.subject_id, entry.details) == ("Mia", None, {"seconds": 40, "looks": 2})
    assert page.measures.values["far_pupil_distance"][0].text() == "–"
    assert page.desk.measures is None


def test_the_last_picture_is_overwritten(tryon: TryOn, wearer: Wearer) -> None:
    tryon.begin()
    with tryon.qtbot.waitSignal(tryon.page.desk.camera.ended):
        tryon.page.end.click()
    assert tryon.page.ground.currentWidget() is tryon.page.ask
    assert not np.any(wearer.pictures[-1])


def test_a_camera_nobody_stands_before_is_switched_off(tryon: TryOn, wearer: Wearer, store: Store) -> None:
    page = tryon.page
    tryon.begin()
    wearer.is_there = False
    tryon.until(lambda: page.desk._face.alone > 3)
    page.desk.look_at_clock()
    assert page.desk.is_open
    tryon.clock[0] += 61
    page.desk.look_at_clock()
    assert not page.desk.is_open
    assert page.ask.note.text() == "Nobody was in front of the camera any more, so it was switched off."
    tryon.settle()
    assert len(visits(store)) == 1


def test_the_camera_closes_with_the_window(tryon: TryOn) -> None:
    tryon.begin()
    tryon.desktop.window.close()
    assert not tryon.page.desk.is_open
    assert not tryon.page.desk.camera.is_running


def test_esc_closes_the_camera_first(tryon: TryOn) -> None:
    assert not tryon.page.go_back()
    tryon.begin()
    assert tryon.page.go_back()
    assert not tryon.page.desk.is_open


def test_a_camera_that_is_not_there_is_said_plainly(tryon: TryOn) -> None:
    page = tryon.page
    tryon.desktop.shell.settings.change(camera="/nowhere/film.mp4")
    page.ask.yes.click()
    tryon.until(lambda: page.ground.currentWidget() is page.trouble)
    assert "camera" in page.trouble.title.text() or "film" in page.trouble.title.text()
    assert page.desk.is_open  # it goes on by itself when the camera comes


def test_a_thing_that_cannot_be_drawn_comes_off_and_the_visit_goes_on(
    tryon: TryOn, wearer: Wearer, variants: dict[str, int]
) -> None:
    page = tryon.page
    tryon.begin()
    wearer.refuses["hat"] = UserError("tryon.not_wearable")
    page.desk.put_on(variants["Linden round"])
    page.desk.choose_kind("hat")
    tryon.settle()
    page.desk.put_on(variants["Sun hat"])
    tryon.until(lambda: len(page.worn.lines) == 1)
    assert page.worn.lines[0].name.text() == "Linden round"
    assert page.desk.is_open
    assert "cannot be tried on" in tryon.desktop.window.messages.text


def test_without_its_model_the_mirror_says_so_and_closes(tryon: TryOn, wearer: Wearer) -> None:
    wearer.fails.append(EnvironmentProblem("tryon.model_missing", name="face_landmarker.task", reason=""))
    tryon.page.ask.yes.click()
    tryon.until(lambda: not tryon.page.desk.is_open)
    assert "face_landmarker.task" in tryon.desktop.window.messages.text


def test_the_row_learns_from_what_was_kept_in_this_visit(tryon: TryOn, variants: dict[str, int]) -> None:
    desk = tryon.page.desk
    tryon.begin()
    desk.put_on(variants["Ash square"])
    tryon.clock[0] += 1
    desk.put_on(variants["Linden round"])
    tryon.clock[0] += 30
    desk.put_in_basket()
    tryon.settle()
    trials = desk.visit.taste.trials
    assert [(one.seconds, one.is_kept) for one in trials] == [(1.0, False), (30.0, True)]
    desk.choose_kind("hat")
    desk.choose_kind("glasses")
    tryon.settle()
    assert tryon.row[0] == "Linden round"


def test_nothing_of_a_face_is_in_what_a_board_says_of_itself(tryon: TryOn, wearer: Wearer) -> None:
    from shopassistant.desktop.kiosk.board import Board
    from shopassistant.desktop.pages.tryon.staff_mirror import CoachedBoard

    board = CoachedBoard(Board((np.zeros((2, 2, 4), np.uint8),), SimpleNamespace(secret="face"), 0), "")
    assert "face" not in repr(board)


@pytest.mark.parametrize("kinds", ["glasses,hat"])
def test_what_the_shop_does_not_offer_is_not_in_the_row(tryon: TryOn, store: Store, manager, kinds: str) -> None:
    from shopassistant.sales.try_on_plan import TryOnPlan, save_try_on_plan

    save_try_on_plan(store, manager, TryOnPlan(not_offered=kinds))
    tryon.page.shown()
    tryon.settle()
    assert tryon.page.ground.currentWidget() is tryon.page.empty
    assert tryon.page.empty.title.text() == "Nothing can be tried on yet"


def test_frames_in_the_row_are_pictures_of_themselves(tryon: TryOn) -> None:
    assert [tile.goods.name for tile in tryon.page.row.tiles if tile.goods.rendering is not None] == tryon.row
    first = [tile.goods.rendering for tile in tryon.page.row.tiles]
    tryon.page.desk.choose_kind("hat")
    tryon.page.desk.choose_kind("glasses")
    tryon.settle()
    assert [tile.goods.rendering for tile in tryon.page.row.tiles] == first  # rendered once


def test_what_visitors_held_stands_beside_the_question(tryon: TryOn, store: Store, variants: dict[str, int]) -> None:
    page, context = tryon.page, tryon.page.context
    kiosk = Actor("kiosk", "Kiosk")
    first = make_hold(store, kiosk, context.location_id, [variants["Linden round"], variants["Sun hat"]])
    second = make_hold(store, kiosk, context.location_id, [variants["Ash square"]])
    context.bus.publish(Changes(everything=True))  # the kiosk wrote in a process of its own
    tryon.settle()
    assert [line.code.text() for line in page.holds.rows] == [first.shown, second.shown]
    assert page.holds.rows[0].goods.full_text() == "Linden round, Sun hat"
    page.holds.rows[0].take.click()
    tryon.settle()
    assert basket_lines(store) == [("Linden round", "hold"), ("Sun hat", "hold")]
    toasts = []
    context.toasts.shown.connect(toasts.append)
    page.holds.rows[0].give_up.click()
    tryon.settle()
    assert page.holds.rows == []
    assert page.holds.empty.isVisible()
    toasts[-1].undo()
    tryon.settle()
    assert [line.code.text() for line in page.holds.rows] == [second.shown]
    tryon.begin()
    assert not page.holds.isVisible()  # the measures stand there now


def test_the_rail_says_how_many_wait(tryon: TryOn, store: Store, variants: dict[str, int]) -> None:
    rail, watch = tryon.desktop.window.rail, tryon.desktop.background.holds  # type: ignore[union-attr]
    make_hold(store, Actor("kiosk", "Kiosk"), tryon.page.context.location_id, [variants["Sun hat"]])
    watch.look()
    tryon.settle()
    assert rail.count("tryon") == 1


def test_a_sale_at_another_till_does_not_close_the_mirror(tryon: TryOn) -> None:
    tryon.begin()
    tryon.page.context.bus.publish(Changes(everything=True))
    tryon.settle()
    assert tryon.page.desk.is_open


def test_the_program_ends_in_mid_visit_and_the_books_know_that_it_was(
    tryon: TryOn, store: Store, variants: dict[str, int]
) -> None:
    tryon.begin()
    tryon.page.row.chosen.emit(variants["Ash square"])
    tryon.clock[0] += 20
    tryon.desktop.close()
    assert [one.details for one in visits(store)] == [{"seconds": 20, "looks": 1}]
