"""The counter's benchmark runs, and its figures are figures."""

from tests.benchmarks.counter import run


def test_it_runs() -> None:
    figures = run(tiny=True)
    assert all(float(str(value)) > 0 for value in figures.values())
