"""One connection to the outgoing mail server, with the few ways a mail can end told apart.

The steps of SMTP are taken one by one (not by ``send_message``), because what a failure means depends on the step:
up to the word DATA nothing was handed over and the mail may be tried again; once the text is under way without an
answer, nobody can know, and trying again would risk a second copy.
"""

import re
import smtplib
import ssl
from types import TracebackType

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.promotions.campaigns.mail_format import Envelope
from shopassistant.promotions.campaigns.mail_settings import MailSettings

TIMEOUT_S = 30.0
_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
# A line that begins with a dot gets another, so that it is not taken for the end (RFC 5321, section 4.5.2).
_DOT = re.compile(rb"^\.", re.MULTILINE)
# Of the codes for good: no such mailbox, and the like (RFC 5321, section 4.2.3; RFC 3463, section 3.2 and 3.3).
_NO_MAILBOX = (550, 551, 553)


class SendFailure(Exception):
    """A mail that did not go out.

    Attributes:
        reply: what the server said, at most 300 characters, without the address.
    """

    def __init__(self, reply: str) -> None:
        self.reply = reply
        super().__init__(reply)


class Temporary(SendFailure):
    """Nothing was handed over; later it may work."""


class Refused(SendFailure):
    """The server will never take this mail."""


class NoSuchMailbox(Refused):
    """The address does not exist or takes no mail."""


class Unanswered(SendFailure):
    """The mail was under way when the connection broke: it may have arrived."""


class MailServer:
    """The connection; opened with the first mail and again after it broke. Not thread safe.

    Args:
        password: for `settings.user`.
    """

    def __init__(self, settings: MailSettings, password: str = "") -> None:
        self._settings = settings
        self._password = password
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> None:
        """Connect, encrypt and sign in, if not done.

        Raises:
            EnvironmentProblem: ``campaign.smtp_unreachable``, ``campaign.smtp_certificate``, ``campaign.smtp_tls``,
                ``campaign.smtp_login``.
        """
        if self._smtp is not None:
            return
        settings = self._settings
        try:
            self._smtp = self._connect()
            if settings.user:
                self._smtp.login(settings.user, self._password)
        except smtplib.SMTPAuthenticationError as error:
            self.close()
            raise EnvironmentProblem("campaign.smtp_login", host=settings.host, user=settings.user) from error
        except smtplib.SMTPNotSupportedError as error:
            self.close()
            raise EnvironmentProblem("campaign.smtp_tls", host=settings.host) from error
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise EnvironmentProblem(
                "campaign.smtp_certificate", host=settings.host, reason=error.verify_message
            ) from error
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            self.close()
            raise EnvironmentProblem("campaign.smtp_unreachable", host=settings.host, reason=_short(error)) from error

    def _connect(self) -> smtplib.SMTP:
        settings = self._settings
        name = settings.domain if settings.domain.isascii() else "localhost"
        if settings.security == "tls":
            return smtplib.SMTP_SSL(
                settings.host, settings.port, local_hostname=name, timeout=TIMEOUT_S, context=self._tls()
            )
        smtp = smtplib.SMTP(settings.host, settings.port, local_hostname=name, timeout=TIMEOUT_S)
        self._smtp = smtp  # closed by `close` if the next step fails
        if settings.security == "starttls":
            smtp.starttls(context=self._tls())
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def _tls(self) -> ssl.SSLContext:
        """Certificates and names are verified; nothing turns that off."""
        return ssl.create_default_context(cafile=self._settings.ca_file or None)

    def send(self, envelope: Envelope) -> str:
        """Hand one mail over.

        Returns:
            The server's answer to it.

        Raises:
            Temporary, Refused, NoSuchMailbox, Unanswered: see there.
            EnvironmentProblem: as `open`, or ``campaign.smtp_sender`` where the server does not let the shop send.
        """
        self.open()
        smtp = self._smtp
        assert smtp is not None  # noqa: S101  `open` made it or raised
        self._begin(smtp, envelope)
        return self._hand_over(smtp, envelope)

    def _begin(self, smtp: smtplib.SMTP, envelope: Envelope) -> None:
        """Sender and recipient; nothing is handed over yet."""
        options = [f"size={len(envelope.data)}"] if smtp.has_extn("size") else []
        if not envelope.recipient.isascii():
            if not smtp.has_extn("smtputf8"):
                raise Refused("SMTPUTF8")
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        try:
            code, reply = smtp.mail(envelope.sender, options)
            if code >= 500:
                self.close()
                raise EnvironmentProblem(
                    "campaign.smtp_sender", host=self._settings.host, reason=_reply(code, reply, envelope)
                )
            if code != 250:
                raise self._temporary(smtp, code, reply, envelope)
            code, reply = smtp.rcpt(envelope.recipient)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Temporary(_short(error)) from error
        if code not in (250, 251):
            raise self._judge(smtp, code, reply, envelope)

    def _hand_over(self, smtp: smtplib.SMTP, envelope: Envelope) -> str:
        try:
            code, reply = smtp.docmd("data")
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Temporary(_short(error)) from error
        if code != 354:
            raise self._judge(smtp, code, reply, envelope)
        try:
            smtp.send(_DOT.sub(b"..", envelope.data) + _end(envelope.data))
            code, reply = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Unanswered(_short(error)) from error
        if code != 250:
            raise self._judge(smtp, code, reply, envelope)
        return _reply(code, reply, envelope)

    def _judge(self, smtp: smtplib.SMTP, code: int, reply: bytes, envelope: Envelope) -> SendFailure:
        if code < 500:
            return self._temporary(smtp, code, reply, envelope)
        self._reset(smtp)
        said = _reply(code, reply, envelope)
        enhanced = _ENHANCED.search(said)
        if enhanced is None:
            return NoSuchMailbox(said) if code in _NO_MAILBOX else Refused(said)
        subject, detail = int(enhanced[2]), int(enhanced[3])
        is_gone = (subject == 1 and detail not in (7, 8)) or (subject == 2 and detail in (0, 1))
        return NoSuchMailbox(said) if is_gone else Refused(said)

    def _temporary(self, smtp: smtplib.SMTP, code: int, reply: bytes, envelope: Envelope) -> Temporary:
        if code == 421:  # the server is about to hang up
            self.close()
        else:
            self._reset(smtp)
        return Temporary(_reply(code, reply, envelope))

    def _reset(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.close()

    def close(self) -> None:
        """Hang up."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (OSError, smtplib.SMTPException):
            smtp.close()


def _end(data: bytes) -> bytes:
    return b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n"


def _reply(code: int, reply: bytes, envelope: Envelope) -> str:
    """A server's words without the address, which must not get into logs and audit."""
    said = f"{code} {reply.decode('ascii', 'replace')}".replace(envelope.recipient, "<...>")
    return " ".join(said.split())[:300]


def _short(error: BaseException) -> str:
    return (" ".join(str(error).split()) or type(error).__name__)[:200]
