"""A letter as the bytes that go over the wire: multipart/alternative with the headers bulk mail must have."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from shopassistant.promotions.campaigns.drawing import Links
from shopassistant.promotions.campaigns.mail_settings import MailSettings


@dataclass(frozen=True, slots=True)
class Envelope:
    """One mail ready for the server.

    Attributes:
        sender, recipient: of the envelope; returned mail goes to the sender.
        data: the message with CRLF line ends.
    """

    sender: str
    recipient: str
    data: bytes


def mail_bytes(
    settings: MailSettings,
    recipient: str,
    message_id: str,
    subject: str,
    text: str,
    html: str,
    links: Links,
    at: datetime,
    test: bool = False,
) -> Envelope:
    """Put a mail together.

    One click takes the reader off the list (RFC 8058) where the service has a public address; a mail to the shop does
    otherwise (RFC 2369). ``Auto-Submitted`` and ``Precedence`` keep holiday answers away (RFC 3834).

    Raises:
        ValueError: an address that cannot be written into a mail.

    Args:
        message_id: with its angle brackets.
        test: a mail to oneself, which carries no list headers.
    """
    to = wire_address(recipient)
    message = EmailMessage(policy=SMTP if to.isascii() else SMTPUTF8)
    message["From"] = _address(settings.sender_name, settings.sender)
    message["To"] = _address("", to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id
    if settings.reply_to:
        message["Reply-To"] = _address("", settings.reply_to)
    message["Auto-Submitted"] = "auto-generated"
    if not test:
        _list_headers(message, settings, links)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return Envelope(wire_address(settings.sender), to, message.as_bytes())


def _list_headers(message: EmailMessage, settings: MailSettings, links: Links) -> None:
    ways = [f"<{links.unsubscribe}>"] if links.unsubscribe else []
    ways.append(f"<mailto:{links.unsubscribe_mail}?subject=unsubscribe>")
    message["List-Unsubscribe"] = ", ".join(ways)
    if links.unsubscribe.startswith("https://"):  # the standard asks for https
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Id"] = f"<campaigns.{settings.domain}>"
    message["Precedence"] = "bulk"


def wire_address(address: str) -> str:
    """An address as servers pass it on: its domain in ASCII (IDNA); letters before the @ stay as they are (RFC 6531).

    Raises:
        ValueError: it has no @, or a domain that cannot be.
    """
    local, mark, domain = address.rpartition("@")
    if not mark or not local or any(ord(letter) <= 32 for letter in address):
        raise ValueError("no address")
    return f"{local}@{domain if domain.isascii() else domain.encode('idna').decode()}"


def _address(name: str, address: str) -> Address:
    # By its parts: given as one text, letters beyond ASCII before the @ are refused.
    local, _, domain = wire_address(address).rpartition("@")
    return Address(" ".join(name.split()), local, domain)
