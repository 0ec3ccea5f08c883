"""`shopassistant evaluate` from the outside."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.recommend.engine import index_folder
from shopassistant.recommend.evaluation.kept import latest
from shopassistant.store.database import Store
from tests.unit.recommend.shop import START, fill, two_circles


@pytest.fixture
def path(store: Store) -> str:
    fill(store, *two_circles(customers=60))
    return str(store.path)


def test_a_table_with_intervals_and_who_wins(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "out" / "result.json"
    arguments = ["evaluate", "--customers", "40", "--challenger", "segment", "--json", str(file), "--db", path]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Of 10 products Personal would have shown, ")
    assert "ranks better than" in printed or "no difference beyond chance" in printed
    (head,) = [line for line in printed.splitlines() if line.startswith("Everything they bought")]
    assert head.split("  ")[0] == "Everything they bought"
    for name in ("Personal", "Segment", "Popular", "Own favourites"):
        assert name in head
    ndcg = [line for line in printed.splitlines() if "(NDCG)" in line]
    assert len(ndcg) == 2
    assert ndcg[0].count(" to ") == 4, "each method with its interval"
    assert "newcomers, 1 visit" in printed or "occasional, 2" in printed
    written = json.loads(file.read_text())
    assert written["challenger"] == "segment"
    assert {one["name"] for one in written["methods"]} == {"hybrid", "segment", "popular", "own_top"}
    remembered = latest(index_folder(Path(path)))
    assert remembered is not None
    assert remembered.evaluation.challenger == "segment"


def test_a_day_and_a_length_can_be_given(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    day = (START + timedelta(days=200)).date()
    arguments = ["evaluate", "--method", "popular", "--k", "3", "--cut", day.isoformat(), "--cuts", "2", "--db", path]
    assert main([*arguments, "--customers", "10", "--quiet"]) == 0
    printed = capsys.readouterr()
    assert "Of 3 products Popular would have shown" in printed.out
    assert "one of 2 days" in printed.out
    assert printed.err == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--cut", "1999-01-01"], "there must be sales before and from 1 Jan 1999"),
        (["--method", "popular", "--challenger", "popular"], "Popular would be compared with itself"),
        (["--k", "0"], "cannot have 0 as its k"),
        (["--set", "magic=3"], "The blend has no setting magic"),
    ],
)
def test_what_cannot_be_measured_is_said_in_a_sentence(
    path: str, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", *arguments, "--db", path]) == 1
    assert sentence in capsys.readouterr().err


def test_an_empty_shop_is_said(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--db", str(store.path)]) == 1
    assert "Nothing was sold yet" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--cut", "yesterday"], ["--method", "magic"], ["--set", "candidates=many"]])
def test_wrong_usage(path: str, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["evaluate", *arguments, "--db", path])
    assert stop.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_result_that_cannot_be_written_is_said(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    arguments = ["evaluate", "--method", "popular", "--customers", "5", "--db", path]
    assert main([*arguments, "--json", str(tmp_path / "file" / "x.json")]) == 1
    assert str(tmp_path / "file" / "x.json") in capsys.readouterr().err


def test_other_settings_can_be_the_challenger(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--customers", "10", "--set", "candidates=5", "--db", path]) == 0
    assert "hybrid candidates=5" in capsys.readouterr().out
