"""The metrics agree with those of another library, on groups of all shapes."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score, davies_bouldin_score, silhouette_samples

from shopassistant.customers.segments.embedding import embedding_from_json, fit_autoencoder, fit_pca
from shopassistant.customers.segments.kmeans import kmeans, nearest
from shopassistant.customers.segments.quality import (
    adjusted_rand,
    davies_bouldin,
    distances,
    inertia,
    mean_silhouette,
    silhouettes,
)

RNG = np.random.default_rng(3)
POINTS = np.concatenate([RNG.normal(at, 1, (60, 4)) for at in (0, 4, 9)])
TRUE = np.repeat(np.arange(3), 60).astype(np.int32)
RANDOM = RNG.integers(0, 5, len(POINTS)).astype(np.int32)


@pytest.mark.parametrize("labels", [TRUE, RANDOM])
def test_metrics_are_those_of_the_papers(labels: np.ndarray) -> None:
    far = distances(POINTS, np.arange(len(POINTS)))
    assert silhouettes(far, labels) == pytest.approx(silhouette_samples(POINTS, labels), abs=1e-4)
    assert davies_bouldin(POINTS, labels) == pytest.approx(davies_bouldin_score(POINTS, labels))
    for other in (TRUE, RANDOM):
        assert adjusted_rand(labels, other) == pytest.approx(adjusted_rand_score(labels, other))


def test_one_alone_has_a_silhouette_of_nothing_and_one_group_none_at_all() -> None:
    labels = np.where(np.arange(len(POINTS)) == 7, 1, 0).astype(np.int32)
    far = distances(POINTS, np.arange(len(POINTS)))
    assert silhouettes(far, labels)[7] == 0
    assert mean_silhouette(far, np.zeros_like(TRUE))[0] == 0


def test_kmeans_finds_what_is_there_and_the_same_each_time() -> None:
    centres = kmeans(POINTS, 3)
    labels = nearest(POINTS, centres)
    assert adjusted_rand(labels, TRUE) == 1
    assert np.array_equal(kmeans(POINTS, 3), centres)
    assert inertia(POINTS, centres, labels) == pytest.approx(((POINTS - centres[labels]) ** 2).sum())


def test_as_many_groups_as_there_are_different_customers_at_most() -> None:
    assert len(kmeans(np.repeat(POINTS[:2], 9, axis=0), 5)) == 2


def test_components_hold_the_variance_and_survive_being_stored() -> None:
    found = fit_pca(POINTS, 2)
    placed = found.apply(POINTS)
    assert placed.var(axis=0).sum() == pytest.approx(found.explained * POINTS.var(axis=0).sum())
    assert np.corrcoef(placed.T)[0, 1] == pytest.approx(0, abs=1e-9)
    again = embedding_from_json(found.to_json())
    assert again.apply(POINTS) == pytest.approx(placed)


def test_an_autoencoder_bends_where_components_cannot() -> None:
    turn = np.random.default_rng(1).uniform(0, 2 * np.pi, 800)
    ring = np.column_stack([np.cos(turn), np.sin(turn), np.cos(2 * turn), np.sin(2 * turn)])
    bent = fit_autoencoder(ring, 2, rounds=150)
    assert bent.explained > fit_pca(ring, 2).explained + 0.1
    assert embedding_from_json(bent.to_json()).apply(ring) == pytest.approx(bent.apply(ring))
