"""Advice out of a real store: what is read, what is asked once, what is learned, and orders made of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.inventory.forecast.fitting import fit_forecasts
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.inventory.policies import Policy, set_policy
from shopassistant.inventory.products import change_price
from shopassistant.inventory.purchasing.drafts import DraftLine, OrderDraft, create_order
from shopassistant.inventory.purchasing.sending import cancel_order, send_order
from shopassistant.inventory.reorder.decisions import answer, dismiss, open_decisions, snooze, take_back
from shopassistant.inventory.reorder.lines import Line
from shopassistant.inventory.reorder.ordering import order_lines, take_back_orders
from shopassistant.inventory.reorder.terms import Terms
from shopassistant.inventory.reorder.today import Today, Wanted, advise_today
from shopassistant.inventory.stock import count_stock
from shopassistant.inventory.suppliers.items import ItemTerms, put_item
from shopassistant.inventory.suppliers.terms import SupplierTerms, add_supplier
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AdviceDecision, PurchaseOrder, PurchaseOrderLine, Variant
from tests.unit.sales.shop import Goods, make_goods

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()


@dataclass
class Place:
    """A shop with a supplier who delivers frame, frame54, cloth and coffee within a week."""

    store: Store
    goods: Goods
    manager: Actor
    supplier_id: int
    forecasts: Forecasts

    def today(self, wanted: Wanted | None = None, day: date = TODAY, **terms: int) -> Today:
        with self.store.read() as session:
            return advise_today(session, self.forecasts, day, wanted, Terms(order_cost_minor=0, **terms))

    def line(self, sku: str, today: Today | None = None) -> Line | None:
        found = today or self.today()
        return next((one for one in found.lines if one.variant_id == self.goods.variants[sku]), None)

    def sure(self, sku: str) -> Line:
        found = self.line(sku)
        assert found is not None
        return found

    def count(self, **units: int) -> None:
        counted = {self.goods.variants[sku]: number for sku, number in units.items()}
        count_stock(self.store, SYSTEM, self.goods.location_id, counted)


def forecasts_of(goods: Goods, rates: dict[str, float]) -> Forecasts:
    keys = np.array([[goods.variants[sku], goods.location_id] for sku in rates], np.int64)
    units = np.random.default_rng(1).poisson(np.array(list(rates.values()))[:, None], (len(rates), 112))
    flat = np.ones(len(rates), np.float32)
    panel = Panel(keys, TODAY - timedelta(days=112), units.astype(np.float32), flat, flat)
    return fit_forecasts(panel, horizon=90)


@pytest.fixture
def place(store: Store, manager: Actor) -> Place:
    store.clock = FixedClock(NOW)
    goods = make_goods(store)
    terms = SupplierTerms(name="Optik Grosshandel", lead_time_days=7, review_days=7)
    supplier_id = add_supplier(store, manager, terms).supplier_id
    for sku, pack in (("frame", 1), ("frame54", 1), ("cloth", 12), ("coffee", 1)):
        put_item(store, manager, supplier_id, goods.variants[sku], ItemTerms(pack_size=pack))
    rates = {"frame": 2.0, "frame54": 0.5, "cloth": 3.0, "coffee": 1.0, "hat": 1.0}
    found = Place(store, goods, manager, supplier_id, forecasts_of(goods, rates))
    found.count(frame=5, frame54=200, cloth=4)
    return found


def test_what_runs_out_is_advised_in_packs_and_the_rest_says_why_not(place: Place) -> None:
    today = place.today()
    skus = {place.goods.variants[sku]: sku for sku in place.goods.variants}
    assert {skus[one.variant_id] for one in today.lines} == {"frame", "cloth"}
    cloth = place.sure("cloth")
    assert cloth.units % 12 == 0
    assert cloth.packs == cloth.units // 12
    assert (cloth.cost_minor, cloth.supplier_id) == (cloth.units * 120, place.supplier_id)
    # coffee was never counted, nobody delivers the hat, the relic is withdrawn and no row at all.
    assert today.counts == {"order": 2, "enough": 1, "not_counted": 1, "no_supplier": 1}
    assert today.cost_minor == sum(one.cost_minor for one in today.lines)
    text = Catalogue().say(*cloth.sentence)
    assert "4 left" in text
    picture = today.fan(cloth)
    assert picture.without[1, 30] == 0 < picture.ordered[1, 10]


def test_without_forecasts_every_row_says_so(place: Place) -> None:
    with place.store.read() as session:
        found = advise_today(session, None, TODAY)
    assert found.lines == ()
    assert found.counts["no_forecast"] == 3
    late = place.today(day=TODAY + timedelta(days=200))
    assert late.counts["no_forecast"] == 3


def test_held_baskets_open_orders_and_drafts_are_counted_in(place: Place) -> None:
    place.count(frame=25)
    before = place.sure("frame").units
    basket = place.goods.basket(place.manager)
    place.goods.add(basket, "frame", 3, place.manager)
    from shopassistant.sales.held import hold

    hold(place.store, place.manager, basket, "later")
    assert place.sure("frame").units == pytest.approx(before + 3, abs=2)
    assert place.sure("frame").sentence[1]["left"] == 22
    draft = OrderDraft(place.supplier_id, place.goods.location_id, (DraftLine(place.goods.variants["frame"], 400),))
    made = create_order(place.store, place.manager, draft)
    assert place.line("frame") is None
    cancel_order(place.store, place.manager, made.order_id)
    sent = create_order(place.store, place.manager, draft)
    send_order(place.store, place.manager, sent.order_id, TODAY + timedelta(days=60))
    late = place.sure("frame")
    assert ("reorder.note.late_order", {"count": 400}) in late.notes


def test_discontinued_and_the_shops_own_limits(place: Place) -> None:
    with place.store.begin(SYSTEM) as unit:
        unit.session.get_one(Variant, place.goods.variants["frame"]).discontinued = True
        unit.commit()
    set_policy(place.store, place.manager, place.goods.variants["cloth"], None, Policy(max_units=16))
    today = place.today()
    assert place.line("frame", today) is None
    cloth = place.line("cloth", today)
    assert cloth is not None
    assert cloth.units == 12


def test_filters_and_budget(place: Place) -> None:
    assert place.today(Wanted(supplier_id=place.supplier_id + 1)).lines == ()
    full = place.today()
    half = place.today(Wanted(budget_minor=full.cost_minor // 2))
    assert 0 < half.cost_minor <= full.cost_minor // 2
    nothing = place.today(Wanted(budget_minor=0))
    assert nothing.counts["over_budget"] == 2


def test_one_click_makes_a_draft_and_can_be_undone(place: Place) -> None:
    lines = place.today().lines
    made = order_lines(place.store, place.manager, [answer(one) for one in lines])
    assert len(made.orders) == 1
    with place.store.read() as session:
        rows = session.execute(select(PurchaseOrderLine.variant_id, PurchaseOrderLine.units)).all()
        assert dict(map(tuple, rows)) == {one.variant_id: one.units for one in lines}
        assert session.scalars(select(AdviceDecision.kind)).all() == ["ordered", "ordered"]
    assert place.today().lines == ()
    take_back_orders(place.store, place.manager, [one.order_id for one in made.orders])
    assert [one.units for one in place.today().lines] == [one.units for one in lines]
    with place.store.read() as session:
        assert session.scalars(select(PurchaseOrder.status)).all() == ["cancelled"]
        assert session.scalars(select(AdviceDecision)).all() == []
    sent = order_lines(place.store, place.manager, [answer(lines[0])]).orders[0]
    send_order(place.store, place.manager, sent.order_id)
    with pytest.raises(Conflict, match=r"order\.state"):
        take_back_orders(place.store, place.manager, [sent.order_id])
    with pytest.raises(UserError, match=r"reorder\.nothing"):
        order_lines(place.store, place.manager, [answer(lines[0], 0)])


def test_put_off_advice_comes_back_on_its_day_and_says_so(place: Place) -> None:
    frame = place.sure("frame")
    snooze(place.store, place.manager, [answer(frame)], TODAY + timedelta(days=5))
    assert place.line("frame") is None
    assert place.today().counts["answered"] == 1
    back = place.line("frame", place.today(day=TODAY + timedelta(days=5)))
    assert back is not None
    assert back.again == ("reorder.again.time_is_up", {"answered_on": TODAY})
    with pytest.raises(UserError, match=r"reorder\.until"):
        snooze(place.store, place.manager, [answer(frame)], TODAY)


def test_a_dismissed_question_returns_only_with_what_changed(place: Place) -> None:
    frame = place.sure("frame")
    decided = dismiss(place.store, place.manager, [answer(frame)], "other", "not this month")
    assert place.line("frame") is None
    assert place.line("frame", place.today(day=TODAY + timedelta(days=1))) is None
    assert [one.id for one in open_decisions(place.store, TODAY)] == list(decided.decision_ids)
    place.forecasts = forecasts_of(place.goods, {"frame": 6.0})
    more = place.sure("frame")
    assert more.again == ("reorder.again.more", {"before": frame.units, "now": more.units})
    place.forecasts = forecasts_of(place.goods, {"frame": 2.0})
    place.store.clock = FixedClock(NOW + timedelta(hours=2))
    change_price(place.store, place.manager, frame.variant_id, 11900)
    assert place.sure("frame").again == ("reorder.again.price", {"changed_on": TODAY, "answered_on": TODAY})
    for code in ("en", "de"):
        assert Catalogue(code).say(*(place.sure("frame").again or ("", {})))


def test_an_answer_can_be_taken_back(place: Place) -> None:
    frame = place.sure("frame")
    decided = dismiss(place.store, place.manager, [answer(frame)], "replaced")
    assert place.today().counts["not_orderable"] == 1
    take_back(place.store, place.manager, decided.decision_ids)
    assert place.sure("frame").units == frame.units
    with pytest.raises(NotFound, match=r"reorder\.decision_unknown"):
        take_back(place.store, place.manager, decided.decision_ids)
    with pytest.raises(UserError, match=r"reorder\.reason"):
        dismiss(place.store, place.manager, [answer(frame)], "mood")


def test_reasons_that_end_a_product_end_its_advice_and_a_season_comes_back(place: Place) -> None:
    dismiss(place.store, place.manager, [answer(place.sure("frame"))], "season_over")
    dismiss(place.store, place.manager, [answer(place.sure("cloth"))], "supplier_discontinued")
    place.count(frame=0, cloth=0)
    assert place.today().lines == ()
    place.forecasts = forecasts_of(place.goods, {"frame": 2.0, "cloth": 3.0})
    spring = TODAY + timedelta(days=80)
    assert place.today(day=spring).lines == ()


def test_too_much_is_learned_for_the_product_and_a_little_for_its_category(place: Place) -> None:
    frame = place.sure("frame")
    place.count(frame54=1)
    other = place.sure("frame54")
    dismiss(place.store, place.manager, [answer(frame)], "too_much")
    less = place.sure("frame")
    assert less.units <= frame.units * 0.7
    assert less.again == ("reorder.again.less", {"before": frame.units, "now": less.units})
    situation = place.today().advice.situation
    tilt = {int(key[0]): float(value) for key, value in zip(situation.keys, situation.tilt, strict=True)}
    assert tilt[frame.variant_id] < 0.5
    assert 0.9 < tilt[other.variant_id] < 1.0


def test_ordering_more_than_advised_is_an_opinion_too(place: Place) -> None:
    frame = place.sure("frame")
    order_lines(place.store, place.manager, [answer(frame, frame.units * 2)])
    situation = place.today().advice.situation
    row = place.today().row_of(frame.variant_id, frame.location_id)
    assert row is not None
    assert situation.tilt[row] == pytest.approx(2 ** (0.5 + 0.5 * 0.5 / 6))


def test_a_back_room_counts_for_the_only_shop(place: Place) -> None:
    from shopassistant.inventory.locations import list_locations, set_location_kind

    with place.store.read() as session:
        back = next(one.id for one in list_locations(session) if one.code == "BACK")
    set_location_kind(place.store, place.manager, back, "backroom")
    count_stock(place.store, SYSTEM, back, {place.goods.variants["frame"]: 300})
    assert place.line("frame") is None


def test_late_suppliers_are_learned_from_their_receipts(place: Place) -> None:
    from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine
    from shopassistant.inventory.purchasing.receiving import receive

    place.count(frame=25)
    before = place.sure("frame").units
    coffee = place.goods.variants["coffee"]
    for week in range(12):
        place.store.clock = FixedClock(NOW - timedelta(days=300 - 20 * week))
        draft = OrderDraft(place.supplier_id, place.goods.location_id, (DraftLine(coffee, 1),))
        order = create_order(place.store, place.manager, draft)
        send_order(place.store, place.manager, order.order_id)
        place.store.clock = FixedClock(NOW - timedelta(days=279 - 20 * week))
        with place.store.read() as session:
            wanted = select(PurchaseOrderLine.id).where(PurchaseOrderLine.order_id == order.order_id)
            line_id = session.scalars(wanted).one()
        arrived = ArrivedLine(coffee, 1, order_line_id=line_id)
        came = Arrival(place.goods.location_id, (arrived,), order_id=order.order_id)
        receive(place.store, place.manager, came)
    place.store.clock = FixedClock(NOW)
    assert place.sure("frame").units > before + 10
