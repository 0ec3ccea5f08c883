"""Elasticities answer for every product, learned or not, and survive on the disk or are passed over."""

import numpy as np
import pytest

from shopassistant.core.errors import NotAllowed
from shopassistant.promotions.elasticity.diagnosis import Diagnosis
from shopassistant.promotions.elasticity.keeping import ResponseKeeper, elasticities_folder, load_responses
from shopassistant.promotions.elasticity.responses import ASSUMED, ASSUMED_SD, Responses, draw, factor
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store


def learned() -> Responses:
    return Responses(
        variant_ids=np.array([3, 7]),
        elasticity=np.array([-1.5, -3.0]),
        sd=np.array([0.2, 0.4]),
        changes=np.array([12, 0], np.int32),
        category_ids=np.array([5]),
        category_elasticity=np.array([-2.5]),
        category_sd=np.array([0.5]),
        shop_elasticity=-2.2,
        shop_sd=0.6,
        is_assumed=False,
    )


def trusted() -> Diagnosis:
    ratio = np.ones(2)
    return Diagnosis(np.array([50, 50], np.int32), np.array([12, 0], np.int32), ratio, ratio, ratio, ratio)


def test_a_product_nobody_learned_of_is_like_its_category_or_the_shop() -> None:
    mean, sd = learned().of(np.array([9, 7, 8, 3]), np.array([5, 5, -1, -1]))
    assert mean.tolist() == [-2.5, -3.0, -2.2, -1.5]
    assert sd.tolist() == [0.5, 0.4, 0.6, 0.2]
    assert learned().of(np.array([9]))[0].tolist() == [-2.2]
    assert learned().is_learned(np.array([3, 7, 9])).tolist() == [True, False, False]


def test_before_anything_was_learned_the_usual_is_assumed(store: Store) -> None:
    found = load_responses(store)
    assert found.is_assumed
    mean, sd = found.of(np.array([1, 2]))
    assert mean.tolist() == [ASSUMED, ASSUMED]
    assert sd.tolist() == [ASSUMED_SD, ASSUMED_SD]
    assert not found.is_learned(np.array([1])).any()


def test_no_draw_says_that_a_higher_price_sells_more() -> None:
    drawn = draw(np.array([-0.3, -2.0]), np.array([1.0, 0.7]), 2_000, seed=1)
    assert drawn.max() < 0
    assert np.array_equal(drawn, draw(np.array([-0.3, -2.0]), np.array([1.0, 0.7]), 2_000, seed=1))
    assert drawn[:, 1].mean() == pytest.approx(-2.0, abs=0.1)


def test_a_quarter_off_at_minus_two_sells_nearly_twice_as_much() -> None:
    assert factor(-2.0, 0.75) == pytest.approx(1 / 0.75**2)
    assert factor(-2.0, 1.0) == pytest.approx(1.0)
    assert factor(-6.0, 0.01) == factor(-6.0, 0.25), "nobody believes a thousandfold demand"


def test_what_was_learned_is_there_again_in_another_window(store: Store, manager: Actor) -> None:
    ResponseKeeper(store).save(manager, learned(), trusted(), seconds=1.0)
    found = ResponseKeeper(store).current()
    assert found.fitted_at is not None
    assert found.responses.of(np.array([3]))[0].tolist() == [-1.5]


def test_a_window_that_is_open_serves_what_another_one_learned(store: Store, manager: Actor) -> None:
    mine, other = ResponseKeeper(store), ResponseKeeper(store)
    assert mine.current().responses.is_assumed
    other.save(manager, learned(), trusted())
    assert not mine.current().responses.is_assumed


def test_a_damaged_version_is_passed_over_and_said(store: Store, manager: Actor) -> None:
    version = ResponseKeeper(store).save(manager, learned(), trusted()).version
    (elasticities_folder(store.path) / version / "responses.sd.npy").write_bytes(b"nonsense")
    found = ResponseKeeper(store).current()
    assert found.responses.is_assumed
    assert [problem.code for problem in found.problems] == ["elasticity.kept_damaged"]


def test_only_a_manager_may_replace_what_serves(store: Store, associate: Actor) -> None:
    with pytest.raises(NotAllowed):
        ResponseKeeper(store).save(associate, learned(), trusted())
