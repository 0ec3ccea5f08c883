"""Experiments with made-up outcomes and in a small real store, for the tests of this room."""

from datetime import UTC, datetime

import numpy as np

from shopassistant.recommend.events import Event
from shopassistant.recommend.experiments.design import Design, Experiment, two_arms
from shopassistant.recommend.experiments.exposure import log_shown, method_for
from shopassistant.recommend.experiments.outcomes import Outcomes
from shopassistant.recommend.experiments.register import draft_experiment, start_experiment
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


def design(**changes: object) -> Design:
    """Personal against popular, half and half, unless said otherwise."""
    values: dict[str, object] = {"name": "Popular first?", "arms": two_arms("hybrid", "popular")}
    return Design(**(values | changes))  # type: ignore[arg-type]


def running(of: Design) -> Experiment:
    """A running experiment that is in no store."""
    return Experiment(1, of, "running", "salt", NOW, NOW)


def started(store: Store, manager: Actor, **changes: object) -> Experiment:
    """A running experiment in the store."""
    return start_experiment(store, manager, draft_experiment(store, manager, design(**changes)))


def show(store: Store, actor: Actor, customer_id: int, product_id: int = 1, key: str = "") -> str:
    """Show a customer a list of one product as the counter does; returns the arm, empty for none."""
    with store.read() as session:
        assigned = method_for(session, customer_id)
    list_key = key or f"list {customer_id} {store.clock.now().isoformat()}"[:32]
    log_shown(store, actor, [Event("shown", list_key, product_id, assigned.method, 1, customer_id)], assigned)
    return assigned.arm


def invented(
    rng: np.random.Generator, customers: int, conversion: tuple[float, float], lift: float = 1.0, share_b: float = 0.5
) -> Outcomes:
    """Outcomes of customers in the order they came, who differ in taste and in what they spend.

    Args:
        conversion: of arm A and of arm B.
        lift: how many times as much customers of arm B spend.
    """
    arm = (rng.random(customers) < share_b).astype(np.int8)
    taste = rng.beta(2, 2 / conversion[0] - 2, customers)
    offered = rng.poisson(1.5, customers).astype(float)
    chance = np.clip(np.where(arm == 1, taste * conversion[1] / conversion[0], taste), 0, 1)
    before = rng.lognormal(8, 1, customers) * (rng.random(customers) < 0.7)
    value = (rng.lognormal(8, 1, customers) + before / 2) * (rng.random(customers) < 0.6)
    value *= np.where(arm == 1, lift, 1.0)
    bought = rng.binomial(offered.astype(int), chance).astype(float)
    return Outcomes(arm, np.ones(customers, np.int64), offered, bought, value, before)


def first(outcomes: Outcomes, count: int) -> Outcomes:
    """The first customers who came."""
    return Outcomes(*(column[:count] for column in outcomes.columns))
