"""The contract every model keeps, whatever the shop: checked on a usual shop and on the odd ones."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.core.progress import NoProgress
from shopassistant.recommend.history import Events, History, summarise
from shopassistant.recommend.index import MODELS
from shopassistant.recommend.models import peers
from shopassistant.recommend.models.base import Config, Model, Training, top
from shopassistant.recommend.purchases import Purchases
from shopassistant.recommend.shoptime import ShopTime
from tests.unit.recommend.shop import Buy, Ware, arrays, two_circles

KINDS = [pytest.param(kind, config, id=kind.name) for kind, config in MODELS]
# Models whose reasons name a purchase.
NAMING = ("similar", "together", "linear", "als", "following", "category", "content", "repeat")
SHOPS = {
    "usual": arrays(*two_circles()),
    "empty": arrays([], []),
    "nothing sold": arrays([Ware("Tea"), Ware("Cup")], [], customers=2),
    "one product": arrays([Ware("Tea")], [Buy(1, 0, (1,)), Buy(1, 9, (1,)), Buy(2, 9, (1,))]),
    "one customer": arrays([Ware("Tea"), Ware("Cup"), Ware("Pot")], [Buy(1, 0, (1, 2)), Buy(1, 9, (1,))]),
    "walk-ins only": arrays([Ware("Tea"), Ware("Cup")], [Buy(0, 0, (1, 2)), Buy(0, 3, (1,))]),
}


def training(purchases: Purchases) -> Training:
    """What a model's fit gets, seen the day after the last purchase."""
    today = int(purchases.day.max(initial=0)) + 1
    return Training(purchases, ShopTime.from_days(purchases.day), today, NoProgress())


def customers(given: Training) -> list[History]:
    """Every customer of a shop, and a cold one."""
    return [*given.histories(), summarise(Events.none(), given.time, given.today)]


def rebuilt(model: Model, config: Config) -> Model:
    """The model after a trip through its arrays."""
    copies = {name: np.array(values) for name, values in model.arrays().items()}
    return type(model).restore(type(config)(**config.as_json()), copies)


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize(("kind", "config"), KINDS)
def test_the_contract(kind: type[Model], config: Config, shop: str) -> None:
    given = training(SHOPS[shop])
    n = given.purchases.products.count
    model, again = kind.fit(given, config), kind.fit(given, config)
    copy = rebuilt(model, config)
    for customer in customers(given):
        scores = model.score(customer)
        assert scores.shape == (n,)
        assert scores.dtype == np.float32
        assert np.isfinite(scores).all()
        assert (scores >= 0).all()
        assert np.array_equal(scores, again.score(customer)), "the same records give the same scores"
        assert np.array_equal(scores, copy.score(customer)), "writing and reading changes nothing"
        excluded = np.arange(n) % 2 == 0
        ranked = top(scores, 10, excluded)
        assert len(set(ranked.products.tolist())) == len(ranked.products)
        assert not excluded[ranked.products].any()
        assert (np.diff(ranked.scores) <= 0).all()
        found = model.candidates(customer, 10, excluded)
        assert np.array_equal(found.products, ranked.products), "the short way gives what the whole catalogue gives"
        assert np.array_equal(found.scores, ranked.scores)
        some = np.arange(n, dtype=np.int32)[::3]
        assert np.array_equal(model.score_of(customer, some), scores[some])
        assert model.best(customer) == scores.max(initial=0)
        features = model.features(customer, scores, np.arange(n, dtype=np.int32))
        assert features.shape == (len(model.signals), n)
        assert np.isfinite(features).all()
        assert (features >= 0).all()
        assert np.array_equal(features, model.features(customer, None, np.arange(n, dtype=np.int32)))


@pytest.mark.parametrize(("kind", "config"), KINDS)
def test_a_product_nobody_bought_is_never_in_the_way(kind: type[Model], config: Config) -> None:
    given = training(SHOPS["usual"])
    model = kind.fit(given, config)
    cold = 20
    scores = [model.score(customer)[cold] for customer in given.histories()]
    if model.name == "content":
        tea = [score for row, score in enumerate(scores) if row % 2]
        assert min(tea) > 0, "what it is speaks for it"
    else:
        assert not np.any(scores)


@pytest.mark.parametrize(("kind", "config"), KINDS)
def test_every_reason_has_a_sentence_and_true_evidence(kind: type[Model], config: Config) -> None:
    given = training(SHOPS["usual"])
    model = kind.fit(given, config)
    catalogue = Catalogue()
    explained = 0
    for customer in given.histories():
        scores = model.score(customer)
        for product in top(scores, 5).products.tolist():
            evidence = model.evidence(customer, product)
            assert evidence is not None
            assert evidence.code in catalogue
            if evidence.product >= 0:
                assert evidence.product in customer.products
            explained += 1
    assert explained > 100


@pytest.mark.parametrize(
    ("kind", "config"),
    [case for case in KINDS if case.id in ("similar", "together", "linear", "als", "content", "repeat")],
)
def test_without_the_named_evidence_the_score_falls(kind: type[Model], config: Config) -> None:
    given = training(SHOPS["usual"])
    model = kind.fit(given, config)
    p = given.purchases
    tested = 0
    for customer in given.histories()[:20]:
        mine = p.customer == customer.row
        events = Events(p.product[mine], p.variant[mine], p.day[mine], p.quantity[mine], p.value[mine])
        for product in top(model.score(customer), 3).products.tolist():
            evidence = model.evidence(customer, product)
            assert evidence is not None
            without = summarise(events.without(evidence.product), given.time, given.today, customer.row)
            assert model.score(without)[product] < model.score(customer)[product]
            tested += 1
    assert tested > 40


def test_models_differ() -> None:
    given = training(SHOPS["usual"])
    customer = given.histories()[1]
    lists = {kind.name: tuple(top(kind.fit(given, config).score(customer), 6).products) for kind, config in MODELS}
    assert len(set(lists.values())) == len(lists)


def test_shares_in_reasons_are_what_the_books_say() -> None:
    wares = [Ware(name) for name in ("Cup", "Tea", "Pot")]
    buys = [Buy(c, c, (1,)) for c in range(1, 6)] + [Buy(c, c + 10, (2,)) for c in range(1, 4)] + [Buy(6, 30, (1,))]
    given = training(arrays(wares, buys))
    kind, config = next((kind, config) for kind, config in MODELS if kind.name == "similar")
    evidence = kind.fit(given, config).evidence(given.histories()[5], 1)
    assert evidence is not None
    assert (evidence.product, evidence.values["count"], evidence.values["share"]) == (0, 3, 3 / 6)


@pytest.mark.parametrize(("kind", "config"), KINDS)
def test_settings_out_of_range_are_refused(kind: type[Model], config: Config) -> None:
    for name in config.as_json():
        with pytest.raises(UserError, match=r"recommend\.config"):
            replace(config, **{name: -1})


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 900), st.integers(1, 6)), max_size=30))
def test_any_shop_fits_every_model(rows: list[tuple[int, int, int]]) -> None:
    wares = [Ware(f"Thing {n}", category="A / B" if n % 2 else "") for n in range(6)]
    given = training(arrays(wares, [Buy(customer, day, (variant,)) for customer, day, variant in rows], customers=4))
    for kind, config in MODELS:
        model = kind.fit(given, config)
        for customer in customers(given):
            assert np.isfinite(model.score(customer)).all()


def test_a_customer_belongs_to_the_segment_the_fit_gave() -> None:
    """What is computed for all customers at once and for one at the counter is the same profile."""
    from shopassistant.recommend.models import segment

    given = training(SHOPS["usual"])
    config = segment.SegmentConfig(per_segment=10)
    model = segment.Segment.fit(given, config)
    together = segment._Profiles(given, model.learned, config).of(np.arange(len(given.purchases.customer_ids)))
    alone = np.array([segment._profile(customer, model.learned, config) for customer in given.histories()])
    assert np.allclose(together, alone, atol=1e-5)
    members = np.array([model.segment_of(customer) for customer in given.histories()])
    assert np.array_equal(np.bincount(members, minlength=len(model.learned["sizes"])), model.learned["sizes"])


def test_customers_alike_are_found_through_few_of_very_many_purchases() -> None:
    """Bounds that hold an answer's time in a shop of a million customers, here so tight that they bite."""
    given = training(SHOPS["usual"])
    everyone = peers.Peers.fit(given, peers.PeersConfig())
    few = peers.Peers.fit(given, peers.PeersConfig(postings=5, cells=12, neighbours=4))
    assert len(few.learned["column_customer"]) < len(everyone.learned["column_customer"])
    for customer in given.histories():
        circle = range(10) if customer.row % 2 else range(10, 20)
        found = few.candidates(customer, 5).products.tolist()
        assert found
        assert set(found) <= set(circle)


def test_what_only_the_catalogue_decides_is_worked_out_once_for_all_days() -> None:
    given = training(SHOPS["usual"])
    past = given.purchases.before(int(given.purchases.day.max()) - 90)
    kind, config = next((kind, config) for kind, config in MODELS if kind.name == "content")
    now, then = kind.fit(given, config), kind.fit(training(past), config)
    assert now.arrays()["index"] is then.arrays()["index"]
