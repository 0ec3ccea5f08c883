"""Broken and hostile files, a process that is killed, and a sentence for every code."""

import io
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.ingest.findings import findings
from shopassistant.ingest.importer import import_files
from shopassistant.ingest.options import ImportOptions
from shopassistant.store.database import Store, open_store
from tests.benchmarks.fuzz_import import fuzz
from tests.unit.ingest.helpers import retail, row_counts

ROOT = Path(__file__).parents[3]


def test_two_hundred_mutated_files_never_crash_hang_or_change_a_store_that_refused_them() -> None:
    outcome = fuzz(200, seed=7, with_bombs=False)
    assert outcome.crashed == []
    assert outcome.changed_by_refusal == []
    assert outcome.imported > 20
    assert sum(outcome.refused.values()) > 50
    assert outcome.slowest_seconds < 20


def _book(tmp_path: Path, **parts: bytes) -> Path:
    """The sample workbook with some parts replaced."""
    source = zipfile.ZipFile(io.BytesIO((ROOT / "data" / "customers.xlsx").read_bytes()))
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, parts.get(Path(name).stem, source.read(name)))
    return path


@pytest.mark.parametrize(
    "sheet",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet>&f;</worksheet>',
        b"<worksheet><sheetData><row r='99999999999'><c r='A1'/></row></sheetData></worksheet>",
        b"<worksheet><sheetData>" + b"<row><c r='XFD1' t='n'><v>1</v></c></row>" * 300 + b"</sheetData></worksheet>",
        b"\x00" * 100,
    ],
    ids=["entities", "external entity", "row number", "columns", "zeros"],
)
def test_hostile_workbooks_are_refused(store: Store, tmp_path: Path, sheet: bytes) -> None:
    before = row_counts(store)
    with pytest.raises(UserError):
        import_files(store, [_book(tmp_path, sheet1=sheet)])
    assert row_counts(store) == before


def test_a_workbook_of_several_sheets_comes_in_whole(store: Store, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    head = ["Invoice", "SKU", "Description", "Quantity", "Date", "Price", "Customer ID"]
    for number, year in enumerate((2010, 2011)):
        sheet = book.create_sheet(str(year))
        sheet.append(head)
        for line in range(5):
            sheet.append([number * 10 + line, "A", "Apple", 2, f"{year}-01-25 10:00:00", 1.5, 7 + line])
    path = tmp_path / "years.xlsx"
    book.save(path)
    report = import_files(store, [path])
    assert (report.lines_new, report.sales, report.files[0].lines) == (10, 10, 10)


_SLOW = """
import sys, time
from pathlib import Path
from shopassistant.ingest.findings import findings
from shopassistant.ingest.importer import import_files
from shopassistant.ingest.options import ImportOptions
from shopassistant.store.database import open_store
class Slow:
    def report(self, stage, done, total):
        if stage == "import.writing" and done:
            print("writing", flush=True)
            time.sleep(60)
import_files(open_store(Path(sys.argv[1])), [Path(sys.argv[2])], progress=Slow())
"""


def test_a_kill_in_the_middle_of_writing_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "shop.db"
    store = open_store(place, create=True)
    before = row_counts(store)
    line = "1001,85048,GLASS BALL,12,2010-01-04 07:45:00,6.95,13085,United Kingdom"
    path = retail(tmp_path, *[line.replace("1001", str(n)) for n in range(2000)])
    command = [sys.executable, "-c", _SLOW, str(place), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(signal.SIGKILL)
    assert row_counts(store) == before
    assert import_files(store, [path]).lines_new == 2000
    store.close()


def test_every_code_has_a_sentence() -> None:
    catalogue = Catalogue()
    folder = ROOT / "shopassistant" / "ingest"
    source = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'"((?:import|export)\.[a-z_.]+[a-z])"', source)) - {"import.finished"}
    rules = set(re.findall(r'book\.add\(\s*"([a-z_]+)"', source))
    rules |= set(re.findall(r'refuse\((?:[^\n]|\n {8,})*?, "([a-z_]+)"\)', source))
    rules |= set(re.findall(r'^        "([a-z_]+)": \((?:KEPT|CHANGED)', source, re.M))
    assert len(codes) > 40
    assert len(rules) > 40
    missing = {code for code in codes if code not in catalogue} | {
        rule for rule in rules if f"import.rule.{rule}" not in catalogue
    }
    refusals = {rule for rule in rules if "refused." in catalogue.say(f"import.rule.{rule}", {"count": 2})}
    assert {rule for rule in refusals if f"import.nothing_usable.{rule}" not in catalogue} == set()
    assert missing == set()


def test_every_finding_of_a_report_can_be_said(store: Store) -> None:
    catalogue = Catalogue()
    report = import_files(store, sorted((ROOT / "data").glob("*.csv")))
    said = [catalogue.say(finding.code, finding.values) for finding in findings(report)]
    assert "verkauf.csv: dates are read with the day first, as some of them can only be read so." in said
    assert any("walk-in" in sentence for sentence in said)


def test_a_file_of_which_nothing_can_be_used_says_why_and_keeps_the_lines(store: Store, tmp_path: Path) -> None:
    rejects = tmp_path / "r.csv"
    path = retail(tmp_path, "1,85048,BALL,12,someday,6.95,13085,UK")
    with pytest.raises(UserError) as caught:
        import_files(store, [path], options=ImportOptions(reject_file=rejects))
    assert Catalogue().explain(caught.value).startswith("None of the 1 lines of retail.csv can be used: lines with an")
    assert "someday" in rejects.read_text("utf-8-sig")
