"""Scenes of the counter with offers, a coupon and points; the promotions are approved once in the tour's own shop."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from shopassistant.desktop.pages.counter.page import CounterPage
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene

if TYPE_CHECKING:
    from shopassistant.promotions.drafts.terms import Terms
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import Store

Steps = Iterator[None]
Filling = Callable[[CounterPage], Steps]


def offer_scenes(filled: Filling) -> tuple[Scene, ...]:
    """The scenes; `filled` leads to a basket with a customer and some lines."""
    states = {"counter-offers": _offers, "counter-offers-tender": _tender, "counter-offers-finished": _finished}
    return tuple(Scene(name, "counter", _after(filled, steps)) for name, steps in states.items())


def _after(filled: Filling, steps: Filling) -> Callable[[Page], object]:
    def prepare(page: Page) -> Steps:
        counter = cast(CounterPage, page)
        _ending(counter)
        yield from filled(counter)
        yield from steps(counter)

    return prepare


def _offers(page: CounterPage) -> Steps:
    code = _approve(page.context.store, page.context.staff.actor, page.presenter.customer.customer_id)
    page.presenter.basket.open()
    yield
    page.presenter.scans.scan(code)
    yield


def _tender(page: CounterPage) -> Steps:
    yield from _offers(page)
    page.complete()
    yield
    page.tender.points.use.click()
    yield


def _finished(page: CounterPage) -> Steps:
    yield from _tender(page)
    page.tender.take()
    yield


def _approve(store: "Store", actor: "Actor", customer_id: int | None) -> str:
    """Three promotions from now on, some points for the customer, and a coupon; its code."""
    from shopassistant.promotions.drafts.approving import Word, approve_promotion
    from shopassistant.promotions.drafts.saving import create_draft
    from shopassistant.promotions.redemption.coupons import issue_open_coupons
    from shopassistant.promotions.redemption.points import correct_points

    ids: list[int] = []
    for terms in _terms():
        ids += create_draft(store, actor, terms).changes.promotions
        approve_promotion(store, actor, ids[-1], lambda _choice: (), Word(floor_passed_by=actor))
    if customer_id is not None:
        correct_points(store, actor, customer_id, 250, "welcome")
    with store.begin(actor) as unit:
        coupon = issue_open_coupons(unit, ids[-1], 1)[0]
        unit.commit()
    return coupon.code


def _terms() -> "tuple[Terms, ...]":
    from shopassistant.promotions.drafts.terms import EVERYTHING, Terms
    from shopassistant.promotions.rules.offers import AmountOff, BuyGet, Points

    everything = {("get", 0): EVERYTHING}
    return (
        Terms("Third piece at half price", BuyGet(2, 1, 5_000), everything, group="tour", priority=5),
        Terms("Club points", Points(points_per_major=1), everything, group="points"),
        Terms("Welcome back", AmountOff(500, "basket"), everything, group="coupon", needs_coupon=True),
    )


def _ending(page: CounterPage) -> None:
    """What an earlier scene began holds no longer."""
    from sqlalchemy import update

    from shopassistant.store.schema import Promotion

    names = [terms.name for terms in _terms()]
    with page.context.store.begin(page.context.staff.actor) as unit:
        unit.session.execute(update(Promotion).where(Promotion.name.in_(names)).values(status="ended"))
        unit.commit()
