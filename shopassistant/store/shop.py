"""The shop's own settings: its name, currency, country; kept in its store so that every terminal agrees."""

from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.core.money import Currency
from shopassistant.store.schema import Location, ShopSetting
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Shop:
    """What all terminals of a shop agree on.

    Attributes:
        name: printed on receipts.
        currency: ISO 4217 code; all amounts of the store are in it.
        country: ISO 3166 code of two letters, for telephone numbers without a country code.
        address: lines for the receipt's head, separated by newlines.
        receipt_footer: a last sentence on the receipt.
        is_demo: made by the synthetic shop.
    """

    name: str = ""
    currency: str = "GBP"
    country: str = "GB"
    address: str = ""
    receipt_footer: str = ""
    is_demo: bool = False

    @property
    def money(self) -> Currency:
        """The currency as an object that parses and rounds."""
        return Currency(self.currency)


def load_shop(session: Session) -> Shop:
    """The stored settings, defaults where none are stored."""
    stored = {row.key: row.value for row in session.scalars(select(ShopSetting))}
    known = {entry.name: stored[entry.name] for entry in fields(Shop) if entry.name in stored}
    is_demo = known.pop("is_demo", "") == "1"
    return Shop(**known, is_demo=is_demo)


def save_shop(unit: UnitOfWork, shop: Shop) -> None:
    """Store `shop`; administrators only (or the system, while setting up).

    Raises:
        UserError: a currency or country that is no code.
        NotAllowed: the actor is no administrator.
    """
    unit.actor.require("administrator")
    Currency(shop.currency)
    if len(shop.country) != 2 or not shop.country.isalpha():
        raise UserError("shop.country", country=shop.country)
    for entry in fields(Shop):
        value = getattr(shop, entry.name)
        text = ("1" if value else "0") if isinstance(value, bool) else str(value)
        unit.session.merge(ShopSetting(key=entry.name, value=text))
    unit.audit("shop.changed", "shop_setting", None, name=shop.name, currency=shop.currency)


def ensure_location(unit: UnitOfWork, code: str = "SHOP", name: str = "Shop") -> int:
    """Id of the location with `code`; made if missing."""
    found = unit.session.scalar(select(Location.id).where(Location.code == code))
    if found is not None:
        return found
    location = Location(code=code, name=name)
    unit.session.add(location)
    unit.session.flush()
    return location.id
