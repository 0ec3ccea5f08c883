"""The next-basket benchmark runs at its smallest, with any folds, and reads no test customer's next basket."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import tafeng


def test_tafeng_runs() -> None:
    figures = tafeng.run(tiny=True)
    assert 0 < float(str(figures["recall@10"])) <= 1
    assert float(str(figures["answer p95, ms"])) > 0


def predictions(data: Path, folds: Path, out: Path) -> bytes:
    """What the command line writes."""
    assert tafeng.main(["--data", str(data), "--folds", str(folds), "--out", str(out)]) == 0
    return out.read_bytes()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("grocer")
    tafeng.invent(folder, customers=120, items=100, folds=3)
    (folder / "fold_1.json").unlink()
    return folder


@pytest.fixture(scope="module")
def written(data: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return predictions(data, data, tmp_path_factory.mktemp("out") / "out.json")


def test_every_test_customer_of_every_fold_gets_twenty_items(data: Path, written: bytes) -> None:
    found = json.loads(written)
    assert list(found) == ["0", "2"]
    for number, lists in found.items():
        fold = json.loads((data / f"fold_{number}.json").read_text())
        assert sorted(lists) == sorted(fold["test"])
        assert all(len(set(ranked)) == len(ranked) == 20 for ranked in lists.values())


def _removed(future: dict[str, Any], customer: str) -> None:
    del future[customer]


def _poisoned(future: dict[str, Any], customer: str) -> None:
    future[customer] = [[-1], [7, 999_999], [-1]]


@pytest.mark.parametrize("change", [_removed, _poisoned])
def test_next_baskets_of_test_customers_are_not_read(
    data: Path, written: bytes, tmp_path: Path, change: Callable[[dict[str, Any], str], None]
) -> None:
    for number in ("0", "2"):
        fold = data / f"fold_{number}.json"
        shop, folds = tmp_path / f"data{number}", tmp_path / f"folds{number}"
        shop.mkdir()
        folds.mkdir()
        (folds / fold.name).write_text(fold.read_text())
        (shop / "history.json.gz").write_bytes((data / "history.json.gz").read_bytes())
        future = json.loads(gzip.decompress((data / "future.json.gz").read_bytes()))
        for customer in json.loads(fold.read_text())["test"]:
            change(future, customer)
        (shop / "future.json.gz").write_bytes(gzip.compress(json.dumps(future).encode()))
        found = predictions(shop, folds, tmp_path / "out.json")
        assert found == json.dumps({number: json.loads(written)[number]}).encode()
