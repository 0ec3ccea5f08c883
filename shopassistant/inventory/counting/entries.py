"""What was found: each scan adds one, a typed number starts anew; the books' level of that moment is kept with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.inventory.counting.sessions import open_row
from shopassistant.inventory.posting import CHUNK, MOST_UNITS, Level, check_units, check_variants, levels
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import StockCount, StockCountEntry, StockCountLine, StockMovement
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A line after it was counted.

    Attributes:
        counted_units: found so far, by everybody.
        recounts: how often it was started anew.
        moved_meanwhile: something was sold, received or moved between two scans: count it again.
    """

    line_id: int
    variant_id: int
    counted_units: int
    recounts: int
    moved_meanwhile: bool
    changes: Changes


def scan(store: Store, actor: Actor, count_id: int, variant_id: int, units: int = 1) -> CountedLine:
    """Add units to what was found; any member of staff, several at once. Below zero takes a scan back.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.quantity``, less than nothing or more than a million would be found.
        NotFound: ``count.unknown``, ``variant.unknown``.
        Conflict: ``count.state``.
    """
    actor.require("associate")
    return _record(store, actor, count_id, {variant_id: units}, "added")[0]


def enter(store: Store, actor: Actor, count_id: int, variant_id: int, units: int) -> CountedLine:
    """Say how many there are in all; any member of staff. What was found of it before is forgotten.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.quantity``.
        NotFound: ``count.unknown``, ``variant.unknown``.
        Conflict: ``count.state``.
    """
    actor.require("associate")
    check_units(units, least=0)
    return _record(store, actor, count_id, {variant_id: units}, "set")[0]


def enter_many(store: Store, actor: Actor, count_id: int, units: Mapping[int, int]) -> tuple[CountedLine, ...]:
    """`enter` for many variants at once, such as what a mobile scanner gathered.

    Raises:
        as `enter`, and UserError ``stock.nothing``.
    """
    actor.require("associate")
    if not units:
        raise UserError("stock.nothing")
    for quantity in units.values():
        check_units(quantity, least=0)
    return _record(store, actor, count_id, units, "set")


def want_recount(store: Store, actor: Actor, count_id: int, line_ids: Collection[int]) -> Changes:
    """Have lines counted again: the next scan of each starts at the beginning; any member of staff.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.nothing``.
        NotFound: ``count.unknown``, ``count.line_unknown``.
        Conflict: ``count.state``.
    """
    actor.require("associate")
    if not line_ids:
        raise UserError("stock.nothing")
    with store.begin(actor) as unit:
        count = open_row(unit, count_id)
        for line_id in line_ids:
            line = unit.session.get(StockCountLine, line_id)
            if line is None or line.count_id != count_id:
                raise NotFound("count.line_unknown", line_id=line_id)
            line.recount_wanted = True
        unit.audit("count.recount_wanted", "stock_count", count_id, number=count.number, lines=len(line_ids))
        unit.commit()
    return Changes(counts=frozenset({count_id}))


def _record(store: Store, actor: Actor, count_id: int, units: Mapping[int, int], kind: str) -> tuple[CountedLine, ...]:
    with store.begin(actor) as unit:
        count = open_row(unit, count_id)
        check_variants(unit, units)
        books = levels(unit.session, units, count.location_id)
        newest = unit.session.scalar(select(func.max(StockMovement.id))) or 0
        known = _lines(unit, count_id, units)
        lines = [
            _found(unit, count, known.get(variant_id), variant_id, quantity, kind, books[variant_id], newest)
            for variant_id, quantity in units.items()
        ]
        unit.session.flush()
        unit.session.add_all(
            _entry(unit, line, fresh, quantity) for (line, fresh), quantity in zip(lines, units.values(), strict=True)
        )
        # The entries tell who found what; one row for the trail is enough, or a full count would fill it.
        if any(line.recounts or len(units) > 1 for line, _ in lines):
            unit.audit(
                "count.counted", "stock_count", count_id, number=count.number, lines=len(lines),
                units=sum(units.values()), kind=kind,
            )  # fmt: skip
        changes = Changes(counts=frozenset({count_id}))
        done = tuple(
            CountedLine(line.id, line.variant_id, line.counted_units or 0, line.recounts, line.moved_meanwhile, changes)
            for line, _ in lines
        )
        unit.commit()
    return done


def _lines(unit: UnitOfWork, count_id: int, variant_ids: Collection[int]) -> dict[int, StockCountLine]:
    """Lines of a count by variant, of those among `variant_ids` that have one."""
    wanted, found = list(variant_ids), dict[int, StockCountLine]()
    for start in range(0, len(wanted), CHUNK):
        here = (StockCountLine.count_id == count_id, StockCountLine.variant_id.in_(wanted[start : start + CHUNK]))
        found |= {line.variant_id: line for line in unit.session.scalars(select(StockCountLine).where(*here))}
    return found


def _found(
    unit: UnitOfWork,
    count: StockCount,
    line: StockCountLine | None,
    variant_id: int,
    units: int,
    kind: str,
    book: Level,
    newest: int,
) -> tuple[StockCountLine, bool]:
    """The line after units were found, and whether it was started anew with them."""
    if line is None:
        line = StockCountLine(count_id=count.id, variant_id=variant_id, recounts=0, moved_meanwhile=False)
        unit.session.add(line)
    before = line.counted_units
    if before is not None and (kind == "set" or line.recount_wanted):
        line.recounts += 1
        before = None
    if before is None:
        line.recount_wanted = line.moved_meanwhile = False
    elif _moved(unit, count.location_id, variant_id, line.last_movement_id or 0):
        line.moved_meanwhile = True
    total = (before or 0) + units
    if not 0 <= total <= MOST_UNITS:
        raise UserError("stock.quantity", quantity=total, least=0, most=MOST_UNITS)
    line.counted_units, line.book_units, line.was_known = total, book.quantity, book.is_counted
    line.last_movement_id = newest
    line.counted_at, line.counted_by_id = unit.clock.now(), unit.actor.staff_id
    return line, before is None


def _entry(unit: UnitOfWork, line: StockCountLine, fresh: bool, units: int) -> StockCountEntry:
    return StockCountEntry(
        line_id=line.id,
        kind="set" if fresh else "added",
        units=units,
        book_units=line.book_units or 0,
        at=line.counted_at,
        staff_id=unit.actor.staff_id,
    )


def _moved(unit: UnitOfWork, location_id: int, variant_id: int, after: int) -> bool:
    here = (StockMovement.variant_id == variant_id, StockMovement.location_id == location_id)
    return unit.session.scalar(select(StockMovement.id).where(*here, StockMovement.id > after).limit(1)) is not None
