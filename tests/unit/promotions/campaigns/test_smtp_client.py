"""The way to the mail server: encrypted and verified, or not at all; the password is never seen anywhere."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import keyring
import keyring.backend
import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from shopassistant.core.errors import EnvironmentProblem, NotAllowed, UserError
from shopassistant.promotions.campaigns.drawing import Links
from shopassistant.promotions.campaigns.mail_format import mail_bytes
from shopassistant.promotions.campaigns.mail_settings import MailSettings, check_mail_settings, save_mail_settings
from shopassistant.promotions.campaigns.smtp_client import MailServer, Refused
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.secrets import read_secret, write_secret
from tests.mailbox import Mailbox, mailbox
from tests.unit.promotions.campaigns.shop import SERVER

CERTIFICATES = Path(__file__).parents[3] / "certificates"
SECURE = replace(SERVER, security="starttls", user="shop", ca_file=str(CERTIFICATES / "authority.pem"))


@contextmanager
def secure_mailbox(certificate: str = "here", starttls: bool = True) -> Iterator[Mailbox]:
    """A server that wants a name and the password "open sesame"."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")

    def authenticate(_server: object, _session: object, _envelope: object, _how: str, data: object) -> AuthResult:
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"shop", b"open sesame")
        return AuthResult(success=good, handled=False)

    how = {"tls_context": context, "require_starttls": True} if starttls else {}
    with mailbox(authenticator=authenticate, auth_require_tls=starttls, **how) as box:
        yield box


def _send(settings: MailSettings, password: str = "open sesame", recipient: str = "ann@mail.example") -> None:
    at = datetime(2026, 5, 5, tzinfo=UTC)
    envelope = mail_bytes(settings, recipient, "<1@lark.example>", "Grüße", ".\n..two dots", "<p>.</p>", Links(), at)
    with MailServer(settings, password) as server:
        server.send(envelope)


def test_mail_goes_encrypted_after_signing_in() -> None:
    with secure_mailbox() as box:
        _send(replace(SECURE, port=box.port))
        (mail,) = box.mails
    assert mail["Subject"] == "Grüße"
    assert mail.get_body(("plain",)).get_content().splitlines() == [".", "..two dots"]  # type: ignore[union-attr]


def test_a_wrong_password_says_so_and_sends_nothing() -> None:
    with secure_mailbox() as box:
        with pytest.raises(EnvironmentProblem, match=r"campaign\.smtp_login") as caught:
            _send(replace(SECURE, port=box.port), "wrong password")
        assert box.raw == []
    assert "wrong password" not in str(caught.value)


@pytest.mark.expects_errors  # the server logs that we hung up
@pytest.mark.parametrize(("certificate", "authority"), [("elsewhere", True), ("here", False)])
def test_a_server_that_cannot_prove_who_it_is_gets_nothing(certificate: str, authority: bool) -> None:
    with secure_mailbox(certificate) as box:
        settings = SECURE if authority else replace(SECURE, ca_file="")
        with pytest.raises(EnvironmentProblem, match=r"campaign\.smtp_certificate"):
            _send(replace(settings, port=box.port))
        assert box.raw == []


def test_a_server_without_encryption_gets_nothing() -> None:
    with secure_mailbox(starttls=False) as box:
        with pytest.raises(EnvironmentProblem, match=r"campaign\.smtp_tls"):
            _send(replace(SECURE, port=box.port))
        assert box.raw == []


def test_an_address_of_other_letters_goes_only_where_the_server_can() -> None:
    with mailbox(enable_SMTPUTF8=True) as box:
        _send(replace(SERVER, port=box.port), "", "jörg@mail.example")
        assert box.recipients == ["jörg@mail.example"]
    with mailbox(enable_SMTPUTF8=False) as box, pytest.raises(Refused):
        _send(replace(SERVER, port=box.port), "", "jörg@mail.example")


@pytest.mark.parametrize(
    "broken",
    [
        {"host": "smtp.example.org", "security": "none"}, {"port": 0}, {"security": "ssl"}, {"sender": "no address"},
        {"sender_name": "a\nBcc: x@y.example"}, {"public_url": "javascript:1"}, {"quiet_from": 24}, {"cap_count": 0},
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused(broken: dict[str, object]) -> None:
    with pytest.raises(UserError, match=r"campaign\.(mail_|content_url|test_address)"):
        check_mail_settings(replace(SERVER, **broken))  # type: ignore[arg-type]


def test_a_manager_does_not_say_where_mail_goes(store: Store, manager: Actor) -> None:
    with pytest.raises(NotAllowed):
        save_mail_settings(store, manager, SERVER)


class _Keyring(keyring.backend.KeyringBackend):
    """A keyring in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[_Keyring]:
    before, made = keyring.get_keyring(), _Keyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_password_lies_in_the_keyring_and_the_environment_wins(
    ring: _Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = SECURE.secret_name
    assert read_secret(name) == ""
    write_secret(name, "open sesame")
    assert read_secret(name) == "open sesame"
    assert list(ring.kept) == [("shopassistant", "smtp shop@127.0.0.1")]
    monkeypatch.setenv("SHOPASSISTANT_SMTP_PASSWORD", "from outside")
    assert read_secret(name) == "from outside"
    monkeypatch.delenv("SHOPASSISTANT_SMTP_PASSWORD")
    write_secret(name, "")
    assert read_secret(name) == ""
    write_secret(name, "")


def test_a_machine_without_a_keyring_says_what_to_do() -> None:
    import keyring.backends.fail

    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    try:
        assert read_secret("smtp x@y") == ""
        with pytest.raises(EnvironmentProblem, match=r"secrets\.no_keyring.*SHOPASSISTANT_SMTP_PASSWORD"):
            write_secret("smtp x@y", "open sesame")
    finally:
        keyring.set_keyring(before)
