"""What must hold of every priced basket: used by the tests with few examples and by the benchmark with many."""

from collections.abc import Sequence
from random import Random

from shopassistant.promotions.rules.book import RuleBook, is_set
from shopassistant.promotions.rules.engine import price
from shopassistant.promotions.rules.pricing import Case, Line, Priced
from shopassistant.promotions.rules.units import unit_floor


def check_sums(lines: Sequence[Line], priced: Priced) -> None:
    """Every discount is a whole number of minor units, and everything adds up exactly."""
    assert [line.key for line in priced.lines] == [line.key for line in lines]
    for line, done in zip(lines, priced.lines, strict=True):
        for offer in done.offers:
            assert type(offer.discount_minor) is int
            assert offer.discount_minor >= 0
            assert 0 <= offer.units <= line.quantity
        assert done.discount_minor == sum(offer.discount_minor for offer in done.offers)
        assert done.total_minor == line.quantity * line.unit_price_minor - done.discount_minor
        assert done.total_minor >= 0
        if not line.takes_offers:
            assert all(offer.rule_id is None for offer in done.offers)
    assert priced.gross_minor == sum(line.quantity * line.unit_price_minor for line in lines)
    assert priced.total_minor == sum(line.total_minor for line in priced.lines)
    assert priced.discount_minor == priced.gross_minor - priced.total_minor
    for use in priced.uses:
        given = [one.discount_minor for line in priced.lines for one in line.offers if one.rule_id == use.rule_id]
        assert sum(given) == use.discount_minor
    assert priced.points_spent == sum(
        one.discount_minor for line in priced.lines for one in line.offers if one.rule_id is None
    )


def check_floor(lines: Sequence[Line], book: RuleBook, priced: Priced) -> None:
    """No line is below the floor of the promotions on it, points that were spent apart."""
    for line, done in zip(lines, priced.lines, strict=True):
        on_it = [book.rules[offer.rule_id] for offer in done.offers if offer.rule_id is not None]
        if not on_it:
            continue
        points = sum(offer.discount_minor for offer in done.offers if offer.rule_id is None)
        floor = min(unit_floor(rule, line.cost_minor) for rule in on_it) * line.quantity
        assert done.total_minor + points >= min(floor, line.quantity * line.unit_price_minor)


def check_limits(book: RuleBook, case: Case, priced: Priced) -> None:
    """No budget, number of uses or coupon goes beyond what is left; who was exclusive stood alone."""
    held = {coupon.promotion_id: coupon for coupon in case.coupons}
    points = {one.rule_id: one.points for one in priced.earned}
    for use in priced.uses:
        rule = book.rules[use.rule_id]
        assert use.uses >= 1
        assert is_set(rule) or use.uses == 1
        assert rule.limits.max_uses is None or use.uses <= rule.limits.max_uses
        budget = rule.limits.budget_minor
        assert budget is None or use.discount_minor + points.get(use.rule_id, 0) <= budget
        if rule.needs_coupon:
            assert use.coupon_id == held[use.rule_id].coupon_id
            assert use.uses <= held[use.rule_id].uses_left
        else:
            assert use.coupon_id is None
    assert priced.points_spent <= min(case.points_balance, case.points_wanted)


def check_order(lines: Sequence[Line], book: RuleBook, case: Case, priced: Priced, rng: Random) -> None:
    """The order of lines never matters, nor how units are split over lines."""
    shuffled = list(lines)
    rng.shuffle(shuffled)
    again = price(shuffled, book, case)
    assert {line.key: line for line in again.lines} == {line.key: line for line in priced.lines}
    assert (again.uses, again.earned, again.nearly) == (priced.uses, priced.earned, priced.nearly)
    single = []
    for line in shuffled:
        for _ in range(line.quantity):
            parts = (line.variant_id, 1, line.unit_price_minor, line.cost_minor, line.takes_offers)
            single.append(Line(len(single), *parts))
    split = price(single, book, case)
    assert split.total_minor == priced.total_minor
    assert split.uses == priced.uses


def check_all(lines: Sequence[Line], book: RuleBook, case: Case, seed: int) -> Priced:
    """Price a basket and check everything about it."""
    priced = price(lines, book, case)
    check_sums(lines, priced)
    check_floor(lines, book, priced)
    check_limits(book, case, priced)
    check_order(lines, book, case, priced, Random(seed))
    return priced
