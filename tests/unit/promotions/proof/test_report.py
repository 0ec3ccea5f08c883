"""From the draw to the result in a real store: who counts, for which arm, and what of what they bought."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import numpy as np
import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.customers.merge import merge
from shopassistant.desktop.pages.promotions.results_invented import Shape
from shopassistant.promotions.proof import wording
from shopassistant.promotions.proof.comparisons import comparisons
from shopassistant.promotions.proof.design import Question, plan_campaign, read_past
from shopassistant.promotions.proof.judging import VERDICTS
from shopassistant.promotions.proof.lifts import Between, Lift
from shopassistant.promotions.proof.report import CampaignReport, read_report
from shopassistant.promotions.proof.takings import before
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Campaign,
    CampaignArm,
    CampaignMember,
    MailEvent,
    MailMessage,
    Redemption,
    SaleLine,
)
from tests.unit.promotions.proof.shop import NOW, campaign, customers
from tests.unit.shop_rows import a_customer, a_product, a_sale


def report(store: Store, campaign_id: int, **later: float) -> CampaignReport:
    with store.read() as session:
        return read_report(session, campaign_id, NOW + timedelta(**later))


def drawn(store: Store, *arms: str, **values: object) -> tuple[int, list[int]]:
    """A campaign that starts now, with one customer for each arm named."""
    store.clock = FixedClock(NOW)
    ids = [a_customer(store, given=f"C{place}") for place in range(len(arms))]
    with store.begin(SYSTEM) as unit:
        fields = {"name": "Letter", "holdout_share": 0.5, "salt": "s", "attribution_days": 14, "horizon_days": 14}
        row = Campaign(**(fields | {"started_at": NOW, "created_at": NOW} | values))
        unit.session.add(row)
        unit.session.flush()
        for name in sorted(set(arms)):
            is_holdout = name == "hold-out"
            share = 1 / len(set(arms))
            unit.session.add(CampaignArm(campaign_id=row.id, name=name, share=share, is_holdout=is_holdout))
        for customer, name in zip(ids, arms, strict=True):
            unit.session.add(CampaignMember(campaign_id=row.id, customer_id=customer, arm=name, assigned_at=NOW))
        unit.commit()
    return row.id, ids


def test_what_counts_is_bought_in_the_span_less_what_came_back(store: Store) -> None:
    letter, (ann, bob) = drawn(store, "A", "hold-out")
    hat = a_product(store, "Hat", price=3000, cost=1000)[0]
    a_sale(store, hat, customer_id=ann, price=3000, at=NOW - timedelta(minutes=1))
    _, line = a_sale(store, hat, customer_id=ann, quantity=2, price=3000, at=NOW + timedelta(days=1))
    a_sale(store, hat, customer_id=ann, quantity=-1, price=3000, at=NOW + timedelta(days=3), returns_line_id=line)
    a_sale(store, hat, customer_id=ann, price=3000, at=NOW + timedelta(days=15))
    a_sale(store, hat, customer_id=bob, price=2000, at=NOW + timedelta(days=2))
    a_sale(store, hat, price=2000, at=NOW + timedelta(days=2))
    held, arm = report(store, letter, days=20).arms
    assert (held.name, held.is_holdout, held.spent, held.earned) == ("hold-out", True, 2000.0, 1000.0)
    assert (arm.spent, arm.earned, arm.units, arm.basket) == (3000.0, 2000.0, 1.0, None)
    for soon in (report(store, letter, days=2), report(store, letter, days=1)):
        assert soon.arms[1].spent == 6000.0, "a sale of this very moment counts"


def test_a_cost_that_was_not_noted_is_todays_and_one_nobody_knows_is_assumed_and_said(store: Store) -> None:
    letter, (ann, bob) = drawn(store, "A", "hold-out")
    known = a_product(store, "Hat", price=3000, cost=1200)[0]
    unknown = a_product(store, "Scarf", price=1000, cost=None)[0]
    a_sale(store, known, customer_id=ann, price=3000, at=NOW + timedelta(days=1))
    _, line = a_sale(store, known, customer_id=ann, price=3000, at=NOW + timedelta(days=1))
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(SaleLine, line).unit_cost_minor = 2000
        unit.commit()
    a_sale(store, unknown, customer_id=bob, price=1000, at=NOW + timedelta(days=1))
    found = report(store, letter, days=5)
    assert found.arms[1].earned == 1800 + 1000
    assert found.arms[0].earned == 400
    assert found.guessed == pytest.approx(1 / 3)


def test_who_was_merged_into_another_is_left_out_and_counted(store: Store, manager: Actor) -> None:
    letter, (ann, bob, _cas) = drawn(store, "A", "hold-out", "hold-out")
    merge(store, manager, ann, bob)
    found = report(store, letter, days=5)
    assert sum(found.left_out) == 1
    assert sum(arm.customers for arm in found.arms) == 2
    assert found.judged.ratio_p == 1.0


def test_people_and_machines_are_told_apart_and_nobody_opens_twice(store: Store) -> None:
    letter, ids = drawn(store, "A", "A", "A", "hold-out")
    with store.begin(SYSTEM) as unit:
        for place, customer in enumerate(ids[:3]):
            row = MailMessage(
                campaign_id=letter,
                customer_id=customer,
                arm="A",
                address=f"c{place}@example.com",
                token=f"t{place}",
                message_id=f"<{place}@example.com>",
                status="bounced" if place == 2 else "sent",
                queued_at=NOW,
                sent_at=NOW,
            )
            unit.session.add(row)
            unit.session.flush()
            kinds = (("open", True), ("open", False), ("open", False), ("click", False)) if place == 0 else ()
            kinds = (("open", True), ("unsubscribe", False)) if place == 1 else kinds
            for kind, machine in kinds:
                at = NOW + timedelta(days=1)
                unit.session.add(MailEvent(message_id=row.id, kind=kind, at=at, machine=machine))
        unit.commit()
    found = report(store, letter, days=3)
    funnel = found.funnel
    assert (funnel.drawn, funnel.sent, funnel.bounced, funnel.delivered) == (3, 3, 1, 2)
    assert (funnel.opened, funnel.clicked, funnel.machines, funnel.unsubscribed) == (1, 1, 1, 1)
    assert found.days["sent"].tolist() == [3, 0, 0]
    assert found.days["opened"].tolist() == [0, 1, 0]
    assert found.days["unsubscribed"].tolist() == [0, 1, 0]


def test_a_redemption_that_was_given_back_is_none(store: Store) -> None:
    letter = campaign(store, 300, Shape(days=10))
    with store.begin(SYSTEM) as unit:
        rows = unit.session.query(Redemption).all()
        one = rows[0]
        unit.session.add(
            Redemption(
                promotion_id=one.promotion_id,
                sale_id=one.sale_id,
                customer_id=one.customer_id,
                kind="returned",
                uses=-one.uses,
                discount_minor=-one.discount_minor,
                at=NOW - timedelta(hours=1),
            )
        )
        unit.commit()
    found = report(store, letter)
    assert found.discount_minor == sum(row.discount_minor for row in rows) - one.discount_minor
    assert found.days["redeemed"].sum() == sum(row.uses for row in rows) - one.uses


def test_a_large_campaign_that_earned_says_so_with_both_intervals(store: Store) -> None:
    letter = campaign(store, 9_000, Shape(arms=(("A", 0.8, 0.9), ("hold-out", 0.2, None))))
    found = report(store, letter).judged
    assert found.verdict == "earned"
    lift = found.campaign
    assert lift is not None
    assert lift.while_running is not None
    assert lift.at_end is not None
    assert lift.while_running.low < lift.at_end.low < lift.estimate < lift.at_end.high < lift.while_running.high
    assert found.total == pytest.approx(lift.estimate * found.treated)
    assert found.total_at_end is not None
    assert found.total_at_end.low > 0
    assert found.narrowed is not None
    assert found.narrowed < 1


def test_before_the_planned_end_there_is_no_interval_for_one_look(store: Store) -> None:
    letter = campaign(store, 3_000, Shape(days=10, arms=(("A", 0.5, 0.0), ("hold-out", 0.5, None))))
    lift = report(store, letter).judged.campaign
    assert lift is not None
    assert lift.while_running is not None
    assert lift.at_end is None
    ended = report(store, letter, days=19).judged
    assert ended.campaign is not None
    assert ended.campaign.at_end is not None
    assert ended.verdict in ("not_shown", "likely_earned", "likely_lost", "no_effect")


def test_without_a_hold_out_only_arms_are_compared(store: Store) -> None:
    letter = campaign(store, 2_000, Shape(arms=(("A", 0.5, 0.0), ("B", 0.5, 3.0))))
    found = report(store, letter).judged
    assert (found.verdict, found.campaign, found.total, found.curve) == ("no_holdout", None, None, None)
    assert [(one.comparison.kind, one.proven) for one in found.deciding] == [("pair", 1)]


def test_where_redemption_decides_arms_are_compared_by_it(store: Store) -> None:
    letter = campaign(store, 2_000, Shape())
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Campaign, letter).measure = "redeemed"
        unit.commit()
    found = report(store, letter).judged
    assert [one.comparison.kind for one in found.deciding] == ["pair"]
    assert found.deciding[0].estimate is not None
    assert -1 < found.deciding[0].estimate < 1
    assert found.campaign is not None


def test_a_split_that_chance_does_not_explain_is_said_before_anything_else(store: Store) -> None:
    letter = campaign(store, 2_000, Shape(arms=(("A", 0.5, 3.0), ("hold-out", 0.5, None))))
    with store.begin(SYSTEM) as unit:
        unit.session.query(CampaignMember).filter(
            CampaignMember.arm == "A", CampaignMember.customer_id % 3 == 0
        ).delete()
        unit.commit()
    assert report(store, letter).judged.verdict == "ratio_broken"


def test_a_declared_limit_holds_one_large_order_down(store: Store) -> None:
    letter, ids = drawn(store, "A", "hold-out", figures={"limit_minor": 5000})
    hat = a_product(store, "Hat", price=100, cost=0)[0]
    a_sale(store, hat, customer_id=ids[0], quantity=100_000, price=100, at=NOW + timedelta(days=1))
    assert report(store, letter, days=20).book.limit_minor == 5000


def test_what_is_not_there_or_did_not_start_is_refused(store: Store) -> None:
    letter, _ = drawn(store, "A", started_at=None)
    for campaign_id, code in ((letter, "proof.not_started"), (99, "proof.unknown")):
        with pytest.raises(NotFound) as raised:
            report(store, campaign_id)
        assert raised.value.code == code


def test_a_plan_tells_what_could_be_seen_from_the_customers_own_past(store: Store) -> None:
    campaign(store, 1_500, Shape(days=20))
    ids = np.arange(1, 1_501)
    with store.read() as session:
        past = read_past(session, ids, NOW, 21)
    assert past.baseline > 0
    small, large = (plan_campaign(past, Question(count, 0.1, relevant_minor=350)) for count in (1_500, 150_000))
    assert small.visible is not None
    assert large.visible is not None
    assert small.visible / large.visible == pytest.approx(10, rel=0.01)
    assert small.visible < (small.visible_daily or 0)
    assert large.is_enough
    assert not small.is_enough
    assert small.needed == large.needed
    assert small.advised > large.advised == 0.1
    two, three = (plan_campaign(past, Question(1_500, 0.1, arms=arms)).visible_between for arms in (2, 3))
    assert small.visible_between is None
    assert two is not None
    assert three is not None
    assert two < three


def test_a_plan_keeps_its_word_in_four_of_five() -> None:
    rng = np.random.default_rng(9)
    from shopassistant.promotions.proof.design import Past
    from shopassistant.promotions.proof.means import arm_means, contrast, covariates

    def shop(count: int) -> Past:
        taste = rng.gamma(1, 1, count)
        return Past(taste * rng.gamma(2, 500, count), taste * rng.gamma(9, 300, count), np.zeros(count))

    plan = plan_campaign(shop(4_000), Question(2_000, 0.3))
    assert plan.visible is not None
    assert plan.explained > 0.1
    seen = 0
    for _ in range(300):
        past, arm = shop(2_000), (rng.random(2_000) > 0.3).astype(np.int8)
        earned = (past.earned + plan.visible * arm)[:, None]
        found = contrast(arm_means(earned, arm, 2, covariates(past.spent_before)), np.array([-1.0, 1.0]))
        seen += bool(found.estimate[0] > 1.96 * found.variance[0] ** 0.5)
    assert 0.7 < seen / 300 < 0.9


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"holdout": 1.0}, "proof.holdout"),
        ({"relevant_minor": 0.0}, "proof.effect"),
        ({"alpha": 0.6}, "proof.alpha"),
        ({"arms": 0}, "proof.arms"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(values: dict[str, float], code: str) -> None:
    from shopassistant.promotions.proof.design import Past

    nothing = np.zeros(0)
    with pytest.raises(UserError) as raised:
        plan_campaign(Past(nothing, nothing, nothing), Question(100, **values))  # type: ignore[arg-type]
    assert raised.value.code == code


def test_without_a_past_nothing_is_promised() -> None:
    from shopassistant.promotions.proof.design import Past

    nothing = np.zeros(100)
    plan = plan_campaign(Past(nothing, nothing, nothing), Question(500))
    assert (plan.needed, plan.visible, plan.is_enough, plan.advised) == (None, None, False, 0.2)


def test_what_customers_brought_in_before_a_moment(store: Store) -> None:
    store.clock = FixedClock(NOW)
    ann, bob = customers(store, 2)
    hat = a_product(store, "Hat", cost=1000)[0]
    a_sale(store, hat, customer_id=int(ann), price=2500, at=NOW - timedelta(days=179))
    a_sale(store, hat, customer_id=int(ann), price=2500, at=NOW - timedelta(days=181))
    with store.read() as session:
        spent, earned = before(session, np.array([bob, ann]), NOW)
    assert (spent.tolist(), earned.tolist()) == ([0, 2500], [0, 1500])


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_verdict_is_said_in_both_languages(store: Store, language: str) -> None:
    letter, _ = drawn(store, "A", "hold-out")
    found = report(store, letter, days=5)
    catalogue = Catalogue(language)
    for verdict, total in product(VERDICTS, (-1200.0, 0.0, 1200.0, None)):
        lift = Lift(comparisons(found.book.arms, (1, 1))[0], total, Between(-1.0, 1.0), Between(-1.0, 1.0), 0, 5.0)
        judged = replace(found.judged, verdict=verdict, total=total, margin=(lift,), narrowed=0.8, is_over=True)
        judged = replace(judged, total_while_running=Between(-1.0, 1.0), total_at_end=Between(-1.0, 1.0))
        told = replace(found, judged=judged, left_out=(1, 2), guessed=0.2, book=replace(found.book, limit_minor=500))
        sentences = [wording.verdict(told), wording.sure(told), *wording.intervals(told), *wording.notes(told)]
        said = [catalogue.say(one.code, one.values) for one in sentences]
        assert all(said)
        assert not any("{" in one for one in said)


def test_which_arm_is_better_is_said_by_margin_or_by_redemption(store: Store) -> None:
    letter, _ = drawn(store, "A", "B", "hold-out")
    found = report(store, letter, days=5).judged
    pair = next(one for one in comparisons(report(store, letter).book.arms, (1, 1, 1)) if one.kind == "pair")
    catalogue = Catalogue("en")
    for proven, expected in ((1, "B did better than A: by £1.00 to £3.00"), (-1, "A did better than B")):
        lift = Lift(pair, 200.0 * proven, Between(100.0, 300.0), None, proven)
        said = wording.arms(replace(found, margin=(lift,)))
        assert expected in catalogue.say(said[0].code, said[0].values)
    by_share = Lift(pair, 0.05, Between(0.02, 0.081), None, 1)
    said = wording.arms(replace(found, redeemed=(by_share,)))
    assert "by 2.0 to 8.1 percentage points" in catalogue.say(said[0].code, said[0].values)
    undecided = wording.arms(replace(found, redeemed=(replace(by_share, proven=0),)))
    assert [one.code for one in undecided] == ["proof.arm.open"]
