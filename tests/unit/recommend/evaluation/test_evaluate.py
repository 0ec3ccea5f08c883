"""The whole evaluation on small shops: nothing leaks, the better method wins, it can be stopped, kept and repeated."""

import json
import time
from dataclasses import replace

import numpy as np
import pytest

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Cancelled, NoProgress, Progress
from shopassistant.recommend.evaluation import contenders, lists
from shopassistant.recommend.evaluation.contenders import Contender
from shopassistant.recommend.evaluation.evaluate import evaluate
from shopassistant.recommend.evaluation.groups import groups_of
from shopassistant.recommend.evaluation.ranking import per_customer
from shopassistant.recommend.evaluation.result import Evaluation
from shopassistant.recommend.evaluation.settings import EvaluationSettings
from shopassistant.recommend.evaluation.split import splits_of, truth_of
from shopassistant.recommend.index import Index
from shopassistant.recommend.purchases import Purchases
from tests.unit.recommend.shop import Buy, Ware, arrays, two_circles

QUICK = EvaluationSettings(customers=80, resamples=300)


@pytest.fixture(scope="module")
def shop() -> Purchases:
    return arrays(*two_circles(customers=120))


@pytest.fixture(scope="module")
def found(shop: Purchases) -> Evaluation:
    return evaluate(shop, ["hybrid"], QUICK, challenger="similar")


def small(*buys: Buy) -> Purchases:
    return arrays([Ware(name) for name in "abcd"], buys)


def test_the_truth_is_what_known_customers_bought_of_what_was_sold() -> None:
    purchases = small(
        Buy(1, 0, (1, 2)), Buy(2, 1, (3,)), Buy(1, 10, (2, 3)), Buy(1, 11, (2,)), Buy(2, 12, (4,)), Buy(3, 12, (1,)),
        Buy(0, 12, (1,)), Buy(1, 15, (1,)),
    )  # fmt: skip
    cut = int(purchases.day.min()) + 5
    (split,) = splits_of(purchases, EvaluationSettings(cut=cut, horizon_days=9))
    assert split.days == 9
    truth = truth_of(purchases, split)
    # Customer 2 bought only what was first sold after the cut; customer 3 was a stranger; the last one is too late.
    assert truth.customers.tolist() == [0]
    assert truth.keys.tolist() == [1, 2]
    assert truth.is_new.tolist() == [False, True]
    assert truth.relevant(np.array([0, 1, 2]), new_only=False).tolist() == [2, 0, 0]
    assert truth.relevant(np.array([0, 1, 2]), new_only=True).tolist() == [1, 0, 0]


def test_cuts_lie_a_horizon_apart_and_leave_three_quarters_to_learn_from(shop: Purchases) -> None:
    splits = splits_of(shop, EvaluationSettings(cuts=3, horizon_days=50))
    assert [split.days for split in splits] == [50, 50, 50]
    assert splits[0].until == shop.day.max() + 1
    assert splits[1].until == splits[0].cut
    whole = splits_of(shop, EvaluationSettings(horizon_days=10_000))[0]
    assert whole.days == (shop.day.max() - shop.day.min()) // 4
    assert len(splits_of(shop, EvaluationSettings(cuts=400, horizon_days=10_000))) < 6


def test_the_engine_sees_nothing_from_the_cut_on(shop: Purchases) -> None:
    seen: list[tuple[int, int]] = []

    def build(past: Purchases, today: int, progress: Progress) -> Index:
        seen.append((int(past.day.max()), today))
        return contenders.usual_build(past, today, progress)

    evaluate(shop, [Contender("own", "popular", build)], EvaluationSettings(customers=10, resamples=20, cuts=2))
    assert len(seen) == 2
    assert all(last < today for last, today in seen)


def test_the_past_alone_decides_what_is_shown(shop: Purchases) -> None:
    """Shuffling what was bought after the cut changes the score, not the lists."""
    (split,) = splits_of(shop, QUICK)
    after = shop.day >= split.cut
    variant = shop.variant.copy()
    variant[after] = np.random.default_rng(0).permutation(variant[after])
    other = replace(shop, variant=variant)
    shown = []
    for purchases in (shop, other):
        index = contenders.usual_build(purchases.before(split.cut), split.cut, NoProgress())
        customers = np.arange(12, dtype=np.int64)
        found = lists.show([lists.Asked("x", "hybrid", index)], customers, split.cut, 10, 20, None, NoProgress())
        shown.append(found.lists["x"].all.tolist())
    assert shown[0] == shown[1]


def test_learned_advice_beats_best_sellers_in_a_shop_of_two_circles(found: Evaluation) -> None:
    assert [one.name for one in found.methods] == ["hybrid", "similar", "popular", "own_top"]
    assert found.champion == "hybrid"
    assert found.challenger == "similar"
    for view in ("all", "new"):
        lead = found.comparison("popular", view, "ndcg")
        assert lead is not None
        assert lead.difference.low > 0
        assert lead.chance < 0.01
    own = found.method("own_top").views["all"]["ndcg"]
    assert own.low < own.value < own.high


def test_every_measure_has_an_interval_around_it(found: Evaluation) -> None:
    names = {"found", "precision", "recall", "f1", "ndcg", "map", "hit", "mrr", "novelty", "diversity_kind",
             "diversity_content", "coverage", "gini"}  # fmt: skip
    for one in found.methods:
        for view in ("all", "new"):
            assert set(one.views[view]) == names
            for estimate in one.views[view].values():
                assert estimate.low <= estimate.value <= estimate.high
                assert estimate.customers > 0


def test_groups_share_everybody_out_and_say_how_chances_are_kept(found: Evaluation) -> None:
    by_visits = [group for group in found.groups if group.kind == "visits"]
    assert sum(group.customers for group in by_visits) == found.measured
    assert [group.least for group in by_visits] == sorted(group.least for group in by_visits)
    assert found.calibration is not None
    assert sum(group.calibration.pairs for group in by_visits) == found.calibration.pairs
    whole = sum(g.customers * g.methods["hybrid"]["all"]["found"].value for g in by_visits)
    assert whole / found.measured == pytest.approx(found.methods[0].views["all"]["found"].value)


def test_it_can_be_written_and_read_back(found: Evaluation) -> None:
    text = json.dumps(found.as_json(), allow_nan=False)
    assert Evaluation.from_json(json.loads(text)) == found
    with pytest.raises(ValueError, match="format 99"):
        Evaluation.from_json({**found.as_json(), "format": 99})


def test_the_same_question_has_the_same_answer(shop: Purchases, found: Evaluation) -> None:
    again = evaluate(shop, ["hybrid"], QUICK, challenger="similar")
    assert again.as_json() | {"seconds": 0} == found.as_json() | {"seconds": 0}


def test_more_cuts_count_a_customer_once(shop: Purchases) -> None:
    found = evaluate(shop, ["popular"], EvaluationSettings(customers=40, resamples=100, cuts=2))
    assert [cut.measured for cut in found.cuts] == [40, 40]
    ndcg = found.methods[0].views["all"]["ndcg"]
    assert 40 <= ndcg.customers < 80, "some came again after both"
    assert len(found.methods[0].by_cut["all"]) == 2
    assert found.calibration is None, "best sellers state no chance"


def test_a_time_budget_leaves_a_smaller_sample_and_says_so(shop: Purchases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "LEAST_CUSTOMERS", 5)
    found = evaluate(shop, ["popular"], EvaluationSettings(customers=60, resamples=50, seconds=0.001, cuts=3))
    assert found.ran_out
    assert [cut.measured for cut in found.cuts] == [5]
    assert found.cuts[0].customers > 5


def test_it_can_be_stopped_while_asking(shop: Purchases) -> None:
    class Impatient:
        def report(self, stage: str, done: int, total: int) -> None:
            if stage == "evaluation.asking" and done:
                raise Cancelled

    with pytest.raises(Cancelled):
        evaluate(shop, ["popular"], QUICK, Impatient())


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (EvaluationSettings(cut=0), "evaluation.cut_outside"),
        (EvaluationSettings(cut=10**6), "evaluation.cut_outside"),
    ],
)
def test_a_day_without_sales_on_both_sides_is_refused(shop: Purchases, settings: EvaluationSettings, code: str) -> None:
    with pytest.raises(UserError, match=code):
        evaluate(shop, ["popular"], settings)


def test_a_shop_with_too_little_past_says_what_is_missing() -> None:
    with pytest.raises(UserError, match=r"evaluation\.nothing_sold"):
        evaluate(small(), ["popular"])
    with pytest.raises(UserError, match=r"evaluation\.cut_outside"):
        evaluate(small(Buy(1, 3, (1,))), ["popular"])
    with pytest.raises(UserError, match=r"evaluation\.nobody_came_again"):
        evaluate(small(Buy(1, 3, (1,)), Buy(2, 30, (1,))), ["popular"])


def test_one_product_and_one_customer_are_enough() -> None:
    found = evaluate(small(*(Buy(1, day, (1,)) for day in range(0, 60, 5))), ["hybrid"], QUICK)
    assert found.measured == 1
    assert found.method("own_top").views["all"]["hit"].value == 1
    assert found.methods[0].views["new"]["ndcg"].value is None, "nothing new was bought"


@pytest.mark.parametrize("name", ["k", "customers", "cuts", "resamples", "seconds", "level"])
def test_senseless_settings_are_refused(name: str) -> None:
    with pytest.raises(UserError, match=r"evaluation\.setting"):
        EvaluationSettings(**{name: 0})


def test_who_takes_part() -> None:
    with pytest.raises(UserError, match=r"recommend\.method"):
        contenders.line_up(["magic"], None)
    with pytest.raises(UserError, match=r"evaluation\.no_method"):
        contenders.line_up([], None)
    with pytest.raises(UserError, match=r"evaluation\.same_name"):
        contenders.line_up(["hybrid"], "personal")
    names = [one.name for one in contenders.line_up(["personal", "popular"], "segment")]
    assert names == ["hybrid", "segment", "popular", "own_top"]


def test_own_favourites_come_in_order_of_days_and_then_the_latest() -> None:
    purchases = small(Buy(1, 0, (1, 2)), Buy(1, 5, (2, 3)), Buy(1, 9, (3, 4)), Buy(1, 30, (1,)), Buy(2, 31, (4,)))
    index = contenders.usual_build(purchases, int(purchases.day.max()) + 1, NoProgress())
    history = index.history(index.base.events_of(0), int(purchases.day.max()) + 1, 0)
    assert list(lists.own_top(history)) == [(0, 2), (2, 2), (1, 2), (3, 1)]


def test_customers_fall_into_groups_by_visits() -> None:
    visits = np.array([1, 1, 2, 2, 2, 3, 4, 5, 6, 30])
    found = groups_of(visits, np.full(10, -1))
    assert [(one.name, int(one.rows.sum()), one.least, one.most) for one in found] == [
        ("newcomer", 2, 1, 1),
        ("occasional", 4, 2, 3),
        ("regular", 3, 4, 6),
        ("top", 1, 30, 30),
    ]
    segments = groups_of(np.ones(80, int), np.repeat([3, 5, -1], [30, 40, 10]))
    assert [(one.kind, one.name) for one in segments] == [("visits", "newcomer"), ("segment", "5"), ("segment", "3")]


def test_measures_of_the_result_are_those_of_the_lists(shop: Purchases) -> None:
    """The pooled numbers, put together by hand from the lists."""
    settings = EvaluationSettings(customers=25, resamples=20)
    found = evaluate(shop, ["popular"], settings)
    (split,) = splits_of(shop, settings)
    truth = truth_of(shop, split)
    index = contenders.usual_build(shop.before(split.cut), split.cut, NoProgress())
    drawn = np.random.default_rng(settings.seed).permutation(truth.customers)[:25]
    shown = lists.show([lists.Asked("x", "popular", index)], drawn, split.cut, 10, 10, None, NoProgress()).lists["x"]
    product = shop.product
    hits = np.zeros((25, 10), bool)
    relevant = np.zeros(25, np.int64)
    for row, customer in enumerate(drawn.tolist()):
        later = set(product[(shop.customer == customer) & (shop.day >= split.cut)].tolist())
        later &= set(product[shop.day < split.cut].tolist())
        hits[row] = [one in later for one in shown.all[row].tolist()]
        relevant[row] = len(later)
    expected = per_customer(hits, relevant)
    for name in ("precision", "recall", "ndcg", "map", "mrr"):
        assert found.methods[0].views["all"][name].value == pytest.approx(expected[name].mean())


def test_two_settings_of_the_blend_can_be_compared(shop: Purchases) -> None:
    other = contenders.with_settings({"candidates": 5, "ridge": 2})
    assert other.name == "hybrid candidates=5 ridge=2.0"
    assert other.build == contenders.with_settings({"candidates": 5.0, "ridge": 2.0}).build, "equal ones share an index"
    (split,) = splits_of(shop, QUICK)
    index = other.build(shop.before(split.cut), split.cut, NoProgress())
    assert (index.blend.config.candidates, index.blend.config.ridge) == (5, 2.0)
    found = evaluate(shop, ["hybrid"], EvaluationSettings(customers=20, resamples=50), challenger=other)
    assert found.challenger == other.name
    assert found.comparison(other.name, "all", "ndcg") is not None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"magic": 1}, r"evaluation\.blend_setting"),
        ({"candidates": 0}, r"recommend\.config"),
        ({"candidates": 5.5}, r"evaluation\.setting"),
    ],
)
def test_settings_the_blend_does_not_have_are_refused(changes: dict[str, float], code: str) -> None:
    with pytest.raises(UserError, match=code):
        contenders.with_settings(changes)


def test_learning_that_takes_all_the_time_leaves_a_quarter_of_it_for_asking(
    shop: Purchases, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float] = []
    show = lists.show

    def noted(*args: object, **kwargs: object) -> object:
        given.append(args[5] - time.perf_counter())  # type: ignore[operator]
        return show(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("shopassistant.recommend.evaluation.evaluate.show", noted)
    evaluate(shop, ["popular"], EvaluationSettings(customers=5, resamples=20, seconds=0.4))
    assert 0.02 < given[0] <= 0.4
