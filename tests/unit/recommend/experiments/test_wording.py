"""What is said of an experiment, in both languages: plain words with the right numbers in them."""

from dataclasses import replace

import numpy as np
import pytest

from shopassistant.core.messages import Catalogue
from shopassistant.recommend.experiments.design import Experiment
from shopassistant.recommend.experiments.duration import Plan
from shopassistant.recommend.experiments.results import ArmResult, Difference, Result, evaluate
from shopassistant.recommend.experiments.wording import Sentence, foretold, interval, so_far, verdict
from tests.unit.recommend.experiments.shop import NOW, design, first, invented, running

A = ArmResult("A", "hybrid", 500, 700, 1000, 101, 0.101, 4210.4)
B = ArmResult("B", "popular", 510, 720, 1000, 124, 0.124, 4390.0)


def result(said: str, measure: str = "conversion", low: float | None = 0.011, high: float | None = 0.035) -> Result:
    of = running(design(measure=measure, relevant_effect=0.02 if measure == "conversion" else 200.0))
    difference = Difference(measure, 0.023, low, high, 1e-4)
    return Result(of, NOW, (A, B), difference, Difference("value"), 0.5, said)


def say(sentence: Sentence | None, language: str = "en") -> str:
    assert sentence is not None
    return Catalogue(language).say(sentence.code, sentence.values)


def test_a_running_one_is_told_in_plain_words() -> None:
    early = result("too_early")
    assert say(so_far(early)) == (
        "So far, of what was offered, 12.4% was bought with Popular against 10.1% with Personal."
    )
    assert say(verdict(early, 20)) == "Too early to tell; about 3 weeks to go."
    assert say(verdict(early, 1)) == "Too early to tell; about one day to go."
    assert say(verdict(early, 120)) == "Too early to tell; about 4 months to go."
    assert say(verdict(early)) == "Too early to tell."
    assert say(interval(early)) == (
        "The difference lies between 1.1 and 3.5 percentage points, 95% sure however often you look."
    )


def test_a_german_reads_german_numbers() -> None:
    assert say(so_far(result("too_early")), "de") == (
        "Bisher wurden mit Beliebt 12,4 % des Angebotenen gekauft, mit Persönlich 10,1 %."
    )


def test_value_is_told_as_money() -> None:
    rich = result("b_better", "value", 60.4, 300.0)
    assert say(so_far(rich)) == "So far, customers spent £43.90 in 30 days with Popular against £42.10 with Personal."
    assert say(verdict(rich)) == "Popular is better than Personal: by £0.60 to £3.00 per customer."
    assert say(verdict(result("no_relevant_difference", "value", -50.0, 60.0))).endswith(
        "less than £2.00 per customer either way."
    )


def test_the_winner_is_named_whichever_side_it_is_on() -> None:
    assert say(verdict(result("b_better"))) == "Popular is better than Personal: by 1.1 to 3.5 percentage points."
    assert say(verdict(result("a_better", low=-0.05, high=-0.01))) == (
        "Personal is better than Popular: by 1.0 to 5.0 percentage points."
    )


def test_a_broken_split_says_what_it_means_and_what_to_do() -> None:
    said = say(verdict(result("ratio_broken")))
    assert "500 against 510" in said
    assert "start anew" in said


def test_an_early_end_is_no_answer() -> None:
    early = result("too_early")
    stopped: Experiment = replace(early.experiment, state="stopped", stopped_at=NOW)
    assert say(verdict(replace(early, experiment=stopped))) == "It was stopped before there was an answer."


def test_before_the_first_customer_there_is_nothing_to_compare() -> None:
    for measure in ("conversion", "value"):
        nobody = evaluate(
            running(design(measure=measure)), first(invented(np.random.default_rng(1), 9, (0.1, 0.1)), 0), NOW
        )
        assert so_far(nobody).code == "experiments.so_far.nothing"
        assert interval(nobody) is None


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("days", "has"), [(5, "5"), (40, "6"), (200, "7"), (None, "1")])
def test_the_time_it_takes_is_foretold(language: str, days: int | None, has: str) -> None:
    said = [say(sentence, language) for sentence in foretold(Plan(1234, days, 0.1, is_assumed=True), design())]
    assert len(said) == 2
    assert has in said[0]
    assert ("1,234" if language == "en" else "1.234") in said[0]
    sooner = foretold(Plan(1234, days, 0.1, is_assumed=False, visible_effect=0.08), design())
    assert len(sooner) == 2
    assert "8" in say(sooner[1], language)
    assert len(foretold(Plan(1234, days, 0.1, is_assumed=False), design())) == 1
