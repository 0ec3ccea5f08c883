"""Sales come in cleaned, with every decision counted, and never twice."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from shopassistant.cli import main
from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.core.progress import Cancelled
from shopassistant.customers.search import CustomerSearch
from shopassistant.ingest.importer import import_files
from shopassistant.ingest.options import ImportOptions
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer, Product, Sale, SaleLine, StockMovement, Variant
from tests.unit.ingest.helpers import retail, row_counts, write

BOUGHT = "1001,85048,GLASS BALL,12,2010-01-04 07:45:00,6.95,13085,United Kingdom"
LATER = "1002,85048,GLASS BALL,6,2010-01-05 07:45:00,6.95,13085,United Kingdom"


def _lines(store: Store) -> list[SaleLine]:
    with store.read() as session:
        return list(session.scalars(select(SaleLine).order_by(SaleLine.id)))


def test_a_sale_becomes_customer_product_sale_and_line(store: Store, tmp_path: Path) -> None:
    report = import_files(store, [retail(tmp_path, BOUGHT)])
    assert (report.lines_read, report.lines_new, report.sales, report.customers, report.products) == (1, 1, 1, 1, 1)
    with store.read() as session:
        sale = session.scalars(select(Sale)).one()
        assert (sale.number, sale.kind, sale.source, sale.total_minor, sale.gross_minor) == (
            "1001",
            "sale",
            "import",
            8340,
            8340,
        )
        assert sale.sold_at.isoformat() == "2010-01-04T07:45:00+00:00"
        customer = session.scalars(select(Customer)).one()
        assert (customer.number, customer.country, customer.id) == ("13085", "United Kingdom", sale.customer_id)
        assert session.scalars(select(Product.name)).one() == "GLASS BALL"
        assert session.scalars(select(Variant.price_minor)).one() == 695
        assert session.scalars(select(StockMovement)).all() == []


def test_a_name_where_a_number_was_expected_is_a_name_too(store: Store, tmp_path: Path) -> None:
    text = "Date,SKU,Description,Quantity,Price,Customer\n"
    text += "2026-01-04,S1,Scarf,1,9.50,Zoë O'Hara\n2026-01-05,S1,Scarf,1,9.50,K-17\n2026-01-06,S1,Scarf,1,9.50,Lee\n"
    path = write(tmp_path, text)
    import_files(store, [path])
    with store.read() as session:
        found = session.execute(select(Customer.given_name, Customer.family_name, Customer.number)).all()
    assert sorted(map(tuple, found)) == [("", "", "K-17"), ("", "Lee", "Lee"), ("Zoë", "O'Hara", "Zoë O'Hara")]
    assert import_files(store, [path]).lines_new == 0
    assert [match.name for match in CustomerSearch(store).find("ohara")] == ["Zoë O'Hara"]


def test_a_second_import_leaves_the_file_untouched(store: Store, tmp_path: Path) -> None:
    path = retail(tmp_path, BOUGHT, LATER, "C1003,85048,GLASS BALL,-2,2010-01-06 08:00:00,6.95,13085,United Kingdom")
    import_files(store, [path])
    before = row_counts(store)
    again = import_files(store, [path])
    assert (again.lines_new, again.lines_known, again.changes.everything) == (0, 3, False)
    assert row_counts(store) == before


def test_sales_dated_after_now_are_kept_and_told(store: Store, tmp_path: Path) -> None:
    now = store.clock.now()
    days = {"before": now - timedelta(minutes=2), "after": now + timedelta(minutes=2), "week": now + timedelta(days=7)}
    lines = [
        f"{number},85048,GLASS BALL,1,{at:%Y-%m-%d %H:%M:%S},6.95,13085,United Kingdom" for number, at in days.items()
    ]
    report = import_files(store, [retail(tmp_path, *lines)], options=ImportOptions(timezone="UTC"))
    rule = report.rule("import.rule.future_date")
    assert (report.lines_new, rule.count, rule.effect) == (3, 2, "kept")
    assert [(one.file, one.line) for one in rule.examples] == [("retail.csv", 3), ("retail.csv", 4)]
    assert "2 lines with sales dated in the future: kept." in Catalogue().say(rule.code, {"count": rule.count})


def test_overlapping_files_give_each_line_once_in_one_run_and_in_two(store: Store, tmp_path: Path) -> None:
    first, second = retail(tmp_path, BOUGHT, name="a.csv"), retail(tmp_path, BOUGHT, LATER, name="b.csv")
    report = import_files(store, [first, second])
    assert (report.lines_new, report.lines_known, report.rule("import.rule.overlap").count) == (2, 1, 1)
    more = import_files(store, [second, retail(tmp_path, LATER, LATER, name="c.csv")])
    assert (more.lines_new, len(_lines(store))) == (0, 2)


def test_further_lines_extend_an_invoice(store: Store, tmp_path: Path) -> None:
    import_files(store, [retail(tmp_path, BOUGHT)])
    other = "1001,22423,CAKE STAND,1,2010-01-04 07:45:00,12.75,13085,United Kingdom"
    report = import_files(store, [retail(tmp_path, BOUGHT, other)])
    assert (report.sales, report.rule("import.rule.invoice_extended").count) == (0, 1)
    with store.read() as session:
        assert session.scalars(select(Sale.total_minor)).one() == 8340 + 1275
        assert session.scalars(select(SaleLine.position).order_by(SaleLine.position)).all() == [1, 2]


def test_duplicates_are_booked_once_or_kept_on_request(store: Store, tmp_path: Path) -> None:
    path = retail(tmp_path, BOUGHT, BOUGHT)
    report = import_files(store, [path])
    assert (report.lines_new, report.rule("import.rule.exact_duplicate").count) == (1, 1)
    kept = import_files(store, [path], options=ImportOptions(keep_duplicates=True))
    assert (kept.lines_new, kept.lines_known) == (1, 1)
    assert import_files(store, [path], options=ImportOptions(keep_duplicates=True)).lines_new == 0


@pytest.mark.parametrize(
    ("returned", "expected"),
    [
        (["C1,85048,GLASS BALL,-6,2010-02-01 10:00:00,6.95,13085,UK"], [(-6, 2)]),
        (["C1,85048,GLASS BALL,-4,2010-02-01 10:00:00,6.95,13085,UK"], [(-4, 2)]),
        (["C1,85048,GLASS BALL,-18,2010-02-01 10:00:00,6.95,13085,UK"], [(-6, 2), (-12, 1)]),
        (["C1,85048,GLASS BALL,-20,2010-02-01 10:00:00,6.95,13085,UK"], [(-6, 2), (-12, 1), (-2, None)]),
        (["C1,85048,GLASS BALL,-6,2010-02-01 10:00:00,6.95,99999,UK"], [(-6, None)]),
        (["C1,85048,GLASS BALL,-6,2009-02-01 10:00:00,6.95,13085,UK"], [(-6, None)]),
        (["C1,85048,GLASS BALL,-6,2010-02-01 10:00:00,5.00,13085,UK"], [(-6, 2)]),
    ],
    ids=["exact", "partial", "both", "too many", "other customer", "before the sale", "other price"],
)
def test_cancellations_point_at_what_they_take_back(
    store: Store, tmp_path: Path, returned: list[str], expected: list[tuple[int, int | None]]
) -> None:
    import_files(store, [retail(tmp_path, BOUGHT, LATER)])
    bought = {line.id: number for number, line in enumerate(_lines(store), start=1)}
    report = import_files(store, [retail(tmp_path, *returned, name="r.csv")])
    found = [line for line in _lines(store) if line.quantity < 0]
    linked = [(line.quantity, bought[line.returns_line_id] if line.returns_line_id else None) for line in found]
    assert sorted(linked, key=str) == sorted(expected, key=str)
    assert report.returns == 1
    with store.read() as session:
        sale = session.scalars(select(Sale).where(Sale.kind == "return")).one()
        assert sale.total_minor == sum(line.total_minor for line in found)
    again = import_files(store, [retail(tmp_path, *returned, name="r.csv")])
    assert again.lines_new == 0


def test_a_return_that_came_first_is_linked_when_its_sale_comes(store: Store, tmp_path: Path) -> None:
    cancelled = "C1,85048,GLASS BALL,-6,2010-02-01 10:00:00,6.95,13085,UK"
    first = import_files(store, [retail(tmp_path, cancelled)])
    assert first.rule("import.rule.cancellation_unmatched").count == 1
    second = import_files(store, [retail(tmp_path, BOUGHT, name="b.csv")])
    assert second.rule("import.rule.cancellation_linked_later").count == 1
    lines = {line.quantity: line for line in _lines(store)}
    assert lines[-6].returns_line_id == lines[12].id


def test_odd_lines_are_counted_and_kept_or_refused_with_a_reason(store: Store, tmp_path: Path) -> None:
    rejects = tmp_path / "out" / "rejects.csv"
    path = retail(
        tmp_path,
        BOUGHT,
        "1003,POST,POSTAGE,1,2010-01-04 09:00:00,18.00,13085,UK",
        "1004,22423,CAKE STAND,1,2010-01-04 09:00:00,12.755,,UK",
        "1005,22423,?,-30,2010-01-04 09:00:00,0,,UK",
        "A1006,B,Adjust bad debt,1,2010-01-04 09:00:00,-11062.06,,UK",
        "1007,22423,CAKE STAND,1,2010-01-04 09:00:00,-3,13085,UK",
        "1008,22423,CAKE STAND,0,2010-01-04 09:00:00,3,13085,UK",
        "1009,22423,CAKE STAND,one,2010-01-04 09:00:00,3,13085,UK",
        "1010,22423,CAKE STAND,1,someday,3,13085,UK",
        "1011,22423,=1+1,1,2010-01-04",
        "1012,,,1,2010-01-04 09:00:00,3,13085,UK",
    )
    report = import_files(store, [path], options=ImportOptions(reject_file=rejects))
    counts = {rule.code.removeprefix("import.rule."): rule.count for rule in report.rules}
    for code in ("stock_correction", "price_negative", "quantity_zero", "quantity_unreadable", "date_unreadable",
                 "too_few_fields", "code_missing", "price_rounded", "price_negative_charge"):  # fmt: skip
        assert counts[code] == 1, code
    assert (counts["non_product"], counts["no_customer"], report.rejected, report.lines_new) == (2, 2, 7, 4)
    written = rejects.read_text("utf-8-sig").splitlines()
    assert len(written) == 8
    assert [line.split(",")[2:4] for line in written[1:3]] == [["5", "stock_correction"], ["7", "price_negative"]]
    assert any("1011,22423,=1+1" in line for line in written)
    rounded = [line for line in _lines(store) if line.description == "CAKE STAND"]
    assert [line.unit_price_minor for line in rounded] == [1276]


def test_an_invoice_number_used_twice_becomes_two_sales(store: Store, tmp_path: Path) -> None:
    path = retail(tmp_path, BOUGHT, BOUGHT.replace("13085", "14000"), BOUGHT.replace("2010-01-04", "2011-01-04"))
    report = import_files(store, [path])
    assert (report.sales, report.rule("import.rule.invoice_reused").count) == (3, 1)
    assert import_files(store, [path]).lines_new == 0


def test_a_receipt_of_the_till_is_never_extended_by_an_invoice_of_the_same_number(store: Store, tmp_path: Path) -> None:
    import_files(store, [retail(tmp_path, BOUGHT)])
    with store.begin(SYSTEM) as unit:
        unit.session.execute(update(Sale).values(source="counter"))
        unit.commit()
    other = BOUGHT.replace(",12,", ",3,")
    report = import_files(store, [retail(tmp_path, other, name="b.csv")])
    assert (report.sales, report.rule("import.rule.invoice_reused").count) == (1, 1)
    assert import_files(store, [retail(tmp_path, other, name="b.csv")]).lines_new == 0
    with store.read() as session:
        assert session.scalars(select(Sale.total_minor).order_by(Sale.id)).all() == [8340, 2085]


class _StopsAt:
    """A progress that cancels at a stage."""

    def __init__(self, stage: str) -> None:
        self.stage = stage

    def report(self, stage: str, done: int, total: int) -> None:
        if stage == self.stage:
            raise Cancelled


@pytest.mark.parametrize("stage", ["import.reading", "import.cleaning", "import.matching", "import.writing"])
def test_cancelling_at_any_stage_leaves_nothing(store: Store, tmp_path: Path, stage: str) -> None:
    before = row_counts(store)
    with pytest.raises(Cancelled):
        import_files(store, [retail(tmp_path, BOUGHT, LATER)], progress=_StopsAt(stage))
    assert row_counts(store) == before


def test_a_bad_second_file_leaves_nothing_of_the_first(store: Store, tmp_path: Path) -> None:
    before = row_counts(store)
    with pytest.raises(UserError):
        import_files(store, [retail(tmp_path, BOUGHT), write(tmp_path, "nothing here", "b.csv")])
    assert row_counts(store) == before


def _shuffled(lines: list[str], seed: int) -> list[str]:
    random.Random(seed).shuffle(lines)
    return lines


@pytest.mark.parametrize("seed", range(5))
def test_books_agree_whatever_the_order_and_the_cut(
    store: Store, tmp_path: Path, seed: int, retail_lines: Callable[[int, int], list[str]]
) -> None:
    """Any split of any shuffle gives the same lines; sums agree; no unit is returned twice."""
    lines = _shuffled(retail_lines(300, seed), seed)
    third = len(lines) // 3
    parts = [lines[: 2 * third], lines[third:], lines]
    for number, part in enumerate(parts):
        import_files(store, [retail(tmp_path, *part, name=f"{number}.csv")])
    with store.read() as session:
        sales = {sale.id: sale for sale in session.scalars(select(Sale))}
        booked = list(session.scalars(select(SaleLine)))
    for sale in sales.values():
        assert sale.total_minor == sum(line.total_minor for line in booked if line.sale_id == sale.id)
    sold = {line.id: line for line in booked if line.quantity > 0}
    for line in sold.values():
        back = -sum(other.quantity for other in booked if other.returns_line_id == line.id)
        assert 0 <= back <= line.quantity
    expected = {tuple(line.split(",")) for line in lines}
    assert sum(line.quantity for line in booked) == sum(int(parts[3]) for parts in expected)


def test_a_slip_of_a_files_name_makes_no_shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shop, missing = tmp_path / "shop.db", tmp_path / "sales.cvs"
    assert main(["import", str(missing), "--db", str(shop)]) == 1
    assert f"There is no file at {missing}." in capsys.readouterr().err
    assert not shop.exists()
