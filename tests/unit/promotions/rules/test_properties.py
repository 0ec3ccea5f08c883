"""Priced baskets hold what they promise, whatever the promotions: a few examples here, many in the benchmark."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.promotions.rules.book import RuleBook
from shopassistant.promotions.rules.engine import price
from shopassistant.promotions.rules.pricing import Case, Line
from shopassistant.promotions.rules.rule import Rule
from shopassistant.promotions.rules.units import spread
from tests.unit.promotions.cases import NOW, VARIANTS, baskets, books, cases
from tests.unit.promotions.rules.properties import check_all

FEW = settings(max_examples=150, deadline=None, derandomize=True)


@FEW
@given(st.data())
def test_every_basket_adds_up_above_the_floor_in_any_order(data: st.DataObject) -> None:
    book = data.draw(books())
    check_all(data.draw(baskets()), book, data.draw(cases(book)), data.draw(st.integers(0, 99)))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(books(most=3, points=False, limited=False), st.lists(st.sampled_from(VARIANTS[:6]), min_size=1, max_size=4))
def test_a_small_basket_gets_what_is_best_for_the_customer(book: RuleBook, variants: list[int]) -> None:
    rules = [_plain(rule) for rule in book.rules.values()]
    lines = [Line(key, variant_id, 1, 100 * variant_id) for key, variant_id in enumerate(variants)]
    best = price(lines, RuleBook(rules), Case(NOW)).discount_minor
    # Every way to hand each unit to one promotion or none, each priced by itself.
    for ways in product([None, *rules], repeat=len(lines)):
        saved = 0
        for rule in rules:
            mine = [line for line, way in zip(lines, ways, strict=True) if way is rule]
            saved += price(mine, RuleBook([rule]), Case(NOW), tried=0).discount_minor if mine else 0
        assert best >= saved - len(lines), (rules, ways)


def _plain(rule: Rule) -> Rule:
    """One group, for everybody, without a floor."""
    return Rule(rule.id, rule.name, rule.offer, rule.items, rule.buy_items)


@FEW
@given(st.integers(0, 500), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=6))
def test_what_a_cap_holds_back_goes_to_the_others(amount: int, parts: list[tuple[int, int]]) -> None:
    weights = [weight + cap for weight, cap in parts]
    caps = [cap for _, cap in parts]
    shared = spread(amount, weights, caps)
    assert sum(shared) == min(amount, sum(caps))
    assert all(0 <= part <= cap for part, cap in zip(shared, caps, strict=True))
