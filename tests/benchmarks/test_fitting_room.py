"""The fitting room's benchmark runs, and what changed is seen in it."""

from tests.benchmarks.fitting_room import run


def test_the_fitting_room_benchmark_runs() -> None:
    figures = run(tiny=True)
    assert float(str(figures["one in twenty: a ranked row p95, ms"])) > 0
    assert float(str(figures["all: a new price seen after, ms"])) > 0
