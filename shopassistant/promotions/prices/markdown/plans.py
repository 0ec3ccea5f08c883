"""Markdown plans in the store: proposed, approved by a manager, each step taken when it is due, changed, taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound
from shopassistant.inventory.products import set_price
from shopassistant.promotions.prices.markdown.outlining import Outline, Step, Terms
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import MarkdownPlan, Product, Variant
from shopassistant.store.unit_of_work import UnitOfWork

# Where this share of the stock is expected to stay whatever the price, a markdown is no way to be rid of it.
STAYS = 0.85


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it stands.

    Attributes:
        variant_ids: whose price goes down.
        figures: see `Outline`; plain values.
    """

    id: int
    variant_id: int
    variant_ids: tuple[int, ...]
    name: str
    sku: str
    price_now_minor: int
    until: date
    status: str
    steps: tuple[Step, ...]
    figures: Mapping[str, Any]

    @property
    def terms(self) -> Terms:
        """What was wanted of it."""
        wanted = self.figures.get("terms", {})
        return Terms(self.until, wanted.get("floor_minor"), wanted.get("salvage_minor"), wanted.get("every_weeks", 2))

    def due(self, today: date) -> Step | None:
        """The step that should hold by now and does not; of several, the last."""
        open_steps = [step for step in self.steps if not step.done and step.on <= today]
        return open_steps[-1] if self.status == "approved" and open_steps else None


@dataclass(frozen=True, slots=True)
class Planned:
    """What was written."""

    plan_id: int
    changes: Changes


def list_plans(session: Session, statuses: Sequence[str] = ("proposed", "approved", "done", "cancelled")) -> list[Plan]:
    """Plans, those that need somebody first, the soonest day first."""
    query = (
        select(MarkdownPlan, Variant, Product.name)
        .join(Variant, Variant.id == MarkdownPlan.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(MarkdownPlan.status.in_(statuses))
    )
    found = [_plan(row, variant, name) for row, variant, name in session.execute(query)]
    order = {"proposed": 0, "approved": 1, "done": 2, "cancelled": 3}
    return sorted(found, key=lambda one: (order[one.status], one.until, one.id))


def load_plan(session: Session, plan_id: int) -> Plan:
    """One plan.

    Raises:
        NotFound: ``prices.plan_unknown``.
    """
    row = session.get(MarkdownPlan, plan_id)
    if row is None:
        raise NotFound("prices.plan_unknown")
    variant = session.get_one(Variant, row.variant_id)
    return _plan(row, variant, session.get_one(Product, variant.product_id).name)


def due_plans(session: Session, today: date) -> list[Plan]:
    """Approved ones with a step that should hold by now and does not."""
    return [plan for plan in list_plans(session, ("approved",)) if plan.due(today) is not None]


def propose_plan(store: Store, actor: Actor, found: Outline, location_id: int | None = None) -> Planned:
    """Write a plan down; it changes nothing yet, and replaces one of the product that waits. Managers only.

    Raises:
        NotAllowed: ``role.required``.
        Conflict: ``prices.plan_running``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        own = MarkdownPlan.variant_id == found.goods.id
        if unit.session.scalar(select(MarkdownPlan.id).where(own, MarkdownPlan.status == "approved")) is not None:
            raise Conflict("prices.plan_running")
        for old in unit.session.scalars(select(MarkdownPlan).where(own, MarkdownPlan.status == "proposed")):
            old.status = "cancelled"
        row = MarkdownPlan(
            variant_id=found.goods.id,
            location_id=location_id,
            until=found.terms.until,
            steps=_stored(found.steps),
            figures=_figures(found),
            created_at=unit.clock.now(),
            staff_id=actor.staff_id,
        )
        unit.session.add(row)
        unit.session.flush()
        unit.audit("prices.plan_proposed", "markdown_plan", row.id, steps=len(found.steps))
        unit.commit()
    return Planned(row.id, Changes(variants=frozenset(found.goods.variant_ids)))


def approve_plan(store: Store, actor: Actor, plan_id: int, today: date) -> Changes:
    """Let it begin: a step that is due holds at once. Managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.plan_unknown``.
        Conflict: ``prices.plan_decided``; ``prices.moved``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _row(unit, plan_id, "proposed")
        row.status = "approved"
        unit.audit("prices.plan_approved", "markdown_plan", row.id)
        _take_due(unit, row, today)
        unit.commit()
    return _changes(row)


def take_step(store: Store, actor: Actor, plan_id: int, today: date) -> Changes:
    """Let the step that is due hold; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.plan_unknown``.
        Conflict: ``prices.plan_decided``, ``prices.moved``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _row(unit, plan_id, "approved")
        _take_due(unit, row, today)
        unit.commit()
    return _changes(row)


def replan(store: Store, actor: Actor, plan_id: int, found: Outline) -> Changes:
    """Other steps from now on, from what is left; those that were taken stay. Managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.plan_unknown``.
        Conflict: ``prices.plan_decided``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _row(unit, plan_id, "approved")
        taken = [step for step in row.steps if step["done"]]
        row.steps = [*taken, *_stored(found.steps)]
        row.figures = {**_figures(found), "price_minor": row.figures["price_minor"]}
        row.until = found.terms.until
        unit.audit("prices.plan_changed", "markdown_plan", row.id, steps=len(found.steps))
        unit.commit()
    return _changes(row)


def restore_steps(store: Store, actor: Actor, before: Plan) -> Changes:
    """Undo of `replan`: the steps as they were, if none was taken since; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.plan_unknown``.
        Conflict: ``prices.plan_decided``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _row(unit, before.id, "approved")
        if [step for step in row.steps if step["done"]] != [one for one in _stored(before.steps) if one["done"]]:
            raise Conflict("prices.plan_decided")
        row.steps, row.figures, row.until = _stored(before.steps), dict(before.figures), before.until
        unit.audit("prices.plan_undone", "markdown_plan", row.id, status=row.status)
        unit.commit()
    return _changes(row)


def cancel_plan(store: Store, actor: Actor, plan_id: int) -> Changes:
    """Give it up; the price stays where it is. Managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.plan_unknown``.
        Conflict: ``prices.plan_decided``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _row(unit, plan_id, "proposed", "approved")
        row.figures = {**row.figures, "was": row.status}
        row.status = "cancelled"
        unit.audit("prices.plan_cancelled", "markdown_plan", row.id)
        unit.commit()
    return _changes(row)


def bring_back(store: Store, actor: Actor, plan_id: int) -> Changes:
    """Undo: after a cancellation the plan is as it was; of an approved one the last step is taken back, or, where none
    was taken, the approval. Managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.plan_unknown``.
        Conflict: ``prices.plan_decided``, ``prices.moved``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _row(unit, plan_id, "cancelled", "approved", "done")
        if row.status == "cancelled":
            row.status = str(row.figures.get("was", "proposed"))
        else:
            _take_back(unit, row)
        unit.audit("prices.plan_undone", "markdown_plan", row.id, status=row.status)
        unit.commit()
    return _changes(row)


def _take_due(unit: UnitOfWork, row: MarkdownPlan, today: date) -> None:
    steps = [dict(step) for step in row.steps]
    due = [step for step in steps if not step["done"] and date.fromisoformat(step["on"]) <= today]
    if due:
        _check_price(unit, row, _price_before(row))
        for id_ in row.figures["variant_ids"]:
            set_price(unit, id_, due[-1]["price_minor"])
        for step in due:
            step["done"] = True
        unit.audit("prices.step_taken", "markdown_plan", row.id, price_minor=due[-1]["price_minor"])
    row.steps = steps
    if row.until <= today and all(step["done"] for step in steps):
        row.status = "done"


def _take_back(unit: UnitOfWork, row: MarkdownPlan) -> None:
    steps = [dict(step) for step in row.steps]
    taken = [step for step in steps if step["done"]]
    if not taken:
        row.status = "proposed"
        return
    _check_price(unit, row, taken[-1]["price_minor"])
    taken[-1]["done"] = False
    row.steps, row.status = steps, "approved"
    for id_ in row.figures["variant_ids"]:
        set_price(unit, id_, _price_before(row))


def _price_before(row: MarkdownPlan) -> int:
    """What should hold now."""
    taken = [step["price_minor"] for step in row.steps if step["done"]]
    return int(taken[-1] if taken else row.figures["price_minor"])


def _check_price(unit: UnitOfWork, row: MarkdownPlan, price_minor: int) -> None:
    for id_ in row.figures["variant_ids"]:
        variant = unit.session.get(Variant, id_)
        if variant is None or variant.price_minor != price_minor:
            now = 0 if variant is None else variant.price_minor
            raise Conflict("prices.moved", expected_minor=price_minor, now_minor=now)


def _row(unit: UnitOfWork, plan_id: int, *statuses: str) -> MarkdownPlan:
    row = unit.session.get(MarkdownPlan, plan_id)
    if row is None:
        raise NotFound("prices.plan_unknown")
    if row.status not in statuses:
        raise Conflict("prices.plan_decided")
    return row


def _stored(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [{"on": step.on.isoformat(), "price_minor": step.price_minor, "done": step.done} for step in steps]


def _figures(found: Outline) -> dict[str, Any]:
    return {
        "variant_ids": list(found.goods.variant_ids), "price_minor": found.goods.price_minor, "stock": found.stock,
        "revenue_minor": [round(one) for one in found.revenue_minor], "mean_minor": round(found.mean_minor),
        "keep_minor": round(found.keep_minor), "ladder_minor": round(found.ladder_minor),
        "left": [round(one) for one in found.left], "below_cost": found.below_cost,
        "terms": {"floor_minor": found.terms.floor_minor, "salvage_minor": found.terms.salvage_minor,
                  "every_weeks": found.terms.every_weeks},
        "stock_path": [[round(one, 1) for one in week] for week in found.stock_path.tolist()],
    }  # fmt: skip


def _plan(row: MarkdownPlan, variant: Variant, name: str) -> Plan:
    steps = tuple(Step(date.fromisoformat(one["on"]), one["price_minor"], one["done"]) for one in row.steps)
    return Plan(row.id, row.variant_id, tuple(row.figures.get("variant_ids", (row.variant_id,))), name, variant.sku,
                variant.price_minor, row.until, row.status, steps, dict(row.figures))  # fmt: skip


def _changes(row: MarkdownPlan) -> Changes:
    return Changes(variants=frozenset(row.figures["variant_ids"]))
