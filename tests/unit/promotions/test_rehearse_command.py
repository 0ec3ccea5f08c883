"""The command `rehearse` says what to promote, what a promotion would do, and whether past rehearsals were right."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from shopassistant.cli import main
from shopassistant.promotions.rules.offer_json import offer_to_json
from shopassistant.promotions.rules.offers import PercentOff
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Promotion, StockMovement
from tests.unit.shop_rows import a_product, a_sale

NOW = datetime.now(UTC)


@pytest.fixture
def shop(store: Store) -> Store:
    """A scarf that sells and lies there in hundreds, and a draft for it."""
    (scarf,) = a_product(store, stock=None, category="Clothes / Scarves", cost=500)
    with store.begin(SYSTEM) as unit:
        unit.session.add(
            StockMovement(
                variant_id=scarf, location_id=1, quantity=400, reason="delivery", at=NOW - timedelta(days=120)
            )
        )
        unit.session.add(
            Promotion(
                number="P0007", name="Scarf week", status="draft", offer=offer_to_json(PercentOff(2_000)),
                scope={"everything": True}, created_at=NOW, changed_at=NOW, starts_at=NOW,
            )
        )  # fmt: skip
        unit.commit()
    for day in range(1, 60):
        a_sale(store, scarf, at=NOW - timedelta(days=day))
    return store


def test_what_lies_there_in_too_great_a_number_is_proposed(shop: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", "overstock", "--db", str(shop.path)]) == 0
    said = capsys.readouterr().out
    assert "Clothes / Scarves" in said
    assert "beyond what will be asked for" in said


def test_a_promotion_is_rehearsed_by_its_number(shop: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", "promotion", "p0007", "--db", str(shop.path)]) == 0
    said = capsys.readouterr().out
    assert "59 baskets" in said
    assert "with it" in said
    assert main(["rehearse", "promotion", "P0007", "--json", "--db", str(shop.path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["outcome"]["units"]["mid"] > found["without"]["units"]["mid"]
    assert main(["rehearse", "promotion", "P0099", "--db", str(shop.path)]) == 1
    assert "P0099" in capsys.readouterr().err


def test_past_promotions_are_tried_where_there_are_any(shop: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", "test", "--db", str(shop.path)]) == 0
    assert "No promotion is over yet" in capsys.readouterr().out
