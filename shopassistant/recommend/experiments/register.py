"""The book of experiments: who may begin and end one, and that only one runs at a time.

One at a time keeps every result plain: nobody has to wonder what another experiment did to the same customers.
"""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.recommend.experiments.design import ARMS, Arm, Design, Experiment, check
from shopassistant.store import schema
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.unit_of_work import UnitOfWork


def all_experiments(session: Session) -> tuple[Experiment, ...]:
    """All of the shop, the newest first."""
    rows = session.scalars(select(schema.Experiment).order_by(schema.Experiment.id.desc()))
    return tuple(_experiment(session, row) for row in rows)


def find_experiment(session: Session, experiment_id: int) -> Experiment:
    """One by its id. Raises NotFound ``experiments.unknown``."""
    row = session.get(schema.Experiment, experiment_id)
    if row is None:
        raise NotFound("experiments.unknown", experiment=experiment_id)
    return _experiment(session, row)


def running_experiment(session: Session) -> Experiment | None:
    """The one that runs, if any."""
    row = session.scalar(select(schema.Experiment).where(schema.Experiment.state == "running"))
    return None if row is None else _experiment(session, row)


def draft_experiment(store: Store, actor: Actor, design: Design) -> int:
    """Write a design down without starting it; managers only. Returns its id.

    Raises:
        NotAllowed: ``role.required``.
        UserError: what `design.check` refuses.
    """
    actor.require("manager")
    check(design)
    with store.begin(actor) as unit:
        experiment_id = _write(unit, design)
        unit.commit()
    return experiment_id


def change_draft(store: Store, actor: Actor, experiment_id: int, design: Design) -> None:
    """Give an experiment that never ran another design; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``experiments.unknown``.
        UserError: ``experiments.not_draft``; what `design.check` refuses.
    """
    actor.require("manager")
    check(design)
    with store.begin(actor) as unit:
        row = _draft(unit, experiment_id)
        row.name, row.measure = design.name.strip(), design.measure
        row.relevant_effect, row.alpha = design.relevant_effect, design.alpha
        for arm in design.arms:
            unit.session.merge(_arm_row(experiment_id, arm))
        unit.audit("experiment.changed", "experiment", experiment_id, **_details(design))
        unit.commit()


def drop_draft(store: Store, actor: Actor, experiment_id: int) -> None:
    """Throw an experiment away that never ran; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``experiments.unknown``.
        UserError: ``experiments.not_draft``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        unit.session.delete(_draft(unit, experiment_id))
        unit.audit("experiment.dropped", "experiment", experiment_id)
        unit.commit()


def start_experiment(store: Store, actor: Actor, experiment_id: int) -> Experiment:
    """Let an experiment run from now on; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``experiments.unknown``.
        UserError: ``experiments.not_draft``.
        Conflict: ``experiments.other_runs``, with its name.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _draft(unit, experiment_id)
        experiment = _start(unit, row)
        unit.commit()
    return experiment


def begin_experiment(store: Store, actor: Actor, design: Design) -> Experiment:
    """Write a design down and start it in one step; managers only. Nothing is written where it cannot start.

    Raises:
        NotAllowed: ``role.required``.
        UserError: what `design.check` refuses.
        Conflict: ``experiments.other_runs``, with its name.
    """
    actor.require("manager")
    check(design)
    with store.begin(actor) as unit:
        experiment = _start(unit, _draft(unit, _write(unit, design)))
        unit.commit()
    return experiment


def stop_experiment(store: Store, actor: Actor, experiment_id: int) -> Experiment:
    """End a running experiment and write down what it says; managers only. Everybody gets the usual method again.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``experiments.unknown``.
        UserError: ``experiments.not_running``.
    """
    from shopassistant.recommend.experiments.results import read_result  # NumPy, which starting does not need

    actor.require("manager")
    with store.begin(actor) as unit:
        experiment = find_experiment(unit.session, experiment_id)
        if experiment.state != "running":
            raise UserError("experiments.not_running", name=experiment.design.name)
        now = unit.clock.now()
        result = read_result(unit.session, experiment, now)
        row = unit.session.get_one(schema.Experiment, experiment_id)
        row.state, row.stopped_at, row.verdict = "stopped", now, result.verdict
        unit.audit("experiment.stopped", "experiment", experiment_id, verdict=result.verdict)
        unit.session.flush()
        stopped = _experiment(unit.session, row)
        unit.commit()
    return stopped


def _write(unit: UnitOfWork, design: Design) -> int:
    row = schema.Experiment(
        name=design.name.strip(),
        state="draft",
        salt=secrets.token_hex(16),
        measure=design.measure,
        relevant_effect=design.relevant_effect,
        alpha=design.alpha,
        created_at=unit.clock.now(),
    )
    unit.session.add(row)
    unit.session.flush()
    unit.session.add_all([_arm_row(row.id, arm) for arm in design.arms])
    unit.audit("experiment.drafted", "experiment", row.id, **_details(design))
    return row.id


def _start(unit: UnitOfWork, row: schema.Experiment) -> Experiment:
    other = running_experiment(unit.session)
    if other is not None:
        raise Conflict("experiments.other_runs", name=other.design.name)
    row.state, row.started_at = "running", unit.clock.now()
    unit.session.flush()
    experiment = _experiment(unit.session, row)
    unit.audit("experiment.started", "experiment", row.id, **_details(experiment.design))
    return experiment


def _arm_row(experiment_id: int, arm: Arm) -> schema.ExperimentArm:
    return schema.ExperimentArm(experiment_id=experiment_id, name=arm.name, method=arm.method, share=arm.share)


def _draft(unit: UnitOfWork, experiment_id: int) -> schema.Experiment:
    row = unit.session.get(schema.Experiment, experiment_id)
    if row is None:
        raise NotFound("experiments.unknown", experiment=experiment_id)
    if row.state != "draft":
        raise UserError("experiments.not_draft", name=row.name)
    return row


def _details(design: Design) -> dict[str, object]:
    arms = {arm.name: f"{arm.method} {arm.share:g}" for arm in design.arms}
    return {"name": design.name, "measure": design.measure, "effect": design.relevant_effect, **arms}


def _experiment(session: Session, row: schema.Experiment) -> Experiment:
    arms = {
        arm.name: Arm(arm.name, arm.method, arm.share)
        for arm in session.scalars(select(schema.ExperimentArm).where(schema.ExperimentArm.experiment_id == row.id))
    }
    a, b = (arms[name] for name in ARMS)
    return Experiment(
        id=row.id,
        design=Design(row.name, (a, b), row.measure, row.relevant_effect, row.alpha),
        state=row.state,
        salt=row.salt,
        created_at=row.created_at,
        started_at=row.started_at,
        stopped_at=row.stopped_at,
        verdict=row.verdict,
    )
