"""The import benchmark runs and its figures hold together."""

from tests.benchmarks import import_records


def test_a_tiny_import() -> None:
    figures = import_records.run(tiny=True)
    assert figures["lines"] == 2_000
    assert figures["again: new lines"] == 0
    assert figures["again: file unchanged"] is True
