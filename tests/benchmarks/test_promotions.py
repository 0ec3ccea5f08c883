"""The benchmarks of promotions run, and their figures are figures."""

from tests.benchmarks import promotion_properties, promotions


def test_pricing_is_measured_beside_the_plain_evaluation() -> None:
    figures = promotions.run(tiny=True)
    assert float(str(figures["price p95, ms"])) > 0
    assert float(str(figures["plain, ms"])) > 0
    assert float(str(figures["saved by ours beside plain"])) > 0.9


def test_every_property_is_played() -> None:
    figures = promotion_properties.run(tiny=True)
    assert figures["problem_count"] == 0
    assert all(int(str(figures[f"{part}: cases"])) >= 15 for part in promotion_properties.PARTS)
