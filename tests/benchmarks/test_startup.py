"""The start benchmark runs, and nothing heavy is loaded before the first picture."""

from tests.benchmarks.startup import run


def test_startup_benchmark_runs() -> None:
    figures = run(tiny=True)
    assert figures["loaded_by_then"] == "none"
    assert 0 < float(str(figures["first_paint_p50_ms"])) < float(str(figures["ready_p50_ms"])) < 30_000
