"""A look at a file with other shops' prices, and taking it in; and what is known of them now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.promotions.prices.competitors.table import Sheet, guess, read_sheet
from shopassistant.promotions.prices.competitors.understanding import Columns, Seen, Understood, understand
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import CompetitorPrice
from shopassistant.store.shop import load_shop

WRITING = "prices.writing"
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Look:
    """A file before it is taken in.

    Attributes:
        sheet: as it stands.
        columns: what each column is taken for; guessed, or as somebody said.
        understood: None where something must be asked first; `problem` says what.
    """

    sheet: Sheet
    columns: Columns
    understood: Understood | None
    problem: UserError | None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was written.

    Attributes:
        added, changed: prices; those that were known already are neither.
        variants: products they are about.
        refused: as of `Understood`.
    """

    added: int
    changed: int
    variants: int
    refused: tuple[tuple[str, int, int], ...]
    changes: Changes


def look_at(store: Store, path: Path, columns: Columns | None = None, progress: Progress | None = None) -> Look:
    """What a file would say.

    Raises:
        UserError: ``import.*``, it is no table.
        NotFound, EnvironmentProblem: it cannot be read.
    """
    sheet = read_sheet(path, progress)
    return look_again(store, sheet, columns or Columns(guess(sheet.header)))


def look_again(store: Store, sheet: Sheet, columns: Columns) -> Look:
    """The same file, with something decided."""
    with store.read() as session:
        currency = load_shop(session).money
        try:
            found = understand(session, sheet, columns, currency, _today(store))
        except UserError as problem:
            return Look(sheet, columns, None, problem)
    return Look(sheet, columns, found, None)


def take_in(store: Store, actor: Actor, look: Look, progress: Progress | None = None) -> TakenIn:
    """Write the prices, all or none; managers only. The same file again changes nothing.

    Raises:
        NotAllowed: ``role.required``.
        UserError: what the look asked; ``prices.nothing_in_it``.
        Cancelled: by `progress`.
    """
    actor.require("manager")
    if look.problem is not None:
        raise look.problem
    found = look.understood
    if found is None or not found.prices:
        raise UserError("prices.nothing_in_it", file=look.sheet.name)
    progress = progress or NoProgress()
    with store.begin(actor) as unit:
        now, added, changed = unit.clock.now(), 0, 0
        for start in range(0, len(found.prices), _AT_ONCE):
            progress.report(WRITING, start, len(found.prices))
            part = found.prices[start : start + _AT_ONCE]
            known = _known(unit.session, part)
            fresh = [one for one in part if known.get((one.variant_id, one.competitor, one.seen_on)) != one.price_minor]
            changed += sum((one.variant_id, one.competitor, one.seen_on) in known for one in fresh)
            added += sum((one.variant_id, one.competitor, one.seen_on) not in known for one in fresh)
            _write(unit.session, fresh, known, {"imported_at": now, "staff_id": actor.staff_id})
        ids = frozenset(one.variant_id for one in found.prices)
        unit.audit("prices.competitors_taken_in", "competitor_price", None, added=added, changed=changed)
        unit.commit()
    return TakenIn(added, changed, len(ids), found.refused, Changes(variants=ids))


def forget(store: Store, actor: Actor, competitor: str) -> Changes:
    """Remove every price of a competitor; managers only.

    Raises:
        NotAllowed: ``role.required``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        own = CompetitorPrice.competitor == competitor
        ids = frozenset(unit.session.scalars(select(CompetitorPrice.variant_id).where(own)))
        unit.session.execute(delete(CompetitorPrice).where(own))
        unit.audit("prices.competitor_forgotten", "competitor_price", None, variants=len(ids))
        unit.commit()
    return Changes(variants=ids)


def list_competitors(session: Session) -> list[tuple[str, int, date]]:
    """Name, products and newest day of everybody whose prices are known, by name."""
    query = select(
        CompetitorPrice.competitor,
        func.count(CompetitorPrice.variant_id.distinct()),
        func.max(CompetitorPrice.seen_on),
    ).group_by(CompetitorPrice.competitor)
    return sorted((row[0], row[1], row[2]) for row in session.execute(query))


def _known(session: Session, part: Sequence[Seen]) -> Mapping[tuple[int, str, date], int]:
    ids = {one.variant_id for one in part}
    query = select(
        CompetitorPrice.variant_id, CompetitorPrice.competitor, CompetitorPrice.seen_on, CompetitorPrice.price_minor
    ).where(CompetitorPrice.variant_id.in_(ids), CompetitorPrice.seen_on.in_({one.seen_on for one in part}))
    return {(row[0], row[1], row[2]): row[3] for row in session.execute(query)}


def _write(
    session: Session, fresh: Sequence[Seen], known: Mapping[tuple[int, str, date], int], said: Mapping[str, object]
) -> None:
    """Write prices that are new or changed; of one that the file says twice, the last."""
    last = {(one.variant_id, one.competitor, one.seen_on): one.price_minor for one in fresh}
    rows = [
        {"variant_id": key[0], "competitor": key[1], "seen_on": key[2], "price_minor": price, **said}
        for key, price in last.items()
    ]
    changed = [row for row, key in zip(rows, last, strict=True) if key in known]
    new = [row for row, key in zip(rows, last, strict=True) if key not in known]
    if new:
        session.execute(insert(CompetitorPrice), new)
    for row in changed:
        session.execute(
            update(CompetitorPrice)
            .where(
                CompetitorPrice.variant_id == row["variant_id"],
                CompetitorPrice.competitor == row["competitor"],
                CompetitorPrice.seen_on == row["seen_on"],
            )
            .values(price_minor=row["price_minor"], **said)
        )


def _today(store: Store) -> date:
    return store.clock.now().astimezone().date()
