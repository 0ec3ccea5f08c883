"""A customer made by mistake is taken back, unless something has come of them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.customers import edit
from shopassistant.customers.search import CustomerSearch
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Basket, Contact, Customer, Location
from tests.unit.customers.conftest import AddSale

LINE = "Zora Quist 020 7946 0958 zora@x.org"


def _make(store: Store, actor: Actor) -> int:
    return edit.create_from_line(store, actor, LINE).customer_id


def _add_basket(store: Store, customer_id: int, terminal: str, status: str = "open") -> int:
    with store.begin(SYSTEM) as unit:
        location = unit.session.query(Location.id).first()
        assert location is not None
        now = unit.clock.now()
        basket = Basket(
            status=status,
            terminal=terminal,
            customer_id=customer_id,
            location_id=location[0],
            created_at=now,
            changed_at=now,
        )
        unit.session.add(basket)
        unit.session.flush()
        unit.commit()
        return basket.id


def test_nobody_finds_a_customer_taken_back(store: Store, associate: Actor) -> None:
    search = CustomerSearch(store)
    who = _make(store, associate)
    asked = ("zora quist", "zora", "020 7946 0958", "0958", "zora@x.org", "C000001")
    assert all(search.find(text) for text in asked)
    assert edit.undo_create(store, associate, who).customers == {who}
    assert not any(search.find(text) for text in asked)
    with store.read() as session:
        kept = session.get_one(Customer, who)
        assert (kept.status, kept.number) == ("erased", "C000001")
        assert session.query(Contact).count() == 0
        entry = session.query(AuditEntry).filter_by(action="customer.taken_back").one()
        assert (entry.subject_id, entry.staff_id) == (who, associate.staff_id)
    with pytest.raises(UserError, match="erased"):
        edit.undo_create(store, associate, who)
    assert edit.create_from_line(store, associate, LINE).number == "C000002"


@pytest.mark.parametrize(
    "write",
    [
        lambda store, actor, who: edit.add_note(store, actor, who, "Likes green"),
        lambda store, actor, who: edit.add_follow_up(store, actor, who, "Call", date(2030, 1, 1)),
        lambda store, actor, who: edit.set_consent(store, actor, who, "email", True, source="counter"),
        lambda store, actor, who: edit.add_important_date(store, actor, who, "Birthday", 5, 4),
        lambda store, _actor, who: _add_basket(store, who, "till-2"),
        lambda store, _actor, who: _add_basket(store, who, "till-1", "held"),
    ],
    ids=["note", "follow_up", "consent", "date", "other_window", "held"],
)
def test_whoever_is_known_already_stays(
    store: Store, associate: Actor, write: Callable[[Store, Actor, int], object]
) -> None:
    who = _make(store, associate)
    write(store, associate, who)
    with pytest.raises(Conflict, match="undo_used"):
        edit.undo_create(store, associate, who, "till-1")
    with store.read() as session:
        assert session.get_one(Customer, who).status == "active"
        assert session.query(Contact).count() == 2


def test_whoever_has_bought_stays(store: Store, associate: Actor, add_sale: AddSale) -> None:
    who = _make(store, associate)
    add_sale(who, "R-1")
    with pytest.raises(Conflict, match="undo_used"):
        edit.undo_create(store, associate, who)


def test_the_own_basket_becomes_a_walk_ins(store: Store, associate: Actor) -> None:
    who = _make(store, associate)
    basket = _add_basket(store, who, "till-1")
    _add_basket(store, who, "till-2", "dropped")
    assert edit.undo_create(store, associate, who, "till-1").baskets == {basket}
    with store.read() as session:
        assert session.get_one(Basket, basket).customer_id is None


def test_a_day_is_the_longest(store: Store, associate: Actor) -> None:
    for age, is_late in ((timedelta(hours=23), False), (timedelta(hours=25), True)):
        who = _make(store, associate)
        with store.begin(SYSTEM) as unit:
            unit.session.get_one(Customer, who).created_at = unit.clock.now() - age
            unit.commit()
        if is_late:
            with pytest.raises(Conflict, match="undo_late"):
                edit.undo_create(store, associate, who)
        else:
            edit.undo_create(store, associate, who)


def test_only_staff_and_only_who_is_there(store: Store, associate: Actor) -> None:
    who = _make(store, associate)
    with pytest.raises(NotAllowed):
        edit.undo_create(store, Actor("kiosk", "kiosk"), who)
    with pytest.raises(NotFound):
        edit.undo_create(store, associate, who + 100)
