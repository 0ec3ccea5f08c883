"""The inventory page's benchmark runs."""

from tests.benchmarks.dashboard import run


def test_it_runs() -> None:
    figures = run(tiny=True)
    assert figures["products"] == 300
    for name in ("opens p50, ms", "filters p95, ms", "window held, ms", "all figures in memory, ms"):
        assert float(str(figures[name])) > 0
