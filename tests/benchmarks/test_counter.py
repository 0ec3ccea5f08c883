"""The counter's benchmark runs, and its figures are figures."""

from tests.benchmarks import counter_million
from tests.benchmarks.counter import run


def test_it_runs() -> None:
    figures = run(tiny=True)
    assert all(float(str(value)) > 0 for value in figures.values())


def test_it_runs_on_a_population() -> None:
    figures = counter_million.run(tiny=True)
    assert figures["customers"] == 2_000
    assert float(str(figures["keystroke_to_painted_rows_p95_ms"])) > 0
