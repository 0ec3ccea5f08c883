"""E-mail and the language model are set up in the window, tried, and their secrets never lie in the shop's file."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.assistant.model_settings import load_model_settings
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.settings.mail_section import MailSection
from shopassistant.desktop.pages.settings.model_section import ModelSection
from shopassistant.desktop.pages.settings.page import SettingsPage
from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.mailbox import mailbox
from tests.openai_server import language_service
from tests.unit.promotions.campaigns.test_smtp_client import _Keyring


@pytest.fixture
def ring() -> Iterator[_Keyring]:
    import keyring

    before, made = keyring.get_keyring(), _Keyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def manager(store: Store) -> Actor:
    """The one signed in may change the shop's settings."""
    from tests.conftest import _staff

    return _staff(store, "Mia", "administrator", "2468")


@pytest.fixture
def page(desktop: Desktop, ring: _Keyring) -> SettingsPage:
    desktop.shell.navigate.open("settings", "mail")
    _settle(desktop)
    made = desktop.window.page("settings")
    assert isinstance(made, SettingsPage)
    return made


def _settle(desktop: Desktop) -> None:
    for _ in range(3):
        assert desktop.shell.lanes.wait_idle(20_000)
        QApplication.processEvents()


def test_a_mail_server_is_tried_and_saved(
    desktop: Desktop, page: SettingsPage, store: Store, ring: _Keyring, qtbot: QtBot
) -> None:
    section = page._sections["mail"]
    assert isinstance(section, MailSection)
    with mailbox() as box:
        section.from_address.setText("shop@lark.example")
        section.host.setText("127.0.0.1")
        section.security._pick("none")
        section.port.setValue(box.port)
        section.address.setText("mia@lark.example")
        section.test.click()
        _settle(desktop)
        assert "250" in section.said.text()
        assert box.recipients == ["mia@lark.example"]
    section.user.setText("shop")
    section.password.setText("open sesame")
    section.save.click()
    _settle(desktop)
    with store.read() as session:
        settings = load_mail_settings(session)
    assert (settings.sender, settings.port, settings.user) == ("shop@lark.example", box.port, "shop")
    assert ring.kept == {("shopassistant", "smtp shop@127.0.0.1"): "open sesame"}
    assert section.password.text() == ""
    assert "known" in section.password.placeholderText()
    assert all(b"open sesame" not in path.read_bytes() for path in store.path.parent.glob("shop.db*"))


def test_what_makes_no_sense_is_said_and_not_saved(desktop: Desktop, page: SettingsPage, store: Store) -> None:
    section = page._sections["mail"]
    assert isinstance(section, MailSection)
    section.host.setText("smtp.example.org")
    section.security._pick("none")
    section.save.click()
    _settle(desktop)
    assert "readable on the way" in section.said.text()
    with store.read() as session:
        assert load_mail_settings(session).host == ""


def test_a_language_model_is_asked_and_saved(
    desktop: Desktop, page: SettingsPage, store: Store, ring: _Keyring
) -> None:
    section = page._sections["model"]
    assert isinstance(section, ModelSection)
    with language_service(lambda _body: '{"greeting": "Good morning!"}') as service:
        section.endpoint.setText(service.endpoint)
        section.model.setText("small")
        section.key.setText("a key")
        section.test.click()
        _settle(desktop)
        assert "Good morning!" in section.said.text()
        section.save.click()
        _settle(desktop)
    with store.read() as session:
        assert load_model_settings(session).model == "small"
    assert list(ring.kept.values()) == ["a key"]
