"""Two windows on one store: no lost update, and nobody is shown that the database is locked."""

from tests.benchmarks.two_windows import run


def test_two_windows_lose_nothing() -> None:
    figures = run(tiny=True)
    assert figures["problems"] == []
    assert figures["steps"] == 50
