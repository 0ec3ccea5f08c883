"""Writing into the ledger: what every use case that moves units shares, inside its own transaction."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound, UserError
from shopassistant.inventory.warnings import settle, warn
from shopassistant.store.schema import Location, StockLevel, StockMovement, Variant
from shopassistant.store.unit_of_work import UnitOfWork

# More than any shop receives of one variant at once; a scanned barcode typed as a number is far above it.
MOST_UNITS = 1_000_000
# SQLite takes at most 32,766 parameters in one statement.
CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Level:
    """Units at one location by the books; without `is_counted` nobody ever said how many there truly are."""

    quantity: int
    is_counted: bool

    @property
    def known(self) -> int | None:
        """The quantity, or None where it was never counted."""
        return self.quantity if self.is_counted else None


UNKNOWN = Level(0, False)
# By (variant id, location id).
Levels = dict[tuple[int, int], Level]


@dataclass(frozen=True, slots=True)
class Movement:
    """Units that came (positive) or left (negative); see `StockMovement` for the reasons, `CAUSES` for the causes."""

    variant_id: int
    location_id: int
    quantity: int
    reason: str
    sale_line_id: int | None = None
    note: str = ""
    cause: str | None = None


def levels(session: Session, variant_ids: Collection[int], location_id: int) -> dict[int, Level]:
    """The level of every one of `variant_ids` at a location; `UNKNOWN` where nothing ever moved."""
    found = dict.fromkeys(variant_ids, UNKNOWN)
    wanted = list(found)
    for start in range(0, len(wanted), CHUNK):
        rows = session.execute(
            select(StockLevel.variant_id, StockLevel.quantity, StockLevel.is_counted).where(
                StockLevel.location_id == location_id, StockLevel.variant_id.in_(wanted[start : start + CHUNK])
            )
        )
        found |= {variant_id: Level(quantity, counted) for variant_id, quantity, counted in rows}
    return found


def post_movements(unit: UnitOfWork, movements: Sequence[Movement]) -> Levels:
    """Write movements into the ledger; the levels follow by trigger, in the same transaction.

    Returns:
        The level after all of them.
    """
    if not movements:
        return {}
    unit.session.flush()
    unit.session.execute(insert(StockMovement), _rows(unit, movements))
    return _after(unit, movements)


def post_numbered(unit: UnitOfWork, movements: Sequence[Movement]) -> list[int]:
    """Write movements for a document that names them, and put shelves below zero on the manager's list.

    Returns:
        The movements' ids, in their order.
    """
    if not movements:
        return []
    unit.session.flush()
    written = unit.session.scalars(
        insert(StockMovement).returning(StockMovement.id, sort_by_parameter_order=True), _rows(unit, movements)
    )
    ids = list(written)
    look_after(unit, movements, _after(unit, movements))
    return ids


def look_after(unit: UnitOfWork, movements: Sequence[Movement], after: Levels) -> None:
    """Warn of shelves that were taken below zero, and settle the warnings of those that are not any more."""
    settle(unit, [shelf for shelf, level in after.items() if level.quantity >= 0])
    taken = {(movement.variant_id, movement.location_id) for movement in movements if movement.quantity < 0}
    for (variant_id, location_id), level in after.items():
        if (variant_id, location_id) in taken and level.is_counted and level.quantity < 0:
            warn(unit, variant_id, location_id, level.quantity, None)


def check_units(quantity: int, least: int = 1) -> None:
    """Raise UserError(``stock.quantity``) for a number of units that cannot be meant."""
    if not least <= quantity <= MOST_UNITS:
        raise UserError("stock.quantity", quantity=quantity, least=least, most=MOST_UNITS)


def check_variants(unit: UnitOfWork, variant_ids: Collection[int]) -> None:
    """Raise NotFound(``variant.unknown``) unless all of them are in the store."""
    wanted = list(variant_ids)
    known: set[int] = set()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        known |= set(unit.session.scalars(select(Variant.id).where(Variant.id.in_(chunk))))
    if missing := set(wanted) - known:
        raise NotFound("variant.unknown", variant_id=min(missing))


def place(unit: UnitOfWork, location_id: int) -> Location:
    """A location where stock may be moved.

    Raises:
        NotFound: ``location.unknown``.
        UserError: ``location.transit``, goods on their way are moved by their transfer alone; ``location.inactive``.
    """
    found = unit.session.get(Location, location_id)
    if found is None:
        raise NotFound("location.unknown", location_id=location_id)
    if found.kind == "transit":
        raise UserError("location.transit", name=found.name)
    if not found.active:
        raise UserError("location.inactive", name=found.name)
    return found


def _rows(unit: UnitOfWork, movements: Sequence[Movement]) -> list[dict[str, object]]:
    now = unit.clock.now()
    return [
        {
            "variant_id": movement.variant_id,
            "location_id": movement.location_id,
            "quantity": movement.quantity,
            "reason": movement.reason,
            "at": now,
            "sale_line_id": movement.sale_line_id,
            "staff_id": unit.actor.staff_id,
            "note": movement.note,
            "cause": movement.cause,
        }
        for movement in movements
    ]


def _after(unit: UnitOfWork, movements: Sequence[Movement]) -> Levels:
    by_location: defaultdict[int, set[int]] = defaultdict(set)
    for movement in movements:
        by_location[movement.location_id].add(movement.variant_id)
    return {
        (variant_id, location_id): level
        for location_id, variant_ids in by_location.items()
        for variant_id, level in levels(unit.session, variant_ids, location_id).items()
    }
