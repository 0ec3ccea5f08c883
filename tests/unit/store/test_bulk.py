"""Rows written by column are the rows that objects would write: same text for times, same defaults, same refusals."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from shopassistant.core.progress import Cancelled
from shopassistant.store import bulk
from shopassistant.store.actor import SYSTEM
from shopassistant.store.bulk import insert_columns
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer, FollowUp, Location, Product, Variant

MOMENT = datetime(2026, 5, 6, 9, 30, 15, 250_000, tzinfo=UTC)


def test_rows_by_column_equal_rows_by_object(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.add(Product(id=1, code="A", name="x", attributes={"é": 1}, created_at=MOMENT))
        unit.session.flush()
        at = np.array([MOMENT.replace(tzinfo=None)], dtype="datetime64[us]")
        columns = {"id": [2], "code": ["B"], "name": ["x"], "attributes": [{"é": 1}], "created_at": at}
        assert insert_columns(unit.session.connection(), Product, columns) == 1
        insert_columns(unit.session.connection(), Product, columns | {"id": [3], "code": ["C"], "created_at": [MOMENT]})
        first, *others = unit.session.execute(text("SELECT * FROM product ORDER BY id")).mappings()
        for other in others:
            assert {**other, "id": 1, "code": "A"} == {**first}


def test_missing_values_and_dates(store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.add(Customer(id=1, number="C1", created_at=MOMENT, updated_at=MOMENT))
        unit.session.flush()
        done = np.array(["NaT", "2026-05-06T10:00:00"], dtype="datetime64[s]")
        insert_columns(
            unit.session.connection(),
            FollowUp,
            {
                "customer_id": np.array([1, 1]),
                "text": ["a", "b"],
                "due_on": [date(2026, 5, 6), date(2026, 5, 7)],
                "staff_id": [None, None],
                "created_at": np.full(2, np.datetime64("2026-05-01T08:00:00")),
                "done_at": done,
            },
        )
        rows = unit.session.scalars(select(FollowUp).order_by(FollowUp.id)).all()
        assert [row.done_at for row in rows] == [None, datetime(2026, 5, 6, 10, tzinfo=UTC)]
        assert [row.due_on for row in rows] == [date(2026, 5, 6), date(2026, 5, 7)]


def test_constraints_hold(store: Store) -> None:
    with store.begin(SYSTEM) as unit, pytest.raises(IntegrityError):
        insert_columns(unit.session.connection(), Variant, {"product_id": [1], "sku": ["x"], "price_minor": [1]})


@pytest.mark.parametrize("columns", [{"code": ["a", "b"], "name": ["a"]}, {"code": ["a"], "nmae": ["a"]}])
def test_columns_that_do_not_fit_are_our_bug(store: Store, columns: dict[str, list[str]]) -> None:
    with store.begin(SYSTEM) as unit, pytest.raises(ValueError, match="location"):
        insert_columns(unit.session.connection(), Location, columns)


def test_steps_are_told_and_may_stop(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "STEP", 4)
    names = [f"L{number}" for number in range(10)]
    told: list[int] = []
    with store.begin(SYSTEM) as unit:
        assert insert_columns(unit.session.connection(), Location, {"code": names, "name": names}, told.append) == 10
        assert insert_columns(unit.session.connection(), Location, {"code": [], "name": []}, told.append) == 0
    assert told == [4, 8, 10]

    def stop(written: int) -> None:
        raise Cancelled

    with store.begin(SYSTEM) as unit, pytest.raises(Cancelled):
        insert_columns(unit.session.connection(), Location, {"code": names, "name": names}, stop)
    with store.read() as session:
        assert session.scalars(select(Location.code)).all() == ["SHOP"]
