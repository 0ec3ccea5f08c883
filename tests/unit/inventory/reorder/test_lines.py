"""A line says its arithmetic in one sentence, in both languages, and its picture ends where the sentence does."""

import numpy as np
import pytest

from shopassistant.core.messages import Catalogue
from shopassistant.core.money import Currency
from shopassistant.inventory.reorder.advise import STATUSES, advise
from shopassistant.inventory.reorder.lines import AGAIN_CODES, LINE_CODES, NOTE_CODES, fan, line
from shopassistant.inventory.reorder.reasons import REASONS
from shopassistant.inventory.reorder.terms import Terms
from tests.unit.inventory.reorder.making import arrivals, poisson, situation

TERMS = Terms(order_cost_minor=0)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_code_has_its_sentence(language: str) -> None:
    catalogue = Catalogue(language, Currency("EUR"))
    reasons = (f"reorder.reason.{reason}" for reason in REASONS)
    for code in (
        *LINE_CODES,
        *NOTE_CODES,
        *AGAIN_CODES,
        *reasons,
        *(f"reorder.status.{status}" for status in STATUSES),
    ):
        assert code in catalogue


def test_the_sentence_is_the_arithmetic() -> None:
    where = situation(free=3, pack=6, arrivals=arrivals((0, 6, 8)))
    advice = advise(where, poisson(0.5), TERMS)
    found = line(advice, 0)
    text = Catalogue("en", Currency("GBP")).say(*found.sentence)
    code, values = found.sentence
    assert code == "reorder.line.coming.packs"
    assert (values["left"], values["coming"], str(values["coming_on"])) == (3, 6, "2026-03-10")
    assert values["units"] == values["packs"] * 6 == found.units
    assert 0 <= values["low"] <= 7 <= values["high"] <= 20
    assert str(values["until_on"]) == "2026-03-16"
    assert "3 left, 6 due on 10 Mar" in text
    assert f"order {found.units} = {found.packs} × 6" in text
    assert found.risk_before > found.risk_after
    assert found.cost_minor == found.units * 1000
    German = Catalogue("de", Currency("EUR")).say(*found.sentence)  # noqa: N806
    assert f"{found.units} = {found.packs} × 6 mehr" in German


def test_notes_say_what_the_sentence_has_no_room_for() -> None:
    where = situation(
        free=-2, shelf_days=9, pack=40, cost_known=False, lead=10, arrivals=arrivals((0, 30, 60)), service=0.9
    )
    found = line(advise(where, poisson(1.0), TERMS), 0)
    codes = [code for code, _ in found.notes]
    assert codes == [
        "reorder.note.late_order", "reorder.note.owed", "reorder.note.spoils", "reorder.note.too_late",
        "reorder.note.cost_unknown",
    ]  # fmt: skip
    for language in ("en", "de"):
        catalogue = Catalogue(language, Currency("EUR"))
        assert all(catalogue.say(code, values) for code, values in found.notes)


def test_the_picture_is_the_stock_played_day_by_day() -> None:
    where = situation(free=5, arrivals=arrivals((0, 4, 3), scenarios=1), lead=6, scenarios=1)
    demand = np.full((1, 1, 30), 1)
    picture = fan(where, demand, 10, days=20)
    assert picture.without[1, :10].tolist() == [4, 3, 2, 5, 4, 3, 2, 1, 0, 0]
    assert picture.ordered[1, :10].tolist() == [4, 3, 2, 5, 4, 3, 12, 11, 10, 9]
    assert picture.ordered[1, -1] == 0
    assert [(day.isoformat(), units) for day, units in picture.arrivals] == [("2026-03-05", 4), ("2026-03-08", 10)]
