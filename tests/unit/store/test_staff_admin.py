"""Only administrators manage staff, nobody locks the shop out, and a new PIN works at once."""

import pytest
from sqlalchemy import select

from shopassistant.core.errors import NotAllowed, NotFound, UserError
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry
from shopassistant.store.staff import add_staff, list_staff, sign_in
from shopassistant.store.staff_admin import all_staff, hire, set_active, set_pin, set_role


@pytest.fixture
def owner(store: Store) -> Actor:
    with store.begin(SYSTEM) as unit:
        staff_id = add_staff(unit, "Rosa", "administrator", "8642")
        unit.commit()
    return Actor("staff", "Rosa", staff_id, "administrator")


def test_hire_leave_and_come_back(store: Store, owner: Actor) -> None:
    staff_id = hire(store, owner, "Jo", "associate", "1111")
    set_active(store, owner, staff_id, False)
    assert [one.name for one in list_staff(store)] == ["Rosa"]
    assert [(one.name, one.active) for one in all_staff(store)] == [("Rosa", True), ("Jo", False)]
    with pytest.raises(NotFound):
        sign_in(store, staff_id, "1111")
    set_active(store, owner, staff_id, True)
    assert sign_in(store, staff_id, "1111").name == "Jo"


def test_the_last_administrator_stays(store: Store, owner: Actor) -> None:
    assert owner.staff_id is not None
    with pytest.raises(UserError, match="last_administrator"):
        set_active(store, owner, owner.staff_id, False)
    assert all_staff(store)[0].active


def test_a_colleague_gets_another_role(store: Store, owner: Actor) -> None:
    staff_id = hire(store, owner, "Jo", "associate", "1111")
    set_role(store, owner, staff_id, "manager")
    assert sign_in(store, staff_id, "1111").role == "manager"
    with store.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "staff.role_changed")).one()
    assert entry.details == {"before": "associate", "after": "manager"}
    with pytest.raises(UserError, match="role_unknown"):
        set_role(store, owner, staff_id, "owner")


def test_the_last_administrator_keeps_the_role(store: Store, owner: Actor) -> None:
    assert owner.staff_id is not None
    with pytest.raises(UserError, match="last_administrator"):
        set_role(store, owner, owner.staff_id, "manager")
    other = hire(store, owner, "Al", "administrator", "1234")
    set_role(store, owner, owner.staff_id, "manager")
    assert {one.id: one.role for one in all_staff(store)} == {owner.staff_id: "manager", other: "administrator"}


def test_a_new_pin_works_and_the_old_one_does_not(store: Store, owner: Actor) -> None:
    staff_id = hire(store, owner, "Jo", "associate", "1111")
    jo = sign_in(store, staff_id, "1111")
    set_pin(store, jo, staff_id, "2222")
    assert sign_in(store, staff_id, "2222") == jo
    with pytest.raises(NotAllowed):
        sign_in(store, staff_id, "1111")


def test_others_may_not(store: Store, owner: Actor) -> None:
    assert owner.staff_id is not None
    staff_id = hire(store, owner, "Jo", "manager", "1111")
    jo = Actor("staff", "Jo", staff_id, "manager")
    for refused in (
        lambda: set_active(store, jo, owner.staff_id or 0, False),
        lambda: set_pin(store, jo, owner.staff_id or 0, "9999"),
        lambda: set_role(store, jo, staff_id, "administrator"),
        lambda: hire(store, jo, "Al", "associate", "1234"),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(UserError):
        set_pin(store, owner, staff_id, "12")
    with pytest.raises(NotFound):
        set_pin(store, owner, 999, "1234")
