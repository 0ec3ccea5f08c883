"""At the counter: the customer gets the offers that hold, pays what was shown, and gives back what was given."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.core.money import Currency
from shopassistant.customers.merge import merge, undo_merge
from shopassistant.promotions.redemption.codes import ALPHABET, grouped
from shopassistant.promotions.redemption.coupons import cancel_coupon
from shopassistant.promotions.redemption.points import correct_points, points_balance
from shopassistant.promotions.rules.offers import AmountOff, Bundle, BuyGet, PercentOff, Points, Threshold
from shopassistant.sales.basket import add_variant, load_basket, set_customer, set_quantity
from shopassistant.sales.basket_coupons import put_coupon, take_coupon_out, use_points
from shopassistant.sales.basket_discount import set_discount
from shopassistant.sales.basket_view import BasketView
from shopassistant.sales.complete import TenderRequest, complete_sale
from shopassistant.sales.exchange import add_return
from shopassistant.sales.held import held_baskets, hold, resume
from shopassistant.sales.receipt import load_receipt, receipt_escpos
from shopassistant.sales.receipt_rows import receipt_rows
from shopassistant.sales.returns import refund_minor, return_lines
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.check import check_store
from shopassistant.store.database import Store
from shopassistant.store.schema import Promotion
from shopassistant.store.shop import Shop
from tests.unit.promotions.shop import approve, counters, coupon_uses, coupons_for, end, give_points, open_coupon
from tests.unit.sales.shop import Goods, make_customer

ASSOCIATE = Actor("staff", "Ann", None, "associate")


def view(goods: Goods, basket_id: int) -> BasketView:
    with goods.store.read() as session:
        return load_basket(session, basket_id)


def balance(store: Store, customer_id: int) -> int:
    with store.read() as session:
        return points_balance(session, customer_id)


def give_back(goods: Goods, sale_id: int, units: dict[int, int]) -> int:
    """Return units by sale line; what was paid back."""
    with goods.store.read() as session:
        refund = refund_minor(session, units)
    tenders = [TenderRequest("cash", refund)] if refund else []
    return -return_lines(goods.store, SYSTEM, sale_id, units, True, tenders, goods.request()).total_minor


def fine(store: Store) -> None:
    report = check_store(store)
    assert report.is_fine, report.findings


def test_the_offer_stands_on_the_line_and_in_the_books(goods: Goods) -> None:
    promotion = approve(goods.store, PercentOff(1_000), [[goods.variants["cloth"]]], name="Cloth week")
    basket = goods.basket()
    goods.add(basket, "cloth", 2)
    goods.add(basket, "frame")
    seen = view(goods, basket)
    cloth, frame = seen.lines
    assert [(offer.name, offer.discount_minor, offer.units) for offer in cloth.offers] == [("Cloth week", 100, 2)]
    assert (cloth.total_minor, frame.offers) == (898, ())
    assert (seen.discount_minor, seen.total_minor) == (100, 13_798)
    done = goods.pay(basket)
    assert done.total_minor == 13_798
    assert done.changes.promotions == {promotion}
    assert counters(goods.store, promotion) == (1, 100)
    fine(goods.store)


def test_a_line_with_a_discount_by_hand_takes_no_offer(goods: Goods) -> None:
    approve(goods.store, PercentOff(1_000))
    basket = goods.basket()
    line = goods.add(basket, "frame").lines[0]
    seen = set_discount(goods.store, SYSTEM, basket, line.id, amount_minor=100)
    assert (seen.lines[0].offers, seen.total_minor) == ((), 12_800)


def test_units_on_two_lines_are_one_set(goods: Goods) -> None:
    approve(goods.store, BuyGet(2, 1), [[goods.variants["frame"], goods.variants["frame54"]]])
    basket = goods.basket()
    goods.add(basket, "frame", 2)
    seen = goods.add(basket, "frame54")
    assert seen.total_minor == 2 * 12_900
    assert sum(line.offers_minor for line in seen.lines) == 12_900
    # Every unit carries its part of the gift, so that no return of the dear ones leaves the gift free.
    assert [line.total_minor for line in seen.lines] == [17_200, 8_600]


def test_what_is_missing_for_the_next_offer_is_said_and_true(goods: Goods) -> None:
    approve(goods.store, BuyGet(2, 1), [[goods.variants["cloth"]]], name="3 for 2")
    basket = goods.basket()
    seen = goods.add(basket, "cloth", 2)
    (hint,) = seen.nearly
    assert (hint.name, hint.missing_units, hint.gain_minor) == ("3 for 2", 1, 499)
    after = goods.add(basket, "cloth")
    assert (after.offers_minor, after.nearly) == (hint.gain_minor, ())


def test_spend_that_is_missing_is_said(goods: Goods) -> None:
    approve(goods.store, Threshold(spend_minor=1_000, amount_minor=200), name="2 off from 10")
    basket = goods.basket()
    (hint,) = goods.add(basket, "coffee").nearly
    assert (hint.missing_units, hint.missing_minor, hint.gain_minor) == (0, 350, 200)


def test_the_total_that_was_seen_is_the_total_that_is_booked(goods: Goods) -> None:
    promotion = approve(goods.store, PercentOff(1_000))
    basket = goods.basket()
    seen = goods.add(basket, "frame").total_minor
    end(goods.store, promotion)
    with pytest.raises(Conflict) as refused:
        complete_sale(goods.store, SYSTEM, basket, [TenderRequest("cash", seen)], "r1", seen_minor=seen)
    assert refused.value.code == "sale.total_changed"
    assert dict(refused.value.values) == {"seen_minor": 11_610, "total_minor": 12_900}
    assert view(goods, basket).status == "open"
    complete_sale(goods.store, SYSTEM, basket, [TenderRequest("cash", 12_900)], "r1", seen_minor=12_900)


def test_an_offer_starts_and_ends_by_the_clock(goods: Goods, clock: FixedClock) -> None:
    now = clock.now()
    approve(goods.store, PercentOff(1_000), starts_at=now + timedelta(hours=3), ends_at=now + timedelta(hours=5))
    basket = goods.basket()
    assert goods.add(basket, "frame").discount_minor == 0
    clock.advance(timedelta(hours=3))
    assert view(goods, basket).discount_minor == 1_290
    clock.advance(timedelta(hours=2))
    assert view(goods, basket).discount_minor == 0


def test_a_held_basket_comes_back_at_what_holds_then(goods: Goods) -> None:
    promotion = approve(goods.store, PercentOff(1_000))
    basket = goods.basket()
    goods.add(basket, "frame")
    hold(goods.store, SYSTEM, basket, "later")
    with goods.store.read() as session:
        assert [one.total_minor for one in held_baskets(session)] == [11_610]
    end(goods.store, promotion)
    assert resume(goods.store, SYSTEM, basket, "till 2").total_minor == 12_900


def test_a_repeated_request_uses_a_coupon_once(goods: Goods) -> None:
    promotion = approve(goods.store, AmountOff(500, "basket"), needs_coupon=True)
    coupon = open_coupon(goods.store, promotion)
    basket = goods.basket()
    goods.add(basket, "frame")
    assert put_coupon(goods.store, ASSOCIATE, basket, coupon.code.lower()).total_minor == 12_400
    for _ in range(2):
        done = complete_sale(goods.store, SYSTEM, basket, [TenderRequest("cash", 12_400)], "same")
    assert done.repeated
    assert (coupon_uses(goods.store, coupon.id), counters(goods.store, promotion)) == (1, (1, 500))
    other = goods.basket()
    goods.add(other, "frame")
    with pytest.raises(UserError) as refused:
        put_coupon(goods.store, ASSOCIATE, other, coupon.code)
    assert refused.value.code == "coupon.used"
    fine(goods.store)


def test_coupons_say_why_they_do_not_count(goods: Goods, clock: FixedClock) -> None:
    ada = make_customer(goods.store)
    eve = make_customer(goods.store, "C2")
    promotion = approve(goods.store, Threshold(spend_minor=20_000, amount_minor=500), needs_coupon=True)
    mine = coupons_for(goods.store, promotion, [ada])[ada]
    basket = goods.basket()
    goods.add(basket, "frame")
    seen = put_coupon(goods.store, ASSOCIATE, basket, grouped(mine.code))
    assert seen.customer_id == ada
    assert [one.state for one in seen.coupons] == ["waiting"]
    assert goods.add(basket, "frame54").coupons[0].state == "applied"
    assert set_customer(goods.store, ASSOCIATE, basket, eve).coupons[0].state == "other_customer"
    with pytest.raises(UserError) as refused:
        put_coupon(goods.store, ASSOCIATE, basket, mine.code)
    assert refused.value.code == "coupon.other_customer"
    assert take_coupon_out(goods.store, ASSOCIATE, basket, mine.id).coupons == ()
    cancel_coupon(goods.store, SYSTEM, mine.id)
    with pytest.raises(UserError) as refused:
        put_coupon(goods.store, ASSOCIATE, basket, mine.code)
    assert refused.value.code == "coupon.cancelled"
    slip = ("7" if mine.code[0] != "7" else "8") + mine.code[1:]
    with pytest.raises(UserError) as refused:
        put_coupon(goods.store, ASSOCIATE, basket, slip)
    assert refused.value.code == "coupon.misread"
    with pytest.raises(NotFound):
        put_coupon(goods.store, ASSOCIATE, basket, "hello")


def test_no_slip_of_a_code_is_another_code(goods: Goods) -> None:
    promotion = approve(goods.store, AmountOff(500, "basket"), needs_coupon=True)
    code = open_coupon(goods.store, promotion).code
    from shopassistant.promotions.redemption.codes import normalise

    for place in range(len(code)):
        for character in ALPHABET:
            slip = code[:place] + character + code[place + 1 :]
            assert (normalise(slip) == slip) == (slip == code)
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert (normalise(swapped) is not None) == (swapped == code)


def test_a_return_gives_back_in_proportion_and_the_coupon_at_the_end(goods: Goods) -> None:
    promotion = approve(goods.store, PercentOff(3_333), needs_coupon=True, budget_minor=100_000)
    coupon = open_coupon(goods.store, promotion)
    basket = goods.basket()
    goods.add(basket, "cloth", 3)
    put_coupon(goods.store, SYSTEM, basket, coupon.code)
    done = goods.pay(basket)
    line = done.lines[0].line_id
    paid = [give_back(goods, done.sale_id, {line: 1}) for _ in range(2)]
    assert counters(goods.store, promotion)[0] == 1
    assert coupon_uses(goods.store, coupon.id) == 1
    paid.append(give_back(goods, done.sale_id, {line: 1}))
    assert sum(paid) == done.total_minor
    assert counters(goods.store, promotion) == (0, 0)
    assert coupon_uses(goods.store, coupon.id) == 0
    fine(goods.store)


def test_the_gift_of_a_set_cannot_be_kept_for_nothing(goods: Goods) -> None:
    approve(goods.store, BuyGet(1, 1), [[goods.variants["cloth"]]], [goods.variants["frame"]])
    done = goods.sell(frame=1, cloth=1)
    assert done.total_minor == 12_900
    frame = next(line for line in done.lines if line.product_id == 1)
    refund = give_back(goods, done.sale_id, {frame.line_id: 1})
    assert refund == 12_900 - (499 - round(499 * 499 / 13_399))


def test_points_are_earned_spent_and_taken_back(goods: Goods) -> None:
    customer = make_customer(goods.store)
    approve(goods.store, Points(points_per_major=1), name="Club")
    approve(goods.store, Points(multiplier_bp=20_000), [[goods.variants["cloth"]]], group_name="double")
    basket = goods.basket()
    set_customer(goods.store, SYSTEM, basket, customer)
    goods.add(basket, "frame")
    seen = goods.add(basket, "cloth")
    assert seen.points is not None
    assert (seen.points.balance, seen.points.earned) == (0, 133 + 4)
    first = goods.pay(basket)
    assert (first.points_earned, balance(goods.store, customer)) == (137, 137)
    basket = goods.basket()
    set_customer(goods.store, SYSTEM, basket, customer)
    goods.add(basket, "coffee")
    seen = use_points(goods.store, ASSOCIATE, basket, 1_000)
    assert seen.points is not None
    assert (seen.points.spent, seen.total_minor) == (137, 513)
    second = goods.pay(basket)
    assert (second.points_spent, balance(goods.store, customer)) == (137, 5)
    # The points of the first purchase are gone: their worth is kept back, and nothing is left over.
    refund = give_back(goods, first.sale_id, {line.line_id: 1 for line in first.lines})
    assert refund == first.total_minor - 132
    assert balance(goods.store, customer) == 0
    assert give_back(goods, second.sale_id, {second.lines[0].line_id: 1}) == 513 - 0
    assert balance(goods.store, customer) == 132
    fine(goods.store)


def test_a_walk_in_neither_earns_nor_spends(goods: Goods) -> None:
    promotion = approve(goods.store, Points(points_per_major=1))
    basket = goods.basket()
    goods.add(basket, "frame")
    assert view(goods, basket).points is None
    with pytest.raises(UserError) as refused:
        use_points(goods.store, ASSOCIATE, basket, 5)
    assert refused.value.code == "points.no_customer"
    assert goods.pay(basket).points_earned == 0
    assert counters(goods.store, promotion) == (0, 0)
    fine(goods.store)


def test_an_exchange_is_one_receipt_with_offers_on_both_sides(goods: Goods) -> None:
    customer = make_customer(goods.store)
    approve(goods.store, PercentOff(1_000), [[goods.variants["frame"], goods.variants["frame54"]]])
    approve(goods.store, Points(points_per_major=1))
    basket = goods.basket()
    set_customer(goods.store, SYSTEM, basket, customer)
    goods.add(basket, "frame")
    first = goods.pay(basket)
    basket = goods.basket()
    set_customer(goods.store, SYSTEM, basket, customer)
    add_return(goods.store, SYSTEM, basket, first.lines[0].line_id, 1)
    seen = goods.add(basket, "frame54")
    assert seen.total_minor == 0
    goods.pay(basket)
    assert balance(goods.store, customer) == first.points_earned
    fine(goods.store)


def test_a_budget_ends_the_offer_for_the_next_customer(goods: Goods) -> None:
    promotion = approve(goods.store, PercentOff(1_000), budget_minor=2_000)
    goods.sell(frame=1)
    basket = goods.basket()
    assert goods.add(basket, "frame").offers_minor == 0
    assert goods.add(basket, "cloth", 1).offers_minor == 0
    line = view(goods, basket).lines[0]
    set_quantity(goods.store, SYSTEM, basket, line.id, 1)
    assert counters(goods.store, promotion) == (1, 1_290)


def test_a_customer_uses_an_offer_as_often_as_allowed(goods: Goods) -> None:
    customer = make_customer(goods.store)
    approve(goods.store, AmountOff(500, "basket"), max_uses_per_customer=1)
    for expected in (500, 0):
        basket = goods.basket()
        assert goods.add(basket, "frame").discount_minor == 0  # nobody to count by
        assert set_customer(goods.store, SYSTEM, basket, customer).discount_minor == expected
        goods.pay(basket)


def test_the_receipt_names_the_offers_and_the_points(goods: Goods, tmp_path: Path) -> None:
    customer = make_customer(goods.store)
    give_points(goods.store, customer, 50)
    approve(goods.store, PercentOff(1_000), [[goods.variants["cloth"]]], name="Cloth week")
    approve(goods.store, Points(points_per_major=1))
    basket = goods.basket()
    set_customer(goods.store, SYSTEM, basket, customer)
    goods.add(basket, "cloth")
    use_points(goods.store, SYSTEM, basket, 40)
    done = goods.pay(basket)
    with goods.store.read() as session:
        receipt = load_receipt(session, done.sale_id)
    catalogue = Catalogue("en", Currency("GBP"))
    cells = [row.cells for row in receipt_rows(receipt, Shop(name="Shop"), catalogue)]
    assert ("Cloth week", "−£0.50") in cells or ("Cloth week", "-£0.50") in cells
    assert any(cell[0] == "Paid with points" and "0.40" in cell[1] for cell in cells if len(cell) == 2)
    assert ("Points earned", "4") in cells
    assert b"Cloth week" in receipt_escpos(receipt, Shop(name="Shop"), catalogue, "cp858")


def test_merging_customers_joins_their_points_and_coupons(goods: Goods) -> None:
    kept, gone = make_customer(goods.store), make_customer(goods.store, "C2")
    promotion = approve(goods.store, AmountOff(500, "basket"), needs_coupon=True)
    coupon = coupons_for(goods.store, promotion, [gone])[gone]
    give_points(goods.store, kept, 10)
    give_points(goods.store, gone, 32)
    merged = merge(goods.store, SYSTEM, kept, gone, {})
    assert balance(goods.store, kept) == 42
    basket = goods.basket()
    goods.add(basket, "frame")
    assert put_coupon(goods.store, SYSTEM, basket, coupon.code).customer_id == kept
    undo_merge(goods.store, SYSTEM, merged.merge_id)
    assert (balance(goods.store, kept), balance(goods.store, gone)) == (10, 32)


def test_points_are_corrected_with_a_reason(goods: Goods) -> None:
    customer = make_customer(goods.store)
    with pytest.raises(UserError):
        correct_points(goods.store, SYSTEM, customer, 10, " ")
    correct_points(goods.store, SYSTEM, customer, 10, "goodwill")
    assert balance(goods.store, customer) == 10


def test_check_finds_a_counter_that_is_not_its_redemptions(goods: Goods) -> None:
    approve(goods.store, Bundle((1, 1), price_minor=13_000), [[goods.variants["frame"]], [goods.variants["cloth"]]])
    goods.sell(frame=1, cloth=1)
    fine(goods.store)
    with goods.store.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE promotion SET spent_minor = spent_minor + 1"))
    assert [finding.code for finding in check_store(goods.store).findings] == ["check.promotion_counters"]


def test_a_promotion_that_begins_at_another_till_is_seen_at_once(goods: Goods) -> None:
    basket = goods.basket()
    assert goods.add(basket, "frame").discount_minor == 0
    approve(goods.store, PercentOff(1_000))
    assert add_variant(goods.store, SYSTEM, basket, goods.variants["cloth"], 1).discount_minor == 1_290 + 50


def test_a_bundle_may_take_anything_in_one_slot(goods: Goods) -> None:
    choice = {"role": "get", "slot": 1, "choice": {"everything": True}}
    promotion = approve(goods.store, Bundle((1, 1), share_bp=1_000), [[goods.variants["frame"]]])
    with goods.store.begin(SYSTEM) as unit:
        row = unit.session.get_one(Promotion, promotion)
        row.scope = {"slots": [choice]}
        row.changed_at = goods.store.clock.now() + timedelta(minutes=1)
        unit.commit()
    basket = goods.basket()
    goods.add(basket, "coffee")
    assert goods.add(basket, "frame").offers_minor == 1_355


def test_a_budget_of_nothing_gives_nothing(goods: Goods) -> None:
    approve(goods.store, PercentOff(1_000), budget_minor=0)
    assert goods.add(goods.basket(), "frame").offers_minor == 0
