"""The model page in the real window: for managers, tab by tab."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.model import page as module
from shopassistant.desktop.pages.model.page import ModelPage
from shopassistant.desktop.pages.tabbed import Tab, TabSpec
from shopassistant.store.actor import Actor


class Noted(Tab):
    """A tab that writes down what it is told."""

    def __init__(self, context: object, name: str, said: list[object]) -> None:
        super().__init__(context)  # type: ignore[arg-type]
        self._name = name
        self._said = said

    def shown(self) -> None:
        self._said.append(f"{self._name} shown")

    def hidden(self) -> None:
        self._said.append(f"{self._name} hidden")

    def open_with(self, what: object) -> None:
        self._said.append(what)

    def go_back(self) -> bool:
        self._said.append("back")
        return True


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The page with two tabs that write down what they are told."""
    told: list[object] = []
    specs = tuple(TabSpec(one, one.title(), lambda context, one=one: Noted(context, one, told)) for one in ("a", "b"))
    monkeypatch.setattr(module, "tab_specs", lambda: specs)
    return told


def test_tabs_are_built_when_shown_and_told_what_to_show(desktop: Desktop, said: list[object], qtbot: QtBot) -> None:
    desktop.window.show_page("model")
    page = desktop.window.page("model")
    assert isinstance(page, ModelPage)
    assert said == ["a shown"]
    assert page.tab("b") is None
    page.choice.setFocus()
    qtbot.keyClick(page.choice, Qt.Key.Key_Right)
    assert said[1:] == ["a hidden", "b shown"]
    desktop.shell.navigate.open("model", ("a", 7))
    assert said[-2:] == ["a shown", 7]
    assert page.choice.value == "a"
    qtbot.keyClick(desktop.window, Qt.Key.Key_Escape)
    assert said[-1] == "back"
    desktop.window.show_page("settings")
    assert said[-1] == "a hidden"


def test_keys_open_the_tabs(desktop: Desktop, said: list[object], qtbot: QtBot) -> None:
    qtbot.keyClick(desktop.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert desktop.window.current_page == "model"
    qtbot.keyClick(desktop.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert said[-1] == "b shown"


def test_the_page_is_for_managers(desktop: Desktop, associate: Actor, manager: Actor) -> None:
    desktop.window.show_page("model")
    desktop.shell.staff.sign_in(associate)
    assert desktop.window.current_page == "counter"
    desktop.shell.navigate.open("model")
    desktop.shell.actions.start("model.versions")
    assert desktop.window.current_page == "counter"
    assert not desktop.shell.actions.can_start("model.versions")
    assert not desktop.shell.actions.can_start("open.model")
    assert "manager" in desktop.window.messages.accessibleName()
    desktop.shell.staff.sign_in(manager)
    desktop.shell.actions.start("model.versions")
    assert desktop.window.current_page == "model"
