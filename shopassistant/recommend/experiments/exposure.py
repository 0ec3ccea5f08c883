"""What the counter asks before it shows a list, and writes down once it has: cheap enough for every customer.

Importing this module loads no arrays: it is on the way to the first list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from shopassistant.core.clock import Clock
from shopassistant.recommend.events import Event, write_events
from shopassistant.recommend.experiments.assignment import arm_of
from shopassistant.recommend.experiments.design import Arm
from shopassistant.recommend.glance import Person, glance, within
from shopassistant.recommend.usual import usual_method
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Experiment, ExperimentArm, ExperimentExposure
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Assigned:
    """The method a customer's list is made with, and why.

    Attributes:
        experiment_id: None where the customer is in no experiment.
        customer_id: after following merges, as in the log of exposures.
        arm: its name; empty without an experiment.
    """

    method: str
    experiment_id: int | None = None
    customer_id: int | None = None
    arm: str = ""


def method_for(session: Session, customer_id: int | None) -> Assigned:
    """The method for the list that nobody chose a method for by hand.

    Where an experiment runs, the method of the customer's arm. The shop's usual one for walk-ins, for customers who
    refuse personalisation, who are unknown or erased, and while no experiment runs.
    """
    rows = session.connection().execute(_RUNNING).all() if customer_id is not None else []
    person = _person(session, customer_id) if rows and customer_id is not None else None
    if person is None or person.refuses:
        return Assigned(usual_method(session))
    arms = [Arm(row.name, row.method, row.share) for row in rows]
    arm = arm_of(arms, rows[0].salt, person.customer_id)
    return Assigned(arm.method, rows[0].id, person.customer_id, arm.name)


def _person(session: Session, customer_id: int) -> Person | None:
    clock: Clock = session.info["clock"]
    return glance(within(session), customer_id, False, clock.now()).person


def log_shown(store: Store, actor: Actor, events: Sequence[Event], assigned: Assigned | None = None) -> None:
    """Write that a list was shown, and where it was an arm's, that the customer saw the arm, in one transaction.

    Args:
        events: of one list; nothing is written without any.
        assigned: what `method_for` answered when the list was asked for; None for a list chosen by hand.

    Raises:
        EnvironmentProblem: the store cannot be written.
    """
    if not events:
        return
    with store.begin(actor) as unit:
        write_events(unit, events)
        if assigned is not None and assigned.experiment_id is not None:
            _write_exposure(unit, assigned, events[0].list_key)
        unit.commit()


def _write_exposure(unit: UnitOfWork, assigned: Assigned, list_key: str) -> None:
    log = ExperimentExposure
    if unit.session.scalar(select(log.id).where(log.list_key == list_key)) is None:  # else the same list, drawn again
        unit.session.add(
            log(
                experiment_id=assigned.experiment_id,
                customer_id=assigned.customer_id,
                arm=assigned.arm,
                list_key=list_key,
                at=unit.clock.now(),
            )
        )


# Built once: putting a statement together costs more than running it.
_RUNNING = (
    select(Experiment.id, Experiment.salt, ExperimentArm.name, ExperimentArm.method, ExperimentArm.share)
    .join(ExperimentArm, ExperimentArm.experiment_id == Experiment.id)
    .where(Experiment.state == bindparam("state", "running"))
    .order_by(ExperimentArm.name)
)
