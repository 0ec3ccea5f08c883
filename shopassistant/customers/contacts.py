"""Ways to reach a customer: added in the form they are looked up by, removed, and never twice the same."""

from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.customers.access import editable
from shopassistant.store.actor import Actor
from shopassistant.store.contacts import normalise_card, normalise_email, normalise_phone
from shopassistant.store.database import Store
from shopassistant.store.schema import Contact
from shopassistant.store.shop import load_shop


def fresh_contact(customer_id: int, kind: str, value: str, country: str, *, is_primary: bool = False) -> Contact:
    """A contact ready to be added.

    Raises:
        UserError: ``customers.contact_kind``, ``customers.phone_invalid``, ``customers.email_invalid``,
            ``customers.card_empty``.
    """
    if kind == "phone":
        lookup, problem = normalise_phone(value, country), "customers.phone_invalid"
    elif kind == "email":
        lookup, problem = normalise_email(value), "customers.email_invalid"
    elif kind == "card":
        lookup, problem = normalise_card(value), "customers.card_empty"
    else:
        raise UserError("customers.contact_kind", kind=kind)
    if not lookup:
        raise UserError(problem, value=value)
    return Contact(customer_id=customer_id, kind=kind, value=value.strip()[:254], lookup=lookup, is_primary=is_primary)


def add_contact(
    store: Store, actor: Actor, customer_id: int, kind: str, value: str, *, label: str = "", is_primary: bool = False
) -> Changes:
    """Add a telephone number, e-mail address or card; one that is there already is left alone.

    The first of its kind, or one added with `is_primary`, becomes the main one.

    Raises:
        UserError: see `fresh_contact`.
        NotFound: ``customers.unknown``.
    """
    with store.begin(actor) as unit:
        editable(unit, customer_id)
        contact = fresh_contact(customer_id, kind, value, load_shop(unit.session).country)
        contact.label = label[:40]
        others = list(
            unit.session.scalars(select(Contact).where(Contact.customer_id == customer_id, Contact.kind == kind))
        )
        if any(other.lookup == contact.lookup for other in others):
            return Changes()
        contact.is_primary = is_primary or not others
        for other in others:
            other.is_primary = other.is_primary and not contact.is_primary
        unit.session.add(contact)
        unit.audit("customer.contact_added", "customer", customer_id, kind=kind)
        unit.commit()
    return Changes(customers=frozenset({customer_id}))


def remove_contact(store: Store, actor: Actor, contact_id: int) -> Changes:
    """Remove a contact; where it was the main one, the oldest left of its kind takes over.

    Raises:
        NotFound: ``customers.contact_unknown``.
    """
    with store.begin(actor) as unit:
        contact = unit.session.get(Contact, contact_id)
        if contact is None:
            raise NotFound("customers.contact_unknown")
        customer_id, kind = contact.customer_id, contact.kind
        editable(unit, customer_id)
        heir = unit.session.scalar(
            select(Contact)
            .where(Contact.customer_id == customer_id, Contact.kind == kind, Contact.id != contact_id)
            .order_by(Contact.is_primary.desc(), Contact.id)
            .limit(1)
        )
        if heir is not None:
            heir.is_primary = heir.is_primary or contact.is_primary
        unit.session.delete(contact)
        unit.audit("customer.contact_removed", "customer", customer_id, kind=kind)
        unit.commit()
    return Changes(customers=frozenset({customer_id}))
