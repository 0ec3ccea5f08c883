"""The command `results` says on a terminal what the tab says in the window."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.desktop.pages.promotions.results_invented import Shape
from shopassistant.promotions.proof.listing import list_results
from shopassistant.promotions.proof.plain import read_plain
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Promotion, PromotionItem
from tests.unit.promotions.proof.shop import NOW, campaign
from tests.unit.shop_rows import a_product, a_sale


def said(capsys: pytest.CaptureFixture[str], store: Store, *arguments: str) -> str:
    assert main(["results", "--db", str(store.path), *arguments]) == 0
    return capsys.readouterr().out


def a_promotion(store: Store, days: int = 7, **values: object) -> int:
    """A promotion without a campaign that began some days ago."""
    start = NOW - timedelta(days=days)
    fields = {"offer": {}, "status": "approved", "created_at": start, "changed_at": start, "approved_at": start}
    with store.begin(SYSTEM) as unit:
        row = Promotion(number="P0009", name="Hats down", **(fields | {"starts_at": start} | values))
        unit.session.add(row)
        unit.session.flush()
        unit.commit()
    return row.id


def about(store: Store, promotion: int, variant: int) -> None:
    with store.begin(SYSTEM) as unit:
        unit.session.add(PromotionItem(promotion_id=promotion, variant_id=variant))
        unit.commit()


def test_the_list_names_campaigns_and_promotions_without_one(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert "No campaign" in said(capsys, store, "list")
    campaign(store, 200)
    a_promotion(store)
    out = said(capsys, store, "list")
    assert "Autumn letter" in out
    assert "Hats down" in out
    with store.read() as session:
        rows = list_results(session, NOW)
    assert [(row.kind, row.is_running, row.customers) for row in rows] == [
        ("promotion", True, 0),
        ("campaign", False, 200),
    ]


def test_a_campaign_is_told_with_its_table_and_as_json(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    letter = campaign(store, 2_000, Shape(arms=(("A", 0.6, 2.0), ("hold-out", 0.4, None))))
    out = said(capsys, store, "campaign", str(letter))
    assert "That is proven" in out
    assert "hold-out" in out
    found = json.loads(said(capsys, store, "campaign", str(letter), "--json"))
    assert found["judged"]["verdict"] == "earned"
    assert len(found["days"]["sent"]) == len(found["judged"]["curve"]["estimate"]) == 28


def test_a_plan_says_what_could_be_seen(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    campaign(store, 1_000, Shape(days=20))
    assert "leave out" in said(capsys, store, "plan", "--effect", "3", "--days", "400", "--arms", "2")


def test_a_promotion_alone_is_held_against_the_weeks_before_the_rest_and_its_rehearsal(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    hat, belt = a_product(store, "Hat", cost=1000)[0], a_product(store, "Belt", cost=1000)[0]
    for day in range(28):
        a_sale(store, hat, at=NOW - timedelta(days=35 - day))
        a_sale(store, belt, at=NOW - timedelta(days=35 - day))
    for day in range(7):
        a_sale(store, hat, quantity=3, at=NOW - timedelta(days=7 - day))
        a_sale(store, belt, quantity=2, at=NOW - timedelta(days=7 - day))
    rehearsal = {"days": 7, "change": {"margin_minor": {"low": 100, "mid": 200, "high": 900}}}
    promotion = a_promotion(store, rehearsal=rehearsal)
    about(store, promotion, hat)
    with store.read() as session:
        found = read_plain(session, promotion, NOW)
    assert (found.before, found.during) == (1500.0, 4500.0)
    assert found.others == pytest.approx(1.0)
    assert found.adjusted == pytest.approx(1500.0)
    assert found.rehearsed is not None
    assert (found.rehearsed.low, found.rehearsed.high, found.rehearsed_days) == (100.0, 900.0, 7)
    assert found.by_day.tolist() == [1500] * 28 + [4500] * 7
    out = said(capsys, store, "promotion", str(promotion))
    assert "no proof" in out
    assert json.loads(said(capsys, store, "promotion", str(promotion), "--json"))["during"] > 0


def test_what_is_not_there_is_refused_with_a_sentence(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["results", "--db", str(Path(store.path)), "promotion", "77"]
    assert main(arguments) == 1
    assert "77" in capsys.readouterr().err
