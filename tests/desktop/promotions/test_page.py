"""The page Promotions in the real window: for managers, by its key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.promotions.builder_view import BuilderView
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.store.actor import Actor


def test_its_key_opens_the_page_for_managers(desktop: Desktop, associate: Actor, qtbot: QtBot) -> None:
    qtbot.keyClick(desktop.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert desktop.window.current_page == "promotions"
    page = desktop.window.page("promotions")
    assert isinstance(page, PromotionsPage)
    assert page.tab("list") is not None
    desktop.shell.staff.sign_in(associate)
    assert desktop.window.current_page == "counter"
    qtbot.keyClick(desktop.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert desktop.window.current_page == "counter"


def test_what_is_made_before_it_is_needed_goes_with_the_window(desktop: Desktop) -> None:
    desktop.window.show_page("promotions")
    assert desktop.shell.lanes.wait_idle()
    strays = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, BuilderView)]
    page = desktop.window.page("promotions")
    assert isinstance(page, PromotionsPage)
    assert page.findChildren(BuilderView)
    assert strays == []
