"""A PIN alone finds its owner, and guessing soon ends."""

import pytest
from sqlalchemy import select

from shopassistant.core.errors import NotAllowed
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.pin_alone import sign_in_by_pin
from shopassistant.store.schema import AuditEntry, Staff
from shopassistant.store.staff import MOST_FAILURES, add_staff, sign_in


def test_the_owner_of_a_pin_is_signed_in(store: Store, manager: Actor, associate: Actor) -> None:
    assert sign_in_by_pin(store, "2468") == manager
    assert sign_in_by_pin(store, "1357") == associate
    with store.read() as session:
        actions = session.scalars(select(AuditEntry.action).where(AuditEntry.action == "staff.signed_in")).all()
    assert len(actions) == 2


def test_a_slip_counts_against_no_name(store: Store, manager: Actor, associate: Actor) -> None:
    with pytest.raises(NotAllowed, match=r"staff\.pin_of_nobody"):
        sign_in_by_pin(store, "9999")
    with store.read() as session:
        assert session.scalars(select(Staff.failed_attempts)).all() == [0, 0]


def test_guessing_ends_but_names_still_work(store: Store, manager: Actor) -> None:
    for guess in range(MOST_FAILURES):
        with pytest.raises(NotAllowed, match=r"staff\.pin_of_nobody"):
            sign_in_by_pin(store, f"000{guess}")
    with pytest.raises(NotAllowed, match=r"staff\.choose_name"):
        sign_in_by_pin(store, "2468")
    assert manager.staff_id is not None
    assert sign_in(store, manager.staff_id, "2468") == manager


def test_a_pin_of_two_asks_for_the_name(store: Store, manager: Actor) -> None:
    with store.begin(Actor("staff", "Root", None, "administrator")) as unit:
        add_staff(unit, "Zoe", "associate", "2468")
        unit.commit()
    with pytest.raises(NotAllowed, match=r"staff\.choose_name"):
        sign_in_by_pin(store, "2468")


def test_who_has_to_wait_waits_here_too(store: Store, manager: Actor) -> None:
    assert manager.staff_id is not None
    for _ in range(MOST_FAILURES):
        with pytest.raises(NotAllowed):
            sign_in(store, manager.staff_id, "0000")
    with pytest.raises(NotAllowed, match=r"staff\.locked"):
        sign_in_by_pin(store, "2468")


def test_who_left_is_not_found(store: Store, manager: Actor) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Staff, manager.staff_id).active = False
        unit.commit()
    with pytest.raises(NotAllowed, match=r"staff\.pin_of_nobody"):
        sign_in_by_pin(store, "2468")
