"""Who of a segment may be written to, and why the others may not; asked when a campaign starts and before each mail."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.promotions.campaigns.keys import Keys
from shopassistant.promotions.campaigns.mail_settings import MailSettings
from shopassistant.promotions.campaigns.suppression import suppressed
from shopassistant.store.contacts import normalise_email
from shopassistant.store.schema import Consent, Contact, Customer, MailMessage

# In the order in which they are asked; the first that holds is the reason that is told.
REASONS = ("gone", "no_consent", "no_address", "suppressed", "same_address", "capped")
# Of a mail: it was sent or may have been.
COUNTED = ("sending", "sent", "uncertain", "bounced")
# Of ids in one question to the store.
_BATCH = 5_000
_PLAIN = re.compile(
    r"[a-z0-9](?:[a-z0-9_+-]|\.(?!\.)){0,62}[a-z0-9]@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
)
_T = TypeVar("_T")


@dataclass(frozen=True)
class Eligible:
    """Who of the asked customers may be written to.

    Attributes:
        addresses: by customer, of those who may; in the order of their ids.
        reasons: by customer, one of `REASONS`, of those who may not.
    """

    addresses: Mapping[int, str]
    reasons: Mapping[int, str]

    def counts(self) -> dict[str, int]:
        """How many are left out for each reason, in the order of `REASONS`."""
        found = list(self.reasons.values())
        return {reason: found.count(reason) for reason in REASONS if reason in found}


def eligible(
    session: Session,
    customer_ids: Sequence[int],
    settings: MailSettings,
    keys: Keys,
    now: datetime,
    but_message_id: int | None = None,
) -> Eligible:
    """Sort customers into those who may be written to now and those who may not.

    A yes to e-mail must be the newest word, also newer than an unsubscription of the address. Of two customers with one
    address the one with the lower id gets the mail. Nobody gets more than the cap over all campaigns.

    Args:
        but_message_id: a mail that does not count against the cap: the one that is about to be sent.
    """
    ids = sorted(set(customer_ids))
    reasons: dict[int, str] = {}
    active = _active(session, ids)
    consenting = _consenting(session, ids)
    found = _addresses(session, [one for one in ids if one in active and one in consenting])
    blocked = _blocked(found, consenting, suppressed(session, keys, set(found.values())))
    capped = _capped(session, list(found), settings, now, but_message_id)
    addresses: dict[int, str] = {}
    taken: set[str] = set()
    for one in ids:
        if reason := _reason(one, active, consenting, found, blocked, taken, capped):
            reasons[one] = reason
        else:
            addresses[one] = found[one]
            taken.add(found[one])
    return Eligible(addresses, reasons)


def _reason(
    one: int,
    active: set[int],
    consenting: Mapping[int, datetime],
    found: Mapping[int, str],
    blocked: set[int],
    taken: set[str],
    capped: set[int],
) -> str:
    if one not in active:
        return "gone"
    if one not in consenting:
        return "no_consent"
    if one not in found:
        return "no_address"
    if one in blocked:
        return "suppressed"
    if found[one] in taken:
        return "same_address"
    return "capped" if one in capped else ""


def _active(session: Session, ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for batch in batches(ids):
        statement = select(Customer.id).where(Customer.id.in_(batch), Customer.status == "active")
        found.update(session.scalars(statement))
    return found


def _blocked(
    found: Mapping[int, str], consenting: Mapping[int, datetime], blocked: Mapping[str, tuple[str, datetime]]
) -> set[int]:
    """Customers whose address is off the list. Who unsubscribed and agreed again later is back; a mailbox is not."""
    return {
        one
        for one, address in found.items()
        if address in blocked and not (blocked[address][0] == "unsubscribe" and consenting[one] > blocked[address][1])
    }


def _consenting(session: Session, ids: Sequence[int]) -> dict[int, datetime]:
    """Whose newest word on e-mail is yes, and since when; of two at one moment the no counts."""
    found: dict[int, datetime] = {}
    place = func.row_number().over(
        partition_by=Consent.customer_id, order_by=(Consent.at.desc(), Consent.granted, Consent.id.desc())
    )
    for batch in batches(ids):
        ranked = (
            select(Consent.customer_id, Consent.granted, Consent.at, place.label("place"))
            .where(Consent.purpose == "email", Consent.customer_id.in_(batch))
            .subquery()
        )
        statement = select(ranked.c.customer_id, ranked.c.at).where(ranked.c.place == 1, ranked.c.granted)
        found |= dict(session.execute(statement).all())
    return found


def _addresses(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The address of each: the primary one that is valid, else the oldest."""
    found: dict[int, str] = {}
    for batch in batches(ids):
        statement = (
            select(Contact.customer_id, Contact.lookup)
            .where(Contact.customer_id.in_(batch), Contact.kind == "email", Contact.is_valid)
            .order_by(Contact.customer_id, Contact.is_primary.desc(), Contact.id)
        )
        for customer_id, address in session.execute(statement):
            if customer_id not in found and (good := _good(address)) is not None:
                found[customer_id] = good
    return found


def _good(address: str) -> str | None:
    """The address if one can write to it: plain ones are known by their form, odd ones are looked at closely."""
    return address if _PLAIN.fullmatch(address) else normalise_email(address)


def _capped(
    session: Session, ids: Sequence[int], settings: MailSettings, now: datetime, but_message_id: int | None
) -> set[int]:
    if settings.cap_days == 0:
        return set()
    since = now - timedelta(days=settings.cap_days)
    found: set[int] = set()
    for batch in batches(ids):
        statement = (
            select(MailMessage.customer_id)
            .where(
                MailMessage.customer_id.in_(batch),
                MailMessage.status.in_(COUNTED),
                MailMessage.claimed_at > since,
                MailMessage.id != (but_message_id or 0),
            )
            .group_by(MailMessage.customer_id)
            .having(func.count() >= settings.cap_count)
        )
        found.update(session.scalars(statement))
    return found


def batches(items: Iterable[_T], size: int = _BATCH) -> Iterable[list[_T]]:
    """The items in lists of at most `size`."""
    batch: list[_T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
