"""Where returned mail lies: a mail folder of this machine (maildir, mbox, single files), or a mailbox on a server."""

import imaplib
import mailbox
import ssl
from collections.abc import Iterator
from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.promotions.campaigns.bounces import LARGEST
from shopassistant.promotions.campaigns.mail_settings import MailSettings, load_mail_settings
from shopassistant.promotions.campaigns.smtp_client import TIMEOUT_S
from shopassistant.store.database import Store
from shopassistant.store.secrets import read_secret

MOST_MAILS = 10_000


def folder_mails(path: Path) -> Iterator[bytes]:
    """The mails in a maildir, an mbox, a folder of ``.eml`` files, or one such file. Nothing is changed there.

    Raises:
        EnvironmentProblem: ``campaign.bounces_unreadable``.
    """
    try:
        if path.is_dir() and ((path / "new").is_dir() or (path / "cur").is_dir()):
            for name in ("new", "cur"):
                yield from (_read(one) for one in sorted((path / name).glob("*")) if one.is_file())
        elif path.is_dir():
            yield from (_read(one) for one in sorted(path.glob("*.eml")))
        elif path.suffix.lower() == ".eml":
            yield _read(path)
        else:
            if not path.is_file():
                raise FileNotFoundError(path)
            box = mailbox.mbox(str(path), create=False)
            try:
                yield from (bytes(box.get_bytes(key))[:LARGEST] for key in box.iterkeys())
            finally:
                box.close()
    except (OSError, mailbox.Error) as error:
        raise EnvironmentProblem(
            "campaign.bounces_unreadable", path=str(path), reason=getattr(error, "strerror", None) or str(error)
        ) from error


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST)


def imap_mails(settings: MailSettings, password: str) -> Iterator[bytes]:
    """Unread mails of a mailbox over TLS, each marked as read once it was taken in.

    Raises:
        EnvironmentProblem: ``campaign.imap_unreachable``.
    """
    try:
        context = ssl.create_default_context(cafile=settings.ca_file or None)
        with imaplib.IMAP4_SSL(settings.imap_host, ssl_context=context, timeout=TIMEOUT_S) as server:
            server.login(settings.imap_user, password)
            server.select(_quoted(settings.imap_folder))
            _, found = server.search(None, "UNSEEN")
            for number in (found[0] or b"").split()[:MOST_MAILS]:
                _, parts = server.fetch(number.decode(), "(BODY.PEEK[])")
                yield from (part[1][:LARGEST] for part in parts if isinstance(part, tuple))
                server.store(number.decode(), "+FLAGS", "\\Seen")
    except (OSError, imaplib.IMAP4.error) as error:
        raise EnvironmentProblem(
            "campaign.imap_unreachable", host=settings.imap_host, reason=str(error)[:200]
        ) from error


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def configured_mails(store: Store) -> Iterator[bytes]:
    """The mails at the places of the shop's settings.

    Raises:
        UserError: ``campaign.no_bounce_place``.
        EnvironmentProblem: as `folder_mails` and `imap_mails`; ``secrets.keyring``.
    """
    with store.read() as session:
        settings = load_mail_settings(session)
    if not settings.bounce_folder and not settings.imap_host:
        raise UserError("campaign.no_bounce_place")
    if settings.bounce_folder:
        yield from folder_mails(Path(settings.bounce_folder))
    if settings.imap_host:
        yield from imap_mails(settings, read_secret(settings.imap_secret_name))
