"""Past imports: newest first, with the report that was written then."""

from pathlib import Path

from shopassistant.ingest.importer import import_files
from shopassistant.ingest.runs import past_runs
from shopassistant.store.database import Store


def test_an_import_is_remembered_with_its_report(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("Invoice,SKU,Description,Quantity,Date,Price\n1,A1,Hat,2,2026-03-12,9.50\n", "utf-8")
    report = import_files(store, [path])
    with store.read() as session:
        (run,) = past_runs(session)
    assert run.file_name == "sales.csv"
    assert run.report["sales"] == report.sales == 1


def test_without_imports_there_are_none(store: Store) -> None:
    with store.read() as session:
        assert past_runs(session) == ()
