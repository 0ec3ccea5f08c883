"""What staff write down about a customer besides how to reach them: name, notes, promises, wishes, dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.customers.access import editable
from shopassistant.customers.details import display_name
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer, FollowUp, ImportantDate, Note, Product, Staff, Variant, WishlistItem

# Columns of a customer that staff may change, with the most characters each takes.
EDITABLE = {
    "given_name": 80,
    "family_name": 80,
    "company": 120,
    "street": 200,
    "postcode": 20,
    "city": 80,
    "country": 60,
    "language": 10,
}


def change_customer(
    store: Store, actor: Actor, customer_id: int, fields: Mapping[str, str], *, seen: Mapping[str, str] | None = None
) -> Changes:
    """Change a customer's name or address.

    Args:
        fields: new values by column name, see `EDITABLE`.
        seen: what the fields held when they were shown; where another terminal has changed one since, nothing is
            written.

    Raises:
        UserError: ``customers.field_unknown``, ``customers.field_long``, ``customers.nameless`` (nothing left to call
            the customer by).
        Conflict: ``customers.changed_meanwhile``.
        NotFound: ``customers.unknown``.
    """
    for name, value in fields.items():
        if name not in EDITABLE:
            raise UserError("customers.field_unknown", field=name)
        if len(value.strip()) > EDITABLE[name]:
            raise UserError("customers.field_long", field=name, most=EDITABLE[name])
    with store.begin(actor) as unit:
        customer = editable(unit, customer_id)
        for name, value in (seen or {}).items():
            if name in EDITABLE and (getattr(customer, name) or "") != value:
                raise Conflict("customers.changed_meanwhile", field=name)
        changed = [name for name, value in fields.items() if (getattr(customer, name) or "") != value.strip()]
        if not changed:
            return Changes()
        had_name = bool(customer.given_name or customer.family_name or customer.company)
        for name in changed:
            setattr(customer, name, fields[name].strip() or (None if name == "language" else ""))
        if had_name and not (customer.given_name or customer.family_name or customer.company):
            raise UserError("customers.nameless")
        customer.updated_at = unit.clock.now()
        unit.audit("customer.changed", "customer", customer_id, fields=changed)
        unit.commit()
    return _of(customer_id)


def add_note(store: Store, actor: Actor, customer_id: int, text: str) -> Changes:
    """Write a note. Raises UserError ``customers.text_empty`` or ``customers.text_long``."""
    text = _text(text, 4000)
    with store.begin(actor) as unit:
        editable(unit, customer_id)
        unit.session.add(Note(customer_id=customer_id, text=text, at=unit.clock.now(), staff_id=actor.staff_id))
        unit.audit("customer.note_added", "customer", customer_id)
        unit.commit()
    return _of(customer_id)


def remove_note(store: Store, actor: Actor, note_id: int) -> Changes:
    """Remove a note. Raises NotFound ``customers.entry_unknown``."""
    return _remove(store, actor, Note, note_id, "customer.note_removed")


def add_follow_up(store: Store, actor: Actor, customer_id: int, text: str, due_on: date) -> Changes:
    """Promise something for a day. Raises UserError ``customers.text_empty`` or ``customers.text_long``."""
    text = _text(text, 500)
    with store.begin(actor) as unit:
        editable(unit, customer_id)
        now = unit.clock.now()
        row = FollowUp(customer_id=customer_id, text=text, due_on=due_on, staff_id=actor.staff_id, created_at=now)
        unit.session.add(row)
        unit.audit("customer.follow_up_added", "customer", customer_id, due_on=due_on.isoformat())
        unit.commit()
    return _of(customer_id)


def finish_follow_up(store: Store, actor: Actor, follow_up_id: int, *, done: bool = True) -> Changes:
    """Tick a promise off, or (`done` False) open it again. Raises NotFound ``customers.entry_unknown``."""
    with store.begin(actor) as unit:
        row = unit.session.get(FollowUp, follow_up_id)
        if row is None:
            raise NotFound("customers.entry_unknown")
        editable(unit, row.customer_id)
        if (row.done_at is not None) == done:
            return Changes()
        row.done_at = unit.clock.now() if done else None
        unit.audit("customer.follow_up_done" if done else "customer.follow_up_opened", "customer", row.customer_id)
        unit.commit()
        return _of(row.customer_id)


@dataclass(frozen=True, slots=True)
class DueFollowUp:
    """A promise that is due, for the day's list; `staff` is who made it, empty where unknown."""

    id: int
    customer_id: int
    customer: str
    text: str
    due_on: date
    staff: str


def due_follow_ups(session: Session, on: date) -> tuple[DueFollowUp, ...]:
    """Open promises due on or before `on`, the longest overdue first."""
    rows = session.execute(
        select(FollowUp, Customer, Staff.name)
        .join(Customer, Customer.id == FollowUp.customer_id)
        .outerjoin(Staff, Staff.id == FollowUp.staff_id)
        .where(FollowUp.done_at.is_(None), FollowUp.due_on <= on)
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return tuple(
        DueFollowUp(
            row.id,
            row.customer_id,
            display_name(customer.given_name, customer.family_name, customer.company, customer.number),
            row.text,
            row.due_on,
            staff or "",
        )
        for row, customer, staff in rows
    )


def add_wish(store: Store, actor: Actor, customer_id: int, product_id: int, variant_id: int | None = None) -> Changes:
    """Put a product, or one variant of it, on the wishlist; once is enough.

    Raises:
        NotFound: ``customers.product_unknown``; also when the variant is of another product.
    """
    with store.begin(actor) as unit:
        editable(unit, customer_id)
        variant = unit.session.get(Variant, variant_id) if variant_id is not None else None
        if unit.session.get(Product, product_id) is None:
            raise NotFound("customers.product_unknown")
        if variant_id is not None and (variant is None or variant.product_id != product_id):
            raise NotFound("customers.product_unknown")
        known = unit.session.scalar(
            select(WishlistItem.id).where(
                WishlistItem.customer_id == customer_id,
                WishlistItem.product_id == product_id,
                WishlistItem.variant_id.is_(None) if variant_id is None else WishlistItem.variant_id == variant_id,
            )
        )
        if known is not None:
            return Changes()
        now = unit.clock.now()
        unit.session.add(WishlistItem(customer_id=customer_id, product_id=product_id, variant_id=variant_id, at=now))
        unit.audit("customer.wish_added", "customer", customer_id, product_id=product_id)
        unit.commit()
    return _of(customer_id)


def remove_wish(store: Store, actor: Actor, wish_id: int) -> Changes:
    """Take a wish off the list. Raises NotFound ``customers.entry_unknown``."""
    return _remove(store, actor, WishlistItem, wish_id, "customer.wish_removed")


def add_important_date(
    store: Store, actor: Actor, customer_id: int, label: str, month: int, day: int, year: int | None = None
) -> Changes:
    """Remember a birthday or anniversary; the year may be unknown.

    Raises:
        UserError: ``customers.date_impossible``, ``customers.text_empty``, ``customers.text_long``.
    """
    label = _text(label, 60)
    try:
        date(year or 2000, month, day)  # a leap year, so that 29 February is a birthday
    except (ValueError, OverflowError):
        raise UserError("customers.date_impossible", month=month, day=day) from None
    with store.begin(actor) as unit:
        editable(unit, customer_id)
        unit.session.add(ImportantDate(customer_id=customer_id, label=label, month=month, day=day, year=year))
        unit.audit("customer.date_added", "customer", customer_id)
        unit.commit()
    return _of(customer_id)


def remove_important_date(store: Store, actor: Actor, date_id: int) -> Changes:
    """Forget an important date. Raises NotFound ``customers.entry_unknown``."""
    return _remove(store, actor, ImportantDate, date_id, "customer.date_removed")


def _remove(
    store: Store, actor: Actor, table: type[Note] | type[WishlistItem] | type[ImportantDate], row_id: int, action: str
) -> Changes:
    with store.begin(actor) as unit:
        row = unit.session.get(table, row_id)
        if not isinstance(row, Note | WishlistItem | ImportantDate):
            raise NotFound("customers.entry_unknown")
        editable(unit, row.customer_id)
        unit.session.delete(row)
        unit.audit(action, "customer", row.customer_id)
        unit.commit()
        return _of(row.customer_id)


def _text(text: str, most: int) -> str:
    cleaned = text.strip()
    if not cleaned:
        raise UserError("customers.text_empty")
    if len(cleaned) > most:
        raise UserError("customers.text_long", most=most)
    return cleaned


def _of(customer_id: int) -> Changes:
    return Changes(customers=frozenset({customer_id}))
