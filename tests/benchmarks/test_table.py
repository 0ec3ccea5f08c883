"""The table of all benchmarks: every one of them is in it, is held against a target, and is run once by a test."""

import re
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import TARGETS, judge

FOLDER = Path(__file__).parent
OFFERED = sorted(
    path.stem for path in FOLDER.glob("*.py") if re.search(r"^def run\(tiny", path.read_text("utf-8"), re.MULTILINE)
)


def test_every_benchmark_is_in_the_table() -> None:
    assert sorted(TARGETS) == OFFERED


@pytest.mark.parametrize("name", OFFERED)
def test_every_benchmark_is_run_once_in_a_tiny_size(name: str) -> None:
    tests = [path for path in FOLDER.parent.rglob("test_*.py") if path != Path(__file__)]
    pattern = re.compile(rf"benchmarks(\.{name}\b| import .*\b{name}\b)")
    callers = [path for path in tests if pattern.search(path.read_text("utf-8"))]
    assert callers, f"no test runs {name}"


@pytest.mark.parametrize(
    ("target", "value", "verdict"),
    [
        (("<=", 10.0), 9.9, "ok (<= 10)"),
        (("<=", 10.0), 10.1, "MISSED"),
        ((">=", 0.97), 0.98, "ok (>= 0.97)"),
        ((">=", 0.97), 0.9, "MISSED"),
        (None, 3, ""),
    ],
)
def test_a_figure_beyond_its_bound_is_a_miss(target: tuple[str, float] | None, value: float, verdict: str) -> None:
    assert judge(target, value) == verdict
