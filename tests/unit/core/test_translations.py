"""Every translated language says what English says: the same sentences, with the same values in them."""

import json
import string
from pathlib import Path

import pytest

from shopassistant.core.formats import Formats, load_formats
from shopassistant.core.paths import resource

ROOT = resource("messages")
LANGUAGES = sorted(folder.name for folder in ROOT.iterdir() if folder.is_dir() and folder.name != "en")


def sentences(folder: Path) -> dict[str, dict[str, str]]:
    """Area -> code -> sentence."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("[!_]*.json")}


def values_in(sentence: str) -> set[str]:
    """The names of the values a sentence needs."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_german_is_among_the_languages() -> None:
    assert "de" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    english, own = sentences(ROOT / "en"), sentences(ROOT / language)
    assert {area: set(said) for area, said in own.items()} == {area: set(said) for area, said in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_takes_the_values_of_the_english_one(language: str) -> None:
    own = sentences(ROOT / language)
    for area, said in sentences(ROOT / "en").items():
        for code, sentence in said.items():
            assert values_in(own[area][code]) == values_in(sentence), code
            assert bool(own[area][code]) == bool(sentence), f"{code} says nothing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_and_weekday_has_a_name(language: str) -> None:
    formats = load_formats(ROOT / language)
    assert (len(set(formats.months)), len(set(formats.short_months)), len(set(formats.weekdays))) == (12, 12, 7)
    assert formats.months != Formats().months


def test_no_english_sentence_was_copied() -> None:
    own = sentences(ROOT / "de")
    same = {
        code
        for area, said in sentences(ROOT / "en").items()
        for code, sentence in said.items()
        if own[area][code] == sentence and any(letter.isalpha() for letter in string_without_values(sentence))
    }
    # Words that are the same in both languages.
    months = {f"condition.month.{number}" for number in (4, 8, 9, 11)}
    words = {"campaign.mail.code", "condition.field.segment", "customers.match.name", "customers.match.place"}
    names_of_models = {"value.model.bgnbd", "value.model.pareto"}
    assert same <= months | words | names_of_models


def string_without_values(sentence: str) -> str:
    """The words of a sentence."""
    return "".join(words for words, _, _, _ in string.Formatter().parse(sentence))
