"""Advice finds the better price inside the limits, says what it rests on, and leaves alone what is right."""

from datetime import timedelta

import numpy as np
import pytest

from shopassistant.core.messages import Catalogue
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.prices.advising import Advice
from shopassistant.promotions.prices.limits import Limits, set_limits
from shopassistant.store.actor import Actor
from shopassistant.store.schema import CompetitorPrice, PriceChange, Variant
from tests.unit.promotions.prices.shelf import NOW, TODAY, Shelf


def by_name(shelf: Shelf, **responses: object) -> dict[str, Advice]:
    names = {id_: name for name, id_ in shelf.variants.items()}
    return {names[one.goods.id]: one for one in shelf.adviser(**responses).advise()}


def test_calm_demand_bears_a_higher_price_and_lively_demand_a_lower_one(shelf: Shelf) -> None:
    found = by_name(shelf)
    assert found["calm"].price_minor > 3_000
    assert found["lively"].price_minor < 3_000
    assert "fair" not in found, "its price is the best one already"
    assert found["calm"].gain.mean > 0
    assert found["calm"].gain.risk <= 0.35


def test_old_stock_is_to_be_sold(shelf: Shelf) -> None:
    dusty = by_name(shelf)["dusty"]
    assert dusty.price_minor < 3_000
    assert any(code.startswith("prices.why.overstock") for code, _ in dusty.reasons)


def test_advice_stays_inside_every_limit(shelf: Shelf, manager: Actor) -> None:
    set_limits(shelf.store, manager, Limits(max_step_bp=500, ending="9", floor_margin_bp=15_000))
    set_limits(shelf.store, manager, Limits(ceiling_minor=3_099), variant_id=shelf.variants["calm"])
    found = by_name(shelf)
    assert found
    for advice in found.values():
        assert str(advice.price_minor).endswith("9")
        assert abs(advice.price_minor - advice.goods.price_minor) <= 150 or advice.price_minor <= 3_000
        assert advice.price_minor >= 2_500
    assert found["calm"].price_minor <= 3_099


def test_a_price_that_changed_lately_is_left_alone(shelf: Shelf) -> None:
    id_ = shelf.variants["calm"]
    with shelf.store.begin(Actor("system", "system")) as unit:
        unit.session.add_all(
            [
                PriceChange(variant_id=id_, price_minor=2_800, at=NOW - timedelta(days=90)),
                PriceChange(variant_id=id_, price_minor=3_000, at=NOW - timedelta(days=5)),
            ]
        )
        unit.commit()
    assert "calm" not in by_name(shelf)


def test_a_price_below_cost_is_raised_whatever_it_earns(shelf: Shelf, manager: Actor) -> None:
    with shelf.store.begin(manager) as unit:
        unit.session.get_one(Variant, shelf.variants["lively"]).price_minor = 900
        unit.commit()
    lively = by_name(shelf)["lively"]
    assert lively.price_minor >= 1_000
    assert "prices.why.below_floor" in [code for code, _ in lively.reasons]


def test_who_is_dearer_than_others_is_told_and_not_advised_to_rise(shelf: Shelf, manager: Actor) -> None:
    with shelf.store.begin(manager) as unit:
        for name, price in (("Corner shop", 2_400), ("Big chain", 2_500)):
            unit.session.add(
                CompetitorPrice(
                    variant_id=shelf.variants["calm"], competitor=name, price_minor=price, seen_on=TODAY,
                    imported_at=NOW,
                )
            )  # fmt: skip
        unit.commit()
    before, after = by_name(shelf, cross=0.0)["calm"], shelf.adviser()
    goods = after.of_variant[shelf.variants["calm"]]
    assert goods.rivals[0].name == "Corner shop"
    assert "prices.why.dearer" in [code for code, _ in before.reasons]


def test_the_less_is_known_the_more_careful(shelf: Shelf) -> None:
    sure = {name: one.gain.risk for name, one in by_name(shelf).items()}
    unsure = {name: one.gain.risk for name, one in by_name(shelf, sd=np.full(4, 1.5)).items()}
    assert all(unsure[name] >= sure[name] for name in set(sure) & set(unsure))
    assumed = Responses.assumed()
    careful = shelf.adviser(sd=np.full(4, 3.0), elasticity=np.full(4, assumed.shop_elasticity)).advise()
    assert all(one.gain.risk <= 0.35 for one in careful)


def test_every_reason_can_be_said_in_both_languages(shelf: Shelf) -> None:
    for language in ("en", "de"):
        catalogue = Catalogue(language)
        for advice in by_name(shelf).values():
            said = [catalogue.say(code, values) for code, values in advice.reasons]
            assert all(said)
            assert said[0].count("→") == 1


def test_the_curve_shows_prices_around_todays_with_their_bands(shelf: Shelf) -> None:
    adviser = shelf.adviser()
    curve = adviser.curve(shelf.variants["lively"])
    assert curve is not None
    assert curve.prices[0] < 3_000 < curve.prices[-1]
    assert (np.diff(curve.units[:, 1]) <= 1e-9).all(), "nothing sells more when it gets dearer"
    assert (curve.margin[:, 0] <= curve.margin[:, 1]).all()
    assert (curve.margin[:, 1] <= curve.margin[:, 2]).all()
    assert adviser.curve(999_999) is None


def test_what_was_refused_lately_is_not_asked_again(shelf: Shelf) -> None:
    adviser = shelf.adviser()
    calm = shelf.variants["calm"]
    again = adviser.advise(without={calm: NOW - timedelta(days=10)})
    assert calm not in [one.goods.id for one in again]
    later = adviser.advise(without={calm: NOW - timedelta(days=90)})
    assert calm in [one.goods.id for one in later]


def test_advice_can_be_stopped(shelf: Shelf) -> None:
    from shopassistant.core.progress import Cancelled

    class Impatient:
        def report(self, stage: str, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        shelf.adviser().advise(Impatient())
