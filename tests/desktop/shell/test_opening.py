"""From nothing to a shop: the welcome, the form, the demo, a damaged file; and what another window writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.core.progress import Cancelled, NoProgress, Progress
from shopassistant.desktop.app import Desktop, Options
from shopassistant.desktop.pages.registry import page_specs
from shopassistant.desktop.shell.context import Shell
from shopassistant.desktop.shell.opening import NewShop, create_shop, open_demo
from shopassistant.desktop.shell.sign_in import SignInScreen
from shopassistant.desktop.shell.starting import StartingScreen
from shopassistant.desktop.shell.welcome import WelcomeScreen
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.shop import Shop, save_shop


@pytest.fixture
def fresh(qtbot: QtBot, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """The program as on its very first start."""
    monkeypatch.setenv("SHOPASSISTANT_HOME", str(tmp_path / "home"))
    window = MainWindow(shell)
    qtbot.addWidget(window)
    made = Desktop(shell, window, page_specs)
    yield made
    window.close()


def test_first_run_welcomes_and_makes_a_shop(fresh: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    fresh.start(Options())
    assert isinstance(fresh.window.stack.currentWidget(), StartingScreen)
    with qtbot.waitSignal(fresh.window.painted):
        fresh.window.show()
    fresh.open_wanted()
    welcome = fresh.welcome
    assert isinstance(welcome, WelcomeScreen)
    assert fresh.window.stack.currentWidget() is welcome
    welcome.empty_button.click()
    form = welcome.form
    form.name.setText("Rosa's")
    form.person.setText("Rosa")
    form.pin.setText("12")
    form.again.setText("12")
    qtbot.keyClick(form.again, Qt.Key.Key_Return)
    assert fresh.shell.lanes.wait_idle()
    assert form._notice.text() == "A PIN has at least 4 digits."
    assert not (tmp_path / "home" / "shop.db").exists(), "what was refused leaves nothing behind"
    form.pin.setText("1234")
    form.again.setText("1234")
    form._on_go()
    assert fresh.shell.lanes.wait_idle()
    assert fresh.shell.staff.actor.role == "administrator"
    assert fresh.window.current_page == page_specs()[0].id
    assert fresh.shell.settings.current.store == str(tmp_path / "home" / "shop.db")


def test_the_form_goes_back(fresh: Desktop, qtbot: QtBot) -> None:
    fresh.show_welcome()
    assert fresh.welcome is not None
    fresh.welcome.import_button.click()
    qtbot.keyClick(fresh.welcome.form.name, Qt.Key.Key_Escape)
    assert fresh.welcome._stack.currentIndex() == 0


def test_the_next_start_asks_who_is_here(fresh: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    opened, _actor = create_shop(path, NewShop("Mine", "EUR", "DE", "Ann", "1234"))
    opened.store.close()
    fresh.start(Options(store=path))
    fresh.open_wanted()
    assert fresh.shell.lanes.wait_idle()
    assert isinstance(fresh.window.stack.currentWidget(), SignInScreen)
    assert fresh.context is not None
    assert fresh.context.catalogue.money(1250) == "€12.50"
    assert fresh.window.windowTitle().startswith("Mine")


def test_a_file_that_is_no_shop_is_told_and_left_alone(fresh: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, " * 100)
    fresh.start(Options(store=path))
    fresh.open_wanted()
    assert fresh.shell.lanes.wait_idle()
    assert "not a shop's database" in fresh.window.messages.text
    assert isinstance(fresh.window.stack.currentWidget(), WelcomeScreen)
    assert path.read_text().startswith("Dear")


def test_broken_settings_are_set_aside_and_told(qtbot: QtBot, qapp: object, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from shopassistant.desktop.app import build_shell

    assert isinstance(qapp, QApplication)
    (tmp_path / "s.json").write_text("{nonsense")
    shell = build_shell(qapp, tmp_path / "s.json")
    window = MainWindow(shell)
    qtbot.addWidget(window)
    desktop = Desktop(shell, window, page_specs)
    desktop.start(Options(store=tmp_path / "none.db"))
    desktop.open_wanted()
    assert "s.broken" in window.messages.text
    assert shell.lanes.close(5)


def test_demo_is_made_once_and_whole(tmp_path: Path) -> None:
    made: list[Store] = []

    def fill(store: Store, progress: Progress) -> None:
        made.append(store)
        progress.report("x", 1, 1)
        with store.begin(SYSTEM) as unit:
            save_shop(unit, Shop(name="Demo", is_demo=True))
            unit.commit()

    path = tmp_path / "demo.db"
    for _time in range(2):
        opened, actor = open_demo(path, NoProgress(), fill)
        assert (opened.shop.name, actor.kind) == ("Demo", "system")
        opened.store.close()
    assert len(made) == 1


def test_a_demo_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(_store: Store, _progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_demo(tmp_path / "demo.db", NoProgress(), stop)
    assert list(tmp_path.iterdir()) == []


def test_a_new_shop_with_a_wrong_currency_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"money\.currency"):
        create_shop(tmp_path / "s.db", NewShop("X", "pounds", "GB", "Ann", "1234"))
    assert list(tmp_path.iterdir()) == []


def test_what_another_window_writes_is_noticed_and_our_own_is_not(desktop: Desktop, store: Store, qtbot: QtBot) -> None:
    seen: list[Changes] = []
    desktop.shell.bus.changed.connect(seen.append)
    assert desktop.background is not None
    watcher = desktop.background.watcher

    def look() -> None:
        watcher.look()
        assert desktop.shell.lanes.wait_idle()

    look()
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Ours"))
        unit.commit()
    look()
    assert seen == []
    other = open_store(store.path)
    with other.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Theirs"))
        unit.commit()
    look()
    assert seen == [Changes(everything=True)]
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Ours again"))
        unit.commit()
    with other.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Theirs again"))
        unit.commit()
    other.close()
    look()
    assert len(seen) == 2, "theirs is noticed also between two of ours"
    look()
    assert len(seen) == 2


def test_window_place_is_remembered(fresh: Desktop, qtbot: QtBot, shell: Shell) -> None:
    fresh.window.resize(1111, 640)
    fresh.window.show()
    fresh.window.close()
    again = MainWindow(shell)
    qtbot.addWidget(again)
    assert again.height() == 640  # as wide as the small screen of the test allows
