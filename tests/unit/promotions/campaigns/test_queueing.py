"""Mails name what is true when they leave: products, prices, the offer, a code of one's own that the till takes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from shopassistant.assistant.language_model import ConfiguredModel
from shopassistant.assistant.model_settings import ModelSettings
from shopassistant.core.errors import UserError
from shopassistant.inventory.products import change_price
from shopassistant.promotions.campaigns.drafts import approve_campaign, create_campaign, take_back_campaign
from shopassistant.promotions.campaigns.halting import stop_campaign
from shopassistant.promotions.campaigns.queueing import write_mails
from shopassistant.promotions.campaigns.running import run_campaign
from shopassistant.promotions.campaigns.sending import send_mails
from shopassistant.promotions.campaigns.starting import start_campaign
from shopassistant.promotions.campaigns.templates import load_template
from shopassistant.recommend.engine import Engine
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import CampaignMember, Coupon, MailMessage, Promotion
from tests.mailbox import Mailbox, mailbox
from tests.openai_server import language_service
from tests.unit.promotions.campaigns.shop import add_customers, approved, set_up_mail, statuses
from tests.unit.shop_rows import a_product, a_sale

OFFER = load_template("offer")


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as made:
        yield made


@pytest.fixture
def promotion(store: Store) -> int:
    """20 % off everything with a coupon, for a month."""
    with store.begin(SYSTEM) as unit:
        now = unit.clock.now()
        made = Promotion(
            number="P0001", name="Spring", status="approved", offer={"kind": "percent", "share_bp": 2000},
            scope={"everything": True}, needs_coupon=True, starts_at=now, ends_at=now + timedelta(days=30),
            created_at=now, changed_at=now, approved_at=now,
        )  # fmt: skip
        unit.session.add(made)
        unit.session.flush()
        unit.commit()
        return made.id


def _codes(store: Store) -> dict[str, str]:
    with store.read() as session:
        return {code: status for code, status in session.execute(select(Coupon.code, Coupon.status))}  # noqa: C416


def _text(box: Mailbox, place: int = 0) -> str:
    body = box.mails[place].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _written(store: Store, actor: Actor, campaign_id: int) -> None:
    start_campaign(store, actor, campaign_id)
    write_mails(store, actor, campaign_id, Engine(store))


def test_everybody_gets_a_code_of_their_own(store: Store, manager: Actor, box: Mailbox, promotion: int) -> None:
    set_up_mail(store, box.port)
    a_product(store, "Wool scarf", stock=5)
    ids = add_customers(store, 3)
    run_campaign(store, manager, approved(store, manager, OFFER, promotion_id=promotion), Engine(store))
    with store.read() as session:
        coupons = {row.customer_id: row for row in session.scalars(select(Coupon))}
        mails = {row.customer_id: row for row in session.scalars(select(MailMessage))}
    assert set(coupons) == set(ids)
    for place, customer_id in enumerate(ids):
        text = _text(box, place)
        assert coupons[customer_id].code in text
        assert "20% off" in text
        assert "Wool scarf" in text
        assert mails[customer_id].coupon_id == coupons[customer_id].id
    assert len({row.code for row in coupons.values()}) == 3


def test_a_german_customer_is_written_to_in_german(store: Store, manager: Actor, box: Mailbox, promotion: int) -> None:
    set_up_mail(store, box.port)
    add_customers(store, 1, "de-DE")
    run_campaign(store, manager, approved(store, manager, OFFER, promotion_id=promotion), Engine(store))
    assert "Guten Tag Ann0," in _text(box)
    assert "20\u00a0% Rabatt" in _text(box)
    assert "Abmelden" in _text(box)


def test_codes_nobody_was_told_of_are_cancelled(store: Store, manager: Actor, box: Mailbox, promotion: int) -> None:
    set_up_mail(store, box.port)
    add_customers(store, 2)
    campaign_id = approved(store, manager, OFFER, promotion_id=promotion)
    _written(store, manager, campaign_id)
    take_back_campaign(store, manager, campaign_id)
    assert set(_codes(store).values()) == {"cancelled"}
    approve_campaign(store, manager, campaign_id)
    _written(store, manager, campaign_id)
    stop_campaign(store, manager, campaign_id)
    assert set(_codes(store).values()) == {"cancelled"}


def test_a_price_that_changed_is_written_anew_before_it_leaves(
    store: Store, manager: Actor, box: Mailbox, promotion: int
) -> None:
    set_up_mail(store, box.port)
    (scarf,) = a_product(store, "Wool scarf", stock=5, price=2500)
    add_customers(store, 1)
    campaign_id = approved(store, manager, OFFER, promotion_id=promotion)
    _written(store, manager, campaign_id)
    change_price(store, manager, scarf, 1999)
    assert send_mails(store, manager, campaign_id, engine=Engine(store)).sent == 1
    assert "£19.99" in _text(box)
    assert "£25.00" not in _text(box)
    assert next(iter(_codes(store))) in _text(box)


def test_an_offer_that_ended_is_not_written_about(store: Store, manager: Actor, box: Mailbox, promotion: int) -> None:
    set_up_mail(store, box.port)
    add_customers(store, 1)
    campaign_id = approved(store, manager, OFFER, promotion_id=promotion)
    _written(store, manager, campaign_id)
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Promotion, promotion).status = "ended"
        unit.commit()
    assert send_mails(store, manager, campaign_id).skipped == 1
    assert box.raw == []
    assert set(_codes(store).values()) == {"cancelled"}


def test_a_draft_of_a_promotion_is_not_written_about(
    store: Store, manager: Actor, box: Mailbox, promotion: int
) -> None:
    set_up_mail(store, box.port)
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Promotion, promotion).status = "paused"
        unit.commit()
    with pytest.raises(UserError, match=r"campaign\.promotion_not_live"):
        approved(store, manager, OFFER, promotion_id=promotion)


def test_a_lying_model_leaves_no_trace_in_what_is_sent(
    store: Store, manager: Actor, box: Mailbox, promotion: int
) -> None:
    set_up_mail(store, box.port)
    a_product(store, "Wool scarf", stock=5)
    add_customers(store, 2)
    lies = '{"subject": "90% off", "preheader": "", "paragraphs": ["Our new Aurora shawl, only 9.99!"]}'
    content = replace(OFFER, writer="model", brief="Spring is here.")
    with language_service(lambda _body: lies) as service:
        model = ConfiguredModel(ModelSettings(service.endpoint, "liar", timeout_s=5))
        campaign_id = approved(store, manager, content, promotion_id=promotion)
        start_campaign(store, manager, campaign_id)
        queued = write_mails(store, manager, campaign_id, Engine(store), model)
        model.close()
    assert (queued.mails, queued.by_model) == (2, 0)
    assert sum(queued.refused.values()) == 2
    send_mails(store, manager, campaign_id)
    for place in range(2):
        sent = box.raw[place][1].decode()
        assert "Aurora" not in sent
        assert "90%" not in sent
        assert "9.99" not in sent
        assert "Wool scarf" in _text(box, place)


def test_a_model_that_is_gone_is_asked_a_few_times_and_not_for_everybody(
    store: Store, manager: Actor, box: Mailbox, promotion: int
) -> None:
    set_up_mail(store, box.port)
    add_customers(store, 20)
    content = replace(OFFER, writer="model", brief="Spring is here.")
    with language_service(lambda _body: (401, "{}")) as service:
        model = ConfiguredModel(ModelSettings(service.endpoint, "gone", timeout_s=5))
        campaign_id = approved(store, manager, content, promotion_id=promotion)
        start_campaign(store, manager, campaign_id)
        queued = write_mails(store, manager, campaign_id, Engine(store), model)
        model.close()
    assert queued.mails == 20
    assert dict(queued.refused) == {"language.key": 20}
    assert len(service.asked) <= 6  # three in a row, and those that were asked at the same time


def test_writing_that_was_broken_off_goes_on_without_a_second_code(
    store: Store, manager: Actor, box: Mailbox, promotion: int
) -> None:
    from shopassistant.core.progress import Cancelled
    from shopassistant.promotions.campaigns import queueing

    class Stop:
        def report(self, stage: str, done: int, total: int) -> None:
            if done:
                raise Cancelled

    set_up_mail(store, box.port)
    add_customers(store, 5)
    campaign_id = approved(store, manager, OFFER, promotion_id=promotion)
    start_campaign(store, manager, campaign_id)
    before, queueing.BATCH = queueing.BATCH, 2
    try:
        with pytest.raises(Cancelled):
            write_mails(store, manager, campaign_id, Engine(store), progress=Stop())
        assert statuses(store, campaign_id) == {"queued": 2}
        write_mails(store, manager, campaign_id, Engine(store))
    finally:
        queueing.BATCH = before
    assert statuses(store, campaign_id) == {"queued": 5}
    assert len(_codes(store)) == 5


def test_what_customers_spent_before_the_draw_is_kept(store: Store, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port)
    (scarf,) = a_product(store, "Wool scarf", stock=50, price=2500)
    ids = add_customers(store, 2)
    a_sale(store, scarf, customer_id=ids[0], quantity=3, price=2500, at=store.clock.now() - timedelta(days=10))
    campaign_id = approved(store, manager)
    start_campaign(store, manager, campaign_id)
    with store.read() as session:
        members = {row.customer_id: row for row in session.scalars(select(CampaignMember))}
    assert members[ids[0]].spent_before_minor == 7500
    assert 0 < members[ids[0]].margin_before_minor < 7500
    assert members[ids[1]].spent_before_minor == 0


def test_the_draw_is_the_same_however_often_it_is_asked_for(store: Store, manager: Actor, box: Mailbox) -> None:
    set_up_mail(store, box.port)
    add_customers(store, 30)
    campaign_id = approved(store, manager, holdout=0.4)
    first = start_campaign(store, manager, campaign_id)
    add_customers(store, 5, first=100)
    assert start_campaign(store, manager, campaign_id).arms == first.arms
    assert sum(first.arms.values()) == 30


def test_arms_that_do_not_add_up_are_refused(store: Store, manager: Actor) -> None:
    from shopassistant.promotions.campaigns.drafts import ArmDraft, CampaignDraft

    for draft in (
        CampaignDraft("x", (ArmDraft("A", 0.5, OFFER),), holdout_share=0.1),
        CampaignDraft("x", (ArmDraft("B", 0.9, OFFER),), holdout_share=0.1),
        CampaignDraft("", (ArmDraft("A", 0.9, OFFER),), holdout_share=0.1),
        CampaignDraft("x", (), holdout_share=0.1),
        CampaignDraft("x", (ArmDraft("A", float("nan"), OFFER),), holdout_share=0.1),
    ):
        with pytest.raises(UserError, match=r"campaign\.(draft|name)"):
            create_campaign(store, manager, draft)
