"""`check` finds documents that no longer say what the ledger says."""

import shutil
from pathlib import Path

import pytest

from shopassistant.inventory.counting.booking import book_count
from shopassistant.inventory.counting.entries import enter
from shopassistant.inventory.counting.sessions import open_count
from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine
from shopassistant.inventory.purchasing.receiving import receive
from shopassistant.inventory.purchasing.sending import cancel_order
from shopassistant.inventory.transfers import receive_transfer, ship
from shopassistant.store.actor import SYSTEM
from shopassistant.store.check import Finding, check_store
from shopassistant.store.database import open_store
from tests.unit.inventory.stockroom import Calendar, Stockroom, make_stockroom
from tests.unit.store.shops import tamper


def paperwork(room: Stockroom) -> None:
    """Orders in three states, with something broken; a count that is booked and one that is open; so with transfers."""
    one, two, _ = room.variants
    order = room.order((one, 10, 300), (two, 4, 500)).order_id
    first, second = room.order_lines(order)
    lines = (ArrivedLine(one, 6, 1, first.id), ArrivedLine(two, 4, 0, second.id))
    receive(room.store, SYSTEM, Arrival(room.shop, lines, order, damaged_location_id=room.broken))
    cancel_order(room.store, SYSTEM, room.order((one, 3, 300)).order_id)
    room.order((one, 3, 300), sent=False)
    for booked in (True, False):
        count = open_count(room.store, SYSTEM, room.shop).count_id
        enter(room.store, SYSTEM, count, one, 5)
        if booked:
            book_count(room.store, SYSTEM, count)
    for arrives in (True, False):
        transfer = ship(room.store, SYSTEM, room.shop, room.back, {one: 2}).transfer_id
        if arrives:
            line = room.transfer_lines(transfer)[0].id
            receive_transfer(room.store, SYSTEM, transfer, {line: 1}, {line: 1})


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed shop with paperwork that is as it must be."""
    path = tmp_path_factory.mktemp("paperwork") / "shop.db"
    store = open_store(path, create=True, clock=Calendar())
    paperwork(make_stockroom(store))
    assert check_store(store).is_fine
    store.close()
    return path


def findings(path: Path) -> dict[str, Finding]:
    store = open_store(path)
    report = check_store(store)
    store.close()
    return {finding.code: finding for finding in report.findings}


@pytest.mark.parametrize(
    ("statement", "code", "example"),
    [
        ("UPDATE goods_receipt_line SET units = 7 WHERE id = 1", "check.receipts", "GR000001"),
        ("UPDATE goods_receipt_line SET damaged_units = 2 WHERE id = 1", "check.receipts", "GR000001"),
        ("UPDATE goods_receipt_line SET variant_id = 3 WHERE id = 2", "check.receipts", "GR000001"),
        ("UPDATE goods_receipt SET location_id = 2", "check.receipts", "GR000001"),
        ("UPDATE purchase_order_line SET units_received = 5 WHERE id = 1", "check.orders_received", "PO000001"),
        ("UPDATE purchase_order SET status = 'received' WHERE id = 1", "check.order_status", "PO000001"),
        ("UPDATE purchase_order SET status = 'sent' WHERE id = 2", "check.order_status", "PO000002"),
        ("UPDATE purchase_order SET status = 'sent' WHERE id = 3", "check.order_status", "PO000003"),
        ("UPDATE stock_count_line SET counted_units = 9 WHERE count_id = 1", "check.counts", "SC000001"),
        ("UPDATE stock_count SET status = 'cancelled' WHERE id = 1", "check.counts", "SC000001"),
        ("UPDATE stock_count_line SET outcome = 'skipped' WHERE count_id = 1", "check.counts", "SC000001"),
        ("UPDATE stock_transfer_line SET units_missing = 0 WHERE id = 1", "check.transfers", "TR000001"),
        ("UPDATE stock_transfer SET status = 'received' WHERE id = 2", "check.transfers", "TR000002"),
        ("DELETE FROM stock_transfer_movement WHERE line_id = 2", "check.transfers", "TR000002"),
        ("UPDATE stock_level SET quantity = 3 WHERE location_id > 3", "check.transit", "V0 @ TRANSIT"),
        ("DELETE FROM purchase_order WHERE id = 3", "check.document_numbers", "PO000004"),
    ],
)
def test_each_way_to_be_wrong_is_found(shop: Path, tmp_path: Path, statement: str, code: str, example: str) -> None:
    path = tmp_path / "shop.db"
    shutil.copy(shop, path)
    tamper(path, statement)
    assert findings(path)[code].examples == (example,)
