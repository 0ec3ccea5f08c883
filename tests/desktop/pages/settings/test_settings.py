"""Settings hold at once, are remembered, and only administrators touch shop and staff."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from shopassistant.core.settings import SettingsFile
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.settings.data_section import DataSection
from shopassistant.desktop.pages.settings.page import SettingsPage
from shopassistant.desktop.pages.settings.shop_section import ShopSection
from shopassistant.desktop.pages.settings.staff_section import StaffSection
from shopassistant.desktop.pages.settings.terminal_section import TerminalSection
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.shop import load_shop
from shopassistant.store.staff import add_staff, sign_in
from shopassistant.store.staff_admin import all_staff


@pytest.fixture
def page(desktop: Desktop) -> SettingsPage:
    context = desktop.context
    assert context is not None
    with context.store.begin(SYSTEM) as unit:
        staff_id = add_staff(unit, "Rosa", "administrator", "8642")
        unit.commit()
    desktop.shell.staff.sign_in(Actor("staff", "Rosa", staff_id, "administrator"))
    desktop.window.show_page("settings")
    assert desktop.shell.lanes.wait_idle()
    return cast(SettingsPage, desktop.window.page("settings"))


def test_the_shop_is_saved(desktop: Desktop, page: SettingsPage) -> None:
    section = cast(ShopSection, page._sections["shop"])
    assert section.name.text() == "Test shop"
    section.name.setText("Rosa's")
    section.address.setPlainText("1 High Street\nLondon")
    section.save.click()
    assert desktop.shell.lanes.wait_idle()
    assert desktop.context is not None
    with desktop.context.store.read() as session:
        shop = load_shop(session)
    assert (shop.name, shop.address, shop.currency) == ("Rosa's", "1 High Street\nLondon", "GBP")


def test_a_wrong_country_is_told(desktop: Desktop, page: SettingsPage) -> None:
    section = cast(ShopSection, page._sections["shop"])
    section.country.setText("1")
    section.save.click()
    assert desktop.shell.lanes.wait_idle()
    assert "country code" in desktop.window.messages.text


def test_managers_may_look_only(desktop: Desktop, page: SettingsPage, manager: Actor) -> None:
    desktop.shell.staff.sign_in(manager)
    section = cast(ShopSection, page._sections["shop"])
    staff = cast(StaffSection, page._sections["staff"])
    data = cast(DataSection, page._sections["data"])
    assert not section.save.isEnabled()
    assert staff._form.isHidden()
    assert not data.restore.isEnabled()
    assert data.backup.isEnabled()


def test_the_terminal_changes_at_once_and_remembers(desktop: Desktop, page: SettingsPage, qtbot: QtBot) -> None:
    section = cast(TerminalSection, page._sections["terminal"])
    page.open_with("terminal")
    with qtbot.waitSignal(desktop.shell.theme.changed):
        section.theme_choice._buttons["dark"].click()
    assert desktop.shell.theme.colours.is_dark
    with qtbot.waitSignal(desktop.shell.theme.changed):
        qtbot.keyClick(section.profile, Qt.Key.Key_Right)
    assert desktop.shell.theme.scale.body == 20
    section.suffix.setFocus()
    qtbot.keyClick(section.suffix, Qt.Key.Key_Backspace)
    qtbot.keyClick(section.suffix, Qt.Key.Key_Tab)
    qtbot.keyClick(section.suffix, Qt.Key.Key_Return)
    section.lock.setValue(3)
    stored = SettingsFile(desktop.shell.settings.file.path).load()
    assert (stored.theme, stored.profile, stored.lock_after_minutes) == ("dark", "floor", 3)
    assert stored.scanner_suffix == "\r"  # Tab on an empty field moves on, and is not taken as a key


def test_staff_come_and_go(desktop: Desktop, page: SettingsPage) -> None:
    section = cast(StaffSection, page._sections["staff"])
    assert desktop.context is not None
    section.name.setText("Jo")
    section.pin.setText("12")
    section.add.click()
    assert desktop.shell.lanes.wait_idle()
    assert "at least 4 digits" in desktop.window.messages.text
    assert section.name.text() == "Jo", "what was typed stays after a refusal"
    section.pin.setText("1234")
    section.add.click()
    assert desktop.shell.lanes.wait_idle()
    jo = next(one for one in all_staff(desktop.context.store) if one.name == "Jo")
    assert section.name.text() == ""
    page.presenter.set_active(jo.id, False)
    assert desktop.shell.lanes.wait_idle()
    assert not next(one for one in all_staff(desktop.context.store) if one.name == "Jo").active


def test_an_administrator_changes_a_role_in_the_row(desktop: Desktop, page: SettingsPage, manager: Actor) -> None:
    section = cast(StaffSection, page._sections["staff"])
    page.open_with("staff")
    assert section.hint.isHidden()
    choice = next(one for one in section.findChildren(QComboBox) if one.property("staff") == manager.staff_id)
    choice.setCurrentIndex(choice.findData("associate"))
    choice.activated.emit(choice.currentIndex())
    assert desktop.shell.lanes.wait_idle()
    assert desktop.context is not None
    roles = {one.id: one.role for one in all_staff(desktop.context.store)}
    assert roles[manager.staff_id or 0] == "associate"


def test_everybody_changes_their_own_pin(desktop: Desktop, page: SettingsPage, manager: Actor, qtbot: QtBot) -> None:
    desktop.shell.staff.sign_in(manager)
    section = cast(StaffSection, page._sections["staff"])
    page.open_with("staff")
    assert section.hint.isVisibleTo(section)
    lines = [section._rows.itemAt(place).widget() for place in range(section._rows.count())]
    (own,) = (field for line in lines for field in line.findChildren(QLineEdit) if field.property("staff"))
    assert own.property("staff") == manager.staff_id
    own.setText("9753")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    assert desktop.shell.lanes.wait_idle()
    assert desktop.context is not None
    assert sign_in(desktop.context.store, manager.staff_id or 0, "9753").name == manager.name


def test_backup_and_restore(desktop: Desktop, page: SettingsPage, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    page.presenter.backup(copy, "Copying")
    assert desktop.shell.lanes.wait_idle()
    assert copy.exists()
    section = cast(ShopSection, page._sections["shop"])
    section.name.setText("Changed since")
    section.save.click()
    assert desktop.shell.lanes.wait_idle()
    page.presenter.restore(copy, "Bringing back")
    assert desktop.shell.lanes.wait_idle()
    assert section.name.text() == "Test shop"
    assert "before-restore" in desktop.window.messages.text
