"""What stands beside a suggested price does not sound surer than it is."""

from dataclasses import replace

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.promotions.prices_words import trust_words
from shopassistant.promotions.elasticity.keeping import Trust

TRUST = Trust(elasticity=-2.4, sd=0.7, changes=6, weeks=52, error=0.61, error_without=0.72)


def test_a_price_that_explained_weeks_held_back_says_by_how_much() -> None:
    said = trust_words(Catalogue(), TRUST)
    assert said.endswith("Weeks held back were missed by 61% of what was sold, without the price by 72%.")


def test_a_price_that_explained_nothing_asks_for_a_small_step() -> None:
    said = trust_words(Catalogue(), replace(TRUST, error=0.75))
    assert "Its price did not help to foresee weeks held back (missed by 75%, without the price by 72%)" in said
    assert said.endswith("take a small step.")
