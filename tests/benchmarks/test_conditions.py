"""The benchmark of conditions runs at its smallest; it counts and lists the same customers."""

from tests.benchmarks import conditions


def test_conditions_run() -> None:
    figures = conditions.run(tiny=True)
    assert set(figures) == {"slowest count, ms", *(f"{name}, ms" for name in conditions.TREES)}
