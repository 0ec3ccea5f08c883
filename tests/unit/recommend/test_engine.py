"""The engine on a real store: what it offers, what it never offers, and that it follows every sale."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from shopassistant.core.changes import Changes
from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.recommend.engine import METHODS, Engine, Request, index_folder
from shopassistant.recommend.events import Event, log_events
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Consent, Customer, Product, Sale, SaleLine, StockMovement
from tests.unit.recommend.shop import START, Buy, Ware, fill, two_circles
from tests.unit.shop_rows import a_sale

NOW = START + timedelta(days=401)


@pytest.fixture
def circles(store: Store) -> Engine:
    """An engine fitted on `two_circles`, seen the day after its last sale."""
    store.clock = FixedClock(NOW)
    fill(store, *two_circles(), customers=61)
    engine = Engine(store, index_folder(store.path))
    engine.fit()
    return engine


@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers_everyone_with_sentences(circles: Engine, method: str) -> None:
    say = Catalogue().say
    for customer in (2, 61, None):
        answer = circles.recommend(Request(customer, method, 5))
        assert len(answer.items) == 5
        assert len({item.product_id for item in answer.items}) == 5
        assert [item.position for item in answer.items] == [1, 2, 3, 4, 5]
        assert all(say(item.reason_code, item.reason_values) for item in answer.items)
        assert all(say(code) for code in answer.note_codes)


def test_what_is_new_comes_from_the_own_circle(circles: Engine) -> None:
    for customer in (2, 4, 3, 5):
        answer = circles.recommend(Request(customer, "hybrid", 3, new_only=True))
        circle = range(11, 21) if customer % 2 else range(1, 11)
        assert [item.product_id in circle for item in answer.items] == [True] * 3
        assert all(item.is_new_to_customer for item in answer.items)


def test_only_what_can_be_handed_over_is_offered(circles: Engine) -> None:
    best = [item.product_id for item in circles.recommend(Request(2, count=4)).items]
    store = circles.store
    with store.begin(SYSTEM) as unit:
        unit.session.execute(update(Product).where(Product.id == best[0]).values(active=False))
        for variant, quantity in ((best[1], 0), (best[2], 3)):
            unit.session.add(
                StockMovement(variant_id=variant, location_id=1, quantity=quantity, reason="count", at=NOW, note="")
            )
        unit.commit()
    items = {item.product_id: item for item in circles.recommend(Request(2, count=20, location_id=1)).items}
    assert best[0] not in items
    assert best[1] not in items
    assert items[best[2]].stock == 3
    assert items[best[3]].stock is None


def test_basket_exclusions_and_declines_are_left_out(circles: Engine) -> None:
    best = [item.product_id for item in circles.recommend(Request(2, count=4)).items]
    decline = Event("declined", "k", best[2], "hybrid", 1, customer_id=2)
    log_events(circles.store, SYSTEM, [decline])
    request = Request(2, count=20, basket_variant_ids=(best[0],), exclude_product_ids=(best[1],))
    shown = {item.product_id for item in circles.recommend(request).items}
    assert not shown & set(best[:3])
    assert best[3] in shown
    assert best[2] in {item.product_id for item in circles.recommend(Request(4, count=20)).items}


def test_what_was_sent_back_is_left_out_until_bought_again(circles: Engine) -> None:
    store, day = circles.store, timedelta(days=1)
    _, line = a_sale(store, 5, customer_id=2, at=NOW - 4 * day)
    a_sale(store, 5, customer_id=2, quantity=-1, at=NOW - 3 * day, returns_line_id=line)
    assert 5 not in {item.product_id for item in circles.recommend(Request(2, count=20)).items}
    a_sale(store, 5, customer_id=2, at=NOW - 2 * day)
    assert 5 in {item.product_id for item in circles.recommend(Request(2, count=20)).items}


def test_what_was_carried_out_today_is_not_offered_again_today(circles: Engine) -> None:
    repeated = circles.recommend(Request(2, "repeat", 1)).items[0].product_id
    a_sale(circles.store, repeated, customer_id=2, at=NOW - timedelta(minutes=5))
    for method in ("hybrid", "repeat", "all"):
        assert repeated not in {item.product_id for item in circles.recommend(Request(2, method, 20)).items}


def test_a_sale_changes_the_advice_without_a_refit(circles: Engine) -> None:
    before = circles.recommend(Request(61, count=3))
    assert "recommend.note.no_history" in before.note_codes
    sale, _ = a_sale(circles.store, 12, customer_id=61, at=NOW)
    circles.note_sale(Changes(sales=frozenset({sale}), customers=frozenset({61})))
    after = circles.recommend(Request(61, count=3, new_only=True))
    assert after.note_codes == ()
    assert all(item.product_id in range(11, 21) for item in after.items)


def test_another_window_s_sale_counts_without_being_told(circles: Engine) -> None:
    circles.recommend(Request(61))
    a_sale(circles.store, 12, customer_id=61, at=NOW)
    assert "recommend.note.no_history" not in circles.recommend(Request(61)).note_codes


def test_merged_customers_share_their_past(circles: Engine) -> None:
    with circles.store.begin(SYSTEM) as unit:
        unit.session.execute(update(Sale).where(Sale.customer_id == 2).values(customer_id=61))
        unit.session.execute(update(Customer).where(Customer.id == 2).values(status="merged", merged_into_id=61))
        unit.commit()
    kept, absorbed = circles.recommend(Request(61)), circles.recommend(Request(2))
    assert [item.product_id for item in kept.items] == [item.product_id for item in absorbed.items]
    assert not kept.items[0].is_new_to_customer


def test_a_refusal_leaves_only_what_everyone_buys(circles: Engine) -> None:
    with circles.store.begin(SYSTEM) as unit:
        for granted, at in ((True, START), (False, NOW)):
            unit.session.add(
                Consent(customer_id=2, purpose="personalisation", granted=granted, at=at, source="counter")
            )
        unit.commit()
    refused, stranger = circles.recommend(Request(2)), circles.recommend(Request(None, "popular"))
    assert refused.note_codes == ("recommend.note.no_consent",)
    assert [item.product_id for item in refused.items] == [item.product_id for item in stranger.items]
    assert {item.method for item in refused.items} == {"popular"}
    assert "recommend.note.no_consent" not in circles.recommend(Request(4)).note_codes
    assert "recommend.note.no_consent" in circles.recommend(Request(4, require_consent=True)).note_codes


def test_wrong_questions_are_refused(circles: Engine) -> None:
    with pytest.raises(UserError, match=r"recommend\.method"):
        circles.recommend(Request(2, "magic"))
    with pytest.raises(UserError, match=r"recommend\.count"):
        circles.recommend(Request(2, count=0))
    with pytest.raises(NotFound, match=r"recommend\.customer_unknown"):
        circles.recommend(Request(99))


def test_without_an_index_bestsellers_and_newcomers_answer(store: Store, tmp_path: Path) -> None:
    engine = Engine(store, tmp_path / "models")
    assert not engine.load()
    assert engine.recommend(Request(None)).items == ()
    wares, buys = two_circles()
    fill(store, wares, [*buys, *(Buy(0, 399, (7,)) for _ in range(50))])
    answer = engine.recommend(Request(2, count=22))
    assert answer.note_codes == ("recommend.note.no_index",)
    assert answer.items[0].product_id == 7
    assert len(answer.items) == 22
    assert {item.product_id for item in answer.items if not item.is_new_to_customer} <= set(range(1, 11))


def test_an_empty_shop_can_be_fitted(store: Store) -> None:
    engine = Engine(store)
    summary = engine.fit()
    assert (summary.purchases, summary.learned) == (0, False)
    assert engine.recommend(Request(None)).items == ()


def test_the_usual_size_is_picked_and_a_wrong_one_not_offered(store: Store) -> None:
    store.clock = FixedClock(datetime(2025, 6, 1, tzinfo=UTC))
    wares = [Ware(f"Shirt {n}", category="Shirts", sizes=("S", "M", "L"), stock=5) for n in range(6)]
    variants = {(n, size): 3 * n + k for n in range(6) for k, size in enumerate("SML", start=1)}
    buys = [Buy(1, n, (variants[n, "M"],)) for n in range(4)]
    buys += [Buy(2, 5, (variants[n, "L"],)) for n in range(6)]
    fill(store, wares, buys)
    engine = Engine(store)
    engine.fit()
    assert {item.size for item in engine.recommend(Request(1, new_only=True)).items} == {"M"}
    with store.begin(SYSTEM) as unit:
        unit.session.add(
            StockMovement(variant_id=variants[5, "M"], location_id=1, quantity=-5, reason="damage", at=START, note="")
        )
        unit.commit()
    assert 6 not in {item.product_id for item in engine.recommend(Request(1, new_only=True)).items}


def test_complements_go_with_the_basket_and_are_not_in_it(circles: Engine) -> None:
    answer = circles.complements((3, 5), None, 4)
    assert len(answer.items) == 4
    assert all(item.product_id in range(1, 11) and item.product_id not in (3, 5) for item in answer.items)
    assert {item.method for item in answer.items} == {"together"}
    for item in answer.items:
        assert item.reason_code == "recommend.reason.goes_with"
        assert item.reason_values["took_share"] >= 0.05, "what hardly ever goes together is no reason to speak"
        assert item.reason_values["evidence_product_id"] in (3, 5)
        assert Catalogue().say(item.reason_code, item.reason_values)
    assert circles.complements((), None).items == ()
    assert circles.complements((21,), None).items == (), "nobody ever bought anything with it"


def test_without_the_named_evidence_the_offer_falls(circles: Engine) -> None:
    """Forget the purchase a reason names, and the product it spoke for scores less."""
    tested = 0
    for customer in range(1, 30):
        for item in circles.recommend(Request(customer, "similar", 3, new_only=True)).items:
            source = item.reason_values.get("evidence_product_id")
            if source is None:
                continue
            with circles.store.begin(SYSTEM) as unit:
                sales = select(SaleLine.sale_id).where(SaleLine.variant_id == source)
                mine = (Sale.customer_id == customer) & Sale.id.in_(sales)
                moved = list(unit.session.scalars(select(Sale.id).where(mine)))
                unit.session.execute(update(Sale).where(Sale.id.in_(moved)).values(customer_id=None))
                unit.commit()
            request = Request(customer, "similar", 20, new_only=True, exclude_product_ids=(source,))
            after = {
                other.product_id: other.score for other in circles.recommend(request).items if other.method == "similar"
            }
            assert after.get(item.product_id, 0) < item.score
            with circles.store.begin(SYSTEM) as unit:
                unit.session.execute(update(Sale).where(Sale.id.in_(moved)).values(customer_id=customer))
                unit.commit()
            tested += 1
    assert tested > 20
