"""What will each customer put into the next basket? Predictions of the next-basket ranker, for an outside scorer.

    python -m tests.benchmarks.tafeng --data DIR --folds DIR --out FILE

--data: ``history.json.gz`` (customer to baskets of item ids in order) and ``future.json.gz`` (customer to the one
basket that came next), each framed by [-1], as next-basket research prepares the Ta-Feng grocery records (Li et al., "A
next basket recommendation reality check", ACM TOIS 2023).
--folds: any number of ``fold_N.json`` with lists of customers, ``train``, ``val`` and ``test``.
--out: {"N": {customer: [20 item ids, best first]}} for the test customers of each fold.

For each fold the ranker of the product (`recommend.nextbasket`) is fitted on all histories and the next baskets of its
train and val customers, and asked once about its test customers, whose next baskets are never read.
"""

import argparse
import gzip
import json
import math
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from shopassistant.recommend.nextbasket.baskets import Baskets
from shopassistant.recommend.nextbasket.ranker import NextBasketRanker

LENGTH = 20
Lists = dict[str, list[int]]


@dataclass(frozen=True)
class Records:
    """Customers' baskets.

    Attributes:
        past: customer to baskets, oldest first.
        following: customer to the next basket; read through `known` alone.
    """

    past: Mapping[str, list[list[int]]]
    following: Mapping[str, list[int]]

    @classmethod
    def read(cls, folder: Path) -> "Records":
        """From the two files."""
        past, following = (_read(folder / f"{name}.json.gz") for name in ("history", "future"))
        return cls(
            {customer: baskets[1:-1] for customer, baskets in past.items()},
            {customer: baskets[1] for customer, baskets in following.items()},
        )

    def known(self, customers: Sequence[str]) -> list[list[int]]:
        """The next baskets of some customers."""
        return [self.following[customer] for customer in customers]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, fit and predict fold by fold, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(arguments)
    records = Records.read(args.data)
    predictions = {}
    for number, fold in read_folds(args.folds):
        started = time.perf_counter()
        predictions[number] = predict(records, [*fold["train"], *fold["val"]], fold["test"])
        print(f"fold {number}: {len(fold['test']):,} customers in {time.perf_counter() - started:.0f} s", flush=True)
    args.out.write_text(json.dumps(predictions))
    return 0


def read_folds(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The folds by number."""
    paths = {path.stem.removeprefix("fold_"): path for path in folder.glob("fold_*.json")}
    if not paths:
        raise SystemExit(f"no fold_N.json in {folder}")
    for number in sorted(paths, key=lambda number: (len(number), number)):
        yield number, json.loads(paths[number].read_text())


def predict(records: Records, learnt: Sequence[str], asked: Sequence[str]) -> Lists:
    """Lists for the customers asked about, by a ranker that knows the next baskets of those learned from."""
    ranker, histories, row, names = fit(records, learnt)
    wanted = histories.take(np.array([row[customer] for customer in asked], np.int64))
    return {
        customer: [names[item] for item in found.items.tolist()]
        for customer, found in zip(asked, ranker.rank(wanted, LENGTH), strict=True)
    }


def fit(records: Records, learnt: Sequence[str]) -> tuple[NextBasketRanker, Baskets, dict[str, int], list[int]]:
    """The ranker, everybody's histories, each customer's row in them, and the ids of the items by index."""
    following = records.known(learnt)
    names = sorted({item for own in (*records.past.values(), following) for basket in own for item in basket})
    index = {name: position for position, name in enumerate(names)}
    row = {customer: position for position, customer in enumerate(records.past)}
    histories = Baskets.of([_indexed(own, index) for own in records.past.values()], len(names))
    taken = Baskets.of([_indexed([basket], index) for basket in following], len(names))
    return NextBasketRanker.fit(histories, np.array([row[c] for c in learnt], np.int64), taken), histories, row, names


def _indexed(baskets: Sequence[Sequence[int]], index: Mapping[int, int]) -> list[list[int]]:
    return [[index[item] for item in basket] for basket in baskets]


def _read(path: Path) -> Any:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def run(tiny: bool = False) -> dict[str, object]:
    """Figures on an invented grocer's customers, one fold: how well the lists hit, and how fast they come."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        invent(folder, customers=150 if tiny else 4_000, items=120 if tiny else 3_000)
        records = Records.read(folder)
        fold = json.loads((folder / "fold_0.json").read_text())
        started = time.perf_counter()
        ranker, histories, row, names = fit(records, [*fold["train"], *fold["val"]])
        seconds = time.perf_counter() - started
        lists: Lists = {}
        waits = []
        for customer in fold["test"]:
            asked = histories.take(np.array([row[customer]]))
            started = time.perf_counter()
            (found,) = ranker.rank(asked, LENGTH)
            waits.append(time.perf_counter() - started)
            lists[customer] = [names[item] for item in found.items.tolist()]
        recall, ndcg = score(records, lists)
        own_recall, own_ndcg = score(records, {customer: most_bought(records, customer) for customer in fold["test"]})
        return {
            "customers": histories.count,
            "fit, s": seconds,
            "answer p95, ms": float(np.percentile(waits, 95)) * 1000,
            "recall@10": recall,
            "ndcg@10": ndcg,
            "recall@10 over own and best sellers": recall / own_recall,
            "ndcg@10 over own and best sellers": ndcg / own_ndcg,
        }


def score(records: Records, lists: Lists, k: int = 10) -> tuple[float, float]:
    """Recall and ndcg of the first `k`, means over customers."""
    recalls, ndcgs = [], []
    for customer, ranked in lists.items():
        truth = set(records.following[customer])
        gains = [1 / math.log2(place + 2) for place, item in enumerate(ranked[:k]) if item in truth]
        recalls.append(len(gains) / len(truth))
        ndcgs.append(sum(gains) / sum(1 / math.log2(place + 2) for place in range(len(truth))))
    return float(np.mean(recalls)), float(np.mean(ndcgs))


def most_bought(records: Records, customer: str) -> list[int]:
    """What a shop does without a model: the customer's own items, most bought first, then everybody's."""
    lists = []
    for baskets in (records.past[customer], [basket for own in records.past.values() for basket in own]):
        items, times = np.unique([item for basket in baskets for item in basket], return_counts=True)
        lists += items[np.argsort(-times, kind="stable")].tolist()
    return list(dict.fromkeys(lists))[:LENGTH]


def invent(folder: Path, customers: int, items: int, folds: int = 1, seed: int = 7) -> None:
    """Write a grocer's records: tastes in twenty circles, favourites that return, and a range that moves on."""
    draws = np.random.default_rng(seed)
    circles = np.array_split(draws.permutation(items), 20)
    past, following = {}, {}
    for number in range(customers):
        favourites = draws.choice(circles[number % 20], min(6, len(circles[0])), replace=False)
        visits = int(draws.integers(2, 9))
        baskets = [
            _basket(draws, favourites, circles[number % 20], items, visit / visits) for visit in range(visits + 1)
        ]
        past[str(1000 + number)] = [[-1], *baskets[:-1], [-1]]
        following[str(1000 + number)] = [[-1], baskets[-1], [-1]]
    for name, content in (("history", past), ("future", following)):
        with gzip.open(folder / f"{name}.json.gz", "wt", encoding="utf-8") as file:
            json.dump(content, file)
    for fold in range(folds):
        order = [str(1000 + number) for number in draws.permutation(customers)]
        cut = customers // 5
        parts = {"test": order[:cut], "val": order[cut : cut + cut // 2], "train": order[cut + cut // 2 :]}
        (folder / f"fold_{fold}.json").write_text(json.dumps(parts))


def _basket(draws: np.random.Generator, own: Any, circle: Any, items: int, age: float) -> list[int]:
    """Some favourites, something of the circle, and something of the tenth of the range that is in season."""
    season = int((0.9 * age + 0.1 * draws.random()) * items)
    picked = [*draws.choice(own, 2), draws.choice(circle), season % items]
    return sorted({int(item) for item in picked})


if __name__ == "__main__":
    raise SystemExit(main())
