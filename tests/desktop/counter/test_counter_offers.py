"""Offers, coupons and points at the counter, as the one who sells sees and uses them."""

from PySide6.QtCore import Qt

from shopassistant.core.changes import Changes
from shopassistant.promotions.redemption.codes import grouped
from shopassistant.promotions.rules.offers import AmountOff, BuyGet, PercentOff, Points
from shopassistant.store.actor import SYSTEM
from shopassistant.store.schema import PointsEntry
from tests.desktop.counter.conftest import SCARF_CODE, Counter, Shop
from tests.unit.promotions.shop import approve, coupons_for, end, give_points, open_coupon


def test_the_line_says_its_offer_and_the_strip_what_is_missing(counter: Counter, shop: Shop) -> None:
    approve(counter.page.context.store, BuyGet(2, 1), [[shop.scarf]], name="3 for 2")
    counter.scan(SCARF_CODE)
    counter.scan(SCARF_CODE)
    assert counter.page.panel.strip.hint == "One more for “3 for 2”: saves £25.00"
    counter.scan(SCARF_CODE)
    assert counter.page.panel.strip.hint == ""
    assert counter.page.panel.rows[0].offers_text == "3 for 2 -£25.00"
    assert counter.page.panel.total_text == "£50.00"


def test_a_coupon_is_typed_into_the_one_box(counter: Counter, shop: Shop) -> None:
    store = counter.page.context.store
    promotion = approve(store, AmountOff(500, "basket"), name="Welcome", needs_coupon=True)
    coupon = coupons_for(store, promotion, [shop.ann])[shop.ann]
    counter.scan(SCARF_CODE)
    counter.page.focus_customer()
    counter.hands.type(grouped(coupon.code))
    counter.settle()
    assert not any(row.is_action for row in counter.page.customer_box.rows)
    counter.hands.key(Qt.Key.Key_Return, "\r")
    counter.settle()
    assert counter.page.panel.strip.coupons == ("Coupon “Welcome”",)
    assert counter.page.panel.total_text == "£20.00"
    assert counter.page.presenter.customer.customer_id == shop.ann  # it was made for her
    counter.page.panel.strip.coupon_removed.emit(coupon.id)
    counter.settle()
    assert counter.page.panel.total_text == "£25.00"


def test_a_coupon_is_scanned_and_a_used_one_is_refused(counter: Counter) -> None:
    store = counter.page.context.store
    coupon = open_coupon(store, approve(store, PercentOff(1_000), name="Ten", needs_coupon=True))
    counter.scan(SCARF_CODE)
    counter.scan(coupon.code)
    assert counter.page.panel.total_text == "£22.50"
    counter.page.complete()
    counter.page.tender.take()
    counter.settle()
    assert counter.page.done.gains_text == "Saved £2.50"
    counter.scan(SCARF_CODE)
    counter.scan(coupon.code)
    assert counter.messages == ["This coupon for “Ten” has been used."]


def test_points_are_paid_with_and_earned(counter: Counter, shop: Shop) -> None:
    store = counter.page.context.store
    approve(store, Points(points_per_major=1), name="Club")
    give_points(store, shop.ann, 300)
    counter.open_customer(shop.ann)
    counter.scan(SCARF_CODE)
    points = counter.page.panel.strip.points
    assert points.text == "300 points (+25)"
    counter.page.complete()
    tender = counter.page.tender
    assert tender.points.use.text() == "Pay £3.00 with points"
    tender.points.use.click()
    counter.settle()
    assert tender.payment.total_minor == 2_200
    tender.take()
    counter.settle()
    view = counter.page.done
    assert view.amount_text == "£22.00"
    assert view.gains_text == "22 points earned"


def test_a_total_that_changed_is_not_taken(counter: Counter) -> None:
    store = counter.page.context.store
    promotion = approve(store, PercentOff(1_000))
    counter.scan(SCARF_CODE)
    counter.page.complete()
    end(store, promotion)
    counter.page.tender.take()
    counter.settle()
    assert counter.messages == [
        "The total is £25.00 now, not £22.50: an offer began, ended or was used up meanwhile. "
        "Look at it with the customer, then complete the sale."
    ]
    assert counter.page.tender.payment.total_minor == 2_500


def test_a_promotion_approved_in_this_window_prices_the_basket_at_once(counter: Counter) -> None:
    counter.scan(SCARF_CODE)
    promotion = approve(counter.page.context.store, PercentOff(1_000))
    counter.page.context.bus.publish(Changes(promotions=frozenset({promotion})))
    counter.settle()
    assert counter.page.panel.total_text == "£22.50"


def test_of_a_long_name_the_amount_is_never_cut(counter: Counter, shop: Shop) -> None:
    store = counter.page.context.store
    name = "Third piece of everything warm and soft at half of its price until the end of the month"
    for group in ("one", "two"):
        approve(store, PercentOff(1_000), [[shop.scarf]], name=f"{name} {group}", group_name=group)
    counter.scan(SCARF_CODE)
    row = counter.page.panel.rows[0]
    amounts = [amount for _, amount in row.offers.parts]
    assert [amount.text() for amount in amounts] == ["-\u00a32.50", "-\u00a32.25"]
    for amount in amounts:
        assert amount.width() >= amount.sizeHint().width()
        assert amount.mapTo(row, amount.rect().topRight()).x() < row.width()


def sold_and_its_points_spent(counter: Counter, shop: Shop) -> str:
    """Ann's receipt of a scarf whose 25 points she has paid another one with."""
    approve(counter.page.context.store, Points(points_per_major=1), name="Club")
    number = ""
    for spends in (False, True):
        counter.open_customer(shop.ann)
        counter.scan(SCARF_CODE)
        counter.page.complete()
        if spends:
            counter.page.tender.points.use.click()
            counter.settle()
        counter.page.tender.take()
        counter.settle()
        number = number or counter.page.done.number
        counter.hands.key(Qt.Key.Key_Return, "\r")
        counter.settle()
    with counter.page.context.store.begin(SYSTEM) as unit:  # what the second one earned is gone, too
        unit.session.add(
            PointsEntry(customer_id=shop.ann, points=-24, kind="expired", at=unit.clock.now(), note="", staff_id=None)
        )
        unit.commit()
    return number


def test_a_return_says_what_is_kept_back_before_it_is_booked(counter: Counter, shop: Shop) -> None:
    number = sold_and_its_points_spent(counter, shop)
    counter.page.returns.ask(number)
    counter.settle()
    counter.page.returns.choose_all()
    counter.settle()
    assert counter.page.returns.refund_text == "\u00a324.75"
    assert counter.page.returns.kept.text() == "\u00a30.25 kept back: the points earned on it are spent"
    counter.page.returns.confirm()
    counter.settle()
    assert counter.page.done.amount_text == "\u00a324.75"
