"""Prices from the command line: learned, suggested, decided, taken back, marked down, and others' taken in."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.inventory.demand.keeping.keeper import Keeper
from shopassistant.promotions.prices import proposing
from shopassistant.promotions.prices.advising import Adviser
from shopassistant.store.database import Store
from shopassistant.store.schema import Variant
from tests.unit.promotions.prices.shelf import TODAY, Shelf


@pytest.fixture
def db(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> str:
    """The shelf, whose forecasts and elasticities need not be learned first."""

    def known(*_args: object) -> Adviser:
        return shelf.adviser()

    monkeypatch.setattr("shopassistant.cli.prices._adviser", known)
    return str(shelf.store.path)


def sku(shelf: Shelf, name: str) -> str:
    with shelf.store.read() as session:
        return session.get_one(Variant, shelf.variants[name]).sku


def price(shelf: Shelf, name: str) -> int:
    with shelf.store.read() as session:
        return session.get_one(Variant, shelf.variants[name]).price_minor


def test_suggested_approved_and_taken_back(shelf: Shelf, db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prices", "suggest", "--db", db, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"gain_minor", "risk", "text"} <= set(rows[0])
    calm = sku(shelf, "calm")
    assert main(["prices", "approve", calm, "--db", db]) == 0
    assert "now costs" in capsys.readouterr().out
    assert price(shelf, "calm") > 3_000
    assert main(["prices", "undo", calm, "--db", db]) == 0
    assert price(shelf, "calm") == 3_000
    assert main(["prices", "history", "--db", db]) == 0
    assert "undone" in capsys.readouterr().out


def test_a_no_is_kept_and_nothing_waits_any_more(shelf: Shelf, db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prices", "suggest", "--db", db]) == 0
    assert "wait for a manager" in capsys.readouterr().out
    lively = sku(shelf, "lively")
    assert main(["prices", "reject", lively, "--db", db, "--reason", "season"]) == 0
    assert main(["prices", "approve", lively, "--db", db]) == 1
    assert "No suggestion waits" in capsys.readouterr().err


def test_a_markdown_is_said_and_written_down(shelf: Shelf, db: str, capsys: pytest.CaptureFixture[str]) -> None:
    until = (TODAY + timedelta(weeks=6)).isoformat()
    assert main(["prices", "markdown", sku(shelf, "dusty"), "--db", db, "--until", until, "--create"]) == 0
    assert "in stock" in capsys.readouterr().out
    from shopassistant.promotions.prices.markdown.plans import list_plans

    with shelf.store.read() as session:
        (plan,) = list_plans(session)
    assert plan.status == "proposed"
    assert price(shelf, "dusty") == 3_000


def test_others_prices_are_looked_at_and_taken_in(
    shelf: Shelf, db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.csv"
    file.write_text(f"sku,price\n{sku(shelf, 'calm')},24.50\nnobody,1.00\n", "utf-8")
    assert main(["prices", "competitors", str(file), "--db", db]) == 1
    assert "Whose prices" in capsys.readouterr().err
    named = ["prices", "competitors", str(file), "--db", db, "--competitor", "Corner"]
    assert main([*named, "--dry-run"]) == 0
    assert "One price would" in capsys.readouterr().out
    assert main(named) == 0
    said = capsys.readouterr().out
    assert "1 prices taken in" in said
    assert "no product with this code" in said


def test_too_little_to_learn_from_is_said(shelf: Shelf, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prices", "learn", "--db", str(shelf.store.path)]) == 0
    assert "assumed" in capsys.readouterr().out


def test_what_was_learned_says_how_far_it_is_to_be_trusted(
    priced_shop: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(priced_shop.path)
    assert main(["prices", "elasticity", "--db", path]) == 0
    assert "assumed" in capsys.readouterr().out
    assert main(["prices", "learn", "--db", path]) == 0
    assert "fewer sold" in capsys.readouterr().out
    assert main(["prices", "elasticity", "--db", path, "--json", "--count", "3"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 3
    assert all(row["elasticity"] < 0 < row["sd"] and row["changes"] > 0 for row in rows)


def test_without_a_forecast_it_is_said_that_one_is_needed(shelf: Shelf) -> None:
    from shopassistant.core.errors import NotFound
    from shopassistant.promotions.elasticity.keeping import ResponseKeeper

    with pytest.raises(NotFound, match=r"prices\.no_forecast"):
        proposing.adviser(shelf.store, Keeper(shelf.store), ResponseKeeper(shelf.store))
