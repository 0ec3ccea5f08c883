"""Codes become sentences: values are formatted by name, one is one, and other languages fall back to English."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from shopassistant.core.errors import UserError
from shopassistant.core.messages import LONGEST_VALUE, Catalogue
from shopassistant.core.money import Currency


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for language, sentences in {
        "en": {
            "price": "It costs {price_minor}.",
            "share": "{off_share} off",
            "day": "On {due_on}",
            "moment": "At {sold_at}",
            "found": "{count} found",
            "found.one": "One found",
        },
        "de": {"found": "{count} gefunden"},
    }.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "a.json").write_text(json.dumps(sentences))
    return tmp_path


def test_values_are_formatted_by_their_names(root: Path) -> None:
    catalogue = Catalogue(root=root)
    assert catalogue.say("price", {"price_minor": 123456}) == "It costs £1,234.56."
    assert catalogue.say("price", {"price_minor": -5}) == "It costs -£0.05."
    assert catalogue.say("share", {"off_share": 0.256}) == "26% off"
    assert catalogue.say("day", {"due_on": date(2026, 3, 2)}) == "On 2 Mar 2026"
    assert catalogue.say("moment", {"sold_at": datetime(2026, 3, 2, 9, tzinfo=UTC)}) == "At 2 Mar 2026"
    assert Catalogue(currency=Currency("JPY"), root=root).say("price", {"price_minor": 500}) == "It costs JPY\u00a0500."


@pytest.fixture
def _in_auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_in_auckland")
def test_a_moment_of_the_store_is_told_as_the_day_it_was_here(root: Path) -> None:
    catalogue = Catalogue(root=root)
    late = datetime(2026, 3, 2, 20, tzinfo=UTC)
    assert catalogue.say("moment", {"sold_at": late}) == "At 3 Mar 2026"
    assert catalogue.say("moment", {"sold_at": late.isoformat()}) == "At 3 Mar 2026"
    assert catalogue.say("day", {"due_on": date(2026, 3, 2)}) == "On 2 Mar 2026"


def test_a_pasted_book_does_not_fill_a_sentence(root: Path) -> None:
    said = Catalogue(root=root).say("found", {"count": "x" * 1_000_000})
    assert said == "x" * (LONGEST_VALUE - 1) + "… found"


def test_one_is_said_as_one_and_thousands_are_grouped(root: Path) -> None:
    catalogue = Catalogue(root=root)
    assert catalogue.say("found", {"count": 1}) == "One found"
    assert catalogue.say("found", {"count": 12345}) == "12,345 found"


def test_another_language_falls_back_to_english(root: Path) -> None:
    catalogue = Catalogue("de", root=root)
    assert catalogue.say("found", {"count": 3}) == "3 gefunden"
    assert "share" in catalogue


def test_errors_are_explained_by_their_code(root: Path) -> None:
    assert Catalogue(root=root).explain(UserError("found", count=2)) == "2 found"


def test_a_missing_sentence_is_loud(root: Path) -> None:
    with pytest.raises(KeyError):
        Catalogue(root=root).say("nobody.wrote.this")


def test_numbers_and_methods_are_said_in_the_readers_language() -> None:
    german = Catalogue("de")
    given = {"field": "k", "value": Decimal("1234.50")}
    assert "1.234,50" in german.say("evaluation.setting", given)
    assert "1,234.50" in Catalogue().say("evaluation.setting", given)
    assert "Passt dazu" in german.say("evaluation.same_name", {"contender_method": "similar"})
    assert german.say("evaluation.same_name", {"contender_method": "another"}).startswith("another")
