"""Who asks to be forgotten is forgotten everywhere; the books stay whole."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from shopassistant.core.errors import EnvironmentProblem, NotAllowed, NotFound, UserError
from shopassistant.customers import edit
from shopassistant.customers.disclose import disclose
from shopassistant.customers.erase import EMPTIED, GONE, STAYS, erase_customer, preview_erasure
from shopassistant.customers.live_index import save_snapshot
from shopassistant.customers.merge import merge, undo_merge
from shopassistant.customers.search import CustomerSearch
from shopassistant.promotions.campaigns.events import unsubscribe
from shopassistant.promotions.campaigns.keys import ensure_keys
from shopassistant.promotions.campaigns.sending import _update
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.check import check_store
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    AuditEntry,
    Base,
    Basket,
    Campaign,
    CampaignArm,
    Consent,
    Customer,
    CustomerMerge,
    ImportRun,
    Location,
    MailEvent,
    MailMessage,
    MailSuppression,
    Sale,
)
from tests.unit.customers.conftest import NOW, AddCustomer, AddSale

WORDS = (
    "Zora",
    "Quist",
    "quist@mail.example",
    "7700900123",
    "12 Owl Lane",
    "AB1 2CD",
    "Prefers teal",
    "Ring about boots",
)


@pytest.fixture
def zora(store: Store, manager: Actor, add_person: AddCustomer, add_sale: AddSale) -> int:
    """Somebody of whom the shop knows everything there is to know, twice, and has written about."""
    more = {"street": "12 Owl Lane", "postcode": "AB1 2CD", "city": "Leeds"}
    kept = add_person("Zora", "Quist", number="N100", email="quist@mail.example", phone="07700 900123", **more)
    double = add_person("Zora", "Quist-Hall", number="N101", email="zora.quist@mail.example")
    add_sale(kept, "R-1")
    edit.add_note(store, manager, kept, "Prefers teal")
    edit.add_follow_up(store, manager, kept, "Ring about boots", date(2026, 5, 6))
    edit.add_important_date(store, manager, kept, "birthday", 4, 9, 1980)
    edit.set_consent(store, manager, kept, "email", True, source="form")
    merge(store, manager, kept, double)
    with store.begin(SYSTEM) as unit:
        unit.session.add(
            ImportRun(
                file_name="people.csv", file_sha256="0" * 64, preset="", at=NOW,
                report={"rules": [{"count": 2, "examples": [
                    {"file": "people.csv", "line": 7, "text": "N7 | ZORA | QUIST | Leeds"},
                    {"file": "people.csv", "line": 8, "text": "N8 | Bob | Young | York"},
                ]}]},
            )
        )  # fmt: skip
        unit.commit()
    return kept


@pytest.fixture
def letter(store: Store, zora: int) -> int:
    """A letter that was sent to her and read; its server had complained about her address before it took it."""
    return _letter(store, zora, "sent")


def _letter(store: Store, customer_id: int, status: str) -> int:
    with store.begin(SYSTEM) as unit:
        campaign = Campaign(name="Spring", holdout_share=0.1, salt="s", created_at=NOW)
        unit.session.add(campaign)
        unit.session.flush()
        unit.session.add(CampaignArm(campaign_id=campaign.id, name="A", share=0.9))
        mail = MailMessage(
            campaign_id=campaign.id, customer_id=customer_id, arm="A", address="quist@mail.example",
            token=f"token-{status}", message_id=f"<{status}@lark.example>", status=status, subject="Zora, look",
            text="Dear Zora Quist", html="<p>Dear Zora Quist</p>", queued_at=NOW,
            last_error="450 quist@mail.example busy",
        )  # fmt: skip
        unit.session.add(mail)
        unit.session.flush()
        unit.session.add(MailEvent(message_id=mail.id, kind="open", at=NOW, agent="Zora's telephone"))
        unit.commit()
        return mail.id


def _file_holds(store: Store) -> list[str]:
    """Which of her words are still somewhere in the shop's file or its log, read as bytes."""
    store.close()  # what a window does at its end
    files = [store.path, *store.path.parent.glob(f"{store.path.name}-*")]
    data = b"".join(one.read_bytes() for one in files if isinstance(one, Path) and one.is_file())
    return [word for word in WORDS if word.casefold().encode() in data.lower()]


def test_nothing_of_her_is_left_in_the_file_and_her_purchases_are(
    store: Store, manager: Actor, zora: int, letter: int
) -> None:
    save_snapshot(store)
    assert set(_file_holds(store)) == set(WORDS)
    with store.read() as session:
        preview = preview_erasure(session, zora)
    assert (preview.name, preview.receipts, preview.promises) == ("Zora Quist", 1, 1)
    before = check_store(store).findings
    changes = erase_customer(store, manager, zora)
    assert zora in changes.customers
    assert _file_holds(store) == []
    with store.read() as session:
        sale = session.scalars(select(Sale)).one()
        assert (sale.customer_id, sale.number, sale.total_minor) == (zora, "R-1", 1000)
        assert {one.status for one in session.scalars(select(Customer))} == {"erased"}
        report = session.scalars(select(ImportRun.report)).one()
        assert [one["text"] for one in report["rules"][0]["examples"]] == ["", "N8 | Bob | Young | York"]
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "customer.erased")).one()
        assert (entry.subject_id, entry.details) == (zora, {"number": "N100", "with_merged": 1})
    assert check_store(store).findings == before


def test_nobody_finds_her_and_a_merge_brings_nobody_back(store: Store, manager: Actor, zora: int) -> None:
    search = CustomerSearch(store)
    asked = ("zora quist", "quist hall", "07700 900123", "0123", "quist@mail.example", "N100", "N101")
    assert all(search.find(text) for text in asked)
    erase_customer(store, manager, zora)
    assert not any(search.find(text) for text in asked)
    with store.read() as session:
        merge_id = session.scalars(select(CustomerMerge.id)).one()
    with pytest.raises(UserError, match="erased"):
        undo_merge(store, manager, merge_id)
    with pytest.raises(UserError, match="erased"):
        erase_customer(store, manager, zora)


def test_a_letter_that_waits_does_not_leave_and_an_old_link_harms_nobody(
    store: Store, manager: Actor, zora: int, letter: int
) -> None:
    waiting = _letter(store, zora, "queued")
    erase_customer(store, manager, zora)
    with store.read() as session:
        mail = session.get_one(MailMessage, waiting)
        assert (mail.status, mail.reason, mail.address, mail.subject, mail.text) == ("skipped", "gone", "", "", "")
        assert session.get_one(MailMessage, letter).status == "sent"  # so that a campaign's figures stay
    unsubscribe(store, ensure_keys(store), "token-sent", "somebody's reader")
    with store.read() as session:
        assert session.scalars(select(MailSuppression)).all() == []
        assert session.scalars(select(Consent)).all() == []


def test_a_servers_answer_that_comes_later_brings_no_address_back(store: Store, manager: Actor, zora: int) -> None:
    under_way = _letter(store, zora, "sending")
    erase_customer(store, manager, zora)
    with store.begin(manager) as unit:
        _update(unit.session, under_way, status="failed", reason="refused", last_error="550 quist@mail.example unknown")
        unit.commit()
    with store.read() as session:
        mail = session.get_one(MailMessage, under_way)
        assert (mail.status, mail.last_error) == ("failed", "")


def test_a_basket_in_the_making_becomes_a_walk_ins(store: Store, manager: Actor, zora: int) -> None:
    with store.begin(SYSTEM) as unit:
        place = unit.session.scalars(select(Location.id)).first()
        for status in ("held", "sold"):
            unit.session.add(
                Basket(
                    status=status, label="Zora Quist", terminal="till 1", customer_id=zora, location_id=place,
                    created_at=NOW, changed_at=NOW,
                )
            )  # fmt: skip
        unit.commit()
    changes = erase_customer(store, manager, zora)
    with store.read() as session:
        found = {one.status: (one.customer_id, one.label) for one in session.scalars(select(Basket))}
        assert found == {"held": (None, ""), "sold": (zora, "")}
        assert len(changes.baskets) == 1


def test_it_takes_a_manager_and_the_one_who_was_kept(store: Store, associate: Actor, manager: Actor, zora: int) -> None:
    with pytest.raises(NotAllowed):
        erase_customer(store, associate, zora)
    with store.read() as session:
        double = session.scalars(select(Customer.id).where(Customer.status == "merged")).one()
        with pytest.raises(UserError, match="merged"):
            preview_erasure(session, double)
    with pytest.raises(UserError, match="merged"):
        erase_customer(store, manager, double)
    with pytest.raises(NotFound):
        erase_customer(store, manager, 999)


def test_every_table_that_names_a_customer_is_thought_of() -> None:
    named = {
        table.name
        for table in Base.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "customer"
    }
    thought_of = {one.__tablename__ for one in (*GONE, *EMPTIED, *STAYS, Customer, CustomerMerge)}
    assert named == thought_of


def test_all_that_is_known_of_her_is_in_one_file_before_and_nothing_to_be_had_after(
    store: Store, associate: Actor, manager: Actor, zora: int, letter: int, tmp_path: Path
) -> None:
    path = tmp_path / "known.json"
    disclose(store, associate, zora, path)
    text = path.read_text("utf-8")
    assert all(word in text for word in WORDS)
    known = json.loads(text)
    assert [row["number"] for row in known["customer"]] == ["N100", "N101"]
    assert [row["number"] for row in known["sale"]] == ["R-1"]
    assert [row["kind"] for row in known["mail_event"]] == ["open"]
    with store.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "customer.disclosed")).one()
        assert (entry.subject_id, entry.actor_name) == (zora, associate.name)
    with pytest.raises(EnvironmentProblem, match="not_saved"):
        disclose(store, associate, zora, tmp_path)
    erase_customer(store, manager, zora)
    with pytest.raises(UserError, match="erased"):
        disclose(store, associate, zora, path)
