"""How the shop sends e-mail: server, sender, limits. Kept in the store for all terminals, but never a password."""

import ipaddress
from dataclasses import dataclass

from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.promotions.campaigns.content import check_url
from shopassistant.store.actor import Actor
from shopassistant.store.contacts import normalise_email
from shopassistant.store.database import Store
from shopassistant.store.wishes import load_wishes, save_wishes

ROLE = "administrator"
SECURITY = ("starttls", "tls", "none")
_PREFIX = "mail."
_CODE = "campaign.mail_setting"


@dataclass(frozen=True)
class MailSettings:
    """What all terminals agree on; empty until somebody fills it in.

    Attributes:
        host, port: of the outgoing (SMTP) server.
        security: one of `SECURITY`; ``none`` only for a server on this machine.
        user: name at the server; empty for one that asks for none.
        sender, sender_name: whose mail it is.
        reply_to: where answers go, empty for the sender.
        ca_file: certificates of an authority of one's own, empty for the system's.
        public_url: under which the service that counts clicks is reached from outside; empty for none.
        per_minute: at most so many mails a minute; 0 for as many as the server takes.
        cap_count, cap_days: at most so many mails to one customer within so many days, over all campaigns; 0 days for
            no limit.
        quiet_from, quiet_until: hours of the shop's day between which nothing is sent; equal for none.
        bounce_folder: a mail folder on this machine (maildir or mbox) where returned mail lies, empty for none.
        imap_host, imap_user, imap_folder: the same on a server; its password lies where the other does.
    """

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    ca_file: str = ""
    public_url: str = ""
    per_minute: int = 60
    cap_count: int = 2
    cap_days: int = 7
    quiet_from: int = 20
    quiet_until: int = 8
    bounce_folder: str = ""
    imap_host: str = ""
    imap_user: str = ""
    imap_folder: str = "INBOX"

    @property
    def is_ready(self) -> bool:
        """Whether mail can be sent."""
        return bool(self.host and self.sender)

    @property
    def domain(self) -> str:
        """Of the sender's address."""
        return self.sender.rpartition("@")[2] or "localhost"

    @property
    def secret_name(self) -> str:
        """Under which the system's keyring knows the password."""
        return f"smtp {self.user}@{self.host}"

    @property
    def imap_secret_name(self) -> str:
        """The same for the server that holds returned mail."""
        return f"imap {self.imap_user}@{self.imap_host}"


def load_mail_settings(session: Session) -> MailSettings:
    """The stored settings, defaults where none are stored.

    Raises:
        UserError: ``campaign.mail_setting``, a stored value makes no sense.
    """
    return load_wishes(session, MailSettings, _PREFIX, _CODE)


def save_mail_settings(store: Store, actor: Actor, settings: MailSettings) -> None:
    """Store them for all terminals; administrators.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``campaign.mail_setting`` with ``field`` and ``value``; ``campaign.mail_insecure``;
            ``campaign.test_address``;
            ``campaign.content_url``.
    """
    actor.require(ROLE)
    check_mail_settings(settings)
    with store.begin(actor) as unit:
        save_wishes(unit, settings, _PREFIX)
        unit.audit("mail.settings", "shop_setting", None, host=settings.host, public=bool(settings.public_url))
        unit.commit()


def check_mail_settings(settings: MailSettings) -> None:
    """Refuse what makes no sense.

    Raises:
        UserError: as `save_mail_settings`.
    """
    ranges = (
        ("port", 1, 65_535), ("per_minute", 0, 100_000), ("cap_count", 1, 100), ("cap_days", 0, 365),
        ("quiet_from", 0, 23), ("quiet_until", 0, 23),
    )  # fmt: skip
    for name, least, most in ranges:
        if not least <= getattr(settings, name) <= most:
            raise UserError(_CODE, field=name, value=getattr(settings, name))
    if settings.security not in SECURITY:
        raise UserError(_CODE, field="security", value=settings.security)
    for name in ("sender", "reply_to"):
        value = getattr(settings, name)
        if value and normalise_email(value) is None:
            raise UserError("campaign.test_address", address=value)
    for name in ("host", "user", "sender_name", "imap_host", "imap_user", "imap_folder", "ca_file", "bounce_folder"):
        value = getattr(settings, name)
        if any(ord(letter) < 32 for letter in value) or len(value) > 400:
            raise UserError(_CODE, field=name, value=value)
    if settings.security == "none" and settings.host and not is_loopback(settings.host):
        raise UserError("campaign.mail_insecure", host=settings.host)
    check_url(settings.public_url)


def is_loopback(host: str) -> bool:
    """Whether a server's name means this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
