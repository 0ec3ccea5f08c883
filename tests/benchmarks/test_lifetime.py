"""The benchmark of purchase models runs at its smallest, and reads the file of purchases as the models need it."""

from pathlib import Path

import pytest

from tests.benchmarks import lifetime


def test_lifetime_runs() -> None:
    figures = lifetime.run(tiny=True)
    assert float(str(figures["error per customer over going on as before"])) < 1


def test_two_purchases_of_a_day_are_one_and_later_ones_are_held_out(tmp_path: Path) -> None:
    rows = [
        " 00004 0001 19970101  2   29.33", " 00004 0001 19970101  1   10.67", " 00004 0001 19970115  1   20.00",
        " 00004 0001 19971212  2   26.48", " 00021 0002 19970201  3   63.34",
    ]  # fmt: skip
    (tmp_path / "CDNOW_sample.txt").write_text("\n".join(rows))
    held = lifetime.read(tmp_path / "CDNOW_sample.txt")
    assert held.past.repeats.tolist() == [1, 0]
    assert held.past.last_day.tolist() == [14, 0]
    assert held.past.known_days.tolist() == [272, 241]
    assert held.mean_minor.tolist() == pytest.approx([3_000, 6_334])
    assert held.bought.tolist() == [1, 0]
    assert held.spent_minor.tolist() == pytest.approx([2_648, 0])
