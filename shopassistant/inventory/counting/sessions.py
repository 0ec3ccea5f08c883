"""Opening and giving up a count. An open one changes no level, and a cancelled one never has."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.inventory.posting import check_variants, place
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.document_numbers import next_number
from shopassistant.store.schema import Category, StockCount, StockCountLine
from shopassistant.store.unit_of_work import UnitOfWork

KINDS = ("full", "cycle")


@dataclass(frozen=True, slots=True)
class CountResult:
    """What a use case did to a count."""

    count_id: int
    number: str
    changes: Changes


def open_count(
    store: Store,
    actor: Actor,
    location_id: int,
    kind: str = "full",
    category_id: int | None = None,
    variant_ids: Collection[int] = (),
    blind: bool = True,
    note: str = "",
) -> CountResult:
    """Begin a count; any member of staff. Sales go on meanwhile.

    Args:
        kind: ``full`` (everything at the location, or all of a category) or ``cycle`` (the variants given).
        category_id: only this category and those below it.
        variant_ids: what a cycle count is about, see `cycle.cycle_list`.
        blind: those who count do not see what the books say.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``count.kind``, ``count.no_list`` (a cycle count of nothing), ``location.transit``,
            ``location.inactive``.
        NotFound: ``location.unknown``, ``variant.unknown``, ``category.unknown``.
        Conflict: ``count.already_open``, a full count of the location is under way; its ``number``.
    """
    actor.require("associate")
    if kind not in KINDS:
        raise UserError("count.kind", kind=kind)
    if kind == "cycle" and not variant_ids:
        raise UserError("count.no_list")
    with store.begin(actor) as unit:
        place(unit, location_id)
        check_variants(unit, variant_ids)
        if category_id is not None and unit.session.get(Category, category_id) is None:
            raise NotFound("category.unknown", category_id=category_id)
        if kind == "full":
            _refuse_second(unit, location_id, category_id)
        count = StockCount(
            number=next_number(unit, "stock_count"),
            location_id=location_id,
            kind=kind,
            blind=blind,
            category_id=category_id,
            opened_at=unit.clock.now(),
            opened_by_id=unit.actor.staff_id,
            note=note.strip()[:400],
        )
        unit.session.add(count)
        unit.session.flush()
        _plan(unit, count.id, sorted(set(variant_ids)))
        unit.audit(
            "count.opened", "stock_count", count.id, number=count.number, kind=kind, location_id=location_id,
            category_id=category_id, blind=blind, lines=len(set(variant_ids)),
        )  # fmt: skip
        made = result(count)
        unit.commit()
    return made


def cancel_count(store: Store, actor: Actor, count_id: int, why: str = "") -> CountResult:
    """Give a count up; whoever opened it, or a manager. No level changes; what was counted stays to be read.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``count.unknown``.
        Conflict: ``count.state``.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        count = open_row(unit, count_id)
        if count.opened_by_id is None or count.opened_by_id != actor.staff_id:
            actor.require("manager")
        count.status, count.closed_at, count.closed_by_id = "cancelled", unit.clock.now(), unit.actor.staff_id
        unit.audit("count.cancelled", "stock_count", count_id, number=count.number, why=why.strip())
        made = result(count)
        unit.commit()
    return made


def open_row(unit: UnitOfWork, count_id: int) -> StockCount:
    """The count, which must be open.

    Raises:
        NotFound: ``count.unknown``.
        Conflict: ``count.state`` with its ``number`` and ``status``.
    """
    found = unit.session.get(StockCount, count_id)
    if found is None:
        raise NotFound("count.unknown", count_id=count_id)
    if found.status != "open":
        raise Conflict("count.state", number=found.number, status=found.status)
    return found


def result(count: StockCount, variant_ids: Collection[int] = ()) -> CountResult:
    """What a use case did to `count` and to the stock of `variant_ids`."""
    return CountResult(count.id, count.number, Changes(counts=frozenset({count.id}), variants=frozenset(variant_ids)))


def _refuse_second(unit: UnitOfWork, location_id: int, category_id: int | None) -> None:
    here = (StockCount.location_id == location_id, StockCount.status == "open", StockCount.kind == "full")
    same = StockCount.category_id.is_(None) if category_id is None else StockCount.category_id == category_id
    number = unit.session.scalar(select(StockCount.number).where(*here, same).limit(1))
    if number is not None:
        raise Conflict("count.already_open", number=number)


def _plan(unit: UnitOfWork, count_id: int, variant_ids: Sequence[int]) -> None:
    if variant_ids:
        rows = [{"count_id": count_id, "variant_id": variant_id} for variant_id in variant_ids]
        unit.session.execute(insert(StockCountLine), rows)
