"""What waits for a manager is read from three tables, by the day and by the minute."""

from datetime import date, timedelta

from shopassistant.promotions.waiting import Waiting, what_waits
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Campaign, MarkdownPlan
from tests.unit.shop_rows import AT, a_product

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
