"""The segment is recommended that gains most: who buys because of the offer, not who would have bought anyway."""

from dataclasses import replace

import numpy as np
import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import UserError
from shopassistant.promotions.audience.advice import Audience, AudienceLine
from shopassistant.promotions.audience.from_store import audience_setting, best_holdout
from shopassistant.promotions.audience.recommending import AudienceSetting, recommend_audience, share_off
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.rehearsal.book import PastBook
from shopassistant.promotions.rehearsal.past import PastBaskets
from shopassistant.promotions.rehearsal.setting import Share
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Segment, SegmentMember
from tests.unit.inventory.dashboard.shop import NOW, ago
from tests.unit.promotions.pasts import a_past
from tests.unit.shop_rows import a_customer, a_product, a_sale

SCARF, HAT, CUP, PLATE = 1, 2, 3, 4
WEEKS = 26
FANS, KEEN, STRANGERS, COUSINS = (range(start, start + 60) for start in (100, 200, 300, 400))


def the_past() -> PastBaskets:
    """Fans buy a scarf every other week at full price, the keen as often but mostly cut, strangers only plates, and
    cousins hats (a kind like scarves) and now and then plates."""
    baskets: list[list[tuple[int, int, int, int]]] = []
    customers, days, cut = [], [], []
    for week in range(WEEKS):
        for number in range(60):
            for group, goods in ((FANS, SCARF), (KEEN, SCARF), (STRANGERS, PLATE), (COUSINS, HAT)):
                if (week + number) % 2 == 0:
                    baskets.append([(goods, 1, 2_000, 800)])
                    customers.append(group[number])
                    days.append(week * 7 + number % 7)
                    cut.append(group is KEEN and (week + number) % 4 == 0)
    kinds = {SCARF: 1, HAT: 1, CUP: 2, PLATE: 2}
    past = a_past(baskets, customers=customers, days=days, categories=kinds)
    order = sorted(range(len(baskets)), key=lambda one: -days[one])
    given = np.where(np.array([cut[one] for one in order]), 400, 0)
    return replace(past, given=given)


PAST = the_past()
MEMBERS = {number: np.array(list(group), np.int64) for number, group in enumerate((FANS, KEEN, STRANGERS, COUSINS), 1)}


def ask(off: float = 0.2, elasticity: float = -2.6, **terms: object) -> Audience:
    responses = replace(Responses.assumed(), shop_elasticity=elasticity, shop_sd=0.3)
    setting = AudienceSetting(28, off, MEMBERS, responses, cannibal=Share(0, 0), pulled=Share(0, 0), **terms)  # type: ignore[arg-type]
    return recommend_audience(PAST, frozenset({SCARF}), setting)


def of(audience: Audience, segment_id: int | None) -> AudienceLine:
    return next(one for one in audience.lines if one.segment_id == segment_id)


def test_who_minds_the_price_gains_more_than_who_buys_anyway() -> None:
    audience = ask()
    fans, keen, strangers = (of(audience, one) for one in (1, 2, 3))
    assert keen.margin_change.mid > fans.margin_change.mid
    assert fans.anyway.mid == pytest.approx(keen.anyway.mid, rel=0.05), "they buy as often"
    assert audience.recommended is not None
    assert audience.lines[audience.recommended].segment_id == 2
    assert "minds_the_price" in [one.code for one in keen.reasons]
    assert "buys_these" in [one.code for one in keen.reasons + fans.reasons]
    assert strangers.redemptions.mid < 0.2 * keen.redemptions.mid


def test_buying_a_like_kind_speaks_for_a_customer() -> None:
    audience = ask()
    cousins, strangers = of(audience, 4), of(audience, 3)
    assert cousins.redemptions.mid > strangers.redemptions.mid
    assert "likes_the_kind" in [one.code for one in cousins.reasons]


def test_expected_purchases_are_those_of_the_past() -> None:
    fans = of(ask(), 1)
    # Sixty customers, every other week, for four weeks; leaning a little on all others.
    assert fans.anyway.mid == pytest.approx(120, rel=0.25)
    assert fans.anyway.low < fans.anyway.mid < fans.anyway.high
    assert 40 < fans.buyers_anyway <= 60


def test_a_deep_cut_for_a_calm_shop_is_recommended_to_nobody() -> None:
    audience = ask(off=0.4, elasticity=-0.5)
    assert audience.recommended is None
    assert all(one.margin_change.mid <= 0 for one in audience.lines)
    assert "loses" in [one.code for one in of(audience, 1).reasons]
    assert "would_buy_anyway" in [one.code for one in of(audience, 1).reasons]


def test_those_whose_value_says_they_are_gone_are_not_counted_on() -> None:
    ids = np.array(list(FANS), np.int64)
    here = of(ask(), 1)
    gone = of(ask(expected=(ids, np.full(60, 0.1)), lifetime=np.full(60, 100.0)), 1)
    assert gone.redemptions.mid < 0.1 * here.redemptions.mid


def test_everybody_holds_those_without_a_name_too_and_a_handful_is_said_to_be_few() -> None:
    nameless = replace(PAST, customer=np.where(PAST.customer < 200, 0, PAST.customer))
    setting = AudienceSetting(28, 0.2, {9: np.array([200, 201], np.int64), 8: np.empty(0, np.int64)})
    audience = recommend_audience(nameless, frozenset({SCARF}), setting)
    assert of(audience, None).customers == 180
    assert of(audience, None).redemptions.mid > 1.5 * 120, "half of the scarves are bought without a name"
    assert "few" in [one.code for one in of(audience, 9).reasons]
    assert of(audience, 8).redemptions.mid == 0


def test_the_share_off_is_what_is_paid_less() -> None:
    assert share_off(80.0, 20.0) == pytest.approx(0.2)
    assert share_off(0.0, 0.0) == 0.0
    with pytest.raises(UserError, match=r"audience\.share"):
        AudienceSetting(28, 1.2, {})


def test_the_shop_is_asked_for_its_segments_values_and_a_hold_out(store: Store) -> None:
    store.clock = FixedClock(NOW)
    (scarf,) = a_product(store)
    customers = [a_customer(store) for _ in range(80)]
    for number, one in enumerate(customers):
        a_sale(store, scarf, customer_id=one, at=ago(1 + number % 50))
    with store.begin(SYSTEM) as unit:
        segment = Segment(name="Half", kind="rule", definition={}, created_at=NOW)
        unit.session.add(segment)
        unit.session.flush()
        unit.session.add_all(SegmentMember(segment_id=segment.id, customer_id=one, since=NOW) for one in customers[:40])
        unit.commit()
    with store.read() as session:
        setting = audience_setting(session, 28, 0.2, Responses.assumed())
        audience = recommend_audience(PastBook(store).past(), frozenset({scarf}), setting)
        plan = best_holdout(session, audience.lines[0], 28, NOW)
    assert {one.segment_id: one.customers for one in audience.lines} == {None: 80, segment.id: 40}
    assert setting.expected is None, "nobody worked out what they are worth"
    assert plan.advised == 0.5, "of eighty customers only a half left out tells anything"
