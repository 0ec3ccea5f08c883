"""Returns pay back exactly what was paid, in whatever portions, and never more."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.core.money import included_tax
from shopassistant.inventory.stock import count_stock, levels
from shopassistant.sales.basket import load_basket, remove_line, set_basket_discount, set_discount, set_quantity
from shopassistant.sales.complete import TenderRequest, complete_sale
from shopassistant.sales.exchange import add_return, add_returns
from shopassistant.sales.refunds import LineHistory
from shopassistant.sales.returns import (
    LooseReturn,
    find_receipt,
    find_sale,
    refund_minor,
    return_lines,
    return_without_receipt,
    returnable,
)
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Sale, SaleLine, StockMovement, Tender
from shopassistant.store.shop import Shop, save_shop
from tests.blank import blank_store
from tests.unit.sales.shop import Goods, make_customer, make_goods


def give(goods: Goods, sale_id: int, units: dict[int, int], restock: bool = True, actor: Actor = SYSTEM) -> int:
    """Return units and pay the refund in cash; the refund."""
    with goods.store.read() as session:
        refund = refund_minor(session, units)
    tenders = [TenderRequest("cash", refund)] if refund else []
    done = return_lines(goods.store, actor, sale_id, units, restock, tenders, goods.request())
    assert done.total_minor == -refund
    return refund


def discounted_sale(goods: Goods, quantity: int, discount: int) -> tuple[int, int]:
    """Sell cloths with a discount on the line; ids of the sale and its line."""
    basket_id = goods.basket()
    line = goods.add(basket_id, "cloth", quantity).lines[0]
    set_discount(goods.store, SYSTEM, basket_id, line.id, amount_minor=discount)
    done = goods.pay(basket_id)
    return done.sale_id, done.lines[0].line_id


def on_shelf(goods: Goods, *skus: str) -> list[int]:
    """Units by the books."""
    ids = [goods.variants[sku] for sku in skus]
    with goods.store.read() as session:
        found = levels(session, ids, goods.location_id)
    return [found[one].quantity for one in ids]


def test_a_return_books_everything_backwards(goods: Goods, store: Store, associate: Actor) -> None:
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["cloth"]: 10})
    customer_id = make_customer(store)
    sale_id, line_id = discounted_sale(goods, 3, 97)  # 1400 for three
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Sale, sale_id).customer_id = customer_id
        unit.commit()
    done = return_lines(store, associate, sale_id, {line_id: 1}, True, [TenderRequest("card", 467)], "back")
    assert (done.number, done.kind, done.total_minor, done.customer_id) == ("R000002", "return", -467, customer_id)
    assert done.changes.customers == {customer_id}
    with store.read() as session:
        (line,) = session.scalars(select(SaleLine).where(SaleLine.sale_id == done.sale_id))
        assert (line.quantity, line.unit_price_minor, line.discount_minor, line.total_minor) == (-1, 499, -32, -467)
        assert (line.returns_line_id, line.unit_cost_minor, line.tax_minor) == (line_id, 120, -78)
        assert session.scalars(select(Tender.amount_minor).where(Tender.sale_id == done.sale_id)).all() == [-467]
        assert levels(session, [goods.variants["cloth"]], goods.location_id)[goods.variants["cloth"]].known == 8
        (left,) = returnable(session, sale_id)
        assert (left.left, left.refund_minor, left.refund_left_minor) == (2, 466, 933)
        assert find_receipt(session, done.number).lines[0].returns_number == "R000001"


def test_portions_sum_to_what_was_paid(goods: Goods) -> None:
    sale_id, line_id = discounted_sale(goods, 3, 97)
    assert [give(goods, sale_id, {line_id: 1}) for _ in range(3)] == [467, 466, 467]
    with goods.store.read() as session:
        assert session.scalar(select(func.sum(SaleLine.total_minor))) == 0
        assert session.scalar(select(func.sum(SaleLine.tax_minor))) == 0
        assert session.scalar(select(func.sum(Tender.amount_minor))) == 0
        with pytest.raises(UserError) as caught:
            refund_minor(session, {line_id: 1})
    assert (caught.value.code, caught.value.values["left"]) == ("return.too_many", 0)


def test_never_more_than_sold(goods: Goods, store: Store) -> None:
    sale_id, line_id = discounted_sale(goods, 3, 0)
    give(goods, sale_id, {line_id: 2})
    for units, code in (({line_id: 2}, "return.too_many"), ({line_id: 0}, "return.quantity"), ({}, "return.nothing")):
        with pytest.raises(UserError) as caught:
            return_lines(store, SYSTEM, sale_id, units, True, [], "again")
        assert caught.value.code == code
    with pytest.raises(NotFound, match="line_unknown"):
        return_lines(store, SYSTEM, sale_id, {999: 1}, True, [], "again")
    with pytest.raises(NotFound, match="sale_unknown"):
        return_lines(store, SYSTEM, 999, {line_id: 1}, True, [], "again")
    other, _ = discounted_sale(goods, 1, 0)
    with pytest.raises(NotFound, match="line_unknown"):  # a line of another receipt
        return_lines(store, SYSTEM, other, {line_id: 1}, True, [], "again")
    with store.read() as session:
        returned = session.scalar(select(SaleLine.id).where(SaleLine.returns_line_id == line_id))
        assert returned is not None
        back = session.scalar(select(SaleLine.sale_id).where(SaleLine.id == returned))
        assert back is not None
        assert returnable(session, back) == ()  # a return is not returned


def test_the_same_return_is_booked_once(goods: Goods, store: Store) -> None:
    sale_id, line_id = discounted_sale(goods, 3, 0)
    first = return_lines(store, SYSTEM, sale_id, {line_id: 1}, True, [TenderRequest("cash", 499)], "key")
    again = return_lines(store, SYSTEM, sale_id, {line_id: 1}, True, [TenderRequest("cash", 499)], "key")
    assert (again.sale_id, again.repeated, again.change_minor) == (first.sale_id, True, 0)
    other, other_line = discounted_sale(goods, 1, 0)
    with pytest.raises(Conflict, match="request_key_reused"):
        return_lines(store, SYSTEM, other, {other_line: 1}, True, [TenderRequest("cash", 499)], "key")


def test_the_refund_is_paid_exactly(goods: Goods, store: Store) -> None:
    sale_id, line_id = discounted_sale(goods, 1, 0)
    for tenders in ([], [TenderRequest("cash", 500)], [TenderRequest("cash", 498)]):
        with pytest.raises(UserError) as caught:
            return_lines(store, SYSTEM, sale_id, {line_id: 1}, True, tenders, "key")
        assert (caught.value.code, caught.value.values["refund_minor"]) == ("tender.refund", 499)
    with pytest.raises(NotAllowed):
        return_lines(store, Actor("kiosk", "mirror"), sale_id, {line_id: 1}, True, [TenderRequest("cash", 499)], "key")


def test_what_is_damaged_comes_in_and_is_written_off(goods: Goods, store: Store, associate: Actor) -> None:
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["cloth"]: 5})
    sale_id, line_id = discounted_sale(goods, 2, 0)
    give(goods, sale_id, {line_id: 1}, restock=False, actor=associate)
    with store.read() as session:
        assert levels(session, [goods.variants["cloth"]], goods.location_id)[goods.variants["cloth"]].known == 3
        moved = session.execute(select(StockMovement.reason, StockMovement.quantity).order_by(StockMovement.id)).all()
    assert [tuple(row) for row in moved] == [("count", 5), ("sale", -2), ("return", 1), ("damage", -1)]


def test_goods_come_back_to_another_shop(goods: Goods, store: Store) -> None:
    sale_id, line_id = discounted_sale(goods, 1, 0)
    return_lines(store, SYSTEM, sale_id, {line_id: 1}, True, [TenderRequest("cash", 499)], "k", location_id=2)
    with store.read() as session:
        assert levels(session, [goods.variants["cloth"]], 2)[goods.variants["cloth"]].quantity == 1


def test_imported_sales_and_returns(goods: Goods, store: Store) -> None:
    """A sale of five at 100; an imported return of two had paid back more than its share."""
    with store.begin(SYSTEM) as unit:

        def book(number: str, kind: str, quantity: int, total: int, returns: int | None) -> int:
            sale = Sale(
                number=number, kind=kind, source="import", location_id=goods.location_id, sold_at=unit.clock.now(),
                currency="GBP", gross_minor=total, discount_minor=0, total_minor=total, tax_minor=0,
            )  # fmt: skip
            unit.session.add(sale)
            unit.session.flush()
            line = SaleLine(
                sale_id=sale.id, position=1, kind="product", variant_id=goods.variants["hat"], description="Hat",
                quantity=quantity, unit_price_minor=abs(total // quantity), total_minor=total, returns_line_id=returns,
            )  # fmt: skip
            unit.session.add(line)
            unit.session.flush()
            return line.id

        sold = book("536365", "sale", 5, 500, None)
        book("C536379", "return", -2, -450, sold)
        unit.commit()
    with store.read() as session:
        sale_id = find_sale(session, " 536365 ")
        assert find_receipt(session, "c536379").kind == "return"
        (line,) = returnable(session, sale_id)
        assert (line.left, line.refund_left_minor) == (3, 50)
    assert give(goods, sale_id, {sold: 1}) == 50
    assert give(goods, sale_id, {sold: 2}) == 0


def test_receipts_are_found_as_printed_scanned_or_typed(goods: Goods, store: Store) -> None:
    sale_id, _ = discounted_sale(goods, 1, 0)
    with store.read() as session:
        for text in ("R000001", "r000001", " R000001\n", "1", "000001"):
            assert find_sale(session, text) == sale_id
        for text in ("", "2", "R1x", "999999999999999", "%"):
            with pytest.raises(NotFound, match="receipt_unknown"):
                find_sale(session, text)


def test_without_a_receipt_a_manager_must_allow_it(
    goods: Goods, store: Store, associate: Actor, manager: Actor
) -> None:
    hat = goods.variants["hat"]
    goods_back = [LooseReturn(hat, 2, 1500)]
    pay = [TenderRequest("cash", 3000)]
    where = {"location_id": goods.location_id}
    with pytest.raises(UserError, match="needs_manager"):
        return_without_receipt(store, associate, goods_back, True, pay, "key", **where)
    with pytest.raises(NotAllowed):
        return_without_receipt(store, associate, goods_back, True, pay, "key", approval=associate, **where)
    with pytest.raises(UserError, match="above_price"):
        return_without_receipt(store, manager, [LooseReturn(hat, 1, 1996)], True, pay, "key", **where)
    with pytest.raises(UserError, match=r"return\.nothing"):
        return_without_receipt(store, manager, [], True, [], "key", **where)
    done = return_without_receipt(store, associate, goods_back, True, pay, "key", approval=manager, **where)
    assert (done.kind, done.total_minor) == ("return", -3000)
    assert return_without_receipt(store, associate, goods_back, True, pay, "key", approval=manager, **where).repeated
    shelf = return_without_receipt(
        store, manager, [LooseReturn(hat, 1)], True, [TenderRequest("cash", 1995)], "k2", **where
    )
    assert shelf.total_minor == -1995


def test_an_exchange_pays_the_difference(goods: Goods, store: Store, associate: Actor) -> None:
    sale_id, line_id = discounted_sale(goods, 3, 97)
    basket_id = goods.basket(associate)
    goods.add(basket_id, "hat", 1, associate)
    view = add_return(store, associate, basket_id, line_id, 2)
    assert (view.total_minor, view.units, view.warnings) == (1995 - 933, 1, ())
    back = view.lines[1]
    for refused in (
        lambda: set_discount(store, associate, basket_id, back.id, percent_bp=100),
        lambda: set_quantity(store, associate, basket_id, back.id, 2),
    ):
        with pytest.raises(UserError, match="line_is_return"):
            refused()
    done = complete_sale(store, associate, basket_id, [TenderRequest("card", 1062)], "key")
    assert (done.kind, done.total_minor) == ("sale", 1062)
    with store.read() as session:
        assert returnable(session, sale_id)[0].left == 1


def test_an_exchange_may_give_money_back(goods: Goods, store: Store) -> None:
    _, line_id = discounted_sale(goods, 3, 0)
    basket_id = goods.basket()
    goods.add(basket_id, "coffee")
    add_return(store, SYSTEM, basket_id, line_id, 3)
    add_return(store, SYSTEM, basket_id, line_id, 2)  # replaces
    done = complete_sale(store, SYSTEM, basket_id, [TenderRequest("cash", 348)], "key")
    assert (done.total_minor, done.change_minor) == (-348, 0)
    with store.read() as session:
        assert session.scalars(select(Tender.amount_minor).where(Tender.sale_id == done.sale_id)).all() == [-348]


def test_damaged_goods_are_exchanged_and_written_off(goods: Goods, store: Store, associate: Actor) -> None:
    basket_id = goods.basket(associate)
    for sku in ("frame", "cloth"):
        goods.add(basket_id, sku, 2, associate)
    sale = goods.pay(basket_id, associate)
    frame, cloth = sale.lines
    before = on_shelf(goods, "frame", "cloth")
    basket_id = goods.basket(associate)
    view = add_returns(store, associate, basket_id, {frame.line_id: 1, cloth.line_id: 2}, restock=False)
    assert [line.quantity for line in view.lines] == [-1, -2]
    add_returns(store, associate, basket_id, {cloth.line_id: 2})  # these are fine after all
    goods.add(basket_id, "frame", 1, associate)
    done = goods.pay(basket_id, associate)
    assert done.total_minor == -2 * 499
    assert on_shelf(goods, "frame", "cloth") == [before[0] - 1, before[1] + 2]
    with store.read() as session:
        reasons = set(session.scalars(select(StockMovement.reason).where(StockMovement.quantity == -1)))
    assert "damage" in reasons


def test_goods_of_an_exchange_go_in_all_or_none(goods: Goods, store: Store, associate: Actor) -> None:
    sale = goods.sell(associate, frame=1, cloth=1)
    basket_id = goods.basket(associate)
    with pytest.raises(UserError, match=r"return\.too_many"):
        add_returns(store, associate, basket_id, {sale.lines[0].line_id: 1, sale.lines[1].line_id: 2})
    with store.read() as session:
        assert load_basket(session, basket_id).lines == ()


def test_a_basket_of_returns_only_is_a_return(goods: Goods, store: Store) -> None:
    _, line_id = discounted_sale(goods, 1, 0)
    basket_id = goods.basket()
    view = add_return(store, SYSTEM, basket_id, line_id, 1)
    assert remove_line(store, SYSTEM, basket_id, view.lines[0].id).lines == ()
    assert len(add_return(store, SYSTEM, basket_id, line_id, 1).lines) == 1
    assert goods.pay(basket_id).kind == "return"


def test_an_exchange_that_another_window_was_faster_with(goods: Goods, store: Store) -> None:
    sale_id, line_id = discounted_sale(goods, 3, 97)
    basket_id = goods.basket()
    add_return(store, SYSTEM, basket_id, line_id, 1)
    give(goods, sale_id, {line_id: 1})
    with pytest.raises(Conflict, match=r"return\.changed"):
        complete_sale(store, SYSTEM, basket_id, [TenderRequest("cash", 467)], "key")
    give(goods, sale_id, {line_id: 2})
    with pytest.raises(UserError, match=r"return\.too_many"):
        complete_sale(store, SYSTEM, basket_id, [TenderRequest("cash", 467)], "key")
    assert add_return(store, SYSTEM, basket_id, line_id, 0).lines == ()


@given(st.integers(1, 60), st.integers(0, 100_000), st.sampled_from([0, 500, 700, 2000]), st.data())
def test_any_portions_sum_exactly(sold: int, unit_price: int, rate: int, data: st.DataObject) -> None:
    discount = data.draw(st.integers(0, sold * unit_price))
    paid = sold * unit_price - discount
    tax = included_tax(paid, rate)
    left, refunded, refunded_tax = sold, 0, 0
    while left:
        units = data.draw(st.integers(1, left))
        history = LineHistory(sold, paid, tax, rate, sold - left, refunded)
        amount, amount_tax = history.refund(units)
        assert 0 <= amount <= units * unit_price  # the database insists on it, too
        assert 0 <= amount_tax <= amount
        left, refunded, refunded_tax = left - units, refunded + amount, refunded_tax + amount_tax
    assert (refunded, refunded_tax) == (paid, tax)


def line_plans() -> st.SearchStrategy[list[tuple[str, int]]]:
    return st.lists(
        st.tuples(st.sampled_from(["frame", "cloth", "coffee", "hat"]), st.integers(1, 5)), min_size=1, max_size=4
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(line_plans(), st.integers(0, 10_000), st.booleans(), st.data())
def test_no_sequence_pays_back_more_than_was_paid(
    plan: list[tuple[str, int]], percent_bp: int, as_amount: bool, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        store = blank_store(Path(folder) / "shop.db")
        with store.begin(SYSTEM) as unit:
            save_shop(unit, Shop(name="Returns"))
            unit.commit()
        goods = make_goods(store)
        basket_id = goods.basket()
        for sku, quantity in plan:
            goods.add(basket_id, sku, quantity)
        with store.read() as session:
            gross = load_basket(session, basket_id).gross_minor
        if as_amount:
            set_basket_discount(store, SYSTEM, basket_id, amount_minor=gross * percent_bp // 10_000)
        else:
            set_basket_discount(store, SYSTEM, basket_id, percent_bp=percent_bp)
        sale = goods.pay(basket_id)
        assert sale.total_minor == sum(line.total_minor for line in sale.lines)
        refunded = 0
        left = {line.line_id: line.quantity for line in sale.lines}
        while left:
            chosen = data.draw(st.lists(st.sampled_from(sorted(left)), min_size=1, unique=True))
            units = {line_id: data.draw(st.integers(1, left[line_id])) for line_id in chosen}
            with store.read() as session:  # the order of lines does not matter
                assert refund_minor(session, units) == refund_minor(session, dict(reversed(units.items())))
            refunded += give(goods, sale.sale_id, units)
            assert refunded <= sale.total_minor
            left = {line_id: rest for line_id, count in left.items() if (rest := count - units.get(line_id, 0))}
        assert refunded == sale.total_minor
        with store.read() as session:
            assert session.scalar(select(func.sum(Sale.total_minor))) == 0
            assert session.scalar(select(func.sum(Sale.tax_minor))) == 0
            assert session.scalar(select(func.sum(StockMovement.quantity))) == 0
        store.close()
