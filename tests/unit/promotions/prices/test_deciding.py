"""A suggestion waits for a manager; yes writes the price, and both yes and no can be taken back."""

import pytest
from sqlalchemy import select

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.inventory.products import change_price
from shopassistant.promotions.prices.deciding import approve, reject, undo
from shopassistant.promotions.prices.limits import Limits, set_limits
from shopassistant.promotions.prices.listing import Suggestion, list_decided, list_open
from shopassistant.promotions.prices.proposing import last_refused, propose
from shopassistant.store.actor import Actor
from shopassistant.store.check import check_store
from shopassistant.store.schema import AuditEntry, PriceChange, Variant
from tests.unit.promotions.prices.shelf import Shelf


def waiting(shelf: Shelf, actor: Actor) -> dict[str, Suggestion]:
    propose(shelf.store, actor, shelf.adviser().advise())
    with shelf.store.read() as session:
        return {_name(one): one for one in list_open(session)}


def _name(one: Suggestion) -> str:
    return one.name.removesuffix(", M")  # its only size


def price(shelf: Shelf, name: str) -> int:
    with shelf.store.read() as session:
        return session.get_one(Variant, shelf.variants[name]).price_minor


def test_suggestions_wait_the_most_worth_first_and_change_nothing(shelf: Shelf, manager: Actor) -> None:
    found = list(waiting(shelf, manager).values())
    assert len(found) >= 3
    gains = [one.figures.gain_minor for one in found]
    assert gains == sorted(gains, reverse=True)
    assert price(shelf, "calm") == 3_000
    assert len(waiting(shelf, manager)) == len(found), "asked again, the open ones are replaced"


def test_yes_writes_the_price_with_its_history_and_can_be_taken_back(shelf: Shelf, manager: Actor) -> None:
    one = waiting(shelf, manager)["calm"]
    assert approve(shelf.store, manager, one.id).variants == {one.variant_id}
    assert price(shelf, "calm") == one.new_price_minor
    with shelf.store.read() as session:
        change = session.scalars(select(PriceChange).order_by(PriceChange.id.desc())).first()
        assert change is not None
        assert (change.price_minor, change.staff_id) == (one.new_price_minor, manager.staff_id)
        assert list_decided(session)[0].decided_by == "Mia"
    undo(shelf.store, manager, one.id)
    assert price(shelf, "calm") == 3_000
    with shelf.store.read() as session:
        assert list_decided(session)[0].status == "undone"
        actions = list(session.scalars(select(AuditEntry.action)))
    assert {"prices.suggested", "prices.approved", "prices.undone"} <= set(actions)
    assert check_store(shelf.store).is_fine


def test_no_is_remembered_and_can_be_taken_back(shelf: Shelf, manager: Actor) -> None:
    one = waiting(shelf, manager)["calm"]
    reject(shelf.store, manager, one.id, "season")
    with shelf.store.read() as session:
        assert "calm" not in [_name(row) for row in list_open(session)]
        assert one.variant_id in last_refused(session)
    undo(shelf.store, manager, one.id)
    with shelf.store.read() as session:
        assert "calm" in [_name(row) for row in list_open(session)]
        assert one.variant_id not in last_refused(session)


def test_a_price_that_moved_meanwhile_is_not_overwritten(shelf: Shelf, manager: Actor) -> None:
    one = waiting(shelf, manager)["calm"]
    change_price(shelf.store, manager, one.variant_id, 3_333)
    with pytest.raises(Conflict, match=r"prices\.moved"):
        approve(shelf.store, manager, one.id)
    assert price(shelf, "calm") == 3_333


def test_undo_leaves_a_newer_price_alone(shelf: Shelf, manager: Actor) -> None:
    one = waiting(shelf, manager)["calm"]
    approve(shelf.store, manager, one.id)
    change_price(shelf.store, manager, one.variant_id, 3_333)
    with pytest.raises(Conflict, match=r"prices\.moved"):
        undo(shelf.store, manager, one.id)


def test_another_price_may_be_chosen_but_not_below_cost(shelf: Shelf, manager: Actor) -> None:
    one = waiting(shelf, manager)["calm"]
    with pytest.raises(UserError, match=r"prices\.outside"):
        approve(shelf.store, manager, one.id, price_minor=900)
    approve(shelf.store, manager, one.id, price_minor=3_100)
    assert price(shelf, "calm") == 3_100


def test_decided_is_decided(shelf: Shelf, manager: Actor) -> None:
    one = waiting(shelf, manager)["calm"]
    reject(shelf.store, manager, one.id)
    for again in (approve, reject):
        with pytest.raises(Conflict, match=r"prices\.decided"):
            again(shelf.store, manager, one.id)
    with pytest.raises(UserError, match=r"prices\.reason_unknown"):
        reject(shelf.store, manager, one.id, "because")
    with pytest.raises(NotFound):
        approve(shelf.store, manager, 12_345)


def test_nothing_is_automatic_unless_it_was_allowed(shelf: Shelf, manager: Actor) -> None:
    set_limits(shelf.store, manager, Limits(automatic=True), variant_id=shelf.variants["calm"])
    done = propose(shelf.store, manager, shelf.adviser().advise())
    assert done.taken == 1
    assert shelf.variants["calm"] in done.changes.variants
    assert price(shelf, "calm") > 3_000
    assert price(shelf, "lively") == 3_000
    with shelf.store.read() as session:
        (row,) = list_decided(session)
    assert (_name(row), row.status, row.decided_by) == ("calm", "approved", "")
    undo(shelf.store, manager, row.id)
    assert price(shelf, "calm") == 3_000


def test_an_associate_decides_nothing(shelf: Shelf, manager: Actor, associate: Actor) -> None:
    one = waiting(shelf, manager)["calm"]
    for refused in (approve, reject, undo):
        with pytest.raises(NotAllowed):
            refused(shelf.store, associate, one.id)
    with pytest.raises(NotAllowed):
        propose(shelf.store, associate, [])


def test_what_was_written_down_is_said_as_it_was_advised(shelf: Shelf, manager: Actor) -> None:
    advice = {one.goods.id: one for one in shelf.adviser().advise()}
    propose(shelf.store, manager, list(advice.values()))
    with shelf.store.read() as session:
        rows = list_open(session)
    assert rows
    for language in ("en", "de"):
        say = Catalogue(language).say
        for row in rows:
            said = [say(code, values) for code, values in row.figures.reasons]
            assert said == [say(code, values) for code, values in advice[row.variant_id].reasons]
