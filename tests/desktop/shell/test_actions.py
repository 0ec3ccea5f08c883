"""One registry behind keys, buttons and palette."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.fuzzy import score
from shopassistant.desktop.widgets.basics import KeyButton


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("cmpl", "Complete sale"),
        ("sale comp", "Complete sale"),
        ("gts", "Go to Settings"),
        ("LIGHT", "Switch to light"),
    ],
)
def test_fuzzy_finds(query: str, text: str) -> None:
    assert score(query, text) is not None


def test_fuzzy_refuses_and_ranks() -> None:
    assert score("xyz", "Complete sale") is None
    assert score("selas", "Complete sale") is None
    ranked = sorted(["Close the window", "Switch staff", "Show the keys"], key=lambda text: -(score("sw", text) or -9))
    assert ranked[0] == "Switch staff"


def test_keys_start_the_action_of_the_page_in_front(desktop: Desktop, qtbot: QtBot) -> None:
    started: list[str] = []
    actions = desktop.shell.actions
    actions.add(
        Action("a.x", "X here", lambda: started.append("a"), keys="F7", page="settings"),
        Action("b.x", "X there", lambda: started.append("b"), keys="F7", page="elsewhere"),
    )
    desktop.window.show_page("settings")
    qtbot.keyClick(desktop.window, Qt.Key.Key_F7)
    assert started == ["a"]


def test_a_disabled_action_does_nothing(desktop: Desktop) -> None:
    started: list[str] = []
    desktop.shell.actions.add(Action("a.x", "X", lambda: started.append("a"), enabled=lambda: False))
    desktop.shell.actions.start("a.x")
    assert started == []
    assert not desktop.shell.actions.can_start("a.x")


def test_the_palette_reaches_another_page(desktop: Desktop, qtbot: QtBot) -> None:
    started: list[str] = []
    desktop.shell.actions.add(Action("set.x", "Frobnicate", lambda: started.append("x"), page="settings"))
    qtbot.keyClick(desktop.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert desktop.palette.isVisible()
    qtbot.keyClicks(desktop.palette.edit, "frob")
    qtbot.keyClick(desktop.palette.edit, Qt.Key.Key_Return)
    assert started == ["x"]
    assert desktop.window.current_page == "settings"
    assert not desktop.palette.isVisible()


def test_the_palette_moves_and_leaves(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.palette.open()
    qtbot.keyClick(desktop.palette.edit, Qt.Key.Key_Down)
    assert desktop.palette.list.currentIndex().row() == 1
    qtbot.keyClick(desktop.palette.edit, Qt.Key.Key_Up)
    qtbot.keyClick(desktop.palette.edit, Qt.Key.Key_Up)
    assert desktop.palette.list.currentIndex().row() == 0
    qtbot.keyClicks(desktop.palette.edit, "qqqqq")
    assert desktop.palette.model.rowCount() == 0
    qtbot.keyClick(desktop.palette.edit, Qt.Key.Key_Return)
    assert desktop.palette.isVisible(), "Enter on nothing does nothing"
    qtbot.keyClick(desktop.palette.edit, Qt.Key.Key_Escape)
    assert not desktop.palette.isVisible()


def test_the_palette_has_every_action(desktop: Desktop) -> None:
    desktop.palette.open()
    assert desktop.palette.model.rowCount() == len(desktop.shell.actions.all())


def test_keys_are_unique_where_they_meet(desktop: Desktop) -> None:
    """No key of the window means something else on a page, and no page uses a key twice."""
    for spec in desktop.window.specs:
        desktop.window.show_page(spec.id)
    assert desktop.shell.lanes.wait_idle()
    seen: dict[tuple[str, str], str] = {}
    everywhere = {one.keys: one.id for one in desktop.shell.actions.all() if one.keys and not one.page}
    for action in desktop.shell.actions.all():
        if action.keys and action.page:
            assert action.keys not in everywhere, (action.id, everywhere.get(action.keys))
            assert (action.page, action.keys) not in seen, action.id
            seen[action.page, action.keys] = action.id


def test_a_key_button_starts_its_action_and_makes_room_for_its_key(desktop: Desktop, qtbot: QtBot) -> None:
    started: list[str] = []
    actions = desktop.shell.actions
    actions.add(
        Action("a.x", "Complete", lambda: started.append("x"), keys="F12"), Action("a.y", "Complete", lambda: None)
    )
    with_key = KeyButton(actions, "a.x", desktop.shell.theme, "primary")
    without = KeyButton(actions, "a.y", desktop.shell.theme, "primary")
    for one in (with_key, without):
        qtbot.addWidget(one)
    assert with_key.sizeHint().width() > without.sizeHint().width()
    with_key.click()
    assert started == ["x"]


def test_the_sheet_shows_the_keys_of_this_page(desktop: Desktop, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLabel

    qtbot.keyClick(desktop.window, Qt.Key.Key_F1)
    words = {one.text() for one in desktop.key_sheet.panel.findChildren(QLabel)}
    assert {"Ctrl+K", "Search all actions"} <= words
    qtbot.keyClick(desktop.key_sheet, Qt.Key.Key_Escape)
    assert not desktop.key_sheet.isVisible()
