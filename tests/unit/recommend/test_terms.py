"""Business terms: no answer breaks one, none is shorter than it must be, and wrong ones are refused with a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow
from sqlalchemy import select, update

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.recommend.engine import Answer, Engine, Request, Terms
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Category, Product, StockLevel, StockMovement, TaxClass, Variant
from shopassistant.store.shop import Shop, ensure_location, save_shop
from tests.unit.recommend.shop import START, Buy, Ware, fill

NOW = START + timedelta(days=401)
CATEGORIES = ("Tea", "Tea / Green", "Tea / Green / Sencha", "Boots", "Boots / High", "Teapots")
BRANDS = ("Nord", "Sud", "West", None)
METHODS = ("hybrid", "similar", "segment", "popular", "content", "peers", "repeat", "all")


def _wares() -> list[Ware]:
    rng = np.random.default_rng(5)
    return [
        Ware(
            f"Thing {n}",
            category=(*CATEGORIES, "")[int(rng.integers(0, 7))],
            brand=BRANDS[int(rng.integers(0, 4))],
            price=int(rng.integers(1, 20)) * 100,
            stock=(None, 0, 1, 3, 8)[int(rng.integers(0, 5))],
            active=bool(rng.random() > 0.1),
            sizes=(None,) if n % 3 else (None, None),
        )
        for n in range(40)
    ]


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A fitted shop with all kinds of prices, costs, stocks, categories and brands; 30 customers."""
    store = open_store(tmp_path_factory.mktemp("varied") / "shop.db", create=True)
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Varied"))
        ensure_location(unit)
        unit.commit()
    store.clock = FixedClock(NOW)
    rng = np.random.default_rng(6)
    wares = _wares()
    variants = sum(len(ware.sizes) for ware in wares)
    buys = [
        Buy(int(rng.integers(0, 30)), int(rng.integers(0, 400)), tuple(rng.integers(1, variants - 8, 3).tolist()))
        for _ in range(300)
    ]
    fill(store, wares, buys, customers=30)
    with store.begin(SYSTEM) as unit:
        unit.session.add(TaxClass(id=1, code="full", name="Full", rate_bp=2000))
        unit.session.flush()
        unit.session.execute(update(Product).where(Product.id % 2 == 0).values(tax_class_id=1))
        unit.session.execute(update(Variant).where(Variant.id % 3 > 0).values(cost_minor=Variant.price_minor / 2 + 50))
        unit.commit()
    engine = Engine(store)
    engine.fit()
    yield engine
    store.close()


@dataclass(frozen=True)
class Row:
    """A variant as the tables say."""

    product: int
    category: str | None
    brand: str | None
    price: int
    cost: int | None
    tax: int
    stock: int | None
    active: bool


def _rows(store: Store) -> list[Row]:
    with store.read() as session:
        rows = session.execute(
            select(
                Product.id, Category.path, Product.brand, Variant.price_minor, Variant.cost_minor, TaxClass.rate_bp,
                StockLevel.quantity, StockLevel.is_counted, Product.active, Variant.active,
            )
            .join(Variant, Variant.product_id == Product.id)
            .outerjoin(Category, Category.id == Product.category_id)
            .outerjoin(TaxClass, TaxClass.id == Product.tax_class_id)
            .outerjoin(StockLevel, StockLevel.variant_id == Variant.id)
        ).all()  # fmt: skip
    return [
        Row(row[0], row[1], row[2], row[3], row[4], row[5] or 0, row[6] if row[7] else None, row[8] and row[9])
        for row in rows
    ]


def _fits(row: Row, terms: Terms) -> bool:
    net = row.price * 10_000 / (10_000 + row.tax)
    inside = [row.category is not None and f"{row.category} / ".startswith(f"{top} / ") for top in terms.categories]
    outside = [
        row.category is not None and f"{row.category} / ".startswith(f"{top} / ") for top in terms.not_categories
    ]
    return (
        row.active
        and (terms.least_stock == 0 if row.stock is None else row.stock >= max(terms.least_stock, 1))
        and (terms.least_margin is None or (row.cost is not None and net - row.cost >= terms.least_margin * net - 1e-9))
        and (terms.least_price_minor is None or row.price >= terms.least_price_minor)
        and (terms.most_price_minor is None or row.price <= terms.most_price_minor)
        and (not terms.categories or any(inside))
        and not any(outside)
        and row.product not in terms.excluded_product_ids
        and (terms.only_product_ids is None or row.product in terms.only_product_ids)
    )  # fmt: skip


def _longest(rows: list[Row], terms: Terms) -> int:
    """How many products a list can hold under limits per category and brand: a maximum flow."""
    products = {row.product: row for row in rows}.values()
    ends: dict[object, int] = {}
    for row in products:
        for end in (("c", row.category or row.product), ("b", row.brand or row.product)):
            ends.setdefault(end, len(ends) + 2)
    table = np.zeros((len(ends) + 2, len(ends) + 2), np.int32)
    for end, place in ends.items():
        kind, name = end  # type: ignore[misc]
        most = terms.most_per_category if kind == "c" else terms.most_per_brand
        room = 1 if isinstance(name, int) else most or 1000
        table[(0, place) if kind == "c" else (place, 1)] = room
    for row in products:
        table[ends["c", row.category or row.product], ends["b", row.brand or row.product]] += 1
    return int(maximum_flow(csr_matrix(table), 0, 1).flow_value)


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """Any terms; ids beyond the shop's are in them, too."""
    ids = st.lists(st.integers(1, 45), max_size=12).map(tuple)
    least, most = draw(st.none() | st.integers(0, 1500)), draw(st.none() | st.integers(0, 2000))
    if least is not None and most is not None and least > most:
        least, most = most, least
    return Terms(
        least_stock=draw(st.integers(0, 4)),
        least_margin=draw(st.none() | st.floats(0, 1)),
        margin_weight=draw(st.sampled_from([0.0, 0.5, 1.0])),
        categories=draw(st.lists(st.sampled_from(CATEGORIES), max_size=3).map(tuple)),
        not_categories=draw(st.lists(st.sampled_from(CATEGORIES), max_size=2).map(tuple)),
        most_per_category=draw(st.none() | st.integers(1, 3)),
        most_per_brand=draw(st.none() | st.integers(1, 3)),
        diversity=draw(st.sampled_from([0.0, 0.3, 1.0])),
        excluded_product_ids=draw(ids),
        only_product_ids=draw(st.none() | ids),
        least_price_minor=least,
        most_price_minor=most,
        least_new=draw(st.sampled_from([0.0, 0.3, 1.0])),
        most_arrivals=draw(st.sampled_from([0.0, 0.2, 1.0])),
    )


@settings(max_examples=150)
@given(
    asked=terms(),
    method=st.sampled_from(METHODS),
    customer=st.none() | st.integers(1, 30),
    count=st.integers(1, 12),
    change=st.none() | st.tuples(st.integers(1, 40), st.sampled_from(["price", "cost", "active", "stock", "category"])),
)
def test_no_answer_breaks_a_term_and_none_is_shorter_than_it_must_be(
    varied: Engine, asked: Terms, method: str, customer: int | None, count: int, change: tuple[int, str] | None
) -> None:
    if change is not None:
        _change(varied.store, *change)
    _check(varied, Request(customer, method, count, terms=asked))


def _check(engine: Engine, request: Request) -> None:
    answer, asked = engine.recommend(request), request.terms or Terms()
    rows = _rows(engine.store)
    fitting = [row for row in rows if _fits(row, asked)]
    offered = [item.product_id for item in answer.items]
    assert len(set(offered)) == len(offered)
    assert set(offered) <= {row.product for row in fitting}
    of = {row.product: row for row in rows}
    for most, ends in (
        (asked.most_per_category, [of[product].category for product in offered]),
        (asked.most_per_brand, [of[product].brand for product in offered]),
    ):
        assert most is None or all(ends.count(end) <= most for end in ends if end is not None)
    assert len(offered) == min(request.count, _longest(fitting, asked))
    say = Catalogue().say
    assert all(say(item.reason_code, item.reason_values) for item in answer.items)
    assert all(say(code) for code in answer.note_codes)


def _change(store: Store, product: int, what: str) -> None:
    """Turns something of a product to another value and, met again, back."""
    with store.begin(SYSTEM) as unit:
        session = unit.session
        row = session.get_one(Product, product)
        variant = session.query(Variant).filter_by(product_id=product).first()
        assert variant is not None
        if what == "price":
            variant.price_minor = 2000 - variant.price_minor
        elif what == "cost":
            variant.cost_minor = None if variant.cost_minor else 100
        elif what == "active":
            row.active = not row.active
        elif what == "category":
            row.category_id = (row.category_id or 0) % 6 + 1
        else:
            session.add(
                StockMovement(variant_id=variant.id, location_id=1, quantity=1, reason="delivery", at=NOW, note="")
            )
        unit.commit()


@settings(max_examples=30)
@given(asked=terms(), count=st.integers(1, 12), customer=st.none() | st.integers(1, 30))
def test_the_terms_hold_before_anything_was_learned(
    varied: Engine, asked: Terms, count: int, customer: int | None
) -> None:
    _check(Engine(varied.store), Request(customer, "hybrid", count, terms=asked))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"least_stock": -1}, "recommend.terms.least_stock"),
        ({"least_margin": 1.5}, "recommend.terms.least_margin"),
        ({"margin_weight": float("nan")}, "recommend.terms.margin_weight"),
        ({"diversity": -0.1}, "recommend.terms.diversity"),
        ({"least_new": 3}, "recommend.terms.least_new"),
        ({"most_arrivals": 2.0}, "recommend.terms.most_arrivals"),
        ({"most_per_category": 0}, "recommend.terms.most_per_category"),
        ({"most_per_brand": 0}, "recommend.terms.most_per_brand"),
        ({"least_price_minor": -1}, "recommend.terms.price"),
        ({"least_price_minor": 200, "most_price_minor": 100}, "recommend.terms.price_range"),
    ],
)
def test_wrong_terms_are_refused_with_a_sentence(values: dict[str, float], code: str) -> None:
    with pytest.raises(UserError) as refused:
        Terms(**values)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert Catalogue().explain(refused.value) != code


def test_a_category_the_shop_does_not_have_is_refused(varied: Engine) -> None:
    for wrong in (Terms(categories=("Te",)), Terms(not_categories=("Hats",))):
        with pytest.raises(UserError, match=r"recommend\.terms\.category"):
            varied.recommend(Request(1, terms=wrong))


def test_a_fill_with_what_sells_obeys_the_terms_and_says_so(store: Store) -> None:
    store.clock = FixedClock(NOW)
    wares = [Ware(f"Tea {n}", price=500) for n in range(4)] + [Ware(f"Cup {n}", price=3000) for n in range(4)]
    buys = [Buy(1, day, (1, 2)) for day in range(5)] + [Buy(2, day, (5 + day % 2, 7)) for day in range(5)]
    fill(store, wares, buys)
    engine = Engine(store)
    engine.fit()
    answer = engine.recommend(Request(1, "similar", 5, terms=Terms(least_price_minor=1000)))
    assert {item.product_id for item in answer.items} == {5, 6, 7, 8}
    assert answer.note_codes == ("recommend.note.filled_with_popular", "recommend.note.filled_with_range")
    assert [item.method for item in answer.items] == ["popular", "popular", "popular", "range"]


def _items(answer: Answer) -> list[int]:
    return [item.product_id for item in answer.items]


def test_a_margin_s_weight_brings_what_earns_forward(varied: Engine) -> None:
    asked = Terms(least_margin=0.0, least_new=0)
    chance = varied.recommend(Request(3, count=8, terms=asked))
    money = varied.recommend(Request(3, count=8, terms=Terms(least_margin=0.0, least_new=0, margin_weight=1.0)))
    with varied.store.read() as session:
        known = (
            select(Variant.id, Variant.cost_minor, TaxClass.rate_bp)
            .select_from(Variant)
            .join(Product)
            .outerjoin(TaxClass)
        )
        rows = {key: (cost, tax or 0) for key, cost, tax in session.execute(known)}

    def expected(answer: Answer) -> list[float]:
        return [
            item.score
            * max(item.price_minor * 10_000 / (10_000 + rows[item.variant_id][1]) - rows[item.variant_id][0], 1)
            for item in answer.items
            if item.method == "hybrid"
        ]

    assert sum(expected(money)) >= sum(expected(chance))
    assert expected(money) == sorted(expected(money), reverse=True)


def test_diversity_spreads_a_list_over_more_kinds(varied: Engine) -> None:
    with varied.store.read() as session:
        kind = dict(session.execute(select(Product.id, Product.category_id)).all())
    kinds = {
        weight: sum(
            len({kind[key] for key in _items(varied.recommend(Request(c, count=5, terms=Terms(diversity=weight))))})
            for c in range(1, 29)
        )
        for weight in (0.0, 0.8)
    }
    assert kinds[0.8] > kinds[0.0]


def test_a_list_for_somebody_who_mostly_repeats_has_room_for_the_new(store: Store) -> None:
    store.clock = FixedClock(NOW)
    wares = [Ware(f"Food {n}") for n in range(30)]
    rng = np.random.default_rng(2)
    buys = [Buy(1, day, tuple(range(1, 16))) for day in range(0, 400, 7)]
    buys += [
        Buy(c, int(day), tuple((rng.permutation(30)[:8] + 1).tolist()))
        for c in range(2, 40)
        for day in range(3, 400, 60)
    ]
    fill(store, wares, sorted(buys, key=lambda buy: buy.day))
    engine = Engine(store)
    engine.fit()
    plain = engine.recommend(Request(1, count=10))
    assert not any(item.is_new_to_customer for item in plain.items), "this one mostly repeats"
    mixed = engine.recommend(Request(1, count=10, terms=Terms()))
    assert sum(item.is_new_to_customer for item in mixed.items) == 3
    assert _items(mixed)[:7] == _items(plain)[:7]
    scores = [item.score for item in mixed.items]
    assert scores == sorted(scores, reverse=True)
    assert _items(engine.recommend(Request(1, count=10, terms=Terms(least_new=0)))) == _items(plain)


def test_terms_are_as_cheap_to_ask_among_many_products(tmp_path: Path) -> None:
    """What matches few of many products is found without walking through the others."""
    from sqlalchemy import event

    store = open_store(tmp_path / "many.db", create=True)
    with store.begin(SYSTEM) as unit:
        ensure_location(unit)
        unit.commit()
    store.clock = FixedClock(NOW)
    wares = [Ware(f"Thing {n}", price=999 if n in (7, 1500, 2400) else 100 + n % 50) for n in range(2500)]
    fill(store, wares, [Buy(1 + n % 9, n % 400, (n % 2000 + 1, n * 7 % 2000 + 1)) for n in range(3000)])
    engine = Engine(store)
    engine.fit()
    engine.recommend(Request(1))
    statements: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", count)
    answer = engine.recommend(Request(1, count=10, terms=Terms(least_price_minor=900)))
    assert set(_items(answer)) == {8, 1501, 2401}
    assert len(statements) < 15
    store.close()
