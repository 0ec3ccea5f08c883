"""The rail shows every page, also with large letters on a low screen."""

from itertools import pairwise

from PySide6.QtCore import Qt

from shopassistant.desktop.app import Desktop


def test_no_page_lies_over_another_with_large_letters_on_a_low_screen(desktop: Desktop) -> None:
    desktop.shell.theme.use("light", "floor")
    desktop.window.resize(1366, 768)
    desktop.window.grab()  # lays it out
    rail = desktop.window.rail
    shown = sorted((made for made in rail._buttons.values() if made.isVisible()), key=lambda made: made.y())
    assert len(shown) > 10
    assert all(above.geometry().bottom() < below.y() for above, below in pairwise(shown))
    assert shown[-1].geometry().bottom() < rail.height()
    words = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    assert {made.toolButtonStyle() for made in shown} == {words}
    desktop.window.resize(1366, 1080)
    desktop.window.grab()
    assert shown[0].height() > 70
