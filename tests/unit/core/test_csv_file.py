"""What goes out as CSV is shown by a spreadsheet and never run."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.core.csv_file import safe_cell, write_csv
from shopassistant.core.errors import EnvironmentProblem


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "-5+cmd|' /C calc'!A0"]
)
def test_formulas_become_text(text: str) -> None:
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize("value", ["-5", "+3.50", "-1,234.50", "12%", -7, 3.5, "plain", "a=b", "+447911123456"])
def test_numbers_and_words_stay(value: object) -> None:
    assert safe_cell(value) == str(value)


def test_nothing_is_empty_and_nul_is_dropped() -> None:
    assert (safe_cell(None), safe_cell("a\x00b")) == ("", "ab")


@settings(deadline=None)
@given(st.text())
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = safe_cell(text)
    begins = cell.lstrip(" ")[:1]
    assert begins not in ("=", "@", "\t", "\r", "\n")
    assert begins not in ("+", "-") or cell[1:2].isdecimal()


def test_a_table_is_written_whole_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "t.csv"
    assert write_csv(path, ["name", "note"], [["Zoë", 'said "hi",\nleft'], ["=x", None]]) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["name", "note"], ["Zoë", 'said "hi",\nleft'], ["'=x", ""]]


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old")
    (tmp_path / "t.csv.part").mkdir()
    with pytest.raises(EnvironmentProblem):
        write_csv(path, ["a"], [["b"]])
    assert path.read_text() == "old"
