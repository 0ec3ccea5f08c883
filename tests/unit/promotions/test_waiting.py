"""What waits for a manager is read from three tables, by the day and by the minute."""

from dataclasses import replace
from datetime import date, timedelta

from shopassistant.promotions.campaigns import sending
from shopassistant.promotions.campaigns.mail_settings import save_mail_settings
from shopassistant.promotions.waiting import LEASE, Waiting, what_waits
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Campaign, CampaignArm, MailMessage, MarkdownPlan, WorkLease
from tests.unit.promotions.campaigns.shop import SERVER
from tests.unit.shop_rows import AT, a_customer, a_product

TODAY = AT.date()


def plan(store: Store, variant_id: int, *days: tuple[date, bool], status: str = "approved") -> int:
    """A markdown plan with steps (day, whether taken)."""
    steps = [{"on": day.isoformat(), "price_minor": 900, "done": done} for day, done in days]
    with store.begin(SYSTEM) as unit:
        row = MarkdownPlan(variant_id=variant_id, until=TODAY, status=status, steps=steps, created_at=AT)
        unit.session.add(row)
        unit.commit()
        return row.id


def campaign(store: Store, name: str, hours: int | None, status: str = "approved") -> int:
    """A campaign that starts so many hours from now."""
    at = None if hours is None else AT + timedelta(hours=hours)
    with store.begin(SYSTEM) as unit:
        row = Campaign(name=name, status=status, holdout_share=0.1, salt="s", created_at=AT, scheduled_at=at)
        unit.session.add(row)
        unit.commit()
        return row.id


def letter(store: Store, campaign_id: int, status: str, minutes_ago: int) -> None:
    """A letter of a campaign, written so many minutes ago."""
    customer_id = a_customer(store, "Ann", "Lee")
    with store.begin(SYSTEM) as unit:
        if unit.session.get(CampaignArm, (campaign_id, "A")) is None:
            unit.session.add(CampaignArm(campaign_id=campaign_id, name="A", share=1.0))
        unit.session.add(
            MailMessage(
                campaign_id=campaign_id, customer_id=customer_id, arm="A", address="a@x.org",
                token=f"{campaign_id} {status}", message_id=f"<{campaign_id}.{status}@x.org>", status=status,
                queued_at=AT - timedelta(minutes=minutes_ago),
            )
        )  # fmt: skip
        unit.commit()


def waits(store: Store) -> Waiting:
    with store.read() as session:
        return what_waits(session, AT, TODAY)


def test_prices_that_should_be_lower_by_now(store: Store) -> None:
    (hat,) = a_product(store, "Hat")
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    due = plan(store, hat, (yesterday, True), (TODAY, False))
    plan(store, hat, (yesterday, True), (tomorrow, False))
    plan(store, hat, (yesterday, False), status="proposed")
    assert waits(store) == Waiting(steps=((due, "Hat"),))


def test_campaigns_by_their_hour(store: Store) -> None:
    soon, late = campaign(store, "Soon", 3), campaign(store, "Late", -3)
    campaign(store, "By hand", None)
    campaign(store, "Gone", -3, "sent")
    found = waits(store)
    assert found == Waiting(missed=((late, "Late"),), planned=(soon,))
    assert found.count == 1


def test_a_campaign_that_nobody_goes_on_sending(store: Store) -> None:
    save_mail_settings(store, SYSTEM, replace(SERVER, port=25))
    left, done, fresh = (campaign(store, name, None, "sending") for name in ("Left", "Done", "Fresh"))
    for status in ("sent", "queued"):
        letter(store, left, status, 300)
    letter(store, done, "sent", 300)
    letter(store, fresh, "queued", 1)
    assert waits(store) == Waiting(halted=((left, "Left"),))
    with store.begin(SYSTEM) as unit:
        unit.session.add(WorkLease(name=LEASE, owner="somebody", taken_at=AT, expires_at=AT + timedelta(minutes=5)))
        unit.commit()
    assert waits(store) == Waiting()


def test_at_night_a_campaign_may_rest(store: Store) -> None:
    save_mail_settings(store, SYSTEM, replace(SERVER, port=25, quiet_from=0, quiet_until=23))
    letter(store, campaign(store, "Left", None, "sending"), "queued", 300)
    now = AT.astimezone().replace(hour=12)
    with store.read() as session:
        assert what_waits(session, now, TODAY) == Waiting()
        assert what_waits(session, now.replace(hour=23), TODAY).count == 1


def test_the_right_to_send_has_the_name_it_has_where_it_is_taken() -> None:
    assert sending.LEASE == LEASE
