"""The simulated campaigns run, and a handful of them holds what thousands are measured for."""

from tests.benchmarks.experiments import run


def test_simulated_campaigns_run_in_a_tiny_size() -> None:
    figures = run(tiny=True)
    assert figures["experiments without effect"] == 20
    assert figures["false alarms, daily looks"] == 0.0
    assert figures["all intervals hold the lift"] > 0.85
    assert figures["width with past over without"] < 1.0
    assert figures["false alarms, daily t-test"] > figures["false alarms, daily looks"]
