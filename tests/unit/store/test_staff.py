"""PINs: right ones sign in, wrong ones lock, roles are asked below any window."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import NotAllowed, NotFound, UserError
from shopassistant.store import staff
from shopassistant.store.actor import IMPORT, ROLES, SYSTEM, Actor
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import AuditEntry, Staff


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost of a hash is for guessers, not for tests."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(staff, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def test_the_right_pin_signs_in(store: Store, manager: Actor) -> None:
    assert staff.sign_in(store, manager.staff_id or 0, "2468") == manager
    with store.read() as session:
        actions = list(session.scalars(select(AuditEntry.action)))
        pin_hash = session.scalars(select(Staff.pin_hash)).one()
    assert "staff.signed_in" in actions
    assert pin_hash.startswith("$argon2id$")


def test_five_wrong_pins_lock_for_five_minutes(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 5, 6, 10, tzinfo=UTC))
    store = open_store(tmp_path / "shop.db", create=True, clock=clock)
    with store.begin(SYSTEM) as unit:
        number = staff.add_staff(unit, "Mia", "manager", "2468")
        unit.commit()
    for left in (4, 3, 2, 1):
        with pytest.raises(NotAllowed, match=r"staff\.wrong_pin") as caught:
            staff.sign_in(store, number, "0000")
        assert caught.value.values["count"] == left
    with pytest.raises(NotAllowed, match=r"staff\.locked"):
        staff.sign_in(store, number, "0000")
    with pytest.raises(NotAllowed, match=r"staff\.locked"):
        staff.sign_in(store, number, "2468")
    with pytest.raises(NotAllowed, match=r"staff\.wrong_pin"):
        staff.approve(store, SYSTEM, "2468")
    clock.advance(staff.LOCKED_FOR - timedelta(seconds=1))
    with pytest.raises(NotAllowed, match=r"staff\.locked"):
        staff.sign_in(store, number, "2468")
    clock.advance(timedelta(seconds=2))
    assert staff.sign_in(store, number, "2468").role == "manager"
    store.close()


def test_a_right_pin_forgives_the_wrong_ones_before(store: Store, manager: Actor) -> None:
    number = manager.staff_id or 0
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(NotAllowed, match=r"staff\.wrong_pin"):
                staff.sign_in(store, number, "1111")
        staff.sign_in(store, number, "2468")


def test_nobody_and_the_departed_cannot_sign_in(store: Store, manager: Actor) -> None:
    with pytest.raises(NotFound, match=r"staff\.unknown"):
        staff.sign_in(store, 99, "2468")
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Staff, manager.staff_id).active = False
        unit.commit()
    with pytest.raises(NotFound, match=r"staff\.unknown"):
        staff.sign_in(store, manager.staff_id or 0, "2468")
    assert staff.list_staff(store) == []


def test_a_managers_word_counts_and_an_associates_does_not(store: Store, manager: Actor, associate: Actor) -> None:
    assert staff.approve(store, associate, "2468") == manager
    with pytest.raises(NotAllowed):
        staff.approve(store, associate, "1357")
    assert staff.approve(store, associate, "1357", role="associate") == associate
    with pytest.raises(NotAllowed):
        staff.approve(store, associate, "2468", role="administrator")


def test_every_answer_to_an_approval_is_in_the_audit_trail(store: Store, manager: Actor, associate: Actor) -> None:
    staff.approve(store, associate, "2468")
    with pytest.raises(NotAllowed):
        staff.approve(store, associate, "0000")
    with store.read() as session:
        rows = session.execute(
            select(AuditEntry.action, AuditEntry.staff_id, AuditEntry.subject_id)
            .where(AuditEntry.action.like("staff.appro%"))
            .order_by(AuditEntry.id)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("staff.approved", associate.staff_id, manager.staff_id),
        ("staff.approval_refused", associate.staff_id, None),
    ]


def test_five_wrong_approvals_lock_whoever_asks_and_nobody_else(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 5, 6, 10, tzinfo=UTC))
    store = open_store(tmp_path / "shop.db", create=True, clock=clock)
    with store.begin(SYSTEM) as unit:
        boss = staff.add_staff(unit, "Mia", "manager", "2468")
        asking = Actor("staff", "Alex", staff.add_staff(unit, "Alex", "associate", "1357"), "associate")
        other = Actor("staff", "Bo", staff.add_staff(unit, "Bo", "associate", "9999"), "associate")
        unit.commit()
    for left in (4, 3, 2, 1):
        with pytest.raises(NotAllowed, match=r"staff\.wrong_pin") as caught:
            staff.approve(store, asking, "0000")
        assert caught.value.values["count"] == left
        clock.advance(timedelta(seconds=1))
    with pytest.raises(NotAllowed, match=r"staff\.locked"):
        staff.approve(store, asking, "0000")
    with pytest.raises(NotAllowed, match=r"staff\.locked") as locked:
        staff.approve(store, asking, "2468")
    assert locked.value.values["minutes"] == 5
    assert staff.approve(store, other, "2468").staff_id == boss
    assert staff.sign_in(store, boss, "2468").role == "manager"
    clock.advance(staff.LOCKED_FOR)
    assert staff.approve(store, asking, "2468").staff_id == boss
    store.close()


@pytest.mark.parametrize(
    ("name", "role", "pin", "code"),
    [
        ("Ann", "owner", "1234", "staff.role_unknown"),
        ("  ", "associate", "1234", "staff.name_missing"),
        ("Mia", "associate", "1234", "staff.name_taken"),
        ("Ann", "associate", "123", "staff.pin_short"),
        ("Ann", "associate", "12a4", "staff.pin_digits"),
        ("Ann", "associate", "", "staff.pin_digits"),
        ("Ann", "associate", "١٢٣٤", "staff.pin_digits"),
    ],
)
def test_staff_that_cannot_be_are_refused(
    store: Store, manager: Actor, name: str, role: str, pin: str, code: str
) -> None:
    with store.begin(SYSTEM) as unit, pytest.raises(UserError) as caught:
        staff.add_staff(unit, name, role, pin)
    assert caught.value.code == code


def test_only_administrators_add_staff_once_there_are_some(store: Store, manager: Actor) -> None:
    with store.begin(manager) as unit, pytest.raises(NotAllowed):
        staff.add_staff(unit, "Ann", "associate", "1234")


def test_the_first_may_be_added_by_anyone(store: Store) -> None:
    with store.begin(Actor("staff", "nobody yet")) as unit:
        staff.add_staff(unit, "Ann", "administrator", "1234")
        unit.commit()
    assert [member.name for member in staff.list_staff(store)] == ["Ann"]


@pytest.mark.parametrize("held", ROLES)
@pytest.mark.parametrize("asked", ROLES)
def test_higher_roles_include_lower_ones(held: str, asked: str) -> None:
    actor = Actor("staff", "x", 1, held)
    assert actor.has_role(asked) == (ROLES.index(held) >= ROLES.index(asked))


def test_who_has_no_role_may_nothing_and_the_system_everything() -> None:
    for actor in (IMPORT, Actor("kiosk", "mirror"), Actor("staff", "x", 1, "made up")):
        with pytest.raises(NotAllowed, match=r"role\.required"):
            actor.require("associate")
    SYSTEM.require("administrator")


def test_who_was_stopped_at_another_window_writes_nothing_more(store: Store, associate: Actor, manager: Actor) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Staff, associate.staff_id).active = False
        unit.commit()
    with pytest.raises(NotAllowed, match=r"staff\.gone"), store.begin(associate):
        pass
    with pytest.raises(NotAllowed, match=r"staff\.gone"), store.begin(Actor("staff", "X", 999, "manager")):
        pass
    with store.begin(manager) as unit:
        unit.audit("test", "staff", None)
        unit.commit()
