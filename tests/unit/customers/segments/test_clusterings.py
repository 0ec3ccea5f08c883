"""Kinds of customers that are there are found, named by their figures, used as segments and taken back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from shopassistant.core.errors import EnvironmentProblem, NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.core.progress import Cancelled
from shopassistant.customers.segments.clustering_view import ClusteringView
from shopassistant.customers.segments.clusterings import (
    load_clustering,
    propose_clustering,
    undo_clustering,
    use_clustering,
)
from shopassistant.customers.segments.grouping import GroupingSettings
from shopassistant.customers.segments.keeping import archive_segment
from shopassistant.customers.segments.listing import list_segments, load_segment
from shopassistant.customers.segments.membership import members, segments_of
from shopassistant.customers.segments.quality import adjusted_rand
from shopassistant.customers.segments.refreshing import refresh
from shopassistant.customers.segments.wording import feature_name, group_description, group_name, tell, tell_value
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.unit.customers.segments.shop import KINDS, fill
from tests.unit.shop_rows import a_customer, a_sale

QUICK = GroupingSettings(counts=(2, 3, 4, 5, 6), widths=(2, 3), resamples=4)


def proposed(store: Store, actor: Actor, **options: Any) -> ClusteringView:
    made = propose_clustering(store, actor, settings=options.pop("settings", QUICK), **options)
    with store.read() as session:
        view = load_clustering(session, made.clustering_id)
    assert view is not None
    return view


def used(store: Store, actor: Actor, view: ClusteringView, prefix: str = "") -> Mapping[int, int]:
    english = Catalogue()
    words = {one.label: (prefix + group_name(english, one), group_description(english, one)) for one in view.groups}
    return use_clustering(store, actor, view.id, words).segment_ids


def labels_in_store(store: Store, segment_ids: Mapping[int, int], count: int) -> np.ndarray:
    found = np.full(count, -1, np.int32)
    with store.read() as session:
        for label, segment_id in segment_ids.items():
            found[members(session, segment_id) - 1] = label
    return found


def test_kinds_that_are_there_are_found_and_kept_as_segments(store: Store, manager: Actor) -> None:
    kinds = fill(store, 60)
    view = proposed(store, manager)
    assert view.count == view.recommended == len(KINDS)
    assert view.status == "proposed"
    best = next(one for one in view.measured if one.count == view.count)
    assert best.stability >= 0.8
    assert best.silhouette > view.by_chance + 0.1
    with store.read() as session:
        assert list_segments(session) == ()
    ids = used(store, manager, view)
    found = labels_in_store(store, ids, len(kinds))
    assert (found >= 0).all()
    assert adjusted_rand(found, kinds.astype(np.int32)) > 0.9
    assert sum(one.size for one in view.groups) == len(kinds)


def test_names_and_sentences_say_what_the_figures_say_in_both_languages(store: Store, manager: Actor) -> None:
    fill(store, 60)
    view = proposed(store, manager)
    for catalogue in (Catalogue("en"), Catalogue("de")):
        names = [group_name(catalogue, one) for one in view.groups]
        assert len({name.casefold() for name in names}) == len(names)
        for group in view.groups:
            assert str(group.size) in group_description(catalogue, group)
            for one in group.differences:
                assert feature_name(catalogue, one.feature, one.word)
                assert tell_value(catalogue, one.feature, one.value, one.word)
        assert all(tell(catalogue, reason) for reason in view.reasons)
    richest = max(view.groups, key=lambda one: one.spend_share / one.share)
    assert group_name(Catalogue(), richest).startswith("Best customers")


def test_what_a_group_likes_has_lift(store: Store, manager: Actor) -> None:
    fill(store, 60)
    view = proposed(store, manager)
    richest = max(view.groups, key=lambda one: one.spend_share / one.share)
    frames = next(one for one in richest.differences if one.word == "Frames")
    assert frames.lift > 1.5
    assert frames.difference > 0.5


def test_a_customer_who_comes_later_is_placed_by_the_same_measure(store: Store, manager: Actor) -> None:
    kinds = fill(store, 60)
    ids = used(store, manager, proposed(store, manager))
    before = labels_in_store(store, ids, len(kinds))
    newcomer = a_customer(store)
    with store.read() as session:
        example = int(np.flatnonzero(kinds == 3)[0]) + 1
        home = next(iter(segments_of(session, example)))
    from shopassistant.store.schema import Sale

    with store.read() as session:
        bought = session.query(Sale).filter_by(customer_id=example).first()
    assert bought is not None
    a_sale(store, 2, customer_id=newcomer, at=bought.sold_at, price=800)
    refresh(store, manager)
    with store.read() as session:
        assert segments_of(session, newcomer) == {home}
    assert adjusted_rand(labels_in_store(store, ids, newcomer)[: len(kinds)], before) > 0.97


def test_a_new_grouping_takes_over_the_segments_of_the_old_one_and_can_be_undone(store: Store, manager: Actor) -> None:
    fill(store, 60)
    first = proposed(store, manager)
    before = used(store, manager, first)
    second = proposed(store, manager, settings=replace(QUICK, wanted=3))
    assert second.reasons[0][0] == "segment.choice.wanted"
    after = used(store, manager, second, "New: ")
    assert set(after.values()) < set(before.values())
    gone = set(before.values()) - set(after.values())
    with store.read() as session:
        assert {one.id for one in list_segments(session)} == set(after.values())
        assert load_segment(session, next(iter(gone))).is_archived
    undo_clustering(store, manager, second.id)
    with store.read() as session:
        lines = {one.id: one for one in list_segments(session)}
        assert set(lines) == set(before.values())
        assert not any(one.name.startswith("New: ") for one in lines.values())
        states = {one: load_clustering(session, one) for one in (first.id, second.id)}
    assert [view.status for view in states.values() if view] == ["used", "proposed"]
    assert all(one.members > 0 for one in lines.values())


def test_a_grouping_is_used_once_and_taken_back_only_while_in_use(store: Store, manager: Actor) -> None:
    fill(store, 20)
    view = proposed(store, manager)
    with pytest.raises(UserError, match=r"segment\.clustering_not_used"):
        undo_clustering(store, manager, view.id)
    with pytest.raises(UserError, match=r"segment\.words_missing"):
        use_clustering(store, manager, view.id, {0: ("x", "")})
    used(store, manager, view)
    with pytest.raises(UserError, match=r"segment\.clustering_used"):
        used(store, manager, view)
    with pytest.raises(NotFound):
        use_clustering(store, manager, 99, {})


def test_a_name_taken_by_another_segment_stops_all_of_it(store: Store, manager: Actor) -> None:
    from shopassistant.customers.segments.definitions import RfmGroups
    from shopassistant.customers.segments.keeping import save_segment

    fill(store, 20)
    view = proposed(store, manager)
    taken = group_name(Catalogue(), view.groups[-1])
    other = save_segment(store, manager, taken, RfmGroups(("new",)))
    with pytest.raises(UserError, match=r"segment\.name_taken"):
        used(store, manager, view)
    with store.read() as session:
        assert [one.id for one in list_segments(session, archived=True)] == [other.segment_id]
    archive_segment(store, manager, other.segment_id)
    assert len(used(store, manager, view)) == view.count


def test_too_few_customers_are_not_grouped(store: Store, manager: Actor) -> None:
    fill(store, 5)
    with pytest.raises(UserError, match=r"segment\.too_few"):
        propose_clustering(store, manager)
    with pytest.raises(UserError, match=r"segment\.count"):
        propose_clustering(store, manager, count=1)


def test_stopped_work_stores_nothing(store: Store, manager: Actor) -> None:
    fill(store, 20)
    seen: list[str] = []

    class Stop:
        def report(self, stage: str, done: int, total: int) -> None:
            seen.append(stage)
            if stage == "segment.stability":
                raise Cancelled

    with pytest.raises(Cancelled):
        propose_clustering(store, manager, progress=Stop(), settings=QUICK)
    assert {"segment.reading", "segment.embedding"} <= set(seen)
    with store.read() as session:
        assert load_clustering(session) is None


class Model:
    """Answers as it is told to."""

    name = "test"

    def __init__(self, words: Mapping[int, tuple[str, str, tuple[tuple[str, str], ...]]], groups: int = 3) -> None:
        self.words, self.groups = words, groups
        self.asked: list[str] = []

    def ask(self, system: str, user: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        self.asked.append(user)
        if "groups" in schema["properties"] and schema["properties"]["groups"]["type"] == "integer":
            return {"groups": self.groups}
        return {
            "groups": [
                {
                    "label": label, "name": name, "description": text,
                    "claims": [{"figure": figure, "direction": direction} for figure, direction in claims],
                }
                for label, (name, text, claims) in self.words.items()
            ]
        }  # fmt: skip


def test_a_language_models_words_are_used_where_the_figures_bear_them_out(store: Store, manager: Actor) -> None:
    fill(store, 20)
    plain = proposed(store, manager)
    top = {one.label: one.differences[0] for one in plain.groups}
    true = {
        label: (one.feature + (f":{one.word}" if one.word else ""), "more" if one.difference > 0 else "less")
        for label, one in top.items()
    }
    size = plain.groups[0].size
    model = Model(
        {
            0: ("Our regulars", f"{size} people.", (true[0],)),
            1: ("The 99 best", "", (true[1],)),
            2: ("Liars", "They spend 12345 a year.", (true[2],)),
            3: ("Turncoats", "", ((true[3][0], "less" if true[3][1] == "more" else "more"),)),
        }
    )
    view = proposed(store, manager, model=model, language="de")
    assert view.groups[0].written == ("Our regulars", f"{size} people.")
    assert [one.written for one in view.groups[1:]] == [None] * (view.count - 1)
    assert view.advice is not None
    assert view.advice[0].startswith("segment.advice.")
    assert tell(Catalogue(), view.advice)
    assert "Ann" not in "".join(model.asked)
    assert '"language": "de"' in model.asked[0]


def test_names_and_sentences_leave_out_what_nobody_would_say() -> None:
    from shopassistant.customers.segments.apart import Difference, GroupProfile
    from shopassistant.customers.segments.naming import traits

    said = Difference("category", "Frames", 0.3, 0.1, 0.6, 3.0)
    left_out = (
        Difference("size", "-3.00", 0.4, 0.1, 0.9, 4.0),
        Difference("category", "Children", 0.02, 0.01, 0.8, 2.0),
        Difference("brand", "Nord", 0.22, 0.2, 0.5, 1.1),
        Difference("basket_lines", "", 3.0, 2.9, 0.1, 1.0),
    )
    assert traits(GroupProfile(0, 40, 0.5, 0.5, (*left_out, said))) == [said]


@pytest.mark.parametrize(
    ("away", "purchases", "tenure", "name"),
    [
        (1.0, 1, 0.0, "Gone after a purchase or two"),
        (1.0, 5, 0.0, "Smaller customers who stay away"),
        (-1.0, 1, -0.9, "Newer customers"),
        (-1.0, 5, 0.2, "Smaller customers, here lately"),
        (0.0, 5, -0.9, "Smaller customers"),
    ],
)
def test_a_name_says_no_more_than_the_figures(away: float, purchases: float, tenure: float, name: str) -> None:
    from shopassistant.customers.segments.apart import Difference, GroupProfile
    from shopassistant.customers.segments.naming import base

    figures = {"recency_days": (50.0, away), "purchases": (purchases, -0.8), "spend_minor": (900.0, -0.8)}
    differences = [Difference(code, "", value, 5.0, far, 1.0) for code, (value, far) in figures.items()]
    differences.append(Difference("tenure_days", "", 90.0, 200.0, tenure, 1.0))
    assert Catalogue().say(base(GroupProfile(0, 40, 0.5, 0.1, tuple(differences)))) == name


def test_two_groups_do_not_get_one_name_and_unknown_figures_are_no_claims() -> None:
    from shopassistant.customers.segments.apart import Difference, GroupProfile
    from shopassistant.customers.segments.writing import write_names

    figure = Difference("products", "", 9.0, 5.0, 0.8, 1.0)
    groups = [GroupProfile(label, 40, 0.5, 0.5, (figure,)) for label in range(3)]
    model = Model(
        {
            0: ("Many things", "", (("products", "more"),)),
            1: ("many things", "", (("products", "more"),)),
            2: ("Rich", "", (("income", "more"),)),
        }
    )
    assert set(write_names(model, groups)) == {0}


def test_a_model_that_does_not_answer_is_told_of_and_the_rules_words_stay(store: Store, manager: Actor) -> None:
    class Silent(Model):
        def ask(self, system: str, user: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
            raise EnvironmentProblem("language.unreachable")

    fill(store, 20)
    view = proposed(store, manager, model=Silent({}))
    assert view.advice == ("language.unreachable", {})
    assert all(one.written is None for one in view.groups)
