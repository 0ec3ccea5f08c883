"""Hand-made segments: each condition finds exactly whom it describes, alone and joined, and refuses nonsense."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.customers.consent import set_consent
from shopassistant.customers.records import add_important_date
from shopassistant.customers.segments.conditions.fields import FIELDS
from shopassistant.customers.segments.conditions.matching import check, counting, matching, sampling
from shopassistant.customers.segments.conditions.tree import Group, Leaf, Node, from_json, leaves, to_json
from shopassistant.customers.segments.conditions.words import Told, ToldGroup, load_names, tell
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Category, CustomerValue, PointsEntry, Product, Sale, Segment, SegmentMember
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale

NOW = AT + timedelta(days=400)
Tree = dict[str, Any]


def leaf(field: str, op: str, **more: Any) -> Tree:
    return {"field": field, "op": op, **more}


@pytest.fixture
def people(store: Store) -> dict[str, int]:
    """Ann buys scarves often, Bob bought one hat long ago, Cleo never bought, Dan gave everything back."""
    scarf = a_product(store, "Scarf", category="Clothes / Scarves", brand="Nord", stock=None)[0]
    hat = a_product(store, "Hat", category="Hats", brand="Süd", stock=None)[0]
    ann = a_customer(store, "Ann", city="Köln", postcode="50 667", language="de")
    bob = a_customer(store, "Bob", city="London", postcode="SW1A 1AA", language="en")
    cleo = a_customer(store, "Cleo", city="London")
    dan = a_customer(store, "Dan")
    gone = a_customer(store, "Eve")
    for day in (300, 350, 390):
        a_sale(store, scarf, customer_id=ann, at=AT + timedelta(days=day), price=2_000)
    a_sale(store, hat, customer_id=bob, at=AT, price=1_000)
    a_sale(store, scarf, customer_id=dan, at=AT + timedelta(days=100), price=2_000)
    a_sale(store, scarf, customer_id=dan, at=AT + timedelta(days=101), price=2_000, quantity=-1)
    a_sale(store, scarf, customer_id=gone, at=AT + timedelta(days=399), price=9_000)
    with store.begin(SYSTEM) as unit:
        from shopassistant.store.schema import Customer

        eve = unit.session.get(Customer, gone)
        assert eve is not None
        eve.status = "erased"
        unit.commit()
    return {"ann": ann, "bob": bob, "cleo": cleo, "dan": dan}


def found(store: Store, people: dict[str, int], tree: Tree) -> str:
    """Who fits, by their initials."""
    with store.read() as session:
        ids = matching(session, tree, NOW).tolist()
        assert counting(session, tree, NOW) == len(ids)
        assert sorted(sampling(session, tree, NOW)) == ids
    return "".join(name[0] for name, number in people.items() if number in ids) + "?" * (
        len(ids) - sum(number in ids for number in people.values())
    )


@pytest.mark.parametrize(
    ("tree", "who"),
    [
        (leaf("spend", "at_least", value=1_000), "ab"),
        (leaf("spend", "at_most", value=999), "cd"),
        (leaf("spend", "between", value=1_000, to=5_999), "b"),
        (leaf("spend", "at_least", value=4_000, days=60), "a"),
        (leaf("spend", "at_most", value=0, days=30), "bcd"),
        (leaf("visits", "at_least", value=2), "a"),
        (leaf("visits", "at_most", value=0), "c"),
        (leaf("visits", "between", value=1, to=2, days=60), "a"),
        (leaf("average_basket", "at_least", value=2_000), "ad"),
        (leaf("average_basket", "between", value=500, to=1_500), "b"),
        (leaf("days_since_visit", "at_least", value=11), "bd"),
        (leaf("days_since_visit", "at_most", value=10), "a"),
        (leaf("days_since_visit", "between", value=10, to=299), "ad"),
        (leaf("days_since_first", "at_most", value=100), "a"),
        (leaf("returned_share", "at_least", value=5_000), "d"),
        (leaf("returned_share", "at_most", value=0), "ab"),
        (leaf("bought_brand", "any_of", choices=["Süd"]), "b"),
        (leaf("bought_brand", "none_of", choices=["Nord"], days=365), "bc"),
        (leaf("city", "any_of", choices=["Köln", "Paris"]), "a"),
        (leaf("city", "none_of", choices=["London"]), "ad"),
        (leaf("postcode", "any_of", choices=["sw1a1", "99"]), "b"),
        (leaf("postcode", "any_of", choices=["5066"]), "a"),
        (leaf("language", "any_of", choices=["de"]), "a"),
        (leaf("language", "none_of", choices=["de", "en"]), "cd"),
        (leaf("days_known", "at_least", value=400), "abcd"),
        ({"all": [leaf("spend", "at_least", value=1), leaf("city", "any_of", choices=["London"])]}, "b"),
        ({"any": [leaf("visits", "at_least", value=3), leaf("visits", "at_most", value=0)]}, "ac"),
        ({"not": [leaf("days_since_visit", "at_most", value=10)]}, "bcd"),
        ({"not": [leaf("visits", "at_most", value=0), leaf("city", "any_of", choices=["Köln"])]}, "bd"),
        ({"all": [{"not": [{"any": [leaf("visits", "at_most", value=0)]}]}, leaf("spend", "at_most", value=0)]}, "d"),
    ],
)
def test_a_condition_finds_whom_it_describes(store: Store, people: dict[str, int], tree: Tree, who: str) -> None:
    assert found(store, people, tree) == who


def test_what_was_taken_off_counts_as_a_share_of_the_full_prices(store: Store, people: dict[str, int]) -> None:
    with store.begin(SYSTEM) as unit:
        for sale in unit.session.query(Sale).filter_by(customer_id=people["ann"]):
            if sale.sold_at > AT + timedelta(days=340):  # two of three purchases: 500 of 2,500 each, so 1,000 of 7,000
                sale.gross_minor, sale.discount_minor = 2_500, 500
        unit.commit()
    assert found(store, people, leaf("discount_share", "at_least", value=1_428)) == "a"
    assert found(store, people, leaf("discount_share", "at_least", value=1_429)) == ""
    assert found(store, people, leaf("discount_share", "between", value=2_000, to=2_000, days=60)) == "a"
    assert found(store, people, leaf("discount_share", "at_most", value=0)) == "bd"


def test_a_category_is_bought_with_all_below_it(store: Store, people: dict[str, int]) -> None:
    with store.begin(SYSTEM) as unit:
        below = unit.session.query(Category).filter_by(path="Clothes / Scarves").one()
        above = Category(name="Clothes", path="Clothes")
        unit.session.add(above)
        unit.session.flush()
        below.parent_id = above.id
        product = unit.session.query(Product).filter_by(name="Hat").one().id
        clothes = above.id
        unit.commit()
    assert found(store, people, leaf("bought_category", "any_of", choices=[clothes])) == "ad"
    assert found(store, people, leaf("bought_category", "any_of", choices=[clothes], days=200)) == "a"
    assert found(store, people, leaf("bought_product", "none_of", choices=[product])) == "acd"


def test_consents_count_by_the_newest_word(store: Store, people: dict[str, int], manager: Actor) -> None:
    for name, words in (("ann", (True,)), ("bob", (True, False)), ("cleo", (False, True))):
        for place, word in enumerate(words):
            set_consent(store, manager, people[name], "email", word, at=AT + timedelta(days=place))
    assert found(store, people, leaf("consent_email", "any_of", choices=["yes"])) == "ac"
    assert found(store, people, leaf("consent_email", "any_of", choices=["no", "unasked"])) == "bd"
    assert found(store, people, leaf("consent_email", "none_of", choices=["unasked"])) == "abc"


def test_who_refuses_personal_advice_is_in_no_segment_of_purchases(
    store: Store, people: dict[str, int], manager: Actor
) -> None:
    set_consent(store, manager, people["bob"], "personalisation", False)
    assert found(store, people, leaf("spend", "at_least", value=1_000)) == "a"
    assert found(store, people, leaf("city", "any_of", choices=["London"])) == "bc"


def test_values_points_segments_and_birthdays_are_asked_for(
    store: Store, people: dict[str, int], manager: Actor
) -> None:
    add_important_date(store, manager, people["bob"], "Birthday", 5, 3)
    add_important_date(store, manager, people["ann"], "Anniversary", 5, 3)
    with store.begin(SYSTEM) as unit:
        segment = Segment(name="x", kind="rule", status="active", created_at=AT)
        unit.session.add(segment)
        unit.session.flush()
        unit.session.add(SegmentMember(segment_id=segment.id, customer_id=people["cleo"], since=AT))
        for points in (30, -10):
            unit.session.add(PointsEntry(customer_id=people["dan"], points=points, kind="correction", at=AT))
        unit.session.add(
            CustomerValue(
                customer_id=people["ann"],
                at=AT,
                first_on=AT.date(),
                last_on=AT.date(),
                purchases=3,
                spend_minor=6_000,
                recency_score=5,
                frequency_score=5,
                monetary_score=5,
                rfm_group="champions",
                expected_purchases=4.0,
                alive=0.75,
                expected_spend_minor=2_000,
                lifetime_minor=20_000,
                churn=0.25,
            )
        )
        number = segment.id
        unit.commit()
    assert found(store, people, leaf("birthday_month", "any_of", choices=["5"])) == "b"
    assert found(store, people, leaf("segment", "any_of", choices=[number])) == "c"
    assert found(store, people, leaf("segment", "none_of", choices=[number])) == "abd"
    assert found(store, people, leaf("points", "between", value=20, to=20)) == "d"
    assert found(store, people, leaf("points", "at_most", value=0)) == "abc"
    assert found(store, people, leaf("rfm", "any_of", choices=["champions", "lost"])) == "a"
    assert found(store, people, leaf("lifetime", "at_least", value=20_000)) == "a"
    assert found(store, people, leaf("churn", "between", value=2_500, to=2_500)) == "a"


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        ([], "shape"),
        ({}, "shape"),
        ({"all": [], "any": []}, "shape"),
        ({"all": []}, "empty"),
        ({"field": "height", "op": "at_least", "value": 1}, "field"),
        (leaf("spend", "any_of", choices=["1"]), "op"),
        (leaf("spend", "at_least"), "value"),
        (leaf("spend", "at_least", value="1; DROP TABLE sale"), "value"),
        (leaf("spend", "at_least", value=True), "value"),
        (leaf("churn", "at_least", value=10_001), "value"),
        (leaf("days_since_visit", "at_least", value=-1), "value"),
        (leaf("spend", "between", value=5, to=4), "order"),
        (leaf("spend", "at_least", value=5, days=0), "days"),
        (leaf("city", "any_of", choices=["x"], days=30), "days"),
        (leaf("city", "any_of", choices=[]), "choices"),
        (leaf("city", "any_of", choices=[" "]), "choices"),
        (leaf("rfm", "any_of", choices=["best"]), "choices"),
        (leaf("bought_product", "any_of", choices=["1"]), "choices"),
        ({"all": [leaf("visits", "at_least", value=1)] * 61}, "many"),
    ],
)
def test_what_makes_no_sense_is_refused_and_told_why(tree: Tree, code: str) -> None:
    with pytest.raises(UserError, match=rf"condition\.{code}"):
        check(tree)


def test_groups_may_not_be_nested_without_end() -> None:
    tree = leaf("visits", "at_least", value=1)
    for _ in range(10):
        tree = {"all": [tree]}
    with pytest.raises(UserError, match=r"condition\.deep"):
        check(tree)


def _leaves() -> st.SearchStrategy[Node]:
    def of(name: str) -> st.SearchStrategy[Node]:
        field = FIELDS[name]
        days = st.none() | st.integers(1, 900) if field.has_period else st.none()
        if field.kind in ("money", "count", "days", "share"):
            pair = st.tuples(st.integers(0, 9_000), st.integers(0, 1_000))
            one = st.builds(
                lambda op, n, d: Leaf(name, op, n, None, (), d),
                st.sampled_from(("at_least", "at_most")),
                st.integers(0, 9_000),
                days,
            )
            return one | st.builds(lambda two, d: Leaf(name, "between", two[0], sum(two), (), d), pair, days)
        each = st.integers(1, 9) if field.kind == "ids" else st.sampled_from(field.choices or ("London", "Köln", "50"))
        chosen = st.lists(each, min_size=1, max_size=3).map(lambda many: tuple(sorted(set(many))))
        return st.builds(
            lambda op, many, d: Leaf(name, op, 0, None, many, d), st.sampled_from(("any_of", "none_of")), chosen, days
        )

    return st.sampled_from(sorted(FIELDS)).flatmap(of)


TREES = st.recursive(
    _leaves(),
    lambda parts: st.builds(
        lambda joint, many: Group(joint, tuple(many)),
        st.sampled_from(("all", "any", "not")),
        st.lists(parts, min_size=1, max_size=3),
    ),
    max_leaves=6,
)


@settings(max_examples=60)
@given(TREES)
def test_a_tree_comes_back_from_its_json_as_it_was(node: Node) -> None:
    if _depth(node) <= 6:
        assert from_json(to_json(node)) == node


def _depth(node: Node) -> int:
    return 0 if isinstance(node, Leaf) else 1 + max(map(_depth, node.parts))


def test_any_tree_and_its_negation_part_all_customers(store: Store, people: dict[str, int]) -> None:
    @settings(max_examples=40)
    @given(TREES)
    def holds(node: Node) -> None:
        if _depth(node) > 5:
            return
        with store.read() as session:
            inside = set(matching(session, to_json(node), NOW).tolist())
            outside = set(matching(session, {"not": [to_json(node)]}, NOW).tolist())
        assert not inside & outside
        assert inside | outside == set(people.values())

    holds()


def test_every_condition_can_be_said(store: Store, people: dict[str, int]) -> None:
    catalogue = Catalogue()
    for name, field in FIELDS.items():
        for op in field.ops:
            chosen: tuple[Any, ...] = (1,) if field.kind == "ids" else field.choices[:1] or ("x",)
            is_number = field.kind in ("money", "count", "days", "share")
            node = Leaf(name, op, 5, 9 if op == "between" else None, () if is_number else chosen)
            told = tell(node, {})
            assert isinstance(told, Told)
            words = [catalogue.say(one) for one in told.choices] if told.choices_are_codes else list(told.choices)
            assert catalogue.say(told.field)
            assert catalogue.say(told.code, {**told.values, "names": ", ".join(words)})
    with store.read() as session:
        tree = from_json({"not": [leaf("bought_category", "any_of", choices=[1], days=30)]})
        group = tell(tree, load_names(session, tree))
    assert isinstance(group, ToldGroup)
    assert group.code == "condition.not"
    assert [part.choices for part in group.parts if isinstance(part, Told)] == [("Clothes / Scarves",)]
    assert [part.days for part in group.parts if isinstance(part, Told)] == [30]
    assert len(list(leaves(tree))) == 1
