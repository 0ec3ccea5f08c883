"""Whatever changes in the shop, the next answer knows it: no refit, and nobody has to tell the engine."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.messages import Catalogue
from shopassistant.recommend.engine import Engine, Recommended, Request, Terms
from shopassistant.recommend.events import Event, log_events
from shopassistant.store.actor import SYSTEM
from shopassistant.store.backup import copy_store, restore_store
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Category,
    Consent,
    Location,
    Product,
    Sale,
    SaleLine,
    StockMovement,
    TaxClass,
    Variant,
)
from tests.unit.recommend.shop import START, fill, two_circles
from tests.unit.shop_rows import a_customer, a_product, a_sale

NOW = START + timedelta(days=401)
ARRIVAL = "recommend.reason.arrival"


@pytest.fixture
def circles(store: Store) -> Engine:
    """An engine fitted on `two_circles` (even customers buy teas, odd ones boots), asked once already."""
    store.clock = FixedClock(NOW)
    fill(store, *two_circles(), customers=61)
    engine = Engine(store)
    engine.fit()
    engine.recommend(Request(2))
    return engine


def _offers(engine: Engine, customer: int | None, count: int = 22, **more: object) -> dict[int, Recommended]:
    request = Request(customer, count=count, **more)  # type: ignore[arg-type]
    return {item.product_id: item for item in engine.recommend(request).items}


def _a_tea(store: Store, name: str = "Tea number 99", **more: object) -> int:
    """A tea that is newer than the fit; returns the product."""
    (variant,) = a_product(store, name, brand="Tea", category="Tea / A", price=1000, **more)  # type: ignore[arg-type]
    with store.read() as session:
        return session.get_one(Variant, variant).product_id


def test_a_sale_a_return_and_a_decline(circles: Engine) -> None:
    store = circles.store
    _sale, line = a_sale(store, 12, customer_id=61, at=NOW - timedelta(days=3))
    assert not _offers(circles, 61)[12].is_new_to_customer
    a_sale(store, 12, customer_id=61, quantity=-1, at=NOW - timedelta(days=2), returns_line_id=line)
    assert 12 not in _offers(circles, 61)
    assert 5 in _offers(circles, 2)
    log_events(store, SYSTEM, [Event("declined", "k", 5, "hybrid", 1, customer_id=2)])
    assert 5 not in _offers(circles, 2)


def test_a_new_customer_and_a_withdrawn_consent(circles: Engine) -> None:
    who = a_customer(circles.store)
    assert circles.recommend(Request(who)).note_codes == ("recommend.note.no_history",)
    a_sale(circles.store, 3, customer_id=who, at=NOW - timedelta(days=3))
    assert next(iter(_offers(circles, who, 3, new_only=True))) in range(1, 11)
    for granted, notes in ((False, ("recommend.note.no_consent",)), (True, ())):
        with circles.store.begin(SYSTEM) as unit:
            at = NOW + timedelta(seconds=granted)
            unit.session.add(
                Consent(customer_id=who, purpose="personalisation", granted=granted, at=at, source="counter")
            )
            unit.commit()
        assert circles.recommend(Request(who, count=3)).note_codes == notes


def test_a_price_a_cost_a_stock_a_category_and_what_is_withdrawn(circles: Engine) -> None:
    dear, earning, there = Terms(least_price_minor=5000), Terms(least_margin=0.5), Terms(least_stock=1)
    boots = Terms(categories=("Boots",))
    assert not _offers(circles, 2, terms=dear) | _offers(circles, 2, terms=earning) | _offers(circles, 2, terms=there)
    assert 4 not in _offers(circles, 2, terms=boots)
    with circles.store.begin(SYSTEM) as unit:
        session = unit.session
        session.execute(update(Variant).where(Variant.id == 1).values(price_minor=6000))
        session.execute(update(Variant).where(Variant.id == 2).values(cost_minor=100))
        session.add(StockMovement(variant_id=3, location_id=1, quantity=2, reason="delivery", at=NOW, note=""))
        kind = session.query(Category.id).filter_by(path="Boots / A").scalar()
        session.execute(update(Product).where(Product.id == 4).values(category_id=kind))
        session.execute(update(Product).where(Product.id == 5).values(active=False))
        session.execute(update(Variant).where(Variant.id == 6).values(active=False))
        unit.commit()
    assert _offers(circles, 2, terms=dear)[1].price_minor == 6000
    assert set(_offers(circles, 2, terms=earning)) == {2}
    assert _offers(circles, 2, terms=there)[3].stock == 2
    assert 4 in _offers(circles, 2, terms=boots)
    assert not {5, 6} & set(_offers(circles, 2))
    a_sale(circles.store, 3, quantity=2, at=NOW - timedelta(days=2))
    assert not _offers(circles, 2, terms=there)


def test_a_new_name_size_or_tax_and_a_place_for_broken_goods_count_at_once(circles: Engine) -> None:
    store, earning = circles.store, Terms(least_margin=0.5)
    with store.begin(SYSTEM) as unit:
        tax = TaxClass(code="full", name="Full", rate_bp=0)
        unit.session.add(tax)
        unit.session.flush()
        unit.session.execute(update(Product).values(name="Oolong"))
        unit.session.execute(update(Product).where(Product.id == 2).values(tax_class_id=tax.id, name="Lapsang"))
        unit.session.execute(update(Variant).where(Variant.id == 2).values(size="100 g", cost_minor=480))
        unit.session.add(StockMovement(variant_id=4, location_id=1, quantity=0, reason="count", at=NOW, note=""))
        back = Location(code="back", name="Back room")
        unit.session.add(back)
        unit.session.flush()
        unit.session.add(StockMovement(variant_id=4, location_id=back.id, quantity=3, reason="count", at=NOW, note=""))
        unit.commit()
    found = _offers(circles, 2)
    assert {item.reason_values["evidence"] for item in found.values() if "evidence" in item.reason_values} == {"Oolong"}
    assert (found[2].name, found[2].size) == ("Lapsang", "100 g")
    assert (4 in _offers(circles, 2, terms=earning), 2 in _offers(circles, 2, terms=earning)) == (False, True)
    assert (found[4].stock, 4 in _offers(circles, 2, location_id=1)) == (3, False)
    with store.begin(SYSTEM) as unit:
        unit.session.execute(update(TaxClass).values(rate_bp=2000))
        unit.session.execute(update(Location).where(Location.code == "back").values(kind="damaged"))
        unit.commit()
    assert 2 not in _offers(circles, 2, terms=earning), "the tax takes what was earned"
    assert 4 not in _offers(circles, 2), "what is left is broken"


def test_an_answer_asks_the_store_once(circles: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a session costs more than the answer may take")

    circles.recommend(Request(2, location_id=1))
    circles.store.close()
    monkeypatch.setattr(circles.store, "read", refuse)
    asked: list[int] = []
    look_up = circles.store.look_up
    monkeypatch.setattr(circles.store, "look_up", lambda *values: asked.append(1) or look_up(*values))
    assert len(circles.recommend(Request(4, location_id=1)).items) == 10
    assert len(circles.recommend(Request(None)).items) == 10
    assert len(asked) == 2


def test_many_tills_ask_at_once_and_the_store_can_be_closed_and_asked_again(circles: Engine) -> None:
    wanted = {customer: set(_offers(circles, customer)) for customer in range(1, 9)}
    with ThreadPoolExecutor(8) as tills:
        for _ in range(3):
            found = tills.map(lambda customer: (customer, set(_offers(circles, customer))), range(1, 9))
            assert dict(found) == wanted
            circles.store.close()


def test_a_store_that_cannot_be_read_is_explained(circles: Engine) -> None:
    circles.store.close()
    with circles.store.path.open("r+b") as file:
        file.write(b"no database at all")
    circles.store.path.with_name(f"{circles.store.path.name}-wal").unlink(missing_ok=True)
    with pytest.raises(EnvironmentProblem) as caught:
        circles.recommend(Request(2))
    assert caught.value.code in ("store.not_a_database", "store.damaged")


def test_a_category_s_new_name_counts_at_once(circles: Engine) -> None:
    with circles.store.begin(SYSTEM) as unit:
        unit.session.execute(update(Category).where(Category.path == "Tea / A").values(path="Herbs / A", name="Herbs"))
        unit.commit()
    assert set(_offers(circles, 2, terms=Terms(categories=("Herbs / A",)))) == {1, 3, 5, 7, 9, 21}


def test_a_new_product_is_offered_to_whoever_bought_the_like(circles: Engine) -> None:
    new = _a_tea(circles.store)
    found = _offers(circles, 2, 10)[new]
    assert found.is_new_to_customer
    assert found.reason_code == ARRIVAL
    assert found.reason_values["evidence_product_id"] in range(1, 11)
    assert "New in the shop, like Tea number" in Catalogue().say(found.reason_code, found.reason_values)
    assert new not in _offers(circles, 3, 8), "who buys boots is not told of it"
    assert new in _offers(circles, 2, 10, method="content")
    assert new not in _offers(circles, 2, 10, method="similar")
    scores = [item.score for item in circles.recommend(Request(2)).items]
    assert scores == sorted(scores, reverse=True)


def test_new_products_take_two_of_ten_places_at_most(circles: Engine) -> None:
    new = {_a_tea(circles.store, f"Tea number {n}") for n in range(90, 96)}
    assert len(new & set(_offers(circles, 2, 10))) == 2
    assert len(new & set(_offers(circles, 2, 10, method="all"))) == 2
    assert not new & set(_offers(circles, 2, 10, terms=Terms(most_arrivals=0)))
    assert len(new & set(_offers(circles, 2, 10, terms=Terms(most_arrivals=0.5)))) == 5
    assert len(new & set(_offers(circles, 2, 10, method="content"))) > 2


def test_a_new_product_keeps_to_terms_stock_and_declines(circles: Engine) -> None:
    new = _a_tea(circles.store, stock=0)
    assert new not in _offers(circles, 2, 10)
    with circles.store.begin(SYSTEM) as unit:
        variant = unit.session.query(Variant.id).filter_by(product_id=new).scalar()
        unit.session.add(
            StockMovement(variant_id=variant, location_id=1, quantity=2, reason="delivery", at=NOW, note="")
        )
        unit.commit()
    assert new in _offers(circles, 2, 10)
    assert new not in _offers(circles, 2, 10, terms=Terms(most_price_minor=999))
    log_events(circles.store, SYSTEM, [Event("declined", "k", new, "content", 1, customer_id=2)])
    assert new not in _offers(circles, 2)


def test_a_new_product_that_was_bought_is_not_new_to_the_customer(circles: Engine) -> None:
    new = _a_tea(circles.store)
    with circles.store.read() as session:
        variant = session.query(Variant.id).filter_by(product_id=new).scalar()
    a_sale(circles.store, variant, customer_id=2, at=NOW - timedelta(days=3))
    assert new not in _offers(circles, 2, 10)
    assert not _offers(circles, 2, 23)[new].is_new_to_customer
    assert new not in _offers(circles, 2, 23, new_only=True)


def test_without_the_named_purchase_a_new_product_is_less_like_the_customer(circles: Engine) -> None:
    new = _a_tea(circles.store, "Tea number 3 gold")
    for customer in (2, 4, 6, 8):
        asked = Request(customer, "content", 22)
        before = next(item for item in circles.recommend(asked).items if item.product_id == new)
        source = before.reason_values["evidence_product_id"]
        with circles.store.begin(SYSTEM) as unit:
            named = Sale.id.in_(select(SaleLine.sale_id).where(SaleLine.variant_id == source))
            unit.session.execute(update(Sale).where(Sale.customer_id == customer, named).values(customer_id=None))
            unit.commit()
        left = [item for item in circles.recommend(asked).items if item.product_id == new]
        assert not left or left[0].reason_code != ARRIVAL or left[0].score < before.score


def test_a_shop_fitted_while_it_was_empty_offers_what_came_since(store: Store) -> None:
    store.clock = FixedClock(NOW)
    engine = Engine(store)
    engine.fit()
    new = _a_tea(store)
    answer = engine.recommend(Request(None))
    assert [item.product_id for item in answer.items] == [new]
    assert answer.items[0].reason_code == "recommend.reason.newest"


def test_after_many_changes_at_once_everything_counts(circles: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopassistant.recommend.live_shelf._MOST_CHANGED", 3)
    with circles.store.begin(SYSTEM) as unit:
        unit.session.execute(update(Variant).values(price_minor=Variant.id * 100))
        unit.commit()
    assert set(_offers(circles, 2, terms=Terms(least_price_minor=2000))) == {20, 21, 22}


def test_a_product_that_is_gone_is_not_offered(circles: Engine) -> None:
    assert 21 in _offers(circles, 2)
    with circles.store.begin(SYSTEM) as unit:
        unit.session.execute(delete(Variant).where(Variant.product_id == 21))
        unit.session.execute(delete(Product).where(Product.id == 21))
        unit.commit()
    assert 21 not in _offers(circles, 2)


def test_a_backup_brought_back_is_what_counts(circles: Engine) -> None:
    store = circles.store
    before = store.path.with_name("before.db")
    copy_store(store.path, before)
    new = _a_tea(store)
    assert new in _offers(circles, 2, 10)
    restore_store(before, store.path)
    assert new not in _offers(circles, 2)
