"""The comparison with other people's recommenders runs, also where none of them is installed."""

import csv
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks import peers
from tests.unit.recommend.shop import Buy, Ware, arrays


def test_without_peers_the_engine_alone_is_measured_and_it_says_so() -> None:
    figures = peers.run(tiny=True)
    assert "not measured" in str(figures["peers"])
    assert 0 < float(str(figures["engine: hybrid: ndcg@10 all"])) <= 1
    assert 0 < float(str(figures["engine: following: ndcg@10 all"])) <= 1
    assert not any(name.startswith(("implicit", "LensKit")) for name in figures)


def test_a_peer_is_tuned_before_the_cut_and_measured_after_it(tmp_path: Path) -> None:
    """Here with this Python, which has the one peer that needs no library."""
    lines = tmp_path / "lines.csv"
    with lines.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID"])
        for day in range(240):
            for customer in range(5):
                code = 10000 + (day if customer else day // 60) % 7
                writer.writerow([f"{day}-{customer}", code, "Thing", 1, f"2011-{1 + day // 30:02}-{1 + day % 28:02}",
                                 2.5, f"{100 + customer}.0"])  # fmt: skip
        writer.writerow(["C77", "10001", "Thing", -1, "2011-02-01", 2.5, "100.0"])
        writer.writerow(["78", "POST", "Postage", 1, "2011-02-01", 2.5, "100.0"])
        writer.writerow(["79", "10001", "Thing", 1, "2011-02-01", 2.5, ""])
    purchases = peers.read_lines([lines], tmp_path)
    assert (purchases.products.count, len(purchases.customer_ids)) == (7, 5)
    cut = int(purchases.day.max()) - 60
    final, tuning = peers.Split.at(purchases, cut), peers.Split.at(purchases.before(cut), cut - 91, cut)
    assert final.past.day.max() < cut
    assert tuning.past.day.max() < cut - 91
    found = peers.theirs(sys.executable, "best sellers", tuning, final)
    assert found is not None
    figures, version = found
    assert version == f"numpy {np.__version__}"
    assert 0 < figures.ndcg_all <= 1
    assert "half_life" in figures.settings


def test_a_missing_library_is_no_failure_and_any_other_trouble_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = arrays([Ware("Tea"), Ware("Cup")], [Buy(1, 0, (1, 2)), Buy(1, 9, (1,))])
    split = peers.Split.at(shop, int(shop.day.max()))
    worker = tmp_path / "worker.py"
    monkeypatch.setattr(peers.peers_worker, "__file__", str(worker))
    worker.write_text("raise SystemExit(3)")
    assert peers.theirs(sys.executable, "implicit ALS", split, split) is None
    worker.write_text("raise MemoryError('too large')")
    with pytest.raises(SystemExit, match=r"implicit ALS failed(.|\n)*too large"):
        peers.theirs(sys.executable, "implicit ALS", split, split)


def test_accuracy_is_that_of_the_field() -> None:
    """One hit in second place of two wanted: NDCG is (1 / log2 3) / (1 + 1 / log2 3), recall one half."""
    shop = arrays([Ware(name) for name in "abcd"], [Buy(1, 0, (1, 2, 3, 4)), Buy(1, 9, (1, 2))])
    split = peers.Split.at(shop, int(shop.day.max()))
    ndcg, recall, *new = peers.accuracy(split, lambda row: ([3, 0], []))
    assert np.isclose(ndcg, (1 / np.log2(3)) / (1 + 1 / np.log2(3)))
    assert (recall, new) == (0.5, [0.0, 0.0])
