"""Experiments for the tour: one being designed, one that has run for some weeks with invented outcomes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shopassistant.desktop.pages.model.experiments_tab import ExperimentsTab
from shopassistant.desktop.pages.model.page import ModelPage
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene

if TYPE_CHECKING:
    from shopassistant.recommend.experiments.design import Experiment
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import Store
    from shopassistant.store.unit_of_work import UnitOfWork

_DAYS = 24


def scenes() -> tuple[Scene, ...]:
    """The form, and a running experiment."""
    return (
        Scene("model-experiments-design", "model", _design),
        Scene("model-experiments-running", "model", _running),
    )


def _tab(page: Page) -> ExperimentsTab:
    page.open_with("experiments")
    tab = page.tab("experiments") if isinstance(page, ModelPage) else None
    if not isinstance(tab, ExperimentsTab):
        raise TypeError("the tab of experiments is not there")
    return tab


def _design(page: Page) -> Iterator[None]:
    tab = _tab(page)
    yield
    tab.design_new()
    tab.desk.plan(tab.dialog.design)
    yield


def _running(page: Page) -> Iterator[None]:
    tab = _tab(page)
    tab.context.lanes.db.run(tab, lambda _progress: _invent(tab.context.store, tab.context.staff.actor))
    yield
    tab.desk.load()
    yield


def _invent(store: "Store", actor: "Actor") -> None:
    """An experiment of some weeks in which a little more is bought with B."""
    from shopassistant.recommend.experiments.design import Design, two_arms
    from shopassistant.recommend.experiments.register import begin_experiment, running_experiment

    with store.read() as session:
        if running_experiment(session) is not None:
            return
    arms = two_arms("hybrid", "similar")
    experiment = begin_experiment(store, actor, Design("Similar customers first?", arms, relevant_effect=0.1))
    with store.begin(actor) as unit:
        _write(unit, experiment, unit.clock.now() - timedelta(days=_DAYS))
        unit.commit()


def _write(unit: "UnitOfWork", experiment: "Experiment", start: datetime) -> None:
    from sqlalchemy import select

    from shopassistant.recommend.events import Event, write_events
    from shopassistant.recommend.experiments.assignment import arm_of
    from shopassistant.store.schema import Customer, ExperimentExposure, Product
    from shopassistant.store.schema import Experiment as Row

    unit.session.get_one(Row, experiment.id).started_at = start
    products = list(unit.session.scalars(select(Product.id).order_by(Product.id).limit(5)))
    events = []
    for place, customer in enumerate(unit.session.scalars(select(Customer.id).where(Customer.status == "active"))):
        arm, key = arm_of(experiment.design.arms, experiment.salt, customer), f"tour-{experiment.id}-{customer}"
        at = start + timedelta(hours=place % (_DAYS * 24 - 12))
        unit.session.add(
            ExperimentExposure(experiment_id=experiment.id, customer_id=customer, arm=arm.name, list_key=key, at=at)
        )
        product, soon = products[place % len(products)], at + timedelta(minutes=3)
        events.append(Event("pitched", key, product, arm.method, 1, customer, at=soon))
        if place % 100 < (14 if arm.name == "A" else 21):
            events.append(Event("bought", key, product, arm.method, 1, customer, at=soon))
    write_events(unit, events)
