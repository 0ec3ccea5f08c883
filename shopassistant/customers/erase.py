"""Who asks to be forgotten: whatever tells who they are goes, wherever it was written; the books stay whole.

Sales, points and what was measured keep their link to a row that holds a number and nothing else, so that sums, taxes
and experiments stay what they were, and so that an import of older files does not bring the person back. A new table
that names a customer must be put into one of the lists below; a test compares them with the schema.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.customers.access import editable
from shopassistant.customers.erase_reports import forget_reports
from shopassistant.store import sqlite
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Base,
    Basket,
    CampaignMember,
    Consent,
    Contact,
    Coupon,
    Customer,
    CustomerMerge,
    CustomerValue,
    ExperimentExposure,
    FollowUp,
    ImportantDate,
    MailEvent,
    MailMessage,
    Note,
    PointsEntry,
    RecommendationEvent,
    Redemption,
    Sale,
    SearchSnapshot,
    SegmentMember,
    WishlistItem,
)

# Rows that say something about the person and nothing about the books. What was agreed to is in the audit trail.
GONE: tuple[type[Base], ...] = (
    Contact, Consent, Note, WishlistItem, FollowUp, ImportantDate, SegmentMember, CustomerValue,
)  # fmt: skip
# Rows that stay without their words.
EMPTIED: dict[type[Base], dict[str, str]] = {
    Sale: {"note": ""},
    Basket: {"label": ""},
    MailMessage: {"address": "", "subject": "", "text": "", "html": "", "last_error": ""},
}
# Rows without words: sums, and what was shown to whom.
STAYS: tuple[type[Base], ...] = (
    Coupon, Redemption, PointsEntry, CampaignMember, RecommendationEvent, ExperimentExposure,
)  # fmt: skip
_WORDS = (
    "given_name", "family_name", "company", "street", "postcode", "city", "country",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What a customer must be told before it is done, because nothing brings it back.

    Attributes:
        receipts: sales and returns that stay in the books, without a name.
        points: the balance that nobody can spend any more.
        promises: follow-ups that are still open.
        letters: e-mails that wait and will not leave.
    """

    customer_id: int
    number: str
    name: str
    receipts: int
    points: int
    promises: int
    letters: int


def preview_erasure(session: Session, customer_id: int) -> ErasurePreview:
    """What erasing this customer, and those merged into them, would mean.

    Raises:
        NotFound: ``customers.unknown``.
        UserError: ``customers.merged``, ``customers.erased``.
    """
    customer = session.get(Customer, customer_id)
    if customer is None:
        raise NotFound("customers.unknown")
    if customer.status != "active":
        raise UserError(f"customers.{customer.status}", number=customer.number, kept_id=customer.merged_into_id)
    ids = all_of(session, customer_id)

    def count(table: type[Base], *where: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(table).where(_owner(table).in_(ids), *where)
        return int(session.scalar(query) or 0)

    points = select(func.coalesce(func.sum(PointsEntry.points), 0)).where(PointsEntry.customer_id.in_(ids))
    return ErasurePreview(
        customer_id=customer_id,
        number=customer.number,
        name=f"{customer.given_name} {customer.family_name}".strip() or customer.company,
        receipts=count(Sale),
        points=int(session.scalar(points) or 0),
        promises=count(FollowUp, FollowUp.done_at.is_(None)),
        letters=count(MailMessage, MailMessage.status == "queued"),
    )


def erase_customer(store: Store, actor: Actor, customer_id: int) -> Changes:
    """Forget a customer and everybody merged into them, for good; backups made before still know them.

    The file's freed pages are overwritten and its log is cut, so that the words are not left in it.

    Raises:
        NotAllowed: the actor is no manager.
        NotFound: ``customers.unknown``.
        UserError: ``customers.merged`` (open the one who was kept), ``customers.erased``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        session = unit.session
        sqlite.overwrite_what_goes(session.connection())
        number = editable(unit, customer_id).number
        ids = all_of(session, customer_id)
        forget_reports(session, ids)
        baskets = _leave_baskets(session, ids)
        _stop_letters(session, ids)
        for table in GONE:
            session.execute(delete(table).where(_owner(table).in_(ids)))
        for table, values in EMPTIED.items():
            session.execute(update(table).where(_owner(table).in_(ids)).values(**values))
        corrected = PointsEntry.customer_id.in_(ids), PointsEntry.kind == "correction"
        session.execute(update(PointsEntry).where(*corrected).values(note=""))
        merges = or_(CustomerMerge.kept_id.in_(ids), CustomerMerge.absorbed_id.in_(ids))
        session.execute(update(CustomerMerge).where(merges).values(before={}))
        session.execute(delete(SearchSnapshot))  # holds every customer's words; the next start makes it anew
        session.execute(
            update(Customer)
            .where(Customer.id.in_(ids))
            .values(
                **dict.fromkeys(_WORDS, ""),
                language=None,
                status="erased",
                merged_into_id=None,
                updated_at=unit.clock.now(),
            )
        )
        unit.audit("customer.erased", "customer", customer_id, number=number, with_merged=len(ids) - 1)
        unit.commit()
    sqlite.cut_log(store.engine)
    return Changes(customers=frozenset(ids), baskets=baskets)


def _owner(table: type[Base]) -> ColumnElement[int]:
    column: ColumnElement[int] = table.__table__.c.customer_id
    return column


def all_of(session: Session, customer_id: int) -> list[int]:
    """The customer and all who were merged into them, however often."""
    ids = [customer_id]
    while more := session.scalars(
        select(Customer.id).where(Customer.merged_into_id.in_(ids), Customer.id.not_in(ids))
    ).all():
        ids.extend(more)
    return ids


def _leave_baskets(session: Session, ids: list[int]) -> frozenset[int]:
    """What is not sold yet becomes a walk-in's, and keeps its goods."""
    mine = Basket.customer_id.in_(ids), Basket.status != "sold"
    found = frozenset(session.scalars(select(Basket.id).where(*mine)))
    session.execute(update(Basket).where(Basket.id.in_(found)).values(customer_id=None, label=""))
    return found


def _stop_letters(session: Session, ids: list[int]) -> None:
    """No letter leaves any more, no coupon of theirs is taken, and no reader's program is remembered."""
    mails = select(MailMessage.id).where(MailMessage.customer_id.in_(ids))
    session.execute(update(MailEvent).where(MailEvent.message_id.in_(mails)).values(agent=""))
    waiting = MailMessage.customer_id.in_(ids), MailMessage.status == "queued"
    session.execute(update(MailMessage).where(*waiting).values(status="skipped", reason="gone"))
    session.execute(update(Coupon).where(Coupon.customer_id.in_(ids), Coupon.uses == 0).values(status="cancelled"))
