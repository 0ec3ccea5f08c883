"""A window of its own for every test, and no Qt warning that goes by unseen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop, build_shell
from shopassistant.desktop.pages.registry import page_specs
from shopassistant.desktop.shell.context import Shell
from shopassistant.desktop.shell.opening import look_at
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    """The window speaks English in tests, whatever the machine speaks."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def shell(qapp: QApplication, tmp_path: Path, spare_modules: Callable[[], None]) -> Iterator[Shell]:
    """Everything that lives as long as a window; its lanes are stopped afterwards."""
    spare_modules()
    made = build_shell(qapp, tmp_path / "settings.json")
    made.theme.use("light", "counter")
    yield made
    assert made.lanes.close(10), "a lane did not stop"


@pytest.fixture
def desktop(qtbot: QtBot, shell: Shell, store: Store, manager: Actor) -> Iterator[Desktop]:
    """The real window with the empty test shop, Mia (manager, PIN 2468) signed in, after everything has settled."""
    window = MainWindow(shell)
    qtbot.addWidget(window)
    made = Desktop(shell, window, page_specs)
    made.show_shop(look_at(store), manager)
    window.show()
    assert shell.lanes.wait_idle()
    yield made
    window.close()
    made.idle_lock.stop()
    # Gone now, not in the next test's first event loop: until then that test would style and paint it, too.
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
