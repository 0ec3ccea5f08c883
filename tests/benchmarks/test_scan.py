"""The scan benchmark runs, and its figures are figures."""

from tests.benchmarks.scan import run


def test_scan_runs() -> None:
    figures = run(tiny=True)
    assert float(str(figures["scan_to_line_p95_ms"])) > 0
    assert float(str(figures["queries_with_rows"])) > 0.8
