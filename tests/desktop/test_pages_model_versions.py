"""The versions tab in the real window: learn, promote, roll back, keep, compare, remove, each with its way back."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.model.version_words import when
from shopassistant.desktop.pages.model.versions_tab import VersionsTab
from shopassistant.recommend.engine import Engine, index_folder
from shopassistant.store.actor import Actor
from shopassistant.store.artefacts import version_folder
from shopassistant.store.database import Store
from tests.unit.recommend.shop import START, fill, two_circles

Settle = Callable[[], None]


@pytest.fixture
def shop(store: Store) -> Store:
    store.clock = FixedClock(START + timedelta(days=401))
    fill(store, *two_circles(customers=20))
    return store


@pytest.fixture
def settle(desktop: Desktop) -> Settle:
    def wait() -> None:
        assert desktop.shell.lanes.wait_idle(120_000)

    return wait


@pytest.fixture
def versions(shop: Store) -> list[str]:
    """Names of three versions, the oldest first, made before the window opened."""
    made = []
    for _ in range(3):
        assert isinstance(shop.clock, FixedClock)
        shop.clock.advance(timedelta(hours=1))
        made.append(Engine(shop, index_folder(shop.path)).fit().version)
    shop.clock.advance(timedelta(hours=1))
    return made


@pytest.fixture
def tab(shop: Store, desktop: Desktop, settle: Settle) -> Iterator[VersionsTab]:
    desktop.window.show_page("model")
    desktop.shell.navigate.open("model", "versions")
    settle()
    page = desktop.window.page("model")
    found = page.tab("versions")  # type: ignore[union-attr]
    assert isinstance(found, VersionsTab)
    yield found
    settle()


def listed(tab: VersionsTab) -> list[tuple[str, str]]:
    """Names and states in the order of the table."""
    rows = [tab.desk.by_id[one] for one in tab.table.model.ids]
    return [(row.name, row.state) for row in rows]


def choose(tab: VersionsTab, name: str) -> None:
    tab.table.select(tab.desk.id_of(name))


def undo(desktop: Desktop, settle: Settle) -> None:
    desktop.shell.actions.start("window.undo")
    settle()


def harm(shop: Store, name: str) -> None:
    victim = Path(index_folder(shop.path), name, "time.days.npy")
    raw = victim.read_bytes()
    victim.unlink()
    victim.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))


def test_an_empty_tab_fills_itself_with_one_key(tab: VersionsTab, settle: Settle, qtbot: QtBot) -> None:
    assert tab.first_button.isVisible()
    assert not tab.learn_button.isVisible()
    assert tab.first_button.hasFocus()
    qtbot.keyClick(tab.first_button, Qt.Key.Key_Space)
    assert not tab.first_button.isEnabled()
    settle()
    ((_, state),) = listed(tab)
    assert state == "serving"
    assert tab.learn_button.isVisible()
    assert tab.learn_button.isEnabled()
    version = tab.panel.shown
    assert version is not None
    assert (version.cause, version.started_by) == ("person", "Mia")
    assert not tab.back_button.isEnabled()
    assert not tab.promote_button.isEnabled()


def test_promote_roll_back_and_their_way_back(
    versions: list[str], tab: VersionsTab, desktop: Desktop, settle: Settle, qtbot: QtBot
) -> None:
    first, second, third = versions
    assert listed(tab) == [(third, "serving"), (second, "ready"), (first, "ready")]
    assert tab.context.services.engine().version == third
    choose(tab, first)
    qtbot.keyClick(desktop.window, Qt.Key.Key_F6)
    settle()
    assert listed(tab)[2] == (first, "serving")
    assert tab.context.services.engine().version == first
    undo(desktop, settle)
    assert tab.context.services.engine().version == third
    qtbot.keyClick(desktop.window, Qt.Key.Key_F7)
    settle()
    assert tab.context.services.engine().version == first
    assert version_folder.current(index_folder(tab.context.store.path)) == first


def test_learning_anew_can_be_taken_back(
    versions: list[str], tab: VersionsTab, desktop: Desktop, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.keyClick(desktop.window, Qt.Key.Key_F5)
    settle()
    newest = listed(tab)[0]
    assert newest[1] == "serving"
    assert newest[0] not in versions
    assert tab.chosen is not None
    assert tab.chosen.name == newest[0]
    undo(desktop, settle)
    assert tab.context.services.engine().version == versions[2]


def test_learning_can_be_stopped(versions: list[str], tab: VersionsTab, settle: Settle) -> None:
    tab.desk.learn()
    assert tab.desk._fit is not None
    tab.desk._fit.cancel()
    settle()
    assert [name for name, _ in listed(tab)] == versions[::-1]
    assert tab.learn_button.isEnabled()


def test_keep_and_remove(versions: list[str], tab: VersionsTab, desktop: Desktop, settle: Settle, qtbot: QtBot) -> None:
    first, second, third = versions
    choose(tab, first)
    qtbot.keyClick(desktop.window, Qt.Key.Key_F8)
    settle()
    assert listed(tab)[2] == (first, "kept")
    assert tab.keep_button.text() == "Keep no more"
    undo(desktop, settle)
    assert listed(tab)[2] == (first, "ready")
    choose(tab, second)
    tab.remove_button.click()
    settle()
    assert [name for name, _ in listed(tab)] == [third, first]
    undo(desktop, settle)
    assert [name for name, _ in listed(tab)] == [third, second, first]
    choose(tab, third)
    assert not tab.remove_button.isEnabled()


def test_two_side_by_side(versions: list[str], tab: VersionsTab, settle: Settle) -> None:
    choose(tab, versions[0])
    assert tab.panel.isVisible()
    assert tab.panel.other.currentData() == versions[2]
    assert "as many purchases" in tab.panel.sentence.text()
    tab.panel.other.setCurrentIndex(tab.panel.other.findData(versions[1]))
    tab.panel.other.activated.emit(tab.panel.other.currentIndex())
    second = tab.desk.version(versions[1])
    assert second is not None
    assert when(tab.context.catalogue, second, tab.desk.today) in tab.panel.sentence.text()
    choose(tab, versions[2])
    assert tab.panel.other.currentData() == versions[1], "the serving one is compared with the one before it"


def test_a_damaged_version_is_shown_as_refused_and_not_offered(
    versions: list[str], shop: Store, desktop: Desktop, settle: Settle
) -> None:
    harm(shop, versions[2])
    desktop.window.show_page("model")
    desktop.shell.navigate.open("model", "versions")
    settle()
    tab = desktop.window.page("model").tab("versions")  # type: ignore[union-attr]
    assert isinstance(tab, VersionsTab)
    assert listed(tab) == [(versions[2], "refused"), (versions[1], "serving"), (versions[0], "ready")]
    assert "time.days.npy" in tab.warning.text()
    assert "serves in its place" in tab.warning.text()
    assert tab.warning.isVisible()
    choose(tab, versions[2])
    assert not tab.promote_button.isEnabled()
    assert "time.days.npy" in tab.panel._problem.text()
    tab.desk.learn()
    settle()
    assert not tab.warning.isVisible()


def test_damage_that_happens_later_is_found_when_it_would_serve(
    versions: list[str], tab: VersionsTab, shop: Store, desktop: Desktop, settle: Settle, qtbot: QtBot
) -> None:
    harm(shop, versions[0])
    choose(tab, versions[0])
    with qtbot.waitSignal(desktop.shell.errors.message) as told:
        tab.promote_button.click()
        settle()
    assert versions[0] in told.args[0].text
    assert listed(tab)[2] == (versions[0], "refused")
    assert tab.context.services.engine().version == versions[2]


def test_what_another_window_promotes_serves_here_too(
    versions: list[str], tab: VersionsTab, shop: Store, desktop: Desktop, manager: Actor, settle: Settle
) -> None:
    elsewhere = Engine(shop, index_folder(shop.path)).registry
    assert elsewhere is not None
    elsewhere.promote(manager, versions[0])
    desktop.shell.bus.publish(Changes(everything=True))  # as the watcher of the store does within two seconds
    settle()
    assert tab.context.services.engine().version == versions[0]
    assert listed(tab)[2] == (versions[0], "serving")


def test_escape_closes_the_panel(versions: list[str], tab: VersionsTab, desktop: Desktop, qtbot: QtBot) -> None:
    assert tab.panel.isVisible()
    qtbot.keyClick(desktop.window, Qt.Key.Key_Escape)
    assert not tab.panel.isVisible()
