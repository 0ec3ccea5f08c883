"""May we? A yes or no per purpose; the newest counts, and where nobody was asked the answer is no."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.customers.access import editable
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Consent

PURPOSES = ("personalisation", "email", "sms", "phone", "post")


def has_consent(session: Session, customer_id: int, purpose: str) -> bool:
    """Whether the newest word of the customer on `purpose` is yes; False without any.

    Raises:
        UserError: ``customers.consent_purpose``.
    """
    _check(purpose)
    newest = session.scalar(
        select(Consent.granted)
        .where(Consent.customer_id == customer_id, Consent.purpose == purpose)
        .order_by(Consent.at.desc(), Consent.granted, Consent.id.desc())
        .limit(1)
    )
    return bool(newest)


def newest_consents(consents: Sequence[Consent]) -> dict[str, Consent]:
    """The one that counts for each purpose: the newest, and of two at the same moment the no."""
    found: dict[str, Consent] = {}
    for consent in sorted(consents, key=lambda row: (row.at, not row.granted, row.id)):
        found[consent.purpose] = consent
    return found


def set_consent(
    store: Store,
    actor: Actor,
    customer_id: int,
    purpose: str,
    granted: bool,
    *,
    source: str = "counter",
    at: datetime | None = None,
) -> Changes:
    """Record a yes or no; what was said before stays as proof.

    Args:
        source: where it was given, such as ``counter`` or ``form``.
        at: when it was given, now by default.

    Raises:
        UserError: ``customers.consent_purpose``.
        NotFound: ``customers.unknown``.
    """
    _check(purpose)
    with store.begin(actor) as unit:
        editable(unit, customer_id)
        unit.session.add(
            Consent(
                customer_id=customer_id,
                purpose=purpose,
                granted=granted,
                at=at or unit.clock.now(),
                source=source[:40],
                staff_id=actor.staff_id,
            )
        )
        unit.audit("customer.consent", "customer", customer_id, purpose=purpose, granted=granted, source=source)
        unit.commit()
    return Changes(customers=frozenset({customer_id}))


def _check(purpose: str) -> None:
    if purpose not in PURPOSES:
        raise UserError("customers.consent_purpose", purpose=purpose)
