"""What promotions take from other goods and later weeks is measured where the past tells, else said to be assumed."""

from dataclasses import replace

import numpy as np
import pytest

from shopassistant.promotions.rehearsal.past import PastBaskets
from shopassistant.promotions.rehearsal.setting import CANNIBAL, PULLED
from shopassistant.promotions.rehearsal.switching import measure_switching
from tests.unit.promotions.pasts import a_past

WEEKS = 96


def promoted_past(taken: float, pulled: float, seed: int = 1) -> PastBaskets:
    """Four kinds of two goods; the first of each is cut every eighth week and then sells 40 more, of which so many are
    missing with the other, and so many in the week after."""
    rng = np.random.default_rng(seed)
    baskets: list[list[tuple[int, int, int, int]]] = []
    days, cut = [], []
    for week in range(WEEKS):
        for kind in range(4):
            phase = (week + 2 * kind) % 8
            gain = 40 if phase == 0 else 0
            sold = {2 * kind + 1: 60 + gain - (40 * pulled if phase == 1 else 0), 2 * kind + 2: 60 - taken * gain}
            for variant, units in sold.items():
                drawn = max(1, round(units + 3 * rng.standard_normal()))
                baskets.append([(variant, drawn, 1_000, 400)])
                days.append((WEEKS - 1 - week) * 7)
                cut.append(bool(gain) and variant % 2 == 1)
    past = a_past(baskets, days=days, categories={one: (one - 1) // 2 for one in range(1, 9)})
    order = sorted(range(len(baskets)), key=lambda one: -days[one])
    return replace(past, given=np.where(np.array([cut[one] for one in order]), past.units * 200, 0))


@pytest.mark.parametrize(("taken", "pulled"), [(0.5, 0.0), (0.0, 0.4), (0.25, 0.25)])
def test_shares_that_were_put_in_are_found(taken: float, pulled: float) -> None:
    found = measure_switching(promoted_past(taken, pulled))
    assert found.weeks >= 40
    assert found.cannibal.is_measured
    assert found.pulled.is_measured
    assert found.cannibal.mean == pytest.approx(taken, abs=0.12)
    assert found.pulled.mean == pytest.approx(pulled, abs=0.12)


def test_a_shop_that_never_cut_a_price_is_told_what_is_known_of_others() -> None:
    past = promoted_past(0.5, 0.2)
    plain = measure_switching(replace(past, given=np.zeros(len(past), np.int64)))
    assert (plain.cannibal, plain.pulled, plain.weeks) == (CANNIBAL, PULLED, 0)


def test_one_promotion_alone_changes_nothing_of_what_is_believed() -> None:
    past = promoted_past(0.5, 0.2)
    late = past.of_baskets(past.day > past.day.max() - 7 * 8)
    assert not measure_switching(late).cannibal.is_measured
