"""The keys that sign the links of mails and hash addresses; they lie in the shop's store, made the first time."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import ShopSetting

_SETTINGS = ("mail_key.links", "mail_key.addresses")
_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Two keys of 32 bytes.

    Attributes:
        links: signs the links of mails.
        addresses: hashes the addresses that want no mail.
    """

    links: bytes
    addresses: bytes


def read_keys(session: Session) -> Keys | None:
    """The shop's keys; None before the first mail."""
    rows = session.execute(select(ShopSetting.key, ShopSetting.value).where(ShopSetting.key.in_(_SETTINGS)))
    stored: dict[str, str] = dict(rows.all())
    if any(name not in stored for name in _SETTINGS):
        return None
    return Keys(*(bytes.fromhex(stored[name]) for name in _SETTINGS))


def ensure_keys(store: Store) -> Keys:
    """The shop's keys, made the first time.

    Raises:
        EnvironmentProblem: the store cannot be written.
    """
    with store.read() as session:
        known = read_keys(session)
    if known is not None:
        return known
    with store.begin(SYSTEM) as unit:
        known = read_keys(unit.session)  # another window was faster
        if known is None:
            known = Keys(secrets.token_bytes(_BYTES), secrets.token_bytes(_BYTES))
            for name, key in zip(_SETTINGS, (known.links, known.addresses), strict=True):
                unit.session.add(ShopSetting(key=name, value=key.hex()))
            unit.audit("mail.keys_made", "shop_setting", None)
            unit.commit()
    return known
