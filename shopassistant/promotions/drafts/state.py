"""Where a promotion stands, and finding the row of one that may still be changed."""

from dataclasses import dataclass
from datetime import datetime

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound
from shopassistant.store.schema import Promotion
from shopassistant.store.unit_of_work import UnitOfWork

# What a manager calls it; an approved one is coming, runs, or is over by its dates or limits.
STATES = ("draft", "coming", "running", "paused", "used_up", "over", "ended", "cancelled")
LIVE = ("approved", "paused")


@dataclass(frozen=True, slots=True)
class PromotionResult:
    """What a use case did to a promotion.

    Attributes:
        status: as in the store.
        before: the status before, for an undo.
        changed_at: of the row as it is now.
    """

    promotion_id: int
    number: str
    status: str
    before: str
    changed_at: datetime
    changes: Changes


def promotion_row(unit: UnitOfWork, promotion_id: int, *statuses: str) -> Promotion:
    """The promotion, which must have one of `statuses` where some are given.

    Raises:
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status`` with the ``number`` and its ``status``.
    """
    found = unit.session.get(Promotion, promotion_id)
    if found is None:
        raise NotFound("promotion.unknown", promotion_id=promotion_id)
    if statuses and found.status not in statuses:
        raise Conflict("promotion.status", number=found.number, status=found.status)
    return found


def state_of(row: Promotion, now: datetime) -> str:
    """One of `STATES`."""
    if row.status != "approved":
        return row.status
    if row.ends_at is not None and row.ends_at <= now:
        return "over"
    if _is_used_up(row):
        return "used_up"
    return "coming" if row.starts_at is not None and row.starts_at > now else "running"


def _is_used_up(row: Promotion) -> bool:
    spent = row.budget_minor is not None and row.spent_minor >= row.budget_minor
    return spent or (row.max_uses is not None and row.uses >= row.max_uses)


def result(row: Promotion, before: str) -> PromotionResult:
    """What a use case did to `row`."""
    return PromotionResult(
        row.id, row.number, row.status, before, row.changed_at, Changes(promotions=frozenset({row.id}))
    )
