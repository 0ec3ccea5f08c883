"""Fits other people's recommenders and writes their lists; run by `peers.py` in an environment that has them.

    python peers_worker.py JOB.npz OUT.npz PEER SETTINGS

JOB.npz: customer, product, age (one entry per purchase, age in days), shape (customers, products), asked (customers).
SETTINGS: a JSON list; each is fitted and asked for ten products per customer, once of all, once of what is new.
OUT.npz: lists, int32 (settings, asked, 2, 10), -1 where there are fewer; fit_s and answer_ms, float64 (settings,);
version, text. A peer that is not installed ends the process with status 3. Needs NumPy and SciPy.
"""

import importlib
import json
import logging
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import scipy.sparse as sp

NOT_INSTALLED = 3
COUNT = 10

# Lists of one customer: ten of all, ten of what is new.
Ask = Callable[[int], tuple[Any, Any]]


def weighed(job: Mapping[str, Any], half_life: float | None) -> Any:
    """Customers by products: purchases, each counting half after `half_life` days; None: all the same."""
    age = job["age"].astype(np.float64)
    weight = np.ones(len(age)) if half_life is None else np.exp2(-age / half_life)
    shape = tuple(job["shape"].tolist())
    matrix = sp.coo_matrix((weight, (job["customer"], job["product"])), shape=shape).tocsr()
    return matrix.astype(np.float32)


def best_sellers(job: Mapping[str, Any], half_life: float | None = None) -> Ask:
    """The same ten for everybody; needs no library, so that this file can be tried without one."""
    matrix = weighed(job, half_life)
    return _by_scores(matrix, lambda customer: np.asarray(matrix.sum(axis=0)).ravel())


def of_implicit(module: str, kind: str) -> Callable[..., Ask]:
    """A model of the library `implicit` (Frederickson)."""

    def fit(job: Mapping[str, Any], half_life: float | None = None, **settings: Any) -> Ask:
        matrix = weighed(job, half_life)
        model = getattr(importlib.import_module(f"implicit.{module}"), kind)(num_threads=1, **settings)
        model.fit(matrix, show_progress=False)

        def ask(customer: int) -> tuple[Any, Any]:
            row = matrix[customer]
            return tuple(
                model.recommend(customer, row, N=COUNT, filter_already_liked_items=only_new)[0]
                for only_new in (False, True)
            )

        return ask

    return fit


def of_lenskit(module: str, kind: str) -> Callable[..., Ask]:
    """A scorer of LensKit (Ekstrand)."""

    def fit(job: Mapping[str, Any], days: float | None = None, **settings: Any) -> Ask:
        data, pandas = importlib.import_module("lenskit.data"), importlib.import_module("pandas")
        recent = job["age"] < (days or np.inf)
        pairs = np.unique(np.stack([job["customer"][recent], job["product"][recent]]), axis=1)
        records = data.from_interactions_df(pandas.DataFrame({"user_id": pairs[0], "item_id": pairs[1]}))
        scorer = getattr(importlib.import_module(f"lenskit.{module}"), kind)(**settings)
        scorer.train(records)
        known = np.unique(pairs[1])
        items, matrix = data.ItemList(item_ids=known), weighed(job, None)

        def scores(customer: int) -> Any:
            history = records.user_row(customer)
            said = np.full(matrix.shape[1], -np.inf)
            if history is not None:
                query = data.RecQuery(user_id=customer, history_items=history)
                said[known] = np.nan_to_num(scorer(query, items).scores(), nan=-np.inf)
            return said

        return _by_scores(matrix, scores)

    return fit


PEERS: dict[str, tuple[str, Callable[..., Ask]]] = {
    "best sellers": ("numpy", best_sellers),
    "implicit ALS": ("implicit", of_implicit("als", "AlternatingLeastSquares")),
    "implicit BPR": ("implicit", of_implicit("bpr", "BayesianPersonalizedRanking")),
    "implicit BM25": ("implicit", of_implicit("nearest_neighbours", "BM25Recommender")),
    "implicit cosine": ("implicit", of_implicit("nearest_neighbours", "CosineRecommender")),
    "LensKit EASE": ("lenskit", of_lenskit("knn", "EASEScorer")),
    "LensKit item kNN": ("lenskit", of_lenskit("knn", "ItemKNNScorer")),
    "LensKit user kNN": ("lenskit", of_lenskit("knn", "UserKNNScorer")),
}


def _by_scores(matrix: Any, scores: Callable[[int], Any]) -> Ask:
    def ask(customer: int) -> tuple[Any, Any]:
        said = scores(customer)
        free = said.copy()
        free[matrix[customer].indices] = -np.inf
        return _best(said), _best(free)

    return ask


def _best(scores: Any) -> Any:
    chosen = np.argpartition(-scores, COUNT)[:COUNT] if len(scores) > COUNT else np.arange(len(scores))
    chosen = chosen[np.isfinite(scores[chosen])]
    return chosen[np.argsort(-scores[chosen], kind="stable")]


def main(arguments: list[str]) -> int:
    """Fit and ask for every setting."""
    job_path, out_path, name, settings_text = arguments
    library, fit = PEERS[name]
    try:
        version = importlib.import_module(library).__version__
    except ModuleNotFoundError:
        return NOT_INSTALLED
    logging.disable(logging.WARNING)
    job = dict(np.load(job_path))
    settings = json.loads(settings_text)
    asked = job["asked"]
    lists = np.full((len(settings), len(asked), 2, COUNT), -1, np.int32)
    fit_s, answer_ms = np.zeros(len(settings)), np.zeros(len(settings))
    for number, values in enumerate(settings):
        started = time.perf_counter()
        ask = fit(job, **values)
        fit_s[number] = time.perf_counter() - started
        started = time.perf_counter()
        for row, customer in enumerate(asked.tolist()):
            for column, found in enumerate(ask(customer)):
                lists[number, row, column, : len(found)] = found
        answer_ms[number] = (time.perf_counter() - started) * 1000 / max(2 * len(asked), 1)
    np.savez(out_path, lists=lists, fit_s=fit_s, answer_ms=answer_ms, version=f"{library} {version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
