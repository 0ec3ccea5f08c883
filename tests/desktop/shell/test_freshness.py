"""The window keeps segments and values fresh by itself, and says nothing of it."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.core.clock import FixedClock
from shopassistant.customers.segments.definitions import Rule
from shopassistant.customers.segments.keeping import save_segment
from shopassistant.customers.segments.keeping_fresh import LEASE, VALUES_EVERY, due, keep_fresh
from shopassistant.customers.segments.membership import members
from shopassistant.customers.value.kept import load_learned
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.shell.freshness import FIRST_MS, LOOKS_EVERY_MS
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.lease import hold
from tests.unit.customers.segments.shop import END, fill
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale

RICH = Rule({"all": [{"field": "spend", "op": "at_least", "value": 5_000}]})


def look(desktop: Desktop, qtbot: QtBot) -> bool:
    """One look; whether it changed anything."""
    assert desktop.freshness is not None
    with qtbot.waitSignal(desktop.freshness.looked, timeout=60_000) as told:
        desktop.freshness.look()
    QApplication.processEvents()
    return bool(told.args and told.args[0])


def test_members_follow_half_a_day_after_the_last_look(
    desktop: Desktop, store: Store, manager: Actor, qtbot: QtBot
) -> None:
    store.clock = clock = FixedClock(AT)
    who = a_customer(store)
    saved = save_segment(store, manager, "Good ones", RICH)
    a_sale(store, a_product(store, stock=None)[0], customer_id=who, price=9_000, at=AT)
    assert not look(desktop, qtbot)
    clock.advance(timedelta(hours=12))
    assert look(desktop, qtbot)
    with store.read() as session:
        assert members(session, saved.segment_id).tolist() == [who]
    assert not look(desktop, qtbot)


def test_values_are_worked_out_once_there_is_something_to_learn_and_every_week(store: Store) -> None:
    fill(store, 40)
    with store.read() as session:
        assert due(session, END).values
    keep_fresh(store)
    with store.read() as session:
        first = load_learned(session)
        assert first is not None
        assert not due(session, END).is_any
        assert due(session, END + VALUES_EVERY).values


def test_a_shop_without_sales_is_left_alone(store: Store) -> None:
    with store.read() as session:
        assert not due(session, END).is_any


def test_what_another_window_does_is_not_done_twice(
    desktop: Desktop, store: Store, manager: Actor, qtbot: QtBot
) -> None:
    store.clock = clock = FixedClock(AT)
    save_segment(store, manager, "Good ones", RICH)
    clock.advance(timedelta(days=1))
    with hold(store, SYSTEM, LEASE):
        assert not look(desktop, qtbot)
    with store.read() as session:
        assert due(session, clock.now()).segments


def test_an_import_is_followed_by_a_look_soon(desktop: Desktop) -> None:
    assert desktop.freshness is not None
    desktop.freshness.look()
    assert desktop.freshness._timer.interval() == LOOKS_EVERY_MS
    desktop.shell.bus.publish(Changes(everything=True))
    assert desktop.freshness._timer.interval() == FIRST_MS
    assert desktop.shell.lanes.wait_idle(60_000)
