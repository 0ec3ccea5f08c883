"""Returned mail read: delivery reports (RFC 3464) and complaints (RFC 5965), found back to the mail they are about.

A report names our mail by its Message-ID, in the part that quotes what came back, or by its recipient. Only a lasting
failure of the mailbox takes an address off; a delay, a full mailbox or a policy does not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.promotions.campaigns.keys import ensure_keys
from shopassistant.promotions.campaigns.listing import OUT
from shopassistant.promotions.campaigns.rows import ROLE
from shopassistant.promotions.campaigns.sending import note_bounce
from shopassistant.promotions.campaigns.suppression import suppress
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Consent, MailEvent, MailMessage

LARGEST = 1_000_000
_IDS = re.compile(r"<[^<>@\s]{1,100}@[^<>\s]{1,190}>")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Report:
    """What a returned mail says.

    Attributes:
        kind: ``bounce`` (the mailbox is gone), ``delayed`` (anything that is not for good, or not the mailbox's fault),
            ``complaint``, ``unsubscribe`` (a reader's own mail), or ``other``.
        message_ids: of mails it may be about.
        recipient: whom it is about, empty where it does not say.
        status: as the report gives it, such as ``5.1.1``.
    """

    kind: str
    message_ids: tuple[str, ...] = ()
    recipient: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class BouncesRead:
    """What came of reading returned mails.

    Attributes:
        bounced: addresses that are not written to any more.
        complaints: readers who called a mail unwanted; they are taken off, too.
        unsubscribed: readers who wrote that they want no more.
        delayed: reports that change nothing.
        unknown: mails that are none, or not about ours.
    """

    bounced: int = 0
    complaints: int = 0
    delayed: int = 0
    unknown: int = 0
    unsubscribed: int = 0
    changes: Changes = field(default_factory=Changes)

    @property
    def count(self) -> int:
        """All mails read."""
        return self.bounced + self.complaints + self.delayed + self.unknown + self.unsubscribed


def parse_report(data: bytes) -> Report:
    """What a mail reports; ``other`` for one that is no report, however broken it is."""
    message = message_from_bytes(data[:LARGEST], policy=policy.default)
    content_type = message.get_content_type()
    kind = str(message.get_param("report-type", "")).lower()
    if content_type == "multipart/report" and kind == "feedback-report":
        return Report("complaint", _ids(data), _feedback_recipient(message))
    fields = _delivery_status(message)
    if fields is None:
        return _letter(message)
    return _of_status(fields, data)


def _letter(message: EmailMessage | Message) -> Report:
    """A mail of a reader; with that one word as its subject it is what the letter asked to write (RFC 2369)."""
    if str(message.get("Subject", "")).strip().lower() != "unsubscribe":
        return Report("other")
    return Report("unsubscribe", recipient=parseaddr(str(message.get("From", "")))[1].lower())


def _of_status(fields: Mapping[str, str], data: bytes) -> Report:
    recipient = (fields.get("original-recipient") or fields.get("final-recipient") or "").partition(";")[2].strip()
    status, action = fields.get("status", "").strip(), fields.get("action", "").strip().lower()
    found = _STATUS.search(status) or _STATUS.search(fields.get("diagnostic-code", ""))
    is_gone = False
    if found is not None and action in ("failed", "") and found[1] == "5":
        subject, detail = int(found[2]), int(found[3])
        is_gone = (
            (subject == 1 and detail not in (7, 8))
            or (subject == 2 and detail in (0, 1))
            or (subject, detail) == (0, 0)
        )
    return Report(
        "bounce" if is_gone else "delayed", _ids(data), recipient.strip("<>").lower(), found[0] if found else ""
    )


def _delivery_status(message: EmailMessage | Message) -> dict[str, str] | None:
    """The fields of the report: of the mail, and over them those of the first recipient that failed."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        groups = part.get_payload()
        blocks = [one for one in groups if isinstance(one, Message)] if isinstance(groups, list) else []
        merged: dict[str, str] = {}
        for block in blocks:
            fields = {name.lower(): str(value) for name, value in block.items()}
            if "final-recipient" in fields and fields.get("action", "failed").strip().lower() == "failed":
                return merged | fields
            merged |= fields
        return merged or None
    return None


def _feedback_recipient(message: EmailMessage | Message) -> str:
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            payload = part.get_payload()
            block = payload[0] if isinstance(payload, list) and payload else None
            value = str(block.get("Original-Rcpt-To", "")) if isinstance(block, Message) else ""
            return value.strip().strip("<>").lower()
    return ""


def _ids(data: bytes) -> tuple[str, ...]:
    """Everything in the mail that looks like a Message-ID, each once: servers quote the returned mail in many ways."""
    text = data[:LARGEST].decode("utf-8", "replace")
    return tuple(dict.fromkeys(_IDS.findall(text)))[:200]


def read_bounces(store: Store, actor: Actor, mails: Iterable[bytes], progress: Progress | None = None) -> BouncesRead:
    """Take returned mails in; managers. One that was read before changes nothing.

    Raises:
        NotAllowed: ``role.required``.
        Cancelled: by `progress`; what was read stays.
    """
    actor.require(ROLE)
    progress, keys = progress or NoProgress(), ensure_keys(store)
    counts = dict.fromkeys(("bounce", "complaint", "delayed", "unsubscribe", "other"), 0)
    campaigns, customers = set(), set()
    for done, data in enumerate(mails):
        progress.report("campaign.bounces_reading", done, 0)
        report = parse_report(data)
        with store.begin(actor) as unit:
            mail = _find(unit.session, report)
            if mail is None or report.kind == "other":
                counts["other"] += 1
                continue
            now = unit.clock.now()
            if report.kind == "bounce" and not _known(unit.session, mail.id, "bounce"):
                mail.status, mail.reason, mail.last_error = "bounced", "returned", report.status
                note_bounce(unit.session, keys, mail.id, mail.address, now)
            elif report.kind in ("complaint", "unsubscribe") and not _known(unit.session, mail.id, report.kind):
                unit.session.add(MailEvent(message_id=mail.id, kind=report.kind, at=now))
                suppress(unit.session, keys, mail.address, report.kind, now, mail.id)
                no = Consent(customer_id=mail.customer_id, purpose="email", granted=False, at=now, source=report.kind)
                unit.session.add(no)
            unit.audit(f"mail.{report.kind}", "mail_message", mail.id, status=report.status)
            unit.commit()
        counts[report.kind] += 1
        campaigns.add(mail.campaign_id)
        customers.add(mail.customer_id)
    changes = Changes(campaigns=frozenset(campaigns), customers=frozenset(customers))
    return BouncesRead(
        counts["bounce"], counts["complaint"], counts["delayed"], counts["other"], counts["unsubscribe"], changes
    )


def _find(session: Session, report: Report) -> MailMessage | None:
    """The mail a report is about. Its Message-ID is random, so whoever names it had it; an address proves nothing."""
    if report.kind == "unsubscribe":  # anybody may forge a sender; at worst somebody gets a mail less
        mails = select(MailMessage).where(MailMessage.address == report.recipient, MailMessage.status.in_(OUT))
        return session.scalar(mails.order_by(MailMessage.id.desc()).limit(1)) if report.recipient else None
    if not report.message_ids:
        return None
    statement = select(MailMessage).where(MailMessage.message_id.in_(report.message_ids)).limit(2)
    found = list(session.scalars(statement))
    return found[0] if len(found) == 1 else None


def _known(session: Session, mail_id: int, kind: str) -> bool:
    statement = select(MailEvent.id).where(MailEvent.message_id == mail_id, MailEvent.kind == kind).limit(1)
    return session.scalar(statement) is not None
