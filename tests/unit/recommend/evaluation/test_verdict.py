"""What is said about a result, in words that follow the numbers."""

from dataclasses import replace

import pytest

from shopassistant.core.messages import Catalogue
from shopassistant.recommend.evaluation.calibration import Calibration
from shopassistant.recommend.evaluation.intervals import Estimate
from shopassistant.recommend.evaluation.result import Comparison, CutResult, Evaluation, MethodResult
from shopassistant.recommend.evaluation.settings import EvaluationSettings
from shopassistant.recommend.evaluation.verdict import findings, rival


def number(value: float, reach: float = 0.05) -> Estimate:
    return Estimate(value, value - reach, value + reach, 100)


def method(name: str, found: float, ndcg: float) -> MethodResult:
    measures = {"found": number(found), "ndcg": number(ndcg)}
    return MethodResult(name, name, {"all": measures, "new": measures}, {})


def result(gap: float, chance: float, challenger: str = "") -> Evaluation:
    methods = [method("hybrid", 2.4, 0.4), method("popular", 1.3, 0.2), method("own_top", 2.0, 0.4 - gap)]
    if challenger:
        methods.insert(1, method(challenger, 2.4, 0.4 - gap))
    compared = tuple(
        Comparison(view, "ndcg", "hybrid", one.name, number(gap, 0.01), chance)
        for view in ("all", "new")
        for one in methods[1:]
    )
    return Evaluation(
        settings=EvaluationSettings(),
        champion="hybrid",
        challenger=challenger,
        cuts=(CutResult("2026-06-01", "2026-08-31", 91, 400, 100),),
        methods=tuple(methods),
        comparisons=compared,
        groups=(),
        calibration=Calibration(number(0.1), number(0.12), number(0.01), number(0.02), (), 1000),
        ran_out=False,
        seconds=1.0,
    )


def said(evaluation: Evaluation, language: str = "en") -> list[str]:
    catalogue = Catalogue(language)
    return [catalogue.say(one.code, one.values) for one in findings(evaluation)]


def test_a_manager_reads_what_was_bought_of_what_was_shown() -> None:
    first, *_ = said(result(0.1, 0.0004))
    assert first == "Of 10 products Personal would have shown, 2.40 were bought within 91 days; Popular alone: 1.30."
    german, *_ = said(result(0.1, 0.0004), "de")
    assert "2,40" in german
    assert "Beliebt" in german


def test_who_wins_is_said_with_the_chance_behind_it() -> None:
    sentence = said(result(0.1, 0.0004))[2]
    assert sentence.startswith("Personal ranks better than Own favourites, by more than chance")
    assert "0.100 (0.090 to 0.110)" in sentence
    assert "at most 1 of 1,000" in sentence


def test_a_challenger_that_wins_is_named_first() -> None:
    sentence = said(result(-0.1, 0.01, "segment"))[2]
    assert sentence.startswith("Segment ranks better than Personal")
    assert "0.100 (0.090 to 0.110)" in sentence


def test_what_chance_explains_is_no_win() -> None:
    sentence = said(result(0.01, 0.4))[2]
    assert "no difference beyond chance" in sentence
    assert "400 of 1,000" in sentence


@pytest.mark.parametrize(("chance", "word"), [(0.12, "are kept"), (0.3, "too high"), (0.01, "too low")])
def test_chances_are_judged_by_what_was_bought(chance: float, word: str) -> None:
    made = result(0.1, 0.001)
    assert made.calibration is not None
    other = replace(made, calibration=replace(made.calibration, chance=number(chance)))
    assert word in said(other)[4]


def test_a_short_time_and_one_customer_are_admitted() -> None:
    made = replace(result(0.1, 0.001), ran_out=True)
    assert said(made)[-1].startswith("The time was up")
    one = replace(made, cuts=(replace(made.cuts[0], measured=1),))
    assert any("too little to rely on" in sentence for sentence in said(one))
    two = replace(made, cuts=made.cuts * 2)
    assert any("after one of 2 days" in sentence for sentence in said(two))


def test_without_a_challenger_the_better_rule_is_the_rival() -> None:
    assert rival(result(0.1, 0.01), "all") == "own_top"
    assert rival(result(0.35, 0.01), "all") == "popular"
    assert rival(result(0.1, 0.01, "segment"), "all") == "segment"


def test_best_sellers_are_held_against_own_favourites() -> None:
    made = replace(result(0.1, 0.01), champion="popular")
    first = findings(made)[0]
    assert first.values["other_method"] == "own_top"
