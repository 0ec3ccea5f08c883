"""A basket becomes a sale exactly once, with everything that follows from it."""

import pytest
from sqlalchemy import func, select

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.inventory.stock import count_stock, levels, open_warnings
from shopassistant.sales.basket import load_basket, open_basket, set_customer, set_discount
from shopassistant.sales.complete import TenderRequest, complete_sale, describe
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Customer, Product, Sale, SaleLine, StockMovement, Tender, Variant
from tests.unit.sales.shop import Goods, make_customer


def test_a_sale_writes_everything(goods: Goods, store: Store, associate: Actor) -> None:
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["frame"]: 5})
    customer_id = make_customer(store)
    basket_id = goods.basket(associate)
    goods.add(basket_id, "frame", 2, associate)
    line = goods.add(basket_id, "coffee", 1, associate).lines[0]
    set_discount(store, associate, basket_id, line.id, percent_bp=1000)
    set_customer(store, associate, basket_id, customer_id)
    done = complete_sale(store, associate, basket_id, [TenderRequest("cash", 25000)], "key")
    assert (done.number, done.kind, done.total_minor, done.change_minor) == ("R000001", "sale", 23870, 1130)
    assert done.changes.customers == {customer_id}
    assert done.changes.variants == {goods.variants["frame"], goods.variants["coffee"]}
    assert done.changes.baskets == {basket_id}
    assert not done.repeated
    with store.read() as session:
        sale = session.get_one(Sale, done.sale_id)
        assert (sale.gross_minor, sale.discount_minor, sale.total_minor) == (26450, 2580, 23870)
        assert (sale.tax_minor, sale.staff_id, sale.source) == (3870, associate.staff_id, "counter")
        lines = list(session.scalars(select(SaleLine).order_by(SaleLine.position)))
        assert [(x.description, x.quantity, x.unit_cost_minor, x.tax_rate_bp, x.tax_minor) for x in lines] == [
            ("Linden, Tortoise, 52", 2, 6000, 2000, 3870),
            ("Café crème, 250 g", 1, 300, 0, 0),
        ]
        assert [(t.kind, t.amount_minor) for t in session.scalars(select(Tender))] == [("cash", 25000), ("cash", -1130)]
        movement = session.scalars(select(StockMovement).where(StockMovement.reason == "sale")).all()
        assert [(m.quantity, m.sale_line_id) for m in movement] == [(-2, lines[0].id), (-1, lines[1].id)]
        assert levels(session, [goods.variants["frame"]], goods.location_id)[goods.variants["frame"]].known == 3
        view = load_basket(session, basket_id)
        assert (view.status, view.sale_id) == ("sold", done.sale_id)
        assert session.scalar(select(func.count()).where(AuditEntry.action == "sale.completed")) == 1


def test_the_same_request_is_the_same_sale(goods: Goods, store: Store) -> None:
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["cloth"]: 0})
    basket_id = goods.basket()
    goods.add(basket_id, "cloth")
    first = complete_sale(store, SYSTEM, basket_id, [TenderRequest("cash", 500)], "key")
    again = complete_sale(store, SYSTEM, basket_id, [TenderRequest("cash", 500)], "key")
    assert again.repeated
    assert (again.sale_id, again.lines, again.warnings, again.change_minor) == (
        first.sale_id, first.lines, first.warnings, 1,
    )  # fmt: skip
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Sale)) == 1


def test_a_sold_basket_is_not_sold_again(goods: Goods, store: Store) -> None:
    basket_id = goods.basket()
    goods.add(basket_id, "cloth")
    complete_sale(store, SYSTEM, basket_id, [TenderRequest("card", 499)], "key")
    with pytest.raises(Conflict) as caught:
        complete_sale(store, SYSTEM, basket_id, [TenderRequest("card", 499)], "other key")
    assert caught.value.code == "sale.already_sold"
    other = goods.basket()
    assert other != basket_id
    goods.add(other, "cloth")
    with pytest.raises(Conflict) as caught:
        complete_sale(store, SYSTEM, other, [TenderRequest("card", 499)], "key")
    assert caught.value.code == "sale.request_key_reused"


def test_zero_stock_warns_and_never_blocks(goods: Goods, store: Store) -> None:
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["cloth"]: 1})
    assert goods.sell(cloth=1).warnings == ()
    done = goods.sell(cloth=1, hat=1)  # the hat was never counted, so nobody is warned of it
    assert [(alert.variant_id, alert.level_after) for alert in done.warnings] == [(goods.variants["cloth"], -1)]
    goods.sell(cloth=1)
    with store.read() as session:
        (warning,) = open_warnings(session)
    assert (warning.sku, warning.level, warning.occasions) == ("cloth", -2, 2)


def test_an_inactive_product_is_sold_with_a_warning(goods: Goods) -> None:
    view = goods.add(goods.basket(), "relic")
    assert [warning.code for warning in view.warnings] == ["basket.not_sold_any_more"]
    assert goods.pay(view.id).total_minor == 1000


def test_an_empty_basket_and_an_unpaid_one_are_refused(goods: Goods, store: Store) -> None:
    basket_id = goods.basket()
    with pytest.raises(UserError) as caught:
        complete_sale(store, SYSTEM, basket_id, [], "key")
    assert caught.value.code == "basket.empty"
    goods.add(basket_id, "cloth")
    with pytest.raises(UserError) as caught:
        complete_sale(store, SYSTEM, basket_id, [TenderRequest("card", 400)], "key")
    assert (caught.value.code, caught.value.values["missing_minor"]) == ("tender.short", 99)
    with pytest.raises(UserError, match="request_key"):
        complete_sale(store, SYSTEM, basket_id, [TenderRequest("card", 499)], "")
    with pytest.raises(NotFound):
        complete_sale(store, SYSTEM, 999, [], "key")
    with pytest.raises(NotAllowed):
        complete_sale(store, Actor("kiosk", "mirror"), basket_id, [TenderRequest("card", 499)], "key")
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Sale)) == 0
        assert load_basket(session, basket_id).total_minor == 499


def test_a_cost_that_rose_meanwhile_needs_a_manager(
    goods: Goods, store: Store, associate: Actor, manager: Actor
) -> None:
    basket_id = goods.basket(associate)
    line = goods.add(basket_id, "cloth", 1, associate).lines[0]
    set_discount(store, associate, basket_id, line.id, amount_minor=300)
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Variant, goods.variants["cloth"]).cost_minor = 250
        unit.commit()
    tenders = [TenderRequest("card", 199)]
    with pytest.raises(UserError) as caught:
        complete_sale(store, associate, basket_id, tenders, "key")
    assert caught.value.code == "sale.below_cost"
    assert complete_sale(store, associate, basket_id, tenders, "key", approval=manager).total_minor == 199


def test_a_customer_merged_meanwhile_gets_the_sale(goods: Goods, store: Store) -> None:
    kept, absorbed = make_customer(store, "C1"), make_customer(store, "C2")
    basket_id = goods.basket()
    goods.add(basket_id, "cloth")
    set_customer(store, SYSTEM, basket_id, absorbed)
    with store.begin(SYSTEM) as unit:
        row = unit.session.get_one(Customer, absorbed)
        row.status, row.merged_into_id = "merged", kept
        unit.commit()
    assert goods.pay(basket_id).customer_id == kept


def test_a_number_an_import_took_is_passed_over(goods: Goods, store: Store) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.add(
            Sale(
                number="R000001", kind="sale", source="import", location_id=goods.location_id, sold_at=unit.clock.now(),
                currency="GBP", gross_minor=0, discount_minor=0, total_minor=0, tax_minor=0,
            )
        )  # fmt: skip
        unit.commit()
    assert goods.sell(cloth=1).number == "R000002"


def test_a_renamed_product_keeps_its_name_on_the_receipt(goods: Goods, store: Store) -> None:
    done = goods.sell(hat=1)
    with store.begin(SYSTEM) as unit:
        unit.session.execute(select(Product).where(Product.name == "White heart hat")).scalar_one().name = "Other"
        unit.commit()
    with store.read() as session:
        assert session.scalars(select(SaleLine.description).where(SaleLine.sale_id == done.sale_id)).one() == (
            "White heart hat, M"
        )


def test_a_description_says_nothing_twice() -> None:
    assert describe("Indigo frame, silver", "Silver", "53-19") == "Indigo frame, silver, 53-19"
    assert describe("Silverware", "silver", None) == "Silverware, silver"
    assert describe("Cloth", None, "") == "Cloth"


def test_after_a_sale_the_terminal_starts_anew(goods: Goods, store: Store) -> None:
    before = goods.basket()
    goods.add(before, "cloth")
    goods.pay(before)
    assert open_basket(store, SYSTEM, "till 1", goods.location_id).lines == ()
