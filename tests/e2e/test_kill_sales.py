"""A till that is killed again and again loses no sale it reported, and books none twice."""

from tests.benchmarks.kill_sales import run


def test_a_killed_till_loses_nothing() -> None:
    figures = run(tiny=True)
    assert figures["problems"] == []
    assert int(str(figures["sales_reported"])) >= 12
    assert int(str(figures["kills"])) >= 3
