"""The benchmark of the synthetic shop runs, and what it made is in order."""

from tests.benchmarks.demo import run


def test_it_runs_and_finds_nothing_wrong() -> None:
    figures = run(tiny=True)
    assert figures["customers"] == 200
    assert figures["findings"] == 0
    assert all(float(str(figures[name])) >= 0 for name in ("demo_s", "check_s", "backup_s", "restore_s"))
