"""The key a shop's fits are sealed with; it lies in the store, so that a fit serves the shop it was made for."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.store.actor import SYSTEM
from shopassistant.store.artefacts.kind import Kind
from shopassistant.store.database import Store
from shopassistant.store.schema import ShopSetting

_BYTES = 32


def seal_key(store: Store, kind: Kind) -> bytes:
    """The shop's key; before anything was learned here, one that fits no seal."""
    with store.read() as session:
        return _stored(session, kind) or secrets.token_bytes(_BYTES)


def ensure_seal_key(store: Store, kind: Kind) -> bytes:
    """The shop's key, made the first time.

    Raises:
        EnvironmentProblem: the store cannot be written.
    """
    with store.read() as session:
        known = _stored(session, kind)
    if known is not None:
        return known
    with store.begin(SYSTEM) as unit:
        key = _stored(unit.session, kind)  # another window was faster
        if key is None:
            key = secrets.token_bytes(_BYTES)
            unit.session.add(ShopSetting(key=kind.key_setting, value=key.hex()))
            unit.audit("model.key_made", "shop_setting", None)
            unit.commit()
    return key


def _stored(session: Session, kind: Kind) -> bytes | None:
    value = session.scalar(select(ShopSetting.value).where(ShopSetting.key == kind.key_setting))
    return bytes.fromhex(value) if value else None
