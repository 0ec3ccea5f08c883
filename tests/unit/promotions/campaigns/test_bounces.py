"""Returned mail is understood as servers write it, and only a mailbox that is gone takes an address off."""

import mailbox as mail_folders
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.customers.consent import has_consent
from shopassistant.promotions.campaigns.bounce_places import configured_mails, folder_mails
from shopassistant.promotions.campaigns.bounces import parse_report, read_bounces
from shopassistant.promotions.campaigns.running import run_campaign
from shopassistant.recommend.engine import Engine
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Contact, MailEvent, MailMessage, MailSuppression
from tests.mailbox import Mailbox, mailbox
from tests.unit.promotions.campaigns.shop import add_customers, approved, set_up_mail

REPORT = """From: MAILER-DAEMON@mx.example
To: shop@lark.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: text/plain

The mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Tue, 5 May 2026 10:00:00 +0000

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} said the server

--b
Content-Type: text/rfc822-headers

From: shop@lark.example
To: {address}
Message-ID: {message_id}
Subject: Hello

--b--
"""
COMPLAINT = """From: abuse@provider.example
To: shop@lark.example
Subject: FW: Hello
Content-Type: multipart/report; report-type=feedback-report; boundary="b"
MIME-Version: 1.0

--b
Content-Type: text/plain

A reader reported this mail.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Provider/1.0
Version: 1
Original-Rcpt-To: <{address}>

--b
Content-Type: message/rfc822

From: shop@lark.example
Message-ID: {message_id}
Subject: Hello

Hello
--b--
"""


@pytest.fixture
def sent(store: Store, manager: Actor) -> Iterator[list[MailMessage]]:
    with mailbox() as box:
        yield _send(store, manager, box)


def _send(store: Store, actor: Actor, box: Mailbox) -> list[MailMessage]:
    set_up_mail(store, box.port)
    add_customers(store, 3)
    run_campaign(store, actor, approved(store, actor), Engine(store))
    with store.read() as session:
        return list(session.scalars(select(MailMessage).order_by(MailMessage.id)))


def _report(mail: MailMessage, status: str = "5.1.1", action: str = "failed", form: str = REPORT) -> bytes:
    filled = form.format(address=mail.address, status=status, action=action, message_id=mail.message_id)
    return filled.replace("\n", "\r\n").encode()


def test_a_mailbox_that_is_gone_is_taken_off_once(store: Store, manager: Actor, sent: list[MailMessage]) -> None:
    read = read_bounces(store, manager, [_report(sent[0]), _report(sent[0])])
    assert (read.bounced, read.count) == (2, 2)
    with store.read() as session:
        assert session.get_one(MailMessage, sent[0].id).status == "bounced"
        assert session.scalars(select(MailSuppression.reason)).all() == ["bounce"]
        assert session.scalars(select(MailEvent.kind)).all() == ["bounce"]
        assert session.scalar(select(Contact.is_valid).where(Contact.lookup == sent[0].address)) is False


@pytest.mark.parametrize(
    ("status", "action"),
    [("4.2.2", "delayed"), ("5.2.2", "failed"), ("5.7.1", "failed")],
)
def test_a_delay_a_full_box_and_a_policy_take_nobody_off(
    store: Store, manager: Actor, sent: list[MailMessage], status: str, action: str
) -> None:
    assert read_bounces(store, manager, [_report(sent[0], status, action)]).delayed == 1
    with store.read() as session:
        assert session.get_one(MailMessage, sent[0].id).status == "sent"
        assert session.scalar(select(MailSuppression.id)) is None


def test_a_complaint_is_a_no(store: Store, manager: Actor, sent: list[MailMessage]) -> None:
    assert read_bounces(store, manager, [_report(sent[1], form=COMPLAINT)]).complaints == 1
    with store.read() as session:
        assert not has_consent(session, sent[1].customer_id, "email")
        assert session.scalars(select(MailSuppression.reason)).all() == ["complaint"]


def test_somebody_else_s_mail_and_forged_reports_change_nothing(
    store: Store, manager: Actor, sent: list[MailMessage]
) -> None:
    forged = _report(sent[0]).replace(sent[0].message_id.encode(), b"<guessed@lark.example>")
    junk = [b"", b"\x00\xff" * 50, b"Subject: hello\r\n\r\nI am on holiday.", forged]
    read = read_bounces(store, manager, junk)
    assert (read.unknown, read.count) == (4, 4)
    with store.read() as session:
        assert session.scalar(select(MailSuppression.id)) is None


def test_reports_are_read_as_servers_write_them() -> None:
    text = REPORT.format(address="Ann@Mail.Example", status="5.1.1", action="failed", message_id="<a@b.example>")
    for line_end in ("\n", "\r\n"):
        report = parse_report(text.replace("\n", line_end).encode())
        assert (report.kind, report.recipient, report.status) == ("bounce", "ann@mail.example", "5.1.1")
        assert "<a@b.example>" in report.message_ids
    no_status = text.replace("Status: 5.1.1", "Status: ")
    assert parse_report(no_status.encode()).kind == "bounce"  # the server's own words say it
    assert parse_report(text.replace("message/delivery-status", "text/plain").encode()).kind == "other"


def test_mail_folders_of_every_kind_are_read(
    store: Store, manager: Actor, sent: list[MailMessage], tmp_path: Path
) -> None:
    first, second, third = (_report(mail) for mail in sent)
    maildir = mail_folders.Maildir(str(tmp_path / "maildir"))
    maildir.add(first)
    maildir.close()
    mbox = mail_folders.mbox(str(tmp_path / "mbox"))
    mbox.add(second)
    mbox.close()
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "one.eml").write_bytes(third)
    for name in ("maildir", "mbox", "files"):
        assert read_bounces(store, manager, folder_mails(tmp_path / name)).bounced == 1
    with pytest.raises(EnvironmentProblem, match=r"campaign\.bounces_unreadable"):
        list(folder_mails(tmp_path / "nowhere"))


def test_the_place_of_the_settings_is_read(
    store: Store, manager: Actor, sent: list[MailMessage], tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=r"campaign\.no_bounce_place"):
        list(configured_mails(store))
    (tmp_path / "one.eml").write_bytes(_report(sent[0]))
    set_up_mail(store, 25, bounce_folder=str(tmp_path))
    assert read_bounces(store, manager, configured_mails(store)).bounced == 1


def test_who_writes_unsubscribe_is_taken_off(store: Store, manager: Actor, sent: list[MailMessage]) -> None:
    letter = f"From: Ann <{sent[2].address.upper()}>\r\nSubject: Unsubscribe\r\n\r\n".encode()
    stranger = b"From: nobody@else.example\r\nSubject: unsubscribe\r\n\r\n"
    read = read_bounces(store, manager, [letter, letter, stranger])
    assert (read.unsubscribed, read.unknown) == (2, 1)
    with store.read() as session:
        assert not has_consent(session, sent[2].customer_id, "email")
        assert session.scalars(select(MailSuppression.reason)).all() == ["unsubscribe"]
        assert session.scalars(select(MailEvent.kind)).all() == ["unsubscribe"]
