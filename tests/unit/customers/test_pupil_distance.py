"""A pupil distance somebody noted is found in their own words; a telephone number is none."""

import pytest

from shopassistant.customers.edit import add_note
from shopassistant.customers.pupil_distance import noted_pupil_distance, read_pupil_distance
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.unit.sales.shop import make_customer


@pytest.mark.parametrize(
    ("text", "distance"),
    [
        ("PD 63", 63.0),
        ("new prescription, PD: 62.5 mm, likes round", 62.5),
        ("Pupillendistanz 64,5", 64.5),
        ("IPD = 58", 58.0),
        ("pd 31/32.5", 63.5),
        ("Pupil distance (far) 66", 66.0),
        ("PD 31", None),  # one eye only
        ("PD 120", None),
        ("call 63 Park Street", None),
        ("speed 63", None),
        ("PD unknown", None),
    ],
)
def test_it_is_read_as_opticians_write_it(text: str, distance: float | None) -> None:
    assert read_pupil_distance(text) == distance


def test_the_newest_note_that_says_one_counts(store: Store, manager: Actor) -> None:
    ada = make_customer(store)
    with store.read() as session:
        assert noted_pupil_distance(session, ada) is None
    for text in ("PD 61", "PD 62.5", "brings her sister on Friday"):
        add_note(store, manager, ada, text)
    with store.read() as session:
        found = noted_pupil_distance(session, ada)
    assert found is not None
    assert found.distance_mm == 62.5
