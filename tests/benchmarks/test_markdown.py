"""The markdown benchmark runs at its smallest."""

from tests.benchmarks import markdown


def test_markdown_runs() -> None:
    figures = markdown.run(tiny=True)
    assert float(str(figures["brought beside 30/50/70, mean"])) > 1
