"""What runs at every keystroke and for every profile is answered by indexes, never by reading a whole table."""

from typing import Any

import pytest
from sqlalchemy import Select, TextClause, text
from sqlalchemy.dialects import sqlite

from shopassistant.customers import details, habits
from shopassistant.store import search_sqlite
from shopassistant.store.database import Store

_TYPED = {
    "tail of a phone": search_sqlite._BY_TAIL,
    "contact": search_sqlite._BY_CONTACT,
    "number": search_sqlite._BY_NUMBER,
    "receipt": search_sqlite._BY_RECEIPT,
}
_VALUES = {"four": "4711", "tail": "4711", "kind": "phone", "first": "1", "last": "2", "limit": 20}


def plan(store: Store, statement: TextClause, values: dict[str, object]) -> list[str]:
    """The steps SQLite takes."""
    with store.read() as session:
        rows = session.execute(text(f"EXPLAIN QUERY PLAN {statement.text}"), values)
        return [row[3] for row in rows]


@pytest.mark.parametrize("name", sorted(_TYPED))
def test_look_ups_use_an_index(store: Store, name: str) -> None:
    steps = plan(store, _TYPED[name], dict(_VALUES))
    assert all("USING" in step and "SCAN" not in step for step in steps), steps


def test_the_end_of_a_phone_number_has_an_index_of_its_own(store: Store) -> None:
    assert "ix_contact_phone_tail" in plan(store, search_sqlite._BY_TAIL, dict(_VALUES))[0]


@pytest.mark.parametrize("statement", [details._ROWS, details._VALUES, details._CONTACTS, habits._BOUGHT])
def test_details_use_indexes(store: Store, statement: Select[Any]) -> None:
    compiled = statement.params(ids=[1, 2], customer_id=1).compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
    with store.read() as session:
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
        steps = [row[3] for row in rows]
    # A common table expression is read through once: that is the one scan there may be.
    assert not [step for step in steps if step.startswith("SCAN") and "anon" not in step], steps
