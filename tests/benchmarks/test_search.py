"""The benchmarks about customers run, and what does not depend on size already holds at their smallest."""

from tests.benchmarks import customer_duplicates, customer_profile, search


def test_search_runs() -> None:
    figures = search.run(tiny=True)
    assert float(str(figures["2,000: recall@5 one slip"])) >= 0.95
    assert float(str(figures["2,000: recall@5 phone"])) == 1


def test_profile_runs() -> None:
    assert customer_profile.run(tiny=True)["lines of the customer"] == 200


def test_duplicates_run() -> None:
    assert float(str(customer_duplicates.run(tiny=True)["planted pairs found"])) >= 0.8
