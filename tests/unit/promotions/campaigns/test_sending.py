"""Mails leave once each, to those who want them; what goes wrong is told apart and nothing is sent twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, EnvironmentProblem, NotAllowed
from shopassistant.promotions.campaigns.claiming import claim_next
from shopassistant.promotions.campaigns.drafts import take_back_campaign
from shopassistant.promotions.campaigns.halting import pause_campaign, resume_campaign, stop_campaign
from shopassistant.promotions.campaigns.keys import ensure_keys
from shopassistant.promotions.campaigns.queueing import write_mails
from shopassistant.promotions.campaigns.running import run_campaign
from shopassistant.promotions.campaigns.sending import Sent, send_mails, wait_after
from shopassistant.promotions.campaigns.starting import start_campaign
from shopassistant.recommend.engine import Engine
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import CampaignMember, Contact, MailMessage, MailSuppression
from tests.mailbox import Mailbox, mailbox
from tests.unit.promotions.campaigns.shop import add_customers, approved, say_no, set_up_mail, statuses


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as made:
        yield made


def _run(store: Store, actor: Actor, campaign_id: int) -> Sent:
    return run_campaign(store, actor, campaign_id, Engine(store))


def test_everybody_who_agreed_gets_one_mail_of_their_own(store: Store, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port, public_url="https://mail.lark.example")
    ids = add_customers(store, 5)
    say_no(store, ids[2])
    sent = _run(store, manager, approved(store, manager))
    assert (sent.sent, sent.left, sent.status) == (4, 0, "sent")
    assert box.recipients == [f"ann{number}@mail.example" for number in (0, 1, 3, 4)]
    mail = box.mails[0]
    assert mail["Subject"] == "Hello Ann0"
    assert mail["From"].addresses[0].display_name == "Lark & Thread"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip().startswith("<https://mail.lark.example/u/")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Precedence"] == "bulk"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert len({one["Message-ID"] for one in box.mails}) == 4
    assert len({one["List-Unsubscribe"] for one in box.mails}) == 4


def test_without_a_public_address_unsubscribing_goes_by_mail_and_nothing_is_counted(
    store: Store, manager: Actor, box: Mailbox
) -> None:
    set_up_mail(store, box.port, reply_to="hello@lark.example")
    add_customers(store, 1)
    _run(store, manager, approved(store, manager))
    (mail,) = box.mails
    assert mail["List-Unsubscribe"] == "<mailto:hello@lark.example?subject=unsubscribe>"
    assert mail["List-Unsubscribe-Post"] is None
    assert "<img" not in mail.get_body(("html",)).get_content()  # type: ignore[union-attr]


def test_the_hold_out_gets_nothing_and_is_drawn_from_those_who_might(
    store: Store, manager: Actor, box: Mailbox
) -> None:
    set_up_mail(store, box.port)
    ids = add_customers(store, 60)
    say_no(store, ids[0])
    campaign_id = approved(store, manager, holdout=0.3)
    _run(store, manager, campaign_id)
    with store.read() as session:
        arms = {
            row.customer_id: row.arm
            for row in session.scalars(select(CampaignMember).where(CampaignMember.campaign_id == campaign_id))
        }
    assert set(arms) == set(ids[1:])
    held = [one for one, arm in arms.items() if arm == "hold-out"]
    assert 0 < len(held) < 40
    assert len(box.raw) == len(arms) - len(held)


def test_who_says_no_between_writing_and_sending_gets_nothing(store: Store, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port)
    ids = add_customers(store, 3)
    campaign_id = approved(store, manager)
    start_campaign(store, manager, campaign_id)
    write_mails(store, manager, campaign_id, Engine(store))
    say_no(store, ids[1])
    assert send_mails(store, manager, campaign_id).skipped == 1
    assert box.recipients == ["ann0@mail.example", "ann2@mail.example"]
    with store.read() as session:
        assert session.scalar(select(MailMessage.reason).where(MailMessage.status == "skipped")) == "no_consent"


def test_nobody_gets_more_than_the_cap_over_all_campaigns(store: Store, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port, cap_count=2, cap_days=7)
    add_customers(store, 1)
    for _ in range(2):
        _run(store, manager, approved(store, manager))
    from shopassistant.core.errors import UserError

    with pytest.raises(UserError, match=r"campaign\.nobody"):
        _run(store, manager, approved(store, manager))
    assert len(box.raw) == 2


def test_a_family_with_one_address_gets_one_mail(store: Store, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port)
    ids = add_customers(store, 2)
    with store.begin(manager) as unit:
        contact = unit.session.scalars(select(Contact).where(Contact.customer_id == ids[1])).one()
        contact.value = contact.lookup = "ann0@mail.example"
        unit.commit()
    assert _run(store, manager, approved(store, manager)).sent == 1


def test_a_mailbox_that_does_not_exist_is_never_tried_again(store: Store, manager: Actor, box: Mailbox) -> None:
    box.answer = lambda address, _times: "550 5.1.1 no such user" if address.startswith("ann1@") else ""
    set_up_mail(store, box.port, cap_days=0)
    ids = add_customers(store, 3)
    sent = _run(store, manager, approved(store, manager))
    assert (sent.sent, sent.bounced, sent.status) == (2, 1, "sent")
    with store.read() as session:
        assert session.scalar(select(MailSuppression.reason)) == "bounce"
        assert session.scalar(select(Contact.is_valid).where(Contact.customer_id == ids[1])) is False
    assert _run(store, manager, approved(store, manager)).sent == 2
    assert box.named["ann1@mail.example"] == 1


def test_a_refused_text_is_no_bounce_of_the_customer(store: Store, manager: Actor, box: Mailbox) -> None:
    box.after_data = lambda _address, _times: "554 5.7.1 looks like bulk"
    set_up_mail(store, box.port)
    add_customers(store, 1)
    sent = _run(store, manager, approved(store, manager))
    assert (sent.failed, sent.bounced) == (1, 0)
    with store.read() as session:
        assert session.scalar(select(MailSuppression.id)) is None
        assert session.scalar(select(MailMessage.last_error)) == "554 5.7.1 looks like bulk"


def test_a_server_that_is_busy_is_asked_again_later(store: Store, manager: Actor, box: Mailbox) -> None:
    store.clock = clock = FixedClock(datetime(2026, 5, 5, 10, tzinfo=UTC))
    box.answer = lambda _address, times: "" if times else "451 4.7.1 greylisted, come again"
    set_up_mail(store, box.port)
    add_customers(store, 2)
    campaign_id = approved(store, manager)
    first = _run(store, manager, campaign_id)
    assert (first.sent, first.left, first.why, first.status) == (0, 2, "waiting", "sending")
    assert first.again_at is not None
    assert clock.now() < first.again_at <= clock.now() + timedelta(minutes=1.5)
    clock.advance(timedelta(minutes=2))
    second = send_mails(store, manager, campaign_id)
    assert (second.sent, second.status) == (2, "sent")


def test_waiting_doubles_with_jitter_and_has_an_end() -> None:
    assert wait_after(1, lambda: 0.5) == timedelta(minutes=1)
    assert wait_after(4, lambda: 0.5) == timedelta(minutes=8)
    assert wait_after(40, lambda: 0.5) == timedelta(hours=4)
    assert wait_after(1, lambda: 0.0) == timedelta(seconds=30)


def test_a_broken_connection_after_the_text_leaves_the_mail_uncertain_and_unsent_again(
    store: Store, manager: Actor, box: Mailbox
) -> None:
    box.after_data = lambda address, _times: "hang up" if address.startswith("ann1@") else ""
    set_up_mail(store, box.port)
    add_customers(store, 3)
    campaign_id = approved(store, manager)
    sent = _run(store, manager, campaign_id)
    assert (sent.sent, sent.uncertain, sent.status) == (2, 1, "sent")
    assert sorted(box.recipients) == [f"ann{number}@mail.example" for number in range(3)]


def test_a_mail_in_hand_when_a_process_died_is_reported_and_not_sent_again(
    store: Store, manager: Actor, box: Mailbox
) -> None:
    settings = set_up_mail(store, box.port)
    add_customers(store, 3)
    campaign_id = approved(store, manager)
    start_campaign(store, manager, campaign_id)
    write_mails(store, manager, campaign_id, Engine(store))
    claimed = claim_next(store, manager, campaign_id, settings, ensure_keys(store), None)
    assert claimed is not None
    sent = send_mails(store, manager, campaign_id)
    assert (sent.sent, sent.uncertain) == (2, 1)
    assert claimed.address not in box.recipients
    assert statuses(store, campaign_id) == {"sent": 2, "uncertain": 1}


def test_nothing_is_drawn_while_the_server_cannot_be_reached(store: Store, manager: Actor) -> None:
    with mailbox() as gone:
        port = gone.port
    set_up_mail(store, port)
    add_customers(store, 1)
    campaign_id = approved(store, manager)
    with pytest.raises(EnvironmentProblem, match=r"campaign\.smtp_unreachable"):
        _run(store, manager, campaign_id)
    assert statuses(store, campaign_id) == {}


def test_paused_stays_paused_until_it_is_taken_up_again(store: Store, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port)
    add_customers(store, 4)
    campaign_id = approved(store, manager)

    class PauseAfterTwo:
        def report(self, stage: str, done: int, total: int) -> None:
            if stage == "campaign.sending" and len(box.raw) == 2:
                with store.read() as session:
                    from shopassistant.store.schema import Campaign

                    is_going = session.get_one(Campaign, campaign_id).status == "sending"
                if is_going:
                    pause_campaign(store, manager, campaign_id)

    sent = run_campaign(store, manager, campaign_id, Engine(store), progress=PauseAfterTwo())
    assert (sent.sent, sent.left, sent.why) == (2, 2, "paused")
    assert send_mails(store, manager, campaign_id).why == "paused"
    resume_campaign(store, manager, campaign_id)
    assert send_mails(store, manager, campaign_id).sent == 2
    assert len(set(box.recipients)) == len(box.raw) == 4


def test_stopped_never_sends_what_was_left(store: Store, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port)
    add_customers(store, 2)
    campaign_id = approved(store, manager)
    start_campaign(store, manager, campaign_id)
    write_mails(store, manager, campaign_id, Engine(store))
    stop_campaign(store, manager, campaign_id)
    with pytest.raises(Conflict, match=r"campaign\.state"):
        send_mails(store, manager, campaign_id)
    assert statuses(store, campaign_id) == {"skipped": 2}


def test_what_was_written_can_be_taken_back_until_the_first_mail_left(
    store: Store, manager: Actor, box: Mailbox
) -> None:
    set_up_mail(store, box.port, cap_days=0)
    add_customers(store, 2)
    campaign_id = approved(store, manager)
    start_campaign(store, manager, campaign_id)
    write_mails(store, manager, campaign_id, Engine(store))
    assert take_back_campaign(store, manager, campaign_id).status == "draft"
    assert statuses(store, campaign_id) == {}
    other = approved(store, manager)
    _run(store, manager, other)
    with pytest.raises(Conflict, match=r"campaign\.state|campaign\.mail_left"):
        take_back_campaign(store, manager, other)


def test_at_night_nothing_leaves(store: Store, manager: Actor, box: Mailbox) -> None:
    store.clock = FixedClock(datetime.now().astimezone().replace(hour=23, minute=10))
    set_up_mail(store, box.port, quiet_from=20, quiet_until=8)
    add_customers(store, 1)
    sent = _run(store, manager, approved(store, manager))
    assert (sent.sent, sent.why) == (0, "quiet")
    assert sent.again_at is not None
    assert sent.again_at.astimezone().hour == 8


def test_an_associate_cannot_send(store: Store, associate: Actor, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port)
    add_customers(store, 1)
    campaign_id = approved(store, manager)
    with pytest.raises(NotAllowed):
        _run(store, associate, campaign_id)
    assert box.raw == []


def test_the_rate_is_kept_and_nothing_is_in_hand_meanwhile(
    store: Store, manager: Actor, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up_mail(store, box.port, per_minute=60)
    add_customers(store, 4)
    campaign_id = approved(store, manager)
    start_campaign(store, manager, campaign_id)
    write_mails(store, manager, campaign_id, Engine(store))
    now = [1000.0]
    left_at: list[float] = []

    def note(_address: str, _times: int) -> str:
        left_at.append(now[0])
        return ""

    def sleep(seconds: float) -> None:
        assert "sending" not in statuses(store, campaign_id)
        now[0] += seconds

    box.answer = note
    clock = type("Clock", (), {"monotonic": staticmethod(lambda: now[0])})
    monkeypatch.setattr("shopassistant.promotions.campaigns.sending.time", clock)
    send_mails(store, manager, campaign_id, sleep=sleep)
    assert [round(at - 1000, 3) for at in left_at] == [0, 1, 2, 3]


def test_an_address_that_cannot_be_written_holds_up_nobody(store: Store, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port)
    add_customers(store, 3)
    campaign_id = approved(store, manager)
    start_campaign(store, manager, campaign_id)
    write_mails(store, manager, campaign_id, Engine(store))
    with store.begin(manager) as unit:
        contact = unit.session.scalars(select(Contact).where(Contact.lookup == "ann1@mail.example")).one()
        contact.value = contact.lookup = "jörg@mail.example"
        unit.commit()
    sent = send_mails(store, manager, campaign_id)
    assert (sent.sent, sent.left, sent.status) == (3, 0, "sent")
    assert box.recipients[1] == "jörg@mail.example"
