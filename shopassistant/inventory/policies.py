"""What somebody wants of a variant: at least and at most so many units, and how often demand shall find it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.inventory.posting import CHUNK, MOST_UNITS, check_units, check_variants, place
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import StockPolicy


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits of one variant; None leaves a question to the advice.

    Attributes:
        min_units, max_units: never plan for less or more on hand and on order.
        service_level_bp: share of demand served from the shelf, in hundredths of a percent, 1 to 9999.
    """

    min_units: int | None = None
    max_units: int | None = None
    service_level_bp: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is wanted."""
        return self == Policy()


def policies(session: Session, location_id: int, variant_ids: Collection[int] | None = None) -> dict[int, Policy]:
    """The policies that hold at a location, by variant; where one says nothing of a figure, that for everywhere holds.

    Args:
        variant_ids: only these; all that have one by default.
    """
    found: dict[int, list[StockPolicy]] = {}
    query = (
        select(StockPolicy)
        .where(StockPolicy.location_id.is_(None) | (StockPolicy.location_id == location_id))
        .order_by(StockPolicy.variant_id, StockPolicy.location_id.is_(None))
    )
    if variant_ids is not None and len(variant_ids) <= CHUNK:
        query = query.where(StockPolicy.variant_id.in_(variant_ids))
    for row in session.scalars(query):
        found.setdefault(row.variant_id, []).append(row)
    wanted = found if variant_ids is None else set(variant_ids) & set(found)
    return {id_: _merged(found[id_]) for id_ in wanted}


def set_policy(store: Store, actor: Actor, variant_id: int, location_id: int | None, policy: Policy) -> Changes:
    """Say what is wanted of a variant at a location, or everywhere (None); an empty policy takes it back. Managers.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``policy.limits`` (more at least than at most), ``policy.service_level``, ``stock.quantity``.
        NotFound: ``variant.unknown``, ``location.unknown``.
    """
    actor.require("manager")
    _check(policy)
    with store.begin(actor) as unit:
        check_variants(unit, [variant_id])
        if location_id is not None:
            place(unit, location_id)
        there = StockPolicy.location_id.is_(None) if location_id is None else StockPolicy.location_id == location_id
        row = unit.session.scalar(select(StockPolicy).where(StockPolicy.variant_id == variant_id, there))
        if policy.is_empty:
            if row is not None:
                unit.session.delete(row)
        else:
            if row is None:
                row = StockPolicy(variant_id=variant_id, location_id=location_id)
                unit.session.add(row)
            row.min_units, row.max_units = policy.min_units, policy.max_units
            row.service_level_bp = policy.service_level_bp
        unit.audit(
            "policy.changed", "variant", variant_id, location_id=location_id, min_units=policy.min_units,
            max_units=policy.max_units, service_level_bp=policy.service_level_bp,
        )  # fmt: skip
        unit.commit()
    return Changes(variants=frozenset({variant_id}))


def _check(policy: Policy) -> None:
    for units in (policy.min_units, policy.max_units):
        if units is not None:
            check_units(units, least=0)
    if (policy.min_units or 0) > (MOST_UNITS if policy.max_units is None else policy.max_units):
        raise UserError("policy.limits", min_units=policy.min_units, max_units=policy.max_units)
    if policy.service_level_bp is not None and not 1 <= policy.service_level_bp <= 9999:
        raise UserError("policy.service_level", service_level_bp=policy.service_level_bp)


def _merged(rows: list[StockPolicy]) -> Policy:
    """The first row that says something of each figure; the nearest place comes first."""

    def first(name: str) -> int | None:
        return next((getattr(row, name) for row in rows if getattr(row, name) is not None), None)

    low, high = first("min_units"), first("max_units")
    # Two rows may contradict each other; the nearer one then holds alone.
    if low is not None and high is not None and low > high:
        low, high = rows[0].min_units, rows[0].max_units
    return Policy(low, high, first("service_level_bp"))
