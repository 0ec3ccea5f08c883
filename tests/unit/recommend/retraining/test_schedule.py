"""When it is time: by a clock the test holds, never by the machine's."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from shopassistant.core.errors import NotAllowed, UserError
from shopassistant.recommend.retraining.plan import RetrainingPlan, load_plan, save_plan
from shopassistant.recommend.retraining.schedule import (
    Situation,
    check_due,
    due,
    due_since,
    is_quiet,
    last_planned,
    next_planned,
)
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store

ZONE = timezone(timedelta(hours=2))
# A Wednesday, noon on the wall.
NOON = datetime(2026, 5, 6, 12, tzinfo=ZONE)
LAST_NIGHT = datetime(2026, 5, 5, 20, 10, tzinfo=ZONE)
NIGHTLY, WEEKLY, OFF = RetrainingPlan(), RetrainingPlan("weekly"), RetrainingPlan("off")
USUAL = Situation(has_sales=True, fitted_at=LAST_NIGHT.astimezone(UTC), new_lines=40, growth_share=0.001)
HOUR = timedelta(hours=1)


def test_each_night_after_closing_where_something_was_sold() -> None:
    assert due(NIGHTLY, USUAL, NOON) is None
    assert due(NIGHTLY, USUAL, NOON.replace(hour=19, minute=59)) is None
    assert due(NIGHTLY, USUAL, NOON.replace(hour=20)) == "schedule"
    assert due(NIGHTLY, replace(USUAL, new_lines=0), NOON.replace(hour=20)) is None


def test_a_night_that_was_missed_is_made_up_for_in_the_morning() -> None:
    before = replace(USUAL, fitted_at=LAST_NIGHT - timedelta(days=1))
    assert due(NIGHTLY, before, NOON.replace(hour=8)) == "schedule"


def test_once_a_week_on_its_day() -> None:
    sunday = datetime(2026, 5, 10, 20, tzinfo=ZONE)
    monday_before = replace(USUAL, fitted_at=datetime(2026, 5, 4, 9, tzinfo=ZONE))
    assert due(WEEKLY, monday_before, sunday - HOUR) is None
    assert due(WEEKLY, monday_before, sunday) == "schedule"
    assert next_planned(WEEKLY, NOON) == sunday
    assert last_planned(WEEKLY, NOON) == sunday - timedelta(days=7)
    assert next_planned(NIGHTLY, NOON) == NOON.replace(hour=20)
    assert next_planned(NIGHTLY, NOON.replace(hour=20)) == NOON.replace(hour=20) + timedelta(days=1)


def test_with_off_nothing_happens_by_itself() -> None:
    everything = replace(USUAL, growth_share=2.0, imported_at=NOON, drifted=True, checked_at=NOON, fitted_at=None)
    assert due(OFF, everything, NOON + timedelta(days=9)) is None


def test_an_import_a_change_and_much_more_sales_do_not_wait_for_the_night() -> None:
    assert due(NIGHTLY, replace(USUAL, imported_at=NOON), NOON) == "import"
    assert due(NIGHTLY, replace(USUAL, drifted=True, checked_at=NOON), NOON) == "drift"
    assert due(NIGHTLY, replace(USUAL, growth_share=0.2), NOON + 10 * HOUR) == "growth"
    plain = RetrainingPlan("weekly", growth_percent=0, on_drift=False, on_import=False)
    asking = replace(USUAL, imported_at=NOON, drifted=True, checked_at=NOON, growth_share=0.2)
    assert due(plain, asking, NOON) is None


def test_what_was_tried_since_is_no_reason_any_more_even_if_it_does_not_serve() -> None:
    changed = replace(USUAL, drifted=True, checked_at=NOON, imported_at=NOON, tried_at=NOON + HOUR)
    assert due(NIGHTLY, changed, NOON + 2 * HOUR) is None
    assert due(NIGHTLY, changed, NOON.replace(hour=20)) == "schedule"


def test_after_a_failure_there_is_a_rest() -> None:
    evening = NOON.replace(hour=20)
    failed = replace(USUAL, failed_at=evening)
    assert due(NIGHTLY, failed, evening + HOUR) is None
    assert due(NIGHTLY, failed, evening + 6 * HOUR) == "schedule"


def test_a_shop_that_never_learned_learns_as_soon_as_it_sold_something() -> None:
    assert due(NIGHTLY, Situation(has_sales=True), NOON) == "schedule"
    assert due(NIGHTLY, Situation(), NOON) is None


def test_the_health_is_looked_at_once_a_day() -> None:
    assert check_due(USUAL, NOON)
    assert not check_due(replace(USUAL, checked_at=NOON - HOUR), NOON)
    assert check_due(replace(USUAL, checked_at=NOON - 20 * HOUR), NOON)
    assert not check_due(Situation(has_sales=True), NOON)


def test_nothing_begins_while_somebody_is_served_unless_it_waited_for_days() -> None:
    minute = timedelta(minutes=1)
    assert is_quiet(NOON, None, None, NOON)
    assert not is_quiet(NOON, NOON - minute, None, NOON)
    assert not is_quiet(NOON, None, NOON - minute, NOON)
    assert is_quiet(NOON, NOON - 5 * minute, NOON - 6 * minute, NOON)
    a_day_later = NOON + timedelta(hours=24)
    assert is_quiet(NOON, a_day_later - minute, None, a_day_later)
    assert not is_quiet(NOON, a_day_later, None, a_day_later)
    assert is_quiet(NOON, NOON + timedelta(hours=48), None, NOON + timedelta(hours=48))


def test_how_long_it_has_been_waiting() -> None:
    assert due_since(NIGHTLY, replace(USUAL, imported_at=NOON), NOON + HOUR) == NOON
    missed = replace(USUAL, fitted_at=LAST_NIGHT - timedelta(days=2))
    assert due_since(NIGHTLY, missed, NOON) == LAST_NIGHT.replace(minute=0)


def test_the_plan_is_the_shop_s_and_a_manager_s(store: Store, manager: Actor, associate: Actor) -> None:
    with store.read() as session:
        assert load_plan(session) == RetrainingPlan()
    wanted = RetrainingPlan("weekly", 18, 2, 25, on_drift=False)
    save_plan(store, manager, wanted)
    with store.read() as session:
        assert load_plan(session) == wanted
    with pytest.raises(NotAllowed):
        save_plan(store, associate, RetrainingPlan())


def test_a_plan_that_makes_no_sense_is_refused() -> None:
    for wrong in ({"mode": "hourly"}, {"closing_hour": 24}, {"weekday": 7}, {"growth_percent": -1}):
        with pytest.raises(UserError, match=r"retraining\.setting"):
            RetrainingPlan(**wrong)
