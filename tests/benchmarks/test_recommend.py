"""The recommender's benchmarks run, at their smallest."""

import json
from pathlib import Path

from tests.benchmarks import purchases, recommend


def test_recommend_runs() -> None:
    figures = recommend.run(tiny=True)
    assert {"answer p95, ms", "fit, s", "sale to changed advice, ms", "ndcg@10 hybrid"} <= set(figures)
    assert 0 < float(str(figures["ndcg@10 hybrid"])) <= 1


def test_purchases_runs(tmp_path: Path) -> None:
    lines = ["Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Country,Customer"]
    lines += [
        f"{n},{10000 + n % 7},THING {n % 7},2,2011-0{1 + n % 8}-11 10:00:00,1.50,Here,{100 + n % 5}" for n in range(60)
    ]
    (tmp_path / "train.csv").write_text("\n".join(lines))
    (tmp_path / "customers.json").write_text(json.dumps(["100", "103"]))
    out = tmp_path / "out.json"
    arguments = ["--train", str(tmp_path / "train.csv"), "--customers", str(tmp_path / "customers.json")]
    assert purchases.main([*arguments, "--out", str(out)]) == 0
    predictions = json.loads(out.read_text())
    assert set(predictions) == {"all", "new"}
    assert set(predictions["all"]) == {"100", "103"}
    assert all(len(set(codes)) == len(codes) > 0 for codes in predictions["all"].values())
