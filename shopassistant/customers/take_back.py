"""A customer made by a slip of the Enter key is taken back, as long as nothing has come of them."""

from datetime import timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict
from shopassistant.customers.access import editable
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Basket,
    Consent,
    Contact,
    CustomerMerge,
    FollowUp,
    ImportantDate,
    Note,
    Sale,
    WishlistItem,
)

_LONGEST = timedelta(days=1)
_WRITTEN = (Sale, Note, FollowUp, WishlistItem, Consent, ImportantDate)


def undo_create(store: Store, actor: Actor, customer_id: int, terminal: str = "") -> Changes:
    """Take a new customer back: erased, without contacts, found by nobody; the row and its number stay.

    Any staff member may, for a day, while there is no sale, nothing written about the customer, no merge, and no
    basket of theirs that is held or open in another window.

    Args:
        terminal: the asking window; its own open basket becomes a walk-in's and keeps its lines.

    Raises:
        Conflict: ``customers.undo_late`` after a day, ``customers.undo_used`` where something has come of them.
        NotAllowed: the actor is no staff.
        NotFound: ``customers.unknown``.
        UserError: ``customers.merged``, ``customers.erased``.
    """
    with store.begin(actor) as unit:
        customer = editable(unit, customer_id)
        if unit.clock.now() - customer.created_at > _LONGEST:
            raise Conflict("customers.undo_late", number=customer.number)
        baskets = _baskets(unit.session, customer_id)
        is_elsewhere = any(basket.status == "held" or basket.terminal != terminal for basket in baskets)
        if is_elsewhere or _has_more(unit.session, customer_id):
            raise Conflict("customers.undo_used", number=customer.number)
        for basket in baskets:
            basket.customer_id = None
        customer.status = "erased"
        customer.updated_at = unit.clock.now()
        unit.session.execute(delete(Contact).where(Contact.customer_id == customer_id))
        unit.audit("customer.taken_back", "customer", customer_id, number=customer.number)
        unit.commit()
    return Changes(customers=frozenset({customer_id}), baskets=frozenset(basket.id for basket in baskets))


def _baskets(session: Session, customer_id: int) -> list[Basket]:
    """Baskets of the customer that may still be sold."""
    query = select(Basket).where(Basket.customer_id == customer_id, Basket.status.in_(("open", "held")))
    return list(session.scalars(query))


def _has_more(session: Session, customer_id: int) -> bool:
    """Whether anything hangs on the customer besides what the typed line gave."""
    questions = [select(table.id).where(table.customer_id == customer_id).limit(1) for table in _WRITTEN]
    of_both = or_(CustomerMerge.kept_id == customer_id, CustomerMerge.absorbed_id == customer_id)
    questions.append(select(CustomerMerge.id).where(of_both).limit(1))
    return any(session.scalar(question) is not None for question in questions)
