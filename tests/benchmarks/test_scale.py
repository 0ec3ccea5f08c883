"""The benchmark of size runs, at its smallest."""

from tests.benchmarks import scale


def test_scale_runs() -> None:
    figures = scale.run(tiny=True)
    assert {"fit, s", "peak memory, MB", "index, MB", "load from disk, s", "answer p95, ms"} <= set(figures)
    assert 5_000 < int(str(figures["lines"])) <= 6_200
    assert int(str(figures["customers"])) == 300
    assert any(name.startswith("  fitting similar") for name in figures), "the time of each model is told"
    assert any(name.startswith("  fitting trees") for name in figures), "customers come again, so that there is a past"
