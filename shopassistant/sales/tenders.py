"""How a sale was paid: the arithmetic of several tenders and of change, apart from any database."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopassistant.core.errors import UserError

KINDS = ("cash", "card", "voucher", "transfer", "other")
# Change beyond this (minor units) is a barcode or a finger that slipped, not a banknote.
MOST_CHANGE_MINOR = 100_000


@dataclass(frozen=True, slots=True)
class TenderRequest:
    """Money of one kind.

    Attributes:
        kind: one of `KINDS`.
        amount_minor: minor units, more than 0. Whether it is taken or given back, the sign of the total says.
    """

    kind: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is recorded.

    Attributes:
        tenders: (kind, signed minor units); they sum to the total exactly. What was handed over is positive, change
            and refunds are negative.
        change_minor: cash handed back, 0 or more.
    """

    tenders: tuple[tuple[str, int], ...]
    change_minor: int


def settle(total_minor: int, tenders: Sequence[TenderRequest]) -> Settlement:
    """Check that `tenders` pay `total_minor` and work out the change, which only cash gives.

    A negative total is money given back: the tenders then sum to it exactly.

    Raises:
        UserError: ``tender.kind``, ``tender.amount``, ``tender.short`` (with ``missing_minor``), ``tender.no_change``
            (more than the total without cash), ``tender.change_absurd``, ``tender.refund`` (not what is given back).
    """
    for tender in tenders:
        if tender.kind not in KINDS:
            raise UserError("tender.kind", kind=tender.kind)
        if tender.amount_minor <= 0:
            raise UserError("tender.amount", amount_minor=tender.amount_minor)
    given = sum(tender.amount_minor for tender in tenders)
    if total_minor < 0:
        if given != -total_minor:
            raise UserError("tender.refund", refund_minor=-total_minor, given_minor=given)
        return Settlement(tuple((tender.kind, -tender.amount_minor) for tender in tenders), 0)
    if given < total_minor:
        raise UserError("tender.short", missing_minor=total_minor - given)
    change = given - total_minor
    cash = sum(tender.amount_minor for tender in tenders if tender.kind == "cash")
    if change > cash:
        raise UserError("tender.no_change", over_minor=change - cash)
    if change > MOST_CHANGE_MINOR:
        raise UserError("tender.change_absurd", change_minor=change)
    rows = [(tender.kind, tender.amount_minor) for tender in tenders]
    if change:
        rows.append(("cash", -change))
    return Settlement(tuple(rows), change)
