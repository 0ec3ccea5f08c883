"""A fit that is killed again and again leaves an index that serves."""

from tests.benchmarks.kill_fit import run


def test_killed_fits_leave_an_index() -> None:
    figures = run(tiny=True)
    assert figures["problems"] == []
    assert figures["kills"] == 4
