"""The table of nearest products against the definition, and what happens where a shop is too large for all pairs."""

from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp

from shopassistant.recommend.models import neighbours
from shopassistant.recommend.models.neighbours import nearest


def matrix(rows: int = 60, columns: int = 25, seed: int = 0) -> Any:
    """Rows by columns, a fifth of the cells filled, one row full."""
    rng = np.random.default_rng(seed)
    dense = np.where(rng.random((rows, columns)) < 0.2, rng.random((rows, columns)) + 0.1, 0).astype(np.float32)
    dense[0] = rng.random(columns) + 0.1
    return sp.csr_matrix(dense)


@pytest.mark.parametrize("cells", [1, 200, neighbours._CELLS])
def test_the_nearest_are_those_of_the_cosine(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_CELLS", cells)  # from one column at a time to all at once
    given, k = matrix(), 6
    table = nearest(given, k)
    dense = given.toarray().astype(np.float64)
    unit = dense / np.sqrt((dense**2).sum(axis=0))
    cosine = unit.T @ unit
    np.fill_diagonal(cosine, 0)
    met = (dense > 0).T.astype(int) @ (dense > 0).astype(int)
    for product, similarity in enumerate(table.similarity):
        order = np.argsort(-cosine[product], kind="stable")[:k]
        assert table.index[product].tolist() == order.tolist()
        assert np.allclose(similarity, cosine[product, order], atol=1e-6)
        assert table.together[product].tolist() == met[product, order].tolist()
    assert table.buyers.tolist() == (dense > 0).sum(axis=0).tolist()


def test_equal_neighbours_stand_in_the_order_of_the_catalogue() -> None:
    table = nearest(sp.csr_matrix(np.ones((3, 5), np.float32)), 2)
    assert table.index.tolist() == [[1, 2], [0, 2], [0, 1], [0, 1], [0, 1]]


def test_where_too_many_pairs_would_meet_only_the_longest_rows_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    given = matrix()
    lengths = np.diff(given.indptr)
    assert lengths[0] > 2 * lengths[1:].max(), "one wholesaler among neighbours"
    monkeypatch.setattr(neighbours, "MOST_PAIRS", int((lengths[1:] ** 2).sum() + lengths[1:].max() ** 2))
    cut = neighbours.cut_rows(given)
    assert np.array_equal(np.diff(cut.indptr)[1:], lengths[1:])
    kept = int(cut.indptr[1])
    assert kept < lengths[0]
    assert set(cut.data[:kept]) == set(np.sort(given.data[: lengths[0]])[-kept:]), "its heaviest cells stay"
    table = nearest(given, 6)
    assert np.isfinite(table.similarity).all()
    assert (table.similarity <= 1 + 1e-6).all()
