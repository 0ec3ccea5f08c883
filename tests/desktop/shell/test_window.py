"""The window opens, shows pages when asked, and stops its lanes."""

from shopassistant.desktop.app import Desktop


def test_opens_on_the_first_page(desktop: Desktop) -> None:
    assert desktop.window.current_page == desktop.window._specs[0].id
    assert desktop.window.stack.currentWidget() is desktop.window.page(desktop.window.current_page)
