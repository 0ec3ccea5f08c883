"""`check` finds each way in which books can be wrong, names an example, and is silent about good ones."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.core.messages import Catalogue
from shopassistant.core.progress import Cancelled
from shopassistant.store.actor import SYSTEM
from shopassistant.store.check import Finding, check_store
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import NumberSeries
from tests.unit.store.shops import sell, tamper, write_books


@pytest.fixture
def path(store: Store) -> Path:
    """A closed shop whose books agree."""
    write_books(store)
    store.close()
    return store.path


def findings(path: Path) -> dict[str, Finding]:
    store = open_store(path)
    report = check_store(store)
    store.close()
    return {finding.code: finding for finding in report.findings}


def test_good_books_are_fine(store: Store) -> None:
    assert check_store(store).is_fine  # an empty shop too
    write_books(store)
    report = check_store(store)
    assert report.findings == ()
    assert report.counts == {"customer": 2, "sale": 4, "sale_line": 7, "stock_movement": 9}


@pytest.mark.parametrize(
    ("statement", "code", "count", "example"),
    [
        ("UPDATE stock_level SET quantity = 7 WHERE variant_id = 1", "check.ledger", 1, "SKU-1 @ SHOP"),
        ("UPDATE stock_level SET is_counted = 0", "check.ledger", 2, "SKU-1 @ SHOP"),
        ("DELETE FROM stock_level WHERE variant_id = 2", "check.ledger", 1, "SKU-2 @ SHOP"),
        ("DELETE FROM stock_movement WHERE reason = 'return'", "check.ledger", 1, "SKU-1 @ SHOP"),
        ("UPDATE sale SET gross_minor = 1, total_minor = 1 WHERE id = 2", "check.sale_sums", 1, "R000002"),
        ("UPDATE sale SET gross_minor = 5000, discount_minor = 1000 WHERE id = 2", "check.sale_sums", 1, "R000002"),
        ("UPDATE sale SET tax_minor = 1 WHERE id = 3", "check.sale_sums", 1, "R000003"),
        ("DELETE FROM sale_line WHERE sale_id = 2", "check.sale_sums", 1, "R000002"),
        ("UPDATE tender SET amount_minor = 1 WHERE sale_id = 1", "check.tenders", 1, "R000001"),
        ("DELETE FROM tender WHERE sale_id = 2", "check.tenders", 1, "R000002"),
        ("UPDATE sale_line SET quantity = -9 WHERE returns_line_id = 1", "check.over_returned", 1, "R000001"),
        ("UPDATE sale_line SET variant_id = 2 WHERE returns_line_id = 1", "check.over_returned", 1, "R000001"),
        ("UPDATE barcode SET variant_id = 99 WHERE variant_id = 1", "check.barcodes", 1, "4000000000001"),
        ("UPDATE barcode SET variant_id = 99", "check.foreign_keys", 2, "barcode 1 -> variant"),
        ("UPDATE variant SET price_minor = 1 WHERE id = 2", "check.prices", 1, "SKU-2"),
        ("UPDATE number_series SET next_value = 2 WHERE name = 'receipt'", "check.series", 1, "R000002"),
        ("UPDATE number_series SET next_value = 1 WHERE name = 'customer'", "check.series", 1, "C000001"),
        ("UPDATE sale SET kind = 'gift' WHERE id = 1", "check.damaged", 1, "CHECK constraint failed in sale"),
    ],
)
def test_each_way_to_be_wrong_is_found(path: Path, statement: str, code: str, count: int, example: str) -> None:
    tamper(path, statement)
    found = findings(path)
    assert code in found
    assert found[code].count == count
    assert example in found[code].examples


def test_merges_in_a_circle_are_found(path: Path) -> None:
    circle = "UPDATE customer SET status = 'merged', merged_into_id = 3 - id"
    tamper(path, circle)
    assert findings(path)["check.merges"] == Finding("check.merges", 2, ("C000001", "C000002"))


def test_a_chain_of_merges_is_fine_and_a_merge_that_changed_nothing_is_not(path: Path) -> None:
    tamper(
        path,
        "INSERT INTO customer SELECT 3, 'C000003', given_name, family_name, company, street, postcode, city, country,"
        " language, 'merged', 2, created_at, updated_at FROM customer WHERE id = 1",
        "UPDATE customer SET status = 'merged', merged_into_id = 1 WHERE id = 2",
        "UPDATE number_series SET next_value = 4 WHERE name = 'customer'",
    )
    assert findings(path) == {}
    tamper(
        path, "INSERT INTO customer_merge (kept_id, absorbed_id, at, before) VALUES (2, 1, '2026-05-06 10:00:00', '{}')"
    )
    assert findings(path)["check.merges"].examples == ("C000001",)


def test_more_than_five_are_counted_not_listed(store: Store) -> None:
    write_books(store, sales=12)
    store.close()
    tamper(store.path, "DELETE FROM tender")
    found = findings(store.path)["check.tenders"]
    assert (found.count, len(found.examples)) == (13, 5)


def test_imported_sales_need_no_tenders(path: Path) -> None:
    tamper(path, "UPDATE sale SET source = 'import'", "DELETE FROM tender")
    assert findings(path) == {}


def test_a_missing_trigger_or_table_is_found(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER stock_movement_moves_level")
    assert findings(path)["check.triggers"].examples == ("stock_movement_moves_level",)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE recommendation_event")
        connection.execute("ALTER TABLE tender DROP COLUMN amount_minor")
        connection.execute("UPDATE variant SET price_minor = 5 WHERE id = 1")
        connection.commit()
    found = findings(path)
    assert set(found["check.schema"].examples) == {"recommendation_event", "tender.amount_minor"}
    assert found["check.prices"].examples == ("SKU-1",)  # what can be checked is checked


def test_torn_pages_are_found(store: Store) -> None:
    write_books(store, sales=30)
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_sale_line_sale_id'").fetchone()[
            0
        ]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with store.path.open("r+b") as file:
        file.seek((page - 1) * size + 8)
        file.write(b"\xff" * 200)
    assert "check.damaged" in findings(store.path)


def test_checking_goes_on_while_others_sell(store: Store) -> None:
    import threading

    write_books(store)
    stop = threading.Event()

    def keep_selling() -> None:
        while not stop.is_set():
            with store.begin(SYSTEM) as unit:
                sell(unit, 1)
                unit.commit()

    seller = threading.Thread(target=keep_selling)
    seller.start()
    try:
        reports = [check_store(store) for _ in range(8)]
    finally:
        stop.set()
        seller.join()
    assert [report.findings for report in reports] == [()] * 8
    assert reports[-1].counts["sale"] > reports[0].counts["sale"] >= 4


def test_it_can_be_cancelled(store: Store) -> None:
    class Cancel:
        def report(self, stage: str, done: int, total: int) -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        check_store(store, Cancel())


def test_every_finding_has_its_sentence() -> None:
    from shopassistant.store.check_rules import RULES

    catalogue = Catalogue()
    others = ("check.damaged", "check.foreign_keys", "check.triggers", "check.schema")
    for code in (*others, *(rule.code for rule in RULES)):
        assert "3" in catalogue.say(code, {"count": 3})
        assert catalogue.say(code, {"count": 1})


def test_command_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--db", str(path)]) == 0
    assert "All is well" in capsys.readouterr().out
    tamper(path, "DELETE FROM tender")
    assert main(["check", "--db", str(path)]) == 1
    assert "4 receipts were not paid" in capsys.readouterr().out
    assert main(["check", "--db", str(path), "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert not report["fine"]
    assert report["findings"][0]["code"] == "check.tenders"
    assert main(["check", "--db", str(path.with_name("missing.db"))]) == 1
    assert "There is no shop" in capsys.readouterr().err


def test_series_are_those_the_shop_uses(store: Store) -> None:
    write_books(store)
    with store.begin(SYSTEM) as unit:
        unit.session.merge(NumberSeries(name="something else", next_value=1))
        unit.commit()
    assert check_store(store).is_fine
