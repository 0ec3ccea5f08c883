"""Members of a segment as rows of a table to take away; ways to reach somebody only where they allowed it."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.customers.consent import newest_consents
from shopassistant.customers.segments.membership import members
from shopassistant.store.schema import Consent, Contact, Customer, SegmentMember

HEADER = ("number", "given_name", "family_name", "company", "city", "email", "phone", "since")
_BATCH = 2_000
# Which consent opens which contact.
_PURPOSE = {"email": ("email",), "phone": ("phone", "sms")}


def rows(session: Session, segment_id: int) -> Iterator[tuple[str, ...]]:
    """A row for each active member, by id. `write_csv` makes the cells harmless for spreadsheets.

    An e-mail address is given with consent to e-mail only, a phone number with consent to phone or SMS.
    """
    ids = members(session, segment_id).tolist()
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        reach = _reachable(session, batch)
        people = session.execute(
            select(Customer, SegmentMember.since)
            .join(SegmentMember, SegmentMember.customer_id == Customer.id)
            .where(SegmentMember.segment_id == segment_id, Customer.id.in_(batch))
            .order_by(Customer.id)
        )
        for who, since in people:
            known = reach.get(who.id, {})
            yield (
                who.number, who.given_name, who.family_name, who.company, who.city,
                known.get("email", ""), known.get("phone", ""), since.date().isoformat(),
            )  # fmt: skip


def _reachable(session: Session, ids: list[int]) -> dict[int, dict[str, str]]:
    """By customer and kind, the first valid contact that they allowed to be used."""
    said: dict[int, list[Consent]] = {}
    for one in session.scalars(select(Consent).where(Consent.customer_id.in_(ids))):
        said.setdefault(one.customer_id, []).append(one)
    allowed = {
        who: {purpose for purpose, one in newest_consents(consents).items() if one.granted}
        for who, consents in said.items()
    }
    found: dict[int, dict[str, str]] = {}
    contacts = session.scalars(
        select(Contact)
        .where(Contact.customer_id.in_(ids), Contact.kind.in_(("email", "phone")), Contact.is_valid)
        .order_by(Contact.is_primary.desc(), Contact.id)
    )
    for contact in contacts:
        if allowed.get(contact.customer_id, set()) & set(_PURPOSE[contact.kind]):
            found.setdefault(contact.customer_id, {}).setdefault(contact.kind, contact.value)
    return found
