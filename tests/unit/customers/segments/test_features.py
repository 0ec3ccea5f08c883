"""Figures of customers hold for one purchase as for a hundred, and count only as far as they come again."""

from datetime import timedelta

import numpy as np
import pytest

from shopassistant.customers.segments.features import OTHER, features_of
from shopassistant.customers.segments.model import GroupingModel, model_from_json
from shopassistant.customers.segments.reading import load_history
from shopassistant.customers.segments.reliability import reliability
from shopassistant.customers.segments.rfm import rfm_of
from shopassistant.customers.segments.scaling import fit_scaling, mid_ranks
from shopassistant.store.database import Store
from tests.unit.customers.segments.shop import END, fill
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale


def test_who_bought_once_has_every_figure_and_none_is_extreme(store: Store) -> None:
    cheap = a_product(store, stock=None, price=500, category="Care", sizes=("S", "M"))
    dear = a_product(store, stock=None, price=9000, category="Frames")
    once, often = a_customer(store), a_customer(store)
    a_sale(store, cheap[0], customer_id=once, at=AT, price=500)
    for week in range(6):
        a_sale(store, dear[0], customer_id=often, at=AT + timedelta(days=7 * week), price=9000)
    with store.read() as session:
        history = load_history(session, AT + timedelta(days=100))
    features = features_of(history, rfm_of(history))
    for values in (*features.rfm.values(), *features.behaviour.values()):
        assert np.isfinite(values).all()
    assert features.behaviour["gap_days"].tolist() == pytest.approx([100, 100 / 6])
    words, shares = features.shares["category"]
    assert shares.sum(axis=1) == pytest.approx(1)
    care = shares[:, words.index("Care")]
    assert 0.2 < care[0] < 0.7  # one purchase is no preference
    assert care[1] < 0.1
    assert features.behaviour["again_share"][1] > features.behaviour["again_share"][0]


def test_many_brands_share_a_column_and_a_new_one_joins_it(store: Store) -> None:
    who = a_customer(store)
    for number in range(15):
        variant = a_product(store, stock=None, brand=f"B{number:02}")[0]
        a_sale(store, variant, customer_id=who, at=AT, quantity=20 - number)
    with store.read() as session:
        first = features_of(history := load_history(session, AT + timedelta(days=9)), rfm_of(history))
    words, table = first.shares["brand"]
    assert words[-1] == OTHER
    assert len(words) == 13
    a_sale(store, a_product(store, stock=None, brand="Later")[0], customer_id=who, at=AT, quantity=50)
    with store.read() as session:
        later = load_history(session, AT + timedelta(days=9))
    again = features_of(later, rfm_of(later), first.usual).shares["brand"]
    assert again[0] == words
    assert again[1][0, -1] > table[0, -1]


def test_returns_and_walk_ins_are_no_purchases(store: Store) -> None:
    variant = a_product(store, stock=None)[0]
    who, only_back = a_customer(store), a_customer(store)
    _, line = a_sale(store, variant, customer_id=who, at=AT, quantity=2)
    a_sale(store, variant, customer_id=who, at=AT + timedelta(days=1), quantity=-1, returns_line_id=line)
    a_sale(store, variant, customer_id=only_back, at=AT, quantity=-1, returns_line_id=line)
    a_sale(store, variant, at=AT)
    with store.read() as session:
        history = load_history(session, AT + timedelta(days=2))
    features = features_of(history, rfm_of(history))
    assert features.customer_ids.tolist() == [who]
    assert features.rfm["purchases"].tolist() == [1]
    assert features.behaviour["line_units"].tolist() == [2]
    assert features.behaviour["return_share"][0] == pytest.approx(0.5)


def test_equal_figures_have_equal_ranks() -> None:
    values, ranks = mid_ranks(np.array([1.0, 1, 1, 5]))
    assert values.tolist() == [1, 5]
    assert ranks.tolist() == [0.375, 0.875]
    many, places = mid_ranks(np.random.default_rng(0).lognormal(0, 2, 5_000))
    assert len(many) <= 129
    assert (np.diff(many) > 0).all()
    assert (np.diff(places) > 0).all()


def test_what_is_chance_counts_less_than_what_comes_again(store: Store) -> None:
    fill(store, 120)
    with store.read() as session:
        history = load_history(session, END)
    rfm = rfm_of(history)
    features = features_of(history, rfm)
    found = reliability(history, rfm, features)
    assert found["behaviour", "basket_minor"] > 0.7
    assert found["behaviour", "weekend_share"] < 0.4
    assert found["category", "Frames"] > 0.7
    assert found["size", "S"] < 0.4
    names = {one.name for one in fit_scaling(features, found).columns}
    assert "basket_minor" in names
    assert "discount_share" not in names  # nobody ever had one


def test_a_model_survives_being_stored(store: Store) -> None:
    from shopassistant.customers.segments.embedding import fit_pca
    from shopassistant.customers.segments.kmeans import kmeans

    fill(store, 30)
    with store.read() as session:
        history = load_history(session, END)
    rfm = rfm_of(history)
    features = features_of(history, rfm)
    scaling = fit_scaling(features)
    points = scaling.apply(features)
    embedding = fit_pca(points, 2)
    model = GroupingModel(features.usual, scaling, embedding, kmeans(embedding.apply(points), 3))
    assert np.array_equal(model_from_json(model.to_json()).place(history, rfm), model.place(history, rfm))
