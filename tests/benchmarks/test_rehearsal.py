"""The benchmark of rehearsals runs at its smallest size, and both roads to a discount end at the same minor unit."""

from tests.benchmarks.rehearsal import run


def test_the_benchmark_runs_and_the_engine_agrees() -> None:
    found = run(tiny=True)
    assert found["rows or baskets unlike the engine"] == 0
    assert found["compared baskets"]
