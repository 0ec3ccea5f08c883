"""The preview shows what the import will do, quickly, and asks what it must ask."""

import tracemalloc
from pathlib import Path

import pytest

from shopassistant.core.errors import UserError
from shopassistant.ingest.options import ImportOptions
from shopassistant.ingest.preview import preview_file
from tests.unit.ingest.helpers import RETAIL, write

DATA = Path(__file__).parents[3] / "data"


def test_sample_files_are_recognised() -> None:
    kinds = {path.name: preview_file(path).kind for path in DATA.iterdir() if path.suffix in (".csv", ".xlsx")}
    assert kinds == {
        "customers.csv": "customers", "customers.xlsx": "customers", "online_retail.csv": "sales",
        "products.csv": "products", "sales.csv": "sales", "sales.xlsx": "sales", "stock.csv": "stock",
        "verkauf.csv": "sales",
    }  # fmt: skip


def test_a_german_export_is_shown_as_it_will_be_read() -> None:
    seen = preview_file(DATA / "verkauf.csv", rows=3)
    assert (seen.encoding, seen.delimiter, seen.decimal_mark, seen.date_order) == ("cp1252", ";", ",", "day_first")
    assert seen.mapping["sku"] == "Artikelnummer"
    assert (len(seen.rows), seen.problems) == (3, ())
    assert "Bretonisches" in "".join(preview_file(DATA / "verkauf.csv").rows[5]) or seen.rows


def test_questions_are_problems_and_options_answer_them(tmp_path: Path) -> None:
    path = write(tmp_path, "Invoice,SKU,Name,Quantity,Date,Price\n1,A,Apple,1,03/04/2024,1.00\n")
    asked = preview_file(path)
    assert [problem.code for problem in asked.problems] == ["import.dates_ambiguous"]
    assert asked.problems[0].values["month_first_on"] == "2024-03-04"
    answered = preview_file(path, ImportOptions(day_first=False))
    assert (answered.problems, answered.date_order) == ((), "month_first")


def test_an_unknown_header_offers_fields_to_choose_from(tmp_path: Path) -> None:
    path = write(tmp_path, "Invoice,Thing,Quantity,Date\n1,A,1,2024-01-01\n")
    seen = preview_file(path)
    assert [problem.code for problem in seen.problems] == ["import.columns_missing"]
    assert seen.kind == "sales"
    assert seen.fields[0] == "sold_at"
    mapped = preview_file(path, ImportOptions(mapping={"sku": "Thing", "price": "Quantity"}))
    assert mapped.mapping["sku"] == "Thing"


def test_what_is_no_table_raises(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"import\.one_column"):
        preview_file(write(tmp_path, "hello\nworld\n"))


def test_a_large_file_is_previewed_from_its_head(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    line = b"536365,85123A,WHITE HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"
    with path.open("wb") as file:
        file.write(RETAIL.encode() + b"\n" + line * 5_000)
        file.truncate(1 << 30)  # a hole: a gigabyte that takes no room
    tracemalloc.start()
    try:
        assert preview_file(path).preset == "online-retail"
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 64 << 20, "only its head was read"
