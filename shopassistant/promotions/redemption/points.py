"""The ledger of loyalty points: the balance is the sum of its entries, and a point is worth one minor unit."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer, PointsEntry
from shopassistant.store.unit_of_work import UnitOfWork

_MOST = 10_000_000


def points_balance(session: Session, customer_id: int) -> int:
    """Points of a customer; below zero where more were taken back than were left."""
    return int(
        session.scalar(
            select(func.coalesce(func.sum(PointsEntry.points), 0)).where(PointsEntry.customer_id == customer_id)
        )
        or 0
    )


def add_entry(
    unit: UnitOfWork,
    customer_id: int,
    points: int,
    kind: str,
    *,
    sale_id: int | None = None,
    promotion_id: int | None = None,
    note: str = "",
) -> None:
    """Write a movement of points in the caller's transaction; none for 0 points.

    Args:
        points: with its sign.
        kind: ``earned``, ``spent``, ``reversed``, ``restored``, ``correction`` or ``expired``.
    """
    if points:
        unit.session.add(
            PointsEntry(
                customer_id=customer_id,
                points=points,
                kind=kind,
                sale_id=sale_id,
                promotion_id=promotion_id,
                at=unit.clock.now(),
                staff_id=unit.actor.staff_id,
                note=note[:200],
            )
        )


def correct_points(store: Store, actor: Actor, customer_id: int, points: int, note: str) -> Changes:
    """Give points, or take some, by hand; a manager's, and it says why.

    Raises:
        NotAllowed: ``role.required``, the actor is no manager.
        NotFound: ``customer.unknown``.
        UserError: ``points.nothing``, ``points.note_missing``.
    """
    actor.require("manager")
    if not 0 < abs(points) <= _MOST:
        raise UserError("points.nothing")
    if not note.strip():
        raise UserError("points.note_missing")
    with store.begin(actor) as unit:
        customer = unit.session.get(Customer, customer_id)
        if customer is None or customer.status != "active":
            raise NotFound("customer.unknown")
        add_entry(unit, customer_id, points, "correction", note=note.strip())
        unit.audit("points.corrected", "customer", customer_id, points=points)
        unit.commit()
    return Changes(customers=frozenset({customer_id}))


def earned_by_sale(session: Session, sale_id: int) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Points a sale earned and what of them was taken back (0 or more), by (customer, promotion)."""
    rows = session.execute(
        select(PointsEntry.customer_id, PointsEntry.promotion_id, PointsEntry.kind, func.sum(PointsEntry.points))
        .where(PointsEntry.sale_id == sale_id, PointsEntry.kind.in_(("earned", "reversed")))
        .group_by(PointsEntry.customer_id, PointsEntry.promotion_id, PointsEntry.kind)
    )
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for customer_id, promotion_id, kind, points in rows:
        if promotion_id is None:
            continue
        earned, back = found.get((customer_id, promotion_id), (0, 0))
        found[customer_id, promotion_id] = (earned + points, back) if kind == "earned" else (earned, back - points)
    return found


def spent_on_sale(session: Session, sale_id: int) -> tuple[int, int] | None:
    """Whose points paid for a sale, and how many of them are not given back yet; None where none did."""
    row = session.execute(
        select(func.max(PointsEntry.customer_id), func.sum(PointsEntry.points)).where(
            PointsEntry.sale_id == sale_id, PointsEntry.kind.in_(("spent", "restored"))
        )
    ).one()
    return None if row[0] is None else (row[0], -row[1])
