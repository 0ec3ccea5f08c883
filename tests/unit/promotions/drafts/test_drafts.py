"""Promotions from draft to end: what is kept, what is refused, what can be undone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from shopassistant.core.errors import Conflict, NotAllowed, UserError
from shopassistant.promotions.choosing.choice import Choice
from shopassistant.promotions.drafts.approving import Word, approve_promotion, change_promotion, take_back
from shopassistant.promotions.drafts.conflicts import meetings
from shopassistant.promotions.drafts.frozen import freeze, rule_of
from shopassistant.promotions.drafts.listing import (
    PromotionFilter,
    count_promotions,
    list_promotions,
    load_promotions,
)
from shopassistant.promotions.drafts.running import end_promotion, pause_promotion, resume_promotion, take_up_ended
from shopassistant.promotions.drafts.saving import (
    copy_promotion,
    create_draft,
    discard_draft,
    save_draft,
    take_up_draft,
)
from shopassistant.promotions.drafts.terms import BUY, GET, Terms, read_terms
from shopassistant.promotions.drafts.view import load_promotion
from shopassistant.promotions.rules.offers import Bundle, BuyGet, PercentOff
from shopassistant.promotions.rules.rule import Limits, When
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, PlannedEvent, Promotion, PromotionChange
from tests.unit.shop_rows import a_product


def picked(choice: Choice) -> tuple[int, ...]:
    """Choices here are by hand only."""
    return choice.picked


@pytest.fixture
def scarf(store: Store) -> int:
    """A scarf for 25.00 that cost 10.00."""
    return a_product(store, "Scarf", price=2500, cost=1000, category="Scarves")[0]


def terms_for(*variant_ids: int, share_bp: int = 2_000, **values: object) -> Terms:
    made = Terms("Scarf week", PercentOff(share_bp), {GET: Choice(picked=variant_ids)})
    return replace(made, **values)  # type: ignore[arg-type]


def a_running_one(store: Store, terms: Terms) -> int:
    promotion_id = create_draft(store, SYSTEM, terms).promotion_id
    approve_promotion(store, SYSTEM, promotion_id, picked)
    return promotion_id


def state(store: Store, promotion_id: int) -> str:
    with store.read() as session:
        return load_promotions(session, [promotion_id], store.clock.now())[promotion_id].state


def actions(store: Store) -> list[str]:
    with store.read() as session:
        query = select(AuditEntry.action).where(AuditEntry.subject_type == "promotion").order_by(AuditEntry.id)
        return [one.removeprefix("promotion.") for one in session.scalars(query)]


def test_a_draft_is_kept_as_it_was_written(store: Store, manager: Actor, scarf: int) -> None:
    now = store.clock.now()
    terms = Terms(
        name="  3 for   2 ",
        offer=BuyGet(2, 1),
        choices={GET: Choice(words="scarf", excluded=(7,)), BUY: Choice(picked=(scarf,)), ("get", 1): Choice()},
        when=When(now, now + timedelta(days=7), frozenset({4, 5}), 540, 1080),
        locations=frozenset({1}),
        channels=frozenset({"counter"}),
        group="weekend",
        stacking="first",
        priority=5,
        exclusive=True,
        needs_coupon=True,
        limits=Limits(50_000, 100, 1),
        floor_margin_bp=500,
        note="window display",
    )
    made = create_draft(store, manager, terms)
    assert made.number == "P0001"
    with store.read() as session:
        read = read_terms(session.get_one(Promotion, made.promotion_id))
    assert read == replace(terms, name="3 for 2", choices={place: terms.choices[place] for place in (GET, BUY)})


def test_only_managers_write_promotions(store: Store, associate: Actor) -> None:
    with pytest.raises(NotAllowed):
        create_draft(store, associate, Terms())


def test_a_draft_saved_by_somebody_else_meanwhile_is_not_lost(store: Store, manager: Actor, scarf: int) -> None:
    made = create_draft(store, manager, terms_for(scarf))
    with store.read() as session:
        seen = load_promotion(session, made.promotion_id, store.clock.now()).changed_at
    save_draft(store, manager, made.promotion_id, terms_for(scarf, name="Mine"), seen)
    with pytest.raises(Conflict, match=r"promotion\.changed_meanwhile"):
        save_draft(store, manager, made.promotion_id, terms_for(scarf, name="Yours"), seen)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(name="x" * 121), "promotion.name_long"),
        (Terms(priority=5_000), "promotion.priority"),
        (Terms(channels=frozenset({"pigeon"})), "promotion.channel"),
        (Terms(segment_id=99), "promotion.segment_unknown"),
        (Terms(locations=frozenset({99})), "location.unknown"),
    ],
)
def test_nonsense_is_refused_whatever_is_missing(store: Store, manager: Actor, terms: Terms, code: str) -> None:
    with pytest.raises(UserError) as refused:
        create_draft(store, manager, terms)
    assert refused.value.code == code


def test_approval_freezes_the_products(store: Store, manager: Actor, scarf: int) -> None:
    made = create_draft(store, manager, terms_for(scarf))
    approve_promotion(store, manager, made.promotion_id, picked)
    with store.read() as session:
        view = load_promotion(session, made.promotion_id, store.clock.now())
        assert view.items == {GET: frozenset({scarf})}
        assert (view.row.state, view.row.products, view.approved_by) == ("running", 1, "Mia")
        assert session.scalars(select(PromotionChange.promotion_id)).all()  # tills hear of it
    with pytest.raises(Conflict, match=r"promotion\.status"):
        save_draft(store, manager, made.promotion_id, terms_for(scarf))


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(choices={GET: Choice(everything=True)}), "promotion.name_missing"),
        (Terms(name="x"), "promotion.nothing_chosen"),
        (Terms(name="x", choices={GET: Choice()}), "promotion.nothing_chosen"),
        (
            Terms("x", Bundle((1, 1), 100), {("get", 0): Choice(everything=True), ("get", 1): Choice(picked=(1,))}),
            "promotion.bundle_of_everything",
        ),
    ],
)
def test_what_is_not_finished_is_not_approved(store: Store, manager: Actor, terms: Terms, code: str) -> None:
    made = create_draft(store, manager, terms)
    with pytest.raises(UserError) as refused:
        approve_promotion(store, manager, made.promotion_id, picked)
    assert refused.value.code == code
    assert state(store, made.promotion_id) == "draft"


def test_a_promotion_of_yesterday_is_not_approved(store: Store, manager: Actor, scarf: int) -> None:
    yesterday = When(ends_at=store.clock.now() - timedelta(days=1))
    made = create_draft(store, manager, terms_for(scarf, when=yesterday))
    with pytest.raises(UserError, match=r"promotion\.already_over"):
        approve_promotion(store, manager, made.promotion_id, picked)


def test_below_cost_only_with_a_managers_own_word(store: Store, manager: Actor, associate: Actor, scarf: int) -> None:
    made = create_draft(store, manager, terms_for(scarf, share_bp=7_000))
    with pytest.raises(UserError) as refused:
        approve_promotion(store, manager, made.promotion_id, picked)
    assert refused.value.code == "promotion.below_floor"
    assert refused.value.values == {"count": 1, "name": "Scarf, M", "lowest_minor": 750, "floor_minor": 1000}
    with pytest.raises(NotAllowed):
        approve_promotion(store, manager, made.promotion_id, picked, Word(associate))
    approve_promotion(store, manager, made.promotion_id, picked, Word(manager))
    with store.read() as session:
        assert load_promotion(session, made.promotion_id, store.clock.now()).floor_passed_by == "Mia"
    assert actions(store)[-2:] == ["floor_passed", "approved"]


def test_a_margin_above_cost_is_a_floor_as_well(store: Store, manager: Actor, scarf: int) -> None:
    made = create_draft(store, manager, terms_for(scarf, share_bp=5_000, floor_margin_bp=3_000))
    with pytest.raises(UserError) as refused:
        approve_promotion(store, manager, made.promotion_id, picked)
    assert (refused.value.values["lowest_minor"], refused.value.values["floor_minor"]) == (1250, 1300)


def test_every_step_can_be_taken_back(store: Store, manager: Actor, scarf: int) -> None:
    one = create_draft(store, manager, terms_for(scarf)).promotion_id
    discard_draft(store, manager, one)
    assert state(store, one) == "cancelled"
    take_up_draft(store, manager, one)
    approve_promotion(store, manager, one, picked)
    take_back(store, manager, one)
    assert state(store, one) == "draft"
    approve_promotion(store, manager, one, picked)
    pause_promotion(store, manager, one)
    assert state(store, one) == "paused"
    resume_promotion(store, manager, one)
    ended = end_promotion(store, manager, one)
    assert (state(store, one), ended.before) == ("ended", "approved")
    take_up_ended(store, manager, one, ended.before)
    assert state(store, one) == "running"


def test_what_was_used_is_ended_not_taken_back(store: Store, manager: Actor, scarf: int) -> None:
    one = a_running_one(store, terms_for(scarf))
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Promotion, one).uses = 1
        unit.commit()
    with pytest.raises(Conflict, match=r"promotion\.was_used"):
        take_back(store, manager, one)


def test_a_running_one_gets_other_terms_from_now_on(store: Store, manager: Actor, scarf: int) -> None:
    hat = a_product(store, "Hat")[0]
    one = a_running_one(store, terms_for(scarf))
    change_promotion(store, manager, one, terms_for(scarf, hat, share_bp=1_000), picked)
    with store.read() as session:
        view = load_promotion(session, one, store.clock.now())
        assert view.terms.offer == PercentOff(1_000)
        assert view.items == {GET: frozenset({scarf, hat})}
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "promotion.changed")).one()
        assert entry.details["terms"] == ["offer", "choices"]


def test_a_limit_never_falls_below_what_was_given(store: Store, manager: Actor, scarf: int) -> None:
    one = a_running_one(store, terms_for(scarf, limits=Limits(max_uses=10)))
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Promotion, one).uses = 5
        unit.commit()
    with pytest.raises(UserError, match=r"promotion\.limit_below_used"):
        change_promotion(store, manager, one, terms_for(scarf, limits=Limits(max_uses=4)), picked)


def test_a_copy_has_the_terms_and_no_dates(store: Store, manager: Actor, scarf: int) -> None:
    now = store.clock.now()
    one = a_running_one(store, terms_for(scarf, when=When(now, now + timedelta(days=3), frozenset({5}))))
    copied = copy_promotion(store, manager, one)
    with store.read() as session:
        view = load_promotion(session, copied.promotion_id, now)
    assert (view.row.number, view.row.state) == ("P0002", "draft")
    assert view.terms == terms_for(scarf, when=When(weekdays=frozenset({5})))


def plans(store: Store) -> list[tuple[date, date, bool, int | None, int | None]]:
    with store.read() as session:
        return [
            (one.first_day, one.last_day, one.category_id is not None, one.variant_id, one.discount_bp)
            for one in session.scalars(select(PlannedEvent).order_by(PlannedEvent.id))
        ]


def test_forecasts_hear_of_what_everybody_gets(store: Store, manager: Actor, scarf: int) -> None:
    hat, cap = a_product(store, "Hat", category="Hats")[0], a_product(store, "Cap", category="Hats")[0]
    now = store.clock.now()
    when = When(now + timedelta(days=5), now + timedelta(days=8))
    first, last = ((now + timedelta(days=days)).astimezone().date() for days in (5, 8))
    one = a_running_one(store, terms_for(scarf, hat, when=when))
    assert plans(store) == [
        (first, last, True, None, 2_000),  # all scarves there are
        (first, last, False, hat, 2_000),
    ]
    pause_promotion(store, manager, one)
    assert plans(store) == []
    resume_promotion(store, manager, one)
    assert len(plans(store)) == 2
    a_running_one(store, terms_for(cap, needs_coupon=True))  # reaches only some
    assert len(plans(store)) == 2


def test_a_promotion_that_ran_stays_in_the_past_of_the_forecasts(store: Store, manager: Actor, scarf: int) -> None:
    today = store.clock.now().astimezone().date()
    one = a_running_one(store, terms_for(scarf))
    with store.begin(SYSTEM) as unit:
        event = unit.session.scalars(select(PlannedEvent)).one()
        event.first_day = today - timedelta(days=4)
        unit.commit()
    end_promotion(store, manager, one)
    assert [row[:2] for row in plans(store)] == [(today - timedelta(days=4), today - timedelta(days=1))]


def test_promotions_that_meet_say_what_a_till_will_do(store: Store, scarf: int) -> None:
    hat = a_product(store, "Hat")[0]
    now = store.clock.now()
    later = When(now + timedelta(days=30), now + timedelta(days=40))
    a_running_one(store, terms_for(scarf, name="Same group"))
    a_running_one(store, terms_for(scarf, name="Other group", group="clearance"))
    a_running_one(store, terms_for(scarf, name="Alone", exclusive=True))
    a_running_one(store, terms_for(hat, name="Other goods"))
    a_running_one(store, terms_for(scarf, name="Another time", when=later))
    terms = terms_for(scarf, when=When(now, now + timedelta(days=7)))
    with store.read() as session:
        met = meetings(session, terms, freeze(terms, picked), now)
    assert [(one.name, one.relation, one.shared) for one in met] == [
        ("Alone", "exclusive_there", 1),
        ("Same group", "one_of_group", 1),
        ("Other group", "adds_up", 1),
    ]


def test_the_table_tells_what_is_to_be_done(store: Store, manager: Actor, scarf: int) -> None:
    now = store.clock.now()
    running = a_running_one(store, terms_for(scarf, name="Now"))
    coming = a_running_one(store, terms_for(scarf, name="Soon", when=When(now + timedelta(days=2))))
    spent = a_running_one(store, terms_for(scarf, name="Given out", limits=Limits(max_uses=1)))
    draft = create_draft(store, manager, terms_for(scarf, name="Idea")).promotion_id
    over = a_running_one(store, terms_for(scarf, name="Old", when=When(ends_at=now + timedelta(days=1))))
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Promotion, spent).uses = 1
        unit.session.get_one(Promotion, over).ends_at = now - timedelta(hours=1)
        unit.commit()
    with store.read() as session:
        assert list_promotions(session, PromotionFilter(), now) == [running, spent, coming, draft]
        assert list_promotions(session, PromotionFilter("past"), now) == [over]
        assert list_promotions(session, PromotionFilter("all", "now"), now) == [running]
        assert list_promotions(session, PromotionFilter("all"), now, "name")[0] == spent
        assert count_promotions(session, now)["current"] == 4
        with pytest.raises(UserError):
            list_promotions(session, PromotionFilter(), now, "colour")


def test_the_rule_of_a_draft_is_what_the_till_would_use(scarf: int) -> None:
    terms = Terms("x", BuyGet(2, 1), {GET: Choice(picked=(scarf,)), BUY: Choice(everything=True)}, segment_id=4)
    rule = rule_of(9, terms, freeze(terms, picked))
    assert (rule.items, rule.buy_items, rule.buy_everything) == ((frozenset({scarf}),), None, True)
    assert rule.segments == frozenset({4})
    with pytest.raises(UserError, match=r"promotion\.nothing_chosen"):
        rule_of(9, Terms("x"), {})
