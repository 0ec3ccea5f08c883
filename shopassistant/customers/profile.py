"""Who stands at the counter: everything the shop knows of one customer, read in a few milliseconds."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.customers import habits
from shopassistant.customers.consent import newest_consents
from shopassistant.customers.details import display_name
from shopassistant.customers.habits import BrandBought, SizeWorn
from shopassistant.customers.history import HistoryLine, load_history
from shopassistant.customers.value.lookup import ValueLine, value_of
from shopassistant.store.schema import (
    Consent,
    Contact,
    Customer,
    FollowUp,
    ImportantDate,
    Note,
    Product,
    Staff,
    Variant,
)
from shopassistant.store.schema import WishlistItem as WishlistRow

__all__ = ["BrandBought", "HistoryLine", "Profile", "SizeWorn", "load_history", "load_profile"]

_MOST_NOTES = 100


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A way to reach or recognise the customer; `kind` is ``phone``, ``email`` or ``card``."""

    id: int
    kind: str
    value: str
    label: str
    is_primary: bool
    is_valid: bool


@dataclass(frozen=True, slots=True)
class ConsentState:
    """The word that counts for one purpose."""

    purpose: str
    granted: bool
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note and who wrote it (empty where unknown)."""

    id: int
    text: str
    at: datetime
    staff: str


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A promise not yet kept.

    Attributes:
        due_in_days: from today; negative when overdue.
    """

    id: int
    text: str
    due_on: date
    due_in_days: int
    staff: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A product on the wishlist, or one variant of it."""

    id: int
    product_id: int
    variant_id: int | None
    name: str
    size: str | None
    colour: str | None
    price_minor: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An important date and how many days until it comes round."""

    id: int
    label: str
    month: int
    day: int
    year: int | None
    in_days: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A customer as the counter shows them.

    Attributes:
        name: how to call them; the parts stand beside it.
        status: ``active``, ``merged`` or ``erased``; `merged_into_id` says where a merged one went.
        contacts: the main one of each kind first.
        consents: one for each purpose anybody asked about; no entry means no.
        orders: sales, without returns.
        spend_minor: paid in all, returns deducted.
        average_basket_minor: sales only, rounded; None without a sale.
        last_visit_at: the latest sale or return.
        returns_share: units returned of units bought, 0 to 1; None without a purchase.
        sizes: the most usual for each category, most bought category first.
        brands: most bought first.
        worth: what may be expected of them, as last worked out; None where it was not.
        follow_ups: open ones, soonest due first.
        dates: soonest first.
    """

    id: int
    number: str
    name: str
    given_name: str
    family_name: str
    company: str
    street: str
    postcode: str
    city: str
    country: str
    language: str | None
    status: str
    merged_into_id: int | None
    customer_since: datetime
    contacts: tuple[ContactPoint, ...]
    consents: tuple[ConsentState, ...]
    orders: int
    spend_minor: int
    average_basket_minor: int | None
    last_visit_at: datetime | None
    returns_share: float | None
    sizes: tuple[SizeWorn, ...]
    brands: tuple[BrandBought, ...]
    worth: ValueLine | None
    wishlist: tuple[Wish, ...]
    notes: tuple[NoteLine, ...]
    follow_ups: tuple[FollowUpLine, ...]
    dates: tuple[Anniversary, ...]


def load_profile(session: Session, customer_id: int, today: date) -> Profile:
    """All that is shown of one customer.

    Args:
        today: the day at the shop, for what is due and how far away a birthday is.

    Raises:
        NotFound: ``customers.unknown``.
    """
    row = session.get(Customer, customer_id)
    if row is None:
        raise NotFound("customers.unknown")
    value = habits.load_value(session, customer_id)
    bought = habits.load_bought(session, customer_id)
    return Profile(
        id=row.id,
        number=row.number,
        name=display_name(row.given_name, row.family_name, row.company, row.number),
        given_name=row.given_name,
        family_name=row.family_name,
        company=row.company,
        street=row.street,
        postcode=row.postcode,
        city=row.city,
        country=row.country,
        language=row.language,
        status=row.status,
        merged_into_id=row.merged_into_id,
        customer_since=row.created_at,
        contacts=_contacts(session, customer_id),
        consents=_consents(session, customer_id),
        orders=value.orders,
        spend_minor=value.spend_minor,
        average_basket_minor=value.average_basket_minor,
        last_visit_at=value.last_visit_at,
        returns_share=bought.returns_share,
        sizes=bought.sizes,
        brands=bought.brands,
        worth=value_of(session, customer_id),
        wishlist=_wishlist(session, customer_id),
        notes=_notes(session, customer_id),
        follow_ups=_follow_ups(session, customer_id, today),
        dates=_dates(session, customer_id, today),
    )


def days_until(month: int, day: int, today: date) -> int:
    """Days until the next `day` of `month`; 29 February counts as 1 March in other years."""
    for year in (today.year, today.year + 1):
        try:
            comes = date(year, month, day)
        except ValueError:
            comes = date(year, month % 12 + 1, 1) if month < 12 else date(year + 1, 1, 1)
        if comes >= today:
            return (comes - today).days
    raise AssertionError("one of two years is ahead")


def _contacts(session: Session, customer_id: int) -> tuple[ContactPoint, ...]:
    rows = session.scalars(
        select(Contact)
        .where(Contact.customer_id == customer_id)
        .order_by(Contact.kind.desc(), Contact.is_primary.desc(), Contact.id)
    )
    return tuple(ContactPoint(row.id, row.kind, row.value, row.label, row.is_primary, row.is_valid) for row in rows)


def _consents(session: Session, customer_id: int) -> tuple[ConsentState, ...]:
    rows = session.scalars(select(Consent).where(Consent.customer_id == customer_id)).all()
    newest = newest_consents(rows)
    return tuple(ConsentState(row.purpose, row.granted, row.at, row.source) for _purpose, row in sorted(newest.items()))


def _wishlist(session: Session, customer_id: int) -> tuple[Wish, ...]:
    rows = session.execute(
        select(WishlistRow, Product.name, Variant.size, Variant.colour, Variant.price_minor)
        .join(Product, Product.id == WishlistRow.product_id)
        .outerjoin(Variant, Variant.id == WishlistRow.variant_id)
        .where(WishlistRow.customer_id == customer_id)
        .order_by(WishlistRow.at.desc(), WishlistRow.id.desc())
    )
    return tuple(
        Wish(row.id, row.product_id, row.variant_id, name, size, colour, price, row.at)
        for row, name, size, colour, price in rows
    )


def _notes(session: Session, customer_id: int) -> tuple[NoteLine, ...]:
    rows = session.execute(
        select(Note, Staff.name)
        .outerjoin(Staff, Staff.id == Note.staff_id)
        .where(Note.customer_id == customer_id)
        .order_by(Note.at.desc(), Note.id.desc())
        .limit(_MOST_NOTES)
    )
    return tuple(NoteLine(row.id, row.text, row.at, name or "") for row, name in rows)


def _follow_ups(session: Session, customer_id: int, today: date) -> tuple[FollowUpLine, ...]:
    rows = session.execute(
        select(FollowUp, Staff.name)
        .outerjoin(Staff, Staff.id == FollowUp.staff_id)
        .where(FollowUp.customer_id == customer_id, FollowUp.done_at.is_(None))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return tuple(
        FollowUpLine(row.id, row.text, row.due_on, (row.due_on - today).days, name or "") for row, name in rows
    )


def _dates(session: Session, customer_id: int, today: date) -> tuple[Anniversary, ...]:
    rows = session.scalars(select(ImportantDate).where(ImportantDate.customer_id == customer_id))
    found = [
        Anniversary(row.id, row.label, row.month, row.day, row.year, days_until(row.month, row.day, today))
        for row in rows
    ]
    return tuple(sorted(found, key=lambda entry: (entry.in_days, entry.id)))
