"""The snapshot: brought up to date by what was written, the same as made anew, kept beside the store, never trusted."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import numpy as np
import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.inventory.dashboard import dashboard as module
from shopassistant.inventory.dashboard.dashboard import Dashboard
from shopassistant.inventory.dashboard.figures import figures
from shopassistant.inventory.dashboard.keeping import figures_folder
from shopassistant.inventory.dashboard.reading import Want
from shopassistant.inventory.dashboard.rows import list_ids, load_lines
from shopassistant.inventory.dashboard.shelves import columns_of
from shopassistant.inventory.dashboard.slicing import Filter
from shopassistant.inventory.products import NewProduct, NewVariant, add_product, change_price, set_active
from shopassistant.store.actor import Actor
from shopassistant.store.artefacts import version_folder
from shopassistant.store.database import Store, open_store
from tests.unit.inventory.dashboard.shop import NOW, TODAY, a_dashboard, a_supplier, an_order, move, sell
from tests.unit.shop_rows import a_product


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...] | None]:
    """Which variants were read, refresh by refresh; None for all."""
    seen: list[tuple[int, ...] | None] = []
    whole = module.build_tables

    def build(session: object, want: Want, *rest: object) -> object:
        seen.append(want.variants)
        return whole(session, want, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "build_tables", build)
    return seen


def same(one: Dashboard, other: Dashboard) -> None:
    """Both hold the same columns; places by name may differ where a name came after all were read."""
    assert one.snapshot is not None
    assert other.snapshot is not None
    for table in ("variants", "shelves"):
        left, right = columns_of(getattr(one.snapshot, table)), columns_of(getattr(other.snapshot, table))
        for name in left.keys() - {"rank"}:
            np.testing.assert_array_equal(left[name], right[name], err_msg=name)


def test_what_changed_is_read_and_nothing_else_and_it_equals_a_fresh_look(
    store: Store, manager: Actor, reads: list[tuple[int, ...] | None]
) -> None:
    (scarf,) = a_product(store, "Scarf", stock=10, supplier="Mill")
    (hat,) = a_product(store, "Hat", stock=4, supplier="Mill")
    (cap,) = a_product(store, "Cap", stock=4, supplier="Mill")
    board = a_dashboard(store)
    assert board.refresh() is False
    sell(store, scarf, 2, 3)
    assert board.refresh() is True
    change_price(store, manager, hat, 999)
    board.refresh()
    an_order(store, 1, cap, 5, TODAY + timedelta(days=2))
    board.refresh()
    set_active(store, manager, cap, False)
    board.refresh()
    added = add_product(store, manager, NewProduct("Belt", (NewVariant(1500, cost_minor=500),)))
    board.refresh()
    assert reads == [None, (scarf,), (hat,), (cap,), (cap,), added.variant_ids]
    same(board, a_dashboard(store))
    part = board.part(Filter())
    assert part is not None
    assert load_lines(part, [scarf])[scarf].units == 8
    assert load_lines(part, [cap])[cap].due == 5
    assert list_ids(part)[-1] == added.variant_ids[0]  # by name among the others once all is read again


def test_a_withdrawn_product_without_stock_is_gone_from_the_figures(store: Store, manager: Actor) -> None:
    (scarf,) = a_product(store, "Scarf", stock=0)
    board = a_dashboard(store)
    set_active(store, manager, scarf, False)
    board.refresh()
    part = board.part(Filter())
    assert part is not None
    assert figures(part).products == 0


def test_another_day_and_a_changed_supplier_read_everything(
    store: Store, manager: Actor, reads: list[tuple[int, ...] | None]
) -> None:
    a_product(store, "Scarf", stock=10)
    board = a_dashboard(store)
    store.clock = FixedClock(NOW + timedelta(days=1))
    board.refresh()
    a_supplier(store, "Mill", 3)
    with store.begin(manager) as unit:
        unit.audit("supplier.changed", "supplier", 1)
        unit.commit()
    board.refresh()
    assert reads == [None, None, None]


def test_a_new_window_takes_the_kept_figures_and_reads_only_what_came_since(
    store: Store, reads: list[tuple[int, ...] | None]
) -> None:
    (scarf,) = a_product(store, "Scarf", stock=10)
    before = a_dashboard(store)
    sell(store, scarf, 1, 1)
    later = Dashboard(store)
    assert later.load() is True
    same(before, later)
    later.refresh()
    assert reads == [None, (scarf,)]


def test_damaged_figures_are_not_used_but_made_anew(store: Store) -> None:
    a_product(store, "Scarf", stock=10)
    before = a_dashboard(store)
    folder = figures_folder(store.path)
    name = version_folder.current(folder)
    assert name is not None
    victim = folder / name / "shelf_units.npy"
    raw = bytearray(victim.read_bytes())
    raw[-1] ^= 1
    victim.write_bytes(raw)
    later = Dashboard(store)
    assert later.load() is False
    assert later.refresh() is True
    same(before, later)


def test_a_backup_brought_back_is_read_whole(store: Store, reads: list[tuple[int, ...] | None]) -> None:
    (scarf,) = a_product(store, "Scarf", stock=10)
    copy = store.path.with_name("copy.db")
    with closing(sqlite3.connect(store.path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    move(store, scarf, 3, "delivery", 1)
    board = a_dashboard(store)
    board.store = open_store(copy, clock=FixedClock(NOW))
    board.refresh()
    board.store.close()
    assert reads == [None, None]
    part = board.part(Filter())
    assert part is not None
    assert load_lines(part, [scarf])[scarf].units == 10
