"""A hold: made at the mirror without a name, taken at a counter once, and said plainly where it cannot be."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.inventory.availability import availability, reserved_units
from shopassistant.inventory.stock import count_stock
from shopassistant.sales.basket import drop, load_basket
from shopassistant.sales.hold_codes import hold_code, is_misread, new_hold_code, shown_code
from shopassistant.sales.holds import (
    MOST_ITEMS,
    HoldView,
    cancel_hold,
    expire_holds,
    find_hold,
    make_hold,
    renew_hold,
    take_hold,
    waiting_holds,
)
from shopassistant.sales.scan_target import resolve_scan
from shopassistant.sales.try_on_plan import TryOnPlan, load_try_on_plan, save_try_on_plan
from shopassistant.sales.visits import record_visit, visits
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import AuditEntry, Hold, HoldItem
from tests.unit.sales.shop import Goods

KIOSK = Actor("kiosk", "Kiosk by the window")


@pytest.fixture
def clock(store: Store) -> FixedClock:
    made = FixedClock(datetime(2026, 5, 6, 10, tzinfo=UTC))
    store.clock = made
    store._info["clock"] = made
    return made


def hold_of(goods: Goods, *skus: str) -> HoldView:
    return make_hold(goods.store, KIOSK, goods.location_id, [goods.variants[sku] for sku in skus])


def refusal(goods: Goods, code: str, basket_id: int) -> UserError:
    with pytest.raises(UserError) as caught:
        take_hold(goods.store, SYSTEM, code, basket_id)
    return caught.value


def test_what_was_chosen_at_the_kiosk_lies_in_the_basket_of_the_counter(
    goods: Goods, clock: FixedClock, associate: Actor
) -> None:
    made = hold_of(goods, "frame", "hat")
    assert (made.status, made.expires_at) == ("waiting", clock.now() + timedelta(hours=4))
    assert [(item.name, item.price_minor, item.stock) for item in made.items] == [
        ("Linden", 12900, None),
        ("White heart hat", 1995, None),
    ]
    basket_id = goods.basket(associate)
    view = take_hold(goods.store, associate, made.shown.lower(), basket_id)
    assert [(line.sku, line.quantity, line.origin) for line in view.lines] == [("frame", 1, "hold"), ("hat", 1, "hold")]
    with goods.store.read() as session:
        after = find_hold(session, made.code)
        assert after is not None
        assert (after.status, after.basket_id, after.terminal) == ("taken", basket_id, "till 1")
        assert waiting_holds(session) == ()


def test_what_is_in_the_basket_already_becomes_one_line(goods: Goods) -> None:
    basket_id = goods.basket()
    goods.add(basket_id, "frame")
    view = take_hold(goods.store, SYSTEM, hold_of(goods, "frame").code, basket_id)
    assert [(line.sku, line.quantity) for line in view.lines] == [("frame", 2)]


def test_of_two_counters_at_once_one_gets_it(goods: Goods) -> None:
    made = hold_of(goods, "frame")
    baskets = [goods.basket(terminal=f"till {number}") for number in (1, 2)]
    start, said = threading.Barrier(2), []

    def take(basket_id: int) -> None:
        start.wait()
        try:
            take_hold(goods.store, SYSTEM, made.code, basket_id)
            said.append("got it")
        except Conflict as error:
            said.append(error.code)

    threads = [threading.Thread(target=take, args=(basket_id,)) for basket_id in baskets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["got it", "hold.taken"]
    with goods.store.read() as session:
        assert sum(len(load_basket(session, basket_id).lines) for basket_id in baskets) == 1


def test_the_second_counter_is_told_where_it_went(goods: Goods) -> None:
    made = hold_of(goods, "frame")
    first, second = goods.basket(), goods.basket(terminal="till 2")
    take_hold(goods.store, SYSTEM, made.code, first)
    assert refusal(goods, made.code, first).code == "hold.in_basket"  # a second scan adds nothing
    taken = refusal(goods, made.code, second)
    assert (taken.code, dict(taken.values)) == ("hold.taken", {"hold": made.shown, "terminal": "till 1"})
    drop(goods.store, SYSTEM, first)  # the customer left, and is back at the other till
    assert [line.sku for line in take_hold(goods.store, SYSTEM, made.code, second).lines] == ["frame"]


def test_after_its_time_it_is_taken_only_on_purpose(goods: Goods, clock: FixedClock) -> None:
    made, basket_id = hold_of(goods, "frame"), goods.basket()
    clock.advance(timedelta(hours=4))
    assert refusal(goods, made.code, basket_id).code == "hold.expired"
    with goods.store.read() as session:
        seen = find_hold(session, made.code)
        assert seen is not None
        assert (seen.status, seen.closed_at) == ("expired", made.expires_at)
    assert expire_holds(goods.store) == 1
    assert expire_holds(goods.store) == 0
    assert refusal(goods, made.code, basket_id).code == "hold.expired"
    assert len(take_hold(goods.store, SYSTEM, made.code, basket_id, late=True).lines) == 1


def test_given_up_is_given_up(goods: Goods, associate: Actor) -> None:
    made = hold_of(goods, "frame")
    assert cancel_hold(goods.store, associate, made.shown).status == "cancelled"
    assert refusal(goods, made.code, goods.basket()).code == "hold.cancelled"
    with pytest.raises(Conflict, match=r"hold\.not_waiting"):
        cancel_hold(goods.store, associate, made.code)
    with pytest.raises(NotAllowed, match=r"role\.required"):
        cancel_hold(goods.store, KIOSK, made.code)  # a visitor gives up nobody's
    assert renew_hold(goods.store, associate, made.code).status == "waiting"
    with pytest.raises(Conflict, match=r"hold\.not_cancelled"):
        renew_hold(goods.store, associate, made.code)
    assert len(take_hold(goods.store, SYSTEM, made.code, goods.basket()).lines) == 1


def test_a_code_is_never_a_number_and_a_slip_is_noticed(goods: Goods) -> None:
    codes = {new_hold_code() for _ in range(300)}
    assert len(codes) == 300
    assert all(len(code) == 7 and not code.isdecimal() and not set(code) & set("ILOU") for code in codes)
    assert all(set(code) & set("0123456789") for code in codes)  # never a name such as Eva-Lena
    made = hold_of(goods, "frame")
    assert hold_code(f" {shown_code(made.code).lower()} ") == made.code
    wrong = made.code[:-1] + ("A" if made.code[-1] != "A" else "B")
    assert is_misread(shown_code(wrong))
    assert not is_misread("T-shirts")  # as long, and no code
    assert refusal(goods, shown_code(wrong), goods.basket()).code == "hold.misread"
    with pytest.raises(NotFound, match=r"hold\.unknown"):
        take_hold(goods.store, SYSTEM, "frame", goods.basket())


def test_a_scan_finds_it_after_the_goods(goods: Goods, store: Store) -> None:
    made = hold_of(goods, "frame")
    with store.read() as session:
        assert (found := resolve_scan(session, made.shown)).kind == "hold"
        assert found.id == made.id
        assert resolve_scan(session, made.code).kind == "hold"
        assert resolve_scan(session, "frame").kind == "variant"
        wrong = shown_code(made.code[:-1] + ("A" if made.code[-1] != "A" else "B"))
        assert resolve_scan(session, wrong).message_code == "hold.misread"


def test_a_hold_warns_and_moves_no_stock(goods: Goods, store: Store, clock: FixedClock) -> None:
    frame = goods.variants["frame"]
    count_stock(store, SYSTEM, goods.location_id, {frame: 1})
    made, basket_id = hold_of(goods, "frame"), goods.basket()
    (warning,) = goods.add(basket_id, "frame").warnings
    assert (warning.code, dict(warning.values)) == ("basket.on_hold", {"name": "Linden", "stock": 1, "held": 1})
    with store.read() as session:
        here = availability(session, [frame], goods.location_id)[frame]
        assert (here.on_hand, here.reserved, here.available) == (1, 1, 0)
    assert goods.pay(basket_id).warnings == ()  # sold all the same: it was there by the books
    clock.advance(timedelta(hours=5))
    with store.read() as session:
        assert reserved_units(session) == {}
        assert (find_hold(session, made.code) or made).status == "expired"


def test_its_own_goods_warn_of_nothing(goods: Goods, store: Store) -> None:
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["frame"]: 1})
    assert take_hold(store, SYSTEM, hold_of(goods, "frame").code, goods.basket()).warnings == ()


def test_what_cannot_be_held_is_said(goods: Goods, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [*range(1, MOST_ITEMS + 2)]
    for wanted, code in (([], "hold.empty"), (many, "hold.too_many_items"), ([999], "variant.unknown")):
        with pytest.raises(UserError) as caught:
            make_hold(store, KIOSK, goods.location_id, wanted)
        assert caught.value.code == code
    with pytest.raises(NotFound, match=r"location\.unknown"):
        make_hold(store, KIOSK, 99, [goods.variants["frame"]])
    monkeypatch.setattr("shopassistant.sales.holds.MOST_WAITING", 2)
    hold_of(goods, "frame", "frame")
    hold_of(goods, "frame")
    with pytest.raises(UserError, match=r"hold\.too_many_waiting"):
        hold_of(goods, "frame")


def test_the_books_know_neither_who_held_nor_who_visited(goods: Goods, store: Store, clock: FixedClock) -> None:
    """The tables of a hold have no column for a person but the staff who took it; a visit has three figures."""
    hold_of(goods, "frame")
    record_visit(store, KIOSK, 93.4, 7)
    clock.advance(timedelta(minutes=5))
    record_visit(store, Actor("system", "system"), 10**9, -3)
    with store.read() as session:
        assert {column.key for model in (Hold, HoldItem) for column in inspect(model).columns} == {
            "id", "code", "location_id", "status", "created_at", "expires_at", "closed_at", "basket_id", "taken_by_id",
            "hold_id", "variant_id", "position", "quantity",
        }  # fmt: skip
        entries = session.scalars(select(AuditEntry).where(AuditEntry.subject_type.in_(("visit", "hold")))).all()
        written = [(one.action, one.actor_name, one.subject_id, one.details) for one in entries]
        assert written == [
            ("hold.made", KIOSK.name, 1, {"items": 1}),
            ("visit.ended", KIOSK.name, None, {"seconds": 90, "looks": 7}),
            ("visit.ended", "system", None, {"seconds": 86_400, "looks": 0}),
        ]
        last, first = visits(session, clock.now() - timedelta(hours=1))
        assert (first.seconds, first.looks, first.by_staff, last.looks) == (90, 7, False, 0)


def test_the_plan_is_the_managers_and_decides_how_long_a_hold_waits(
    goods: Goods, store: Store, manager: Actor, associate: Actor, clock: FixedClock
) -> None:
    wish = TryOnPlan(not_offered="lipstick,blush", hold_hours=24, idle_seconds=30, exit_role="manager")
    with pytest.raises(NotAllowed, match=r"role\.required"):
        save_try_on_plan(store, associate, wish)
    save_try_on_plan(store, manager, wish)
    with store.read() as session:
        assert load_try_on_plan(session) == wish
    assert "lipstick" not in wish.kinds
    assert wish.kinds[0] == "glasses"
    assert hold_of(goods, "frame").expires_at == clock.now() + timedelta(hours=24)
    for wrong in ({"hold_hours": 0}, {"idle_seconds": 5}, {"exit_role": "visitor"}, {"not_offered": "shoes"}):
        with pytest.raises(UserError, match=r"try_on\.setting"):
            TryOnPlan(**wrong)


def test_a_hold_survives_the_end_of_the_program(goods: Goods, tmp_path: Path) -> None:
    made = hold_of(goods, "frame")
    goods.store.close()
    again = open_store(goods.store.path)
    with again.read() as session:
        assert (find_hold(session, made.code) or made).items == made.items
    again.close()
