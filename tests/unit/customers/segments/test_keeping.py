"""Segments are saved with their members, kept fresh, brought back to what they meant, and taken out of use."""

from datetime import timedelta

import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.core.progress import Cancelled
from shopassistant.customers.segments.definitions import ClusterLabel, RfmGroups
from shopassistant.customers.segments.keeping import (
    archive_segment,
    bring_back_segment,
    restore_version,
    save_segment,
)
from shopassistant.customers.segments.listing import list_refreshes, list_segments, list_versions, load_segment
from shopassistant.customers.segments.membership import members, segments_of
from shopassistant.customers.segments.refreshing import refresh
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale

NEW = RfmGroups(("new",))
LOST = RfmGroups(("lost", "hibernating"))


@pytest.fixture
def people(store: Store) -> list[int]:
    """Six customers; the later one in the list, the later they bought, once each. The clock stands a day later."""
    variant = a_product(store, stock=None)[0]
    found = [a_customer(store, "Ann", f"Lee {place}") for place in range(6)]
    for place, who in enumerate(found):
        a_sale(store, variant, customer_id=who, at=AT + timedelta(days=40 * place), price=1000 + place)
    store.clock = FixedClock(AT + timedelta(days=201))
    return found


def ids(store: Store, segment_id: int) -> list[int]:
    with store.read() as session:
        return members(session, segment_id).tolist()


def test_a_saved_segment_has_its_members(store: Store, manager: Actor, people: list[int]) -> None:
    saved = save_segment(store, manager, "  New   ones ", NEW, description="Bought once")
    assert ids(store, saved.segment_id) == people[-2:]
    assert saved.changes.segments == {saved.segment_id}
    with store.read() as session:
        line = load_segment(session, saved.segment_id)
        assert segments_of(session, people[-1]) == {saved.segment_id}
        assert segments_of(session, people[0]) == frozenset()
    assert (line.name, line.members, line.version, line.staff) == ("New ones", 2, 1, "Mia")
    assert line.definition == NEW


def test_a_refresh_lets_customers_join_and_leave(store: Store, manager: Actor, people: list[int]) -> None:
    saved = save_segment(store, manager, "New ones", NEW)
    a_sale(store, a_product(store, stock=None)[0], customer_id=people[-1], at=AT + timedelta(days=200, hours=23))
    newcomer = a_customer(store)
    a_sale(store, a_product(store, stock=None)[0], customer_id=newcomer, at=AT + timedelta(days=200, hours=20))
    done = refresh(store, manager, saved.segment_id)
    assert newcomer in ids(store, saved.segment_id)
    assert done.segments[0].members == len(ids(store, saved.segment_id))
    with store.read() as session:
        looks = list_refreshes(session, saved.segment_id)
    assert [(look.joined, look.left) for look in looks][-1] == (2, 0)
    assert looks[0].joined == done.segments[0].joined >= 1


def test_who_stays_keeps_the_day_they_came(store: Store, manager: Actor, people: list[int]) -> None:
    from shopassistant.store.schema import SegmentMember

    saved = save_segment(store, manager, "New ones", NEW)
    store.clock = FixedClock(AT + timedelta(days=202))
    refresh(store, manager)
    with store.read() as session:
        row = session.get(SegmentMember, (saved.segment_id, people[-1]))
    assert row is not None
    assert row.since == AT + timedelta(days=201)


def test_a_change_is_a_version_that_can_be_brought_back(store: Store, manager: Actor, people: list[int]) -> None:
    first = save_segment(store, manager, "Ones to write to", NEW)
    second = save_segment(store, manager, "Ones to win back", LOST, segment_id=first.segment_id, version=1)
    assert second.version == 2
    assert people[0] in ids(store, first.segment_id)
    third = restore_version(store, manager, first.segment_id, 1)
    assert ids(store, first.segment_id) == people[-2:]
    with store.read() as session:
        versions = list_versions(session, first.segment_id)
    assert [(one.number, one.name) for one in versions] == [
        (3, "Ones to write to"), (2, "Ones to win back"), (1, "Ones to write to")
    ]  # fmt: skip
    assert third.version == 3


def test_two_who_change_the_same_segment_do_not_overwrite_each_other(
    store: Store, manager: Actor, people: list[int]
) -> None:
    saved = save_segment(store, manager, "New ones", NEW)
    save_segment(store, manager, "Mine", NEW, segment_id=saved.segment_id, version=1)
    with pytest.raises(Conflict, match=r"segment\.changed_meanwhile"):
        save_segment(store, manager, "Theirs", LOST, segment_id=saved.segment_id, version=1)
    with store.read() as session:
        assert load_segment(session, saved.segment_id).name == "Mine"


def test_an_archived_segment_is_out_of_use_and_comes_back(store: Store, manager: Actor, people: list[int]) -> None:
    saved = save_segment(store, manager, "New ones", NEW)
    archive_segment(store, manager, saved.segment_id)
    with store.read() as session:
        assert list_segments(session) == ()
        assert [one.is_archived for one in list_segments(session, archived=True)] == [True]
        assert segments_of(session, people[-1]) == frozenset()
    with pytest.raises(NotFound, match=r"segment\.unknown"):
        refresh(store, manager, saved.segment_id)
    other = save_segment(store, manager, "NEW ONES", NEW)
    with pytest.raises(UserError, match=r"segment\.name_taken"):
        bring_back_segment(store, manager, saved.segment_id)
    archive_segment(store, manager, other.segment_id)
    bring_back_segment(store, manager, saved.segment_id)
    with store.read() as session:
        assert [one.id for one in list_segments(session)] == [saved.segment_id]


@pytest.mark.parametrize(
    ("name", "definition", "code"),
    [
        (" ", NEW, "segment.name_missing"),
        ("x" * 81, NEW, "segment.name_long"),
        ("x", RfmGroups(()), "segment.definition"),
        ("x", RfmGroups(("dear friends",)), "segment.group"),
        ("x", ClusterLabel(7, 0), "segment.clustering_unknown"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_left_behind(
    store: Store, manager: Actor, name: str, definition: RfmGroups | ClusterLabel, code: str
) -> None:
    with pytest.raises(UserError, match=code.replace(".", r"\.")):
        save_segment(store, manager, name, definition)
    with store.read() as session:
        assert list_segments(session, archived=True) == ()


def test_only_managers_make_segments_and_anybody_on_the_staff_refreshes(
    store: Store, manager: Actor, associate: Actor, people: list[int]
) -> None:
    with pytest.raises(NotAllowed):
        save_segment(store, associate, "New ones", NEW)
    saved = save_segment(store, manager, "New ones", NEW)
    assert refresh(store, associate).segments[0].segment_id == saved.segment_id


def test_who_refused_personalisation_is_in_no_segment_made_from_purchases(
    store: Store, manager: Actor, people: list[int]
) -> None:
    from shopassistant.customers.consent import set_consent

    set_consent(store, manager, people[-1], "personalisation", True, at=AT)
    set_consent(store, manager, people[-1], "personalisation", False, at=AT + timedelta(days=1))
    set_consent(store, manager, people[-2], "personalisation", False, at=AT)
    set_consent(store, manager, people[-2], "personalisation", True, at=AT + timedelta(days=1))
    saved = save_segment(store, manager, "New ones", NEW)
    assert people[-1] not in ids(store, saved.segment_id)
    assert people[-2] in ids(store, saved.segment_id)


def test_a_look_that_is_stopped_changes_nothing(store: Store, manager: Actor, people: list[int]) -> None:
    class Stop:
        def report(self, stage: str, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        save_segment(store, manager, "New ones", NEW, progress=Stop())
    with store.read() as session:
        assert list_segments(session, archived=True) == ()


def test_what_was_done_stands_in_the_audit_trail(store: Store, manager: Actor, people: list[int]) -> None:
    saved = save_segment(store, manager, "New ones", NEW)
    refresh(store, manager)
    archive_segment(store, manager, saved.segment_id)
    with store.read() as session:
        trail = [row.action for row in session.query(AuditEntry).filter_by(subject_type="segment")]
    assert trail == ["segment.saved", "segment.refreshed", "segment.archived"]
