"""Addresses that are never written to again, kept as keyed hashes: they outlive their owner and tell nothing."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.promotions.campaigns.keys import Keys
from shopassistant.store.schema import MailSuppression

_BATCH = 5_000


def address_hash(keys: Keys, address: str) -> str:
    """The keyed hash of an address (HMAC-SHA256), whatever its case."""
    return hmac.new(keys.addresses, address.strip().lower().encode(), hashlib.sha256).hexdigest()


def suppress(
    session: Session, keys: Keys, address: str, reason: str, at: datetime, message_id: int | None = None
) -> bool:
    """Never write to this address again; False if that was so before.

    Args:
        address: empty for the letter of somebody who was erased since: nothing is left to keep then.
        reason: ``bounce``, ``complaint``, ``unsubscribe`` or ``manual``.
    """
    if not address:
        return False
    hashed = address_hash(keys, address)
    before = session.scalar(select(MailSuppression).where(MailSuppression.address_hash == hashed))
    if before is not None:
        if before.reason == "unsubscribe":  # somebody may have agreed anew since; now the newest word counts
            before.reason, before.at, before.message_id = reason, at, message_id
        return False
    session.add(MailSuppression(address_hash=hashed, reason=reason, at=at, message_id=message_id))
    return True


def suppressed(session: Session, keys: Keys, addresses: Iterable[str]) -> dict[str, tuple[str, datetime]]:
    """Those of the addresses that are not to be written to, with the reason and since when."""
    by_hash = {address_hash(keys, address): address for address in addresses}
    hashes = list(by_hash)
    found: dict[str, tuple[str, datetime]] = {}
    for start in range(0, len(hashes), _BATCH):
        columns = (MailSuppression.address_hash, MailSuppression.reason, MailSuppression.at)
        statement = select(*columns).where(MailSuppression.address_hash.in_(hashes[start : start + _BATCH]))
        found |= {by_hash[hashed]: (reason, at) for hashed, reason, at in session.execute(statement)}
    return found
