"""Forecasts are learned anew when a day is over or records came in, by one window, and not again after a failure."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import NotAllowed, UserError
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.inventory.demand.keeping import refit as refitting
from shopassistant.inventory.demand.keeping.keeper import Keeper
from shopassistant.inventory.demand.keeping.plan import ForecastPlan, load_plan, save_forecast_plan
from shopassistant.inventory.demand.keeping.refit import LEASE, decide, refit_if_due
from shopassistant.inventory.demand.keeping.schedule import REST_AFTER_FAILURE, Situation, due
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.lease import hold
from shopassistant.store.schema import AuditEntry, ImportRun
from tests.unit.inventory.demand.till import Till, after, moment
from tests.unit.shop_rows import a_sale

AT = moment(after(70), "07:00")
LEARNED = Situation(True, after(70), AT - timedelta(hours=1), after(70))


@pytest.mark.parametrize(
    ("plan", "now", "at", "cause"),
    [
        (ForecastPlan(), Situation(), AT, None),
        (ForecastPlan(), Situation(True, after(70)), AT, "start"),
        (ForecastPlan("off"), Situation(True, after(70)), AT, "start"),
        (ForecastPlan(), LEARNED, AT, None),
        (ForecastPlan(), Situation(True, after(71), AT, after(70)), AT, "schedule"),
        (ForecastPlan(hour=8), Situation(True, after(71), AT, after(70)), AT, None),
        (ForecastPlan("off"), Situation(True, after(71), AT, after(70)), AT, None),
        (ForecastPlan(), Situation(True, after(70), AT, after(70), AT + timedelta(hours=1)), AT, "import"),
        (ForecastPlan(on_import=False), Situation(True, after(70), AT, after(70), AT + timedelta(hours=1)), AT, None),
        (ForecastPlan(), Situation(True, after(70), failed_at=AT - timedelta(hours=1)), AT, None),
        (ForecastPlan(), Situation(True, after(70), failed_at=AT - REST_AFTER_FAILURE), AT, "start"),
    ],
)
def test_when_it_is_due(plan: ForecastPlan, now: Situation, at: datetime, cause: str | None) -> None:
    assert due(plan, now, at) == cause


@pytest.fixture
def shop(store: Store) -> Store:
    till = Till(store)
    till.open_all_days(range(70), receipts=2)
    till.write()
    store.clock = FixedClock(AT)
    return store


def test_a_day_is_forecast_once_by_whichever_window_is_first(shop: Store) -> None:
    one, other = Keeper(shop), Keeper(shop)
    assert decide(one, UTC).cause == "start"
    found = refit_if_due(one, zone=UTC)
    assert found is not None
    assert found.first_day == after(70)
    assert refit_if_due(other, zone=UTC) is None
    assert decide(other, UTC).cause == ""
    assert other.version == one.version
    _next_day(shop)
    assert decide(other, UTC).cause == "schedule"
    assert refit_if_due(other, zone=UTC) is not None
    seen = decide(one, UTC)
    assert (seen.cause, seen.is_other) == ("", True)


def _next_day(store: Store) -> None:
    a_sale(store, 1, at=moment(after(70)))
    assert isinstance(store.clock, FixedClock)
    store.clock.advance(timedelta(days=1))


def test_records_that_ended_long_ago_are_forecast_once(shop: Store) -> None:
    assert isinstance(shop.clock, FixedClock)
    shop.clock.advance(timedelta(days=4000))
    keeper = Keeper(shop)
    found = refit_if_due(keeper, zone=UTC)
    assert found is not None
    assert found.first_day == after(70)
    shop.clock.advance(timedelta(days=1))
    assert decide(keeper, UTC).cause == ""


def test_an_import_is_forecast_anew(shop: Store) -> None:
    keeper = Keeper(shop)
    refit_if_due(keeper, zone=UTC)
    with shop.begin(SYSTEM) as unit:
        later = unit.clock.now() + timedelta(minutes=1)
        unit.session.add(ImportRun(file_name="x", file_sha256="x", preset="x", at=later))
        unit.commit()
    assert decide(keeper, UTC).cause == "import"


def test_another_window_at_it_is_no_error(shop: Store) -> None:
    with hold(shop, SYSTEM, LEASE):
        assert refit_if_due(Keeper(shop), zone=UTC) is None


def test_a_failure_is_remembered_and_a_stop_is_not(shop: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stop:
        def report(self, stage: str, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        refit_if_due(Keeper(shop), Stop(), zone=UTC)
    assert decide(Keeper(shop), UTC).cause == "start"

    def broken(keeper: Keeper, progress: Progress, *_: object) -> None:
        raise UserError("demand.region", region="x", country="y")

    monkeypatch.setattr(refitting, "fit", broken)
    with pytest.raises(UserError):
        refit_if_due(Keeper(shop), zone=UTC)
    assert decide(Keeper(shop), UTC).cause == ""
    with shop.read() as session:
        row = session.scalars(select(AuditEntry).where(AuditEntry.action == refitting.FAILED)).one()
    assert row.details == {"cause": "start", "problem": "demand.region"}


def test_a_region_of_another_country_stops_nothing(shop: Store, manager: Actor) -> None:
    save_forecast_plan(shop, manager, ForecastPlan(region="BY"))  # of Germany; this shop is in Britain
    assert refit_if_due(Keeper(shop), zone=UTC) is not None


def test_the_plan_is_the_managers(store: Store, manager: Actor, associate: Actor) -> None:
    wish = ForecastPlan("off", 6, False, "BY")
    with pytest.raises(NotAllowed):
        save_forecast_plan(store, associate, wish)
    save_forecast_plan(store, manager, wish)
    with store.read() as session:
        assert load_plan(session) == wish
    with pytest.raises(UserError, match=r"forecast\.plan"):
        ForecastPlan(hour=24)
