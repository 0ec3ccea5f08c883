"""Booking a count: each line's difference against the books of the moment it was counted becomes a movement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, UserError
from shopassistant.inventory.counting.differences import Difference, Tolerance, differences
from shopassistant.inventory.counting.scope import uncounted
from shopassistant.inventory.counting.sessions import open_row
from shopassistant.inventory.posting import Movement, post_numbered
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import StockCount, StockCountLine
from shopassistant.store.unit_of_work import UnitOfWork

UNCOUNTED = ("skip", "zero")
# Units counted, and why a line should be counted again, as somebody looked at them.
Seen = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Booked:
    """What booking a count did.

    Attributes:
        lines: booked, those without a difference too: each says that its level can be believed.
        found_units, missing_units: sums of what was more and of what was less than by the books, both positive; of
            lines whose stock was known before.
        value_minor: of all differences of known lines, signed.
        superseded: lines left out, because a later count said how many there are.
        zeroed: lines nobody counted that were booked as empty.
    """

    count_id: int
    number: str
    lines: int
    found_units: int
    missing_units: int
    value_minor: int
    superseded: int
    zeroed: int
    changes: Changes


def book_count(
    store: Store,
    actor: Actor,
    count_id: int,
    uncounted_lines: str = "skip",
    accept: bool = False,
    tolerance: Tolerance | None = None,
    seen: Mapping[int, Seen] | None = None,
) -> Booked:
    """Book a count; managers only. What was sold, received or moved since counting stays as it is.

    Args:
        uncounted_lines: what to do with what should have been counted and was not: ``skip`` leaves its level alone,
            ``zero`` says that none is there.
        accept: book although lines should be counted again.
        tolerance: from when on a difference should be.
        seen: by line id, what whoever books has looked at: units counted, and why it should be counted again (empty if
            it need not). Where given, nothing else is booked.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``count.nothing`` (nothing was counted), ``count.uncounted``, ``count.recount_first`` with the
            ``count`` of such lines.
        NotFound: ``count.unknown``.
        Conflict: ``count.state``; ``count.changed`` with the ``count`` of lines that are not as they were seen.
    """
    actor.require("manager")
    if uncounted_lines not in UNCOUNTED:
        raise UserError("count.uncounted", choice=uncounted_lines)
    with store.begin(actor) as unit:
        count = open_row(unit, count_id)
        counted = differences(unit.session, count_id, tolerance)
        if seen is not None:
            _check_seen(count, counted, seen)
        again = sum(bool(one.recount) for one in counted)
        if again and not accept:
            raise UserError("count.recount_first", number=count.number, count=again)
        empty = uncounted(unit.session, count) if uncounted_lines == "zero" else {}
        if not counted and not empty:
            raise UserError("count.nothing", number=count.number)
        booked = [one for one in counted if not one.superseded]
        lines = _lines(unit, count_id)
        _post_counted(unit, count, booked, lines)
        _post_empty(unit, count, empty, lines)
        _settle_outcomes(lines.values(), {one.line_id for one in counted if one.superseded})
        count.status, count.closed_at, count.closed_by_id = "booked", unit.clock.now(), unit.actor.staff_id
        made = _summary(count, booked, len(counted) - len(booked), empty)
        unit.audit(
            "count.booked", "stock_count", count_id, number=count.number, lines=made.lines, found=made.found_units,
            missing=made.missing_units, value_minor=made.value_minor, superseded=made.superseded, zeroed=made.zeroed,
            accepted=again,
        )  # fmt: skip
        unit.commit()
    return made


def _check_seen(count: StockCount, counted: Sequence[Difference], seen: Mapping[int, Seen]) -> None:
    now = {one.line_id: (one.counted_units, one.recount) for one in counted}
    changed = {line for line, _what in now.items() ^ seen.items()}
    if changed:
        raise Conflict("count.changed", number=count.number, count=len(changed))


def _lines(unit: UnitOfWork, count_id: int) -> dict[int, StockCountLine]:
    """By variant."""
    found = unit.session.scalars(select(StockCountLine).where(StockCountLine.count_id == count_id))
    return {line.variant_id: line for line in found}


def _post_counted(
    unit: UnitOfWork, count: StockCount, booked: Sequence[Difference], lines: dict[int, StockCountLine]
) -> None:
    movements = [Movement(one.variant_id, count.location_id, one.units, "count", note=count.number) for one in booked]
    for one, movement_id in zip(booked, post_numbered(unit, movements), strict=True):
        lines[one.variant_id].outcome, lines[one.variant_id].movement_id = "booked", movement_id


def _post_empty(unit: UnitOfWork, count: StockCount, empty: dict[int, int], lines: dict[int, StockCountLine]) -> None:
    """Book what nobody found: by the books of now, for nobody looked before."""
    movements = [
        Movement(variant_id, count.location_id, -units, "count", note=count.number)
        for variant_id, units in empty.items()
    ]
    now = unit.clock.now()
    for (variant_id, units), movement_id in zip(empty.items(), post_numbered(unit, movements), strict=True):
        line = lines.get(variant_id)
        if line is None:
            line = lines[variant_id] = StockCountLine(count_id=count.id, variant_id=variant_id)
            unit.session.add(line)
        line.counted_units, line.book_units, line.was_known = 0, units, True
        line.counted_at, line.counted_by_id = now, unit.actor.staff_id
        line.outcome, line.movement_id = "booked", movement_id
    unit.session.flush()


def _settle_outcomes(lines: Iterable[StockCountLine], superseded: set[int]) -> None:
    for line in lines:
        if line.outcome is None:
            line.outcome = "superseded" if line.id in superseded else "skipped"


def _summary(count: StockCount, booked: Sequence[Difference], superseded: int, empty: dict[int, int]) -> Booked:
    known = [one for one in booked if one.was_known]
    variants = frozenset(one.variant_id for one in booked) | frozenset(empty)
    return Booked(
        count_id=count.id,
        number=count.number,
        lines=len(booked) + len(empty),
        found_units=sum(max(one.units, 0) for one in known),
        missing_units=sum(max(-one.units, 0) for one in known) + sum(max(units, 0) for units in empty.values()),
        value_minor=sum(one.value_minor for one in known),
        superseded=superseded,
        zeroed=len(empty),
        changes=Changes(counts=frozenset({count.id}), variants=variants),
    )
