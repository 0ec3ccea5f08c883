"""The window forecasts by itself at its first start, when a day is over and after an import, and says how old it is."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.messages import Catalogue
from shopassistant.core.progress import Progress
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.settings.forecast_section import ForecastSection
from shopassistant.desktop.shell.forecasting import ForecastDesk
from shopassistant.desktop.tasks.lanes import JobHandle
from shopassistant.inventory.demand.keeping import refit as refitting
from shopassistant.inventory.demand.keeping.age import age, notes
from shopassistant.inventory.demand.keeping.keeper import Freshness, Keeper
from shopassistant.inventory.demand.keeping.plan import ForecastPlan, load_plan
from shopassistant.inventory.demand.keeping.refit import LEASE
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.lease import hold
from tests.unit.inventory.demand.till import Till, after, moment
from tests.unit.shop_rows import a_sale


@pytest.fixture
def desk(desktop: Desktop, store: Store) -> ForecastDesk:
    """A shop that sold for three weeks; it is the morning after."""
    till = Till(store)
    till.open_all_days(range(21), receipts=2)
    till.write()
    store.clock = FixedClock(moment(after(21), "12:30"))
    assert desktop.forecasting is not None
    return desktop.forecasting


def serving(desktop: Desktop) -> Keeper:
    assert desktop.context is not None
    return desktop.context.services.forecasts()


def test_the_first_look_forecasts_and_the_next_day_does(
    desk: ForecastDesk, desktop: Desktop, store: Store, qtbot: QtBot
) -> None:
    assert serving(desktop).serving is None
    with qtbot.waitSignal(desk.changed, timeout=60_000):
        desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    first = serving(desktop).version
    assert first
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert serving(desktop).version == first
    a_sale(store, 1, at=moment(after(21)))
    assert isinstance(store.clock, FixedClock)
    store.clock.advance(timedelta(days=1))
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert serving(desktop).version > first
    assert serving(desktop).freshness().first_day == after(22)


def test_an_import_is_forecast_at_once(desk: ForecastDesk, desktop: Desktop) -> None:
    assert desktop.context is not None
    desktop.context.bus.publish(Changes(everything=True))
    assert desktop.shell.lanes.wait_idle(60_000)
    assert serving(desktop).version


def test_another_window_at_it_is_no_error(desk: ForecastDesk, desktop: Desktop, store: Store) -> None:
    with hold(store, SYSTEM, LEASE):
        desk.look()
        assert desktop.shell.lanes.wait_idle(60_000)
    assert serving(desktop).serving is None
    assert not desktop.window.messages.isVisible()


def test_stopping_it_is_respected_for_a_while(desk: ForecastDesk, desktop: Desktop, store: Store) -> None:
    handles: list[JobHandle] = []

    def stop(handle: JobHandle) -> None:
        handles.append(handle)
        handle.cancel()

    desktop.shell.lanes.titled.connect(stop)
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert len(handles) == 1
    assert serving(desktop).serving is None
    assert isinstance(store.clock, FixedClock)
    store.clock.advance(timedelta(hours=3))
    desk.look()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert len(handles) == 2


def test_who_asks_for_it_is_told_why_it_failed(
    desk: ForecastDesk, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(keeper: Keeper, progress: Progress, *_: object) -> None:
        raise EnvironmentProblem("forecast.kept_unwritable", path="x", reason="disk full")

    monkeypatch.setattr(refitting, "fit", full)
    desk.forecast_now()
    assert desktop.shell.lanes.wait_idle(60_000)
    assert "disk full" in desktop.window.messages.text


def test_a_manager_forecasts_anew_from_the_palette(desk: ForecastDesk, desktop: Desktop, associate: Actor) -> None:
    actions = desktop.shell.actions
    actions.start("forecast.now")
    assert not actions.can_start("forecast.now"), "it is at it"
    assert desktop.shell.lanes.wait_idle(60_000)
    assert serving(desktop).version
    assert actions.can_start("forecast.now")
    desktop.shell.staff.sign_in(associate)
    assert not actions.can_start("forecast.now")


def section(desktop: Desktop) -> ForecastSection:
    desktop.shell.navigate.open("settings", "forecasts")
    assert desktop.shell.lanes.wait_idle()
    page = desktop.window.page("settings")
    assert page is not None
    return page.findChild(ForecastSection)  # type: ignore[return-value]


def test_a_manager_sets_the_plan(desktop: Desktop, store: Store) -> None:
    fields = section(desktop)
    assert fields.mode.value == "daily"
    assert fields.region.isEnabled()
    fields.hour.setValue(6)
    fields.imports.setChecked(False)
    fields.region.setCurrentIndex(fields.region.findData("SCT"))
    fields.save.click()
    assert desktop.shell.lanes.wait_idle()
    with store.read() as session:
        assert load_plan(session) == ForecastPlan("daily", 6, False, "SCT")


def test_others_see_the_plan_and_leave_it(desktop: Desktop, associate: Actor) -> None:
    desktop.shell.staff.sign_in(associate)
    fields = section(desktop)
    assert not fields.save.isEnabled()
    assert not fields.region.isEnabled()


@pytest.mark.parametrize(
    ("hours", "made", "said"),
    [
        (0, "09:05", "Forecast of this morning, 09:05"),
        (0, "12:30", "Forecast of today, 12:30"),
        (24, "12:30", "Forecast of yesterday"),
        (72, "12:30", "Forecast of 3 days ago"),
    ],
)
def test_the_age_is_said_as_people_say_it(hours: int, made: str, said: str) -> None:
    from datetime import UTC

    at = moment(after(21), made)
    now = moment(after(21), "15:00") + timedelta(hours=hours)
    assert Catalogue().say(*age(Freshness(at, after(21)), now, UTC)) == said


def test_what_it_does_not_know_is_said_beside_it() -> None:
    from datetime import UTC

    at = moment(after(21))
    problem = EnvironmentProblem("forecast.kept_damaged", version="x", file="y")
    found = notes(Freshness(at, after(11), 3, (problem,)), at, UTC)
    assert [Catalogue().say(*note) for note in found] == [
        "3 sales came in since; it does not know them.",
        "The records end 10 days before it was made.",
        "It is an older one: a newer one is damaged and was refused.",
    ]
    assert Catalogue().say(*age(Freshness(), at, UTC)) == "No forecast yet"
    assert notes(Freshness(at, after(21)), at, UTC) == ()
