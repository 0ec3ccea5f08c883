"""The benchmark of demand runs, and the app comes closer to the truth than sales alone."""

from tests.benchmarks.demand import run


def test_it_runs_and_comes_closer_than_sales_alone() -> None:
    figures = run(tiny=True)
    assert figures["products"] == 60
    assert float(str(figures["error of demand, this"])) < float(str(figures["error of demand, sales alone"])) / 2
