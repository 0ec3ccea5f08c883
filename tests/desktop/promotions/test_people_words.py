"""The people step says with whom most is to be gained, and how many to leave out to see whether that is true."""

from dataclasses import replace

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.promotions.people_words import say_audience
from shopassistant.promotions.audience.advice import Audience, AudienceLine
from shopassistant.promotions.proof.design import Plan
from shopassistant.promotions.rehearsal.result import Range

_SOME = Range(10.0, 20.0, 30.0)
LINE = AudienceLine(4, 900, 80.0, _SOME, _SOME, _SOME, Range(500.0, 2_000.0, 4_000.0), 2.2, 0.97, ())
PLAN = Plan(90, 810, 800, 1.5, 2.0, None, 40.0, 0.4, 0.1)


def advice(plan: Plan | None, recommended: int | None = 0) -> str:
    return say_audience(Catalogue(), Audience((LINE,), recommended, 52), {4: "Our best"}, plan).advice


def test_how_many_to_leave_out_stands_beside_with_whom_most_is_to_be_gained() -> None:
    assert "Our best" in advice(PLAN)
    assert "leave 10% of them out at random" in advice(PLAN)


def test_too_few_customers_are_told_from_enough() -> None:
    assert "too few to prove it" in advice(replace(PLAN, needed=5_000))


def test_nothing_is_said_of_leaving_out_where_nobody_gains_or_nothing_is_known() -> None:
    assert "left out" not in advice(None)
    assert advice(PLAN, None) == "With nobody is this offer likelier than not to add margin."
