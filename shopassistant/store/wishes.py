"""Wishes of the shop kept as a frozen dataclass among its settings, a row a field, so that every terminal agrees."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.store.schema import ShopSetting
from shopassistant.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    W = TypeVar("W", bound=DataclassInstance)
else:
    W = TypeVar("W")


def load_wishes(session: Session, kind: type[W], prefix: str, code: str) -> W:
    """The stored wishes; what was never set is as in `kind`, whose fields all have defaults.

    Args:
        kind: its fields hold text, numbers, or yes and no.
        prefix: of the keys.
        code: of the error.

    Raises:
        UserError: `code` with ``field`` and ``value``, a stored value makes no sense.
    """
    rows = session.execute(select(ShopSetting.key, ShopSetting.value).where(ShopSetting.key.startswith(prefix)))
    stored = {key.removeprefix(prefix): value for key, value in rows}
    usual = kind()
    known = {one.name for one in fields(usual)} & set(stored)
    return kind(**{name: _parse(name, stored[name], getattr(usual, name), code) for name in known})


def save_wishes(unit: UnitOfWork, wishes: "DataclassInstance", prefix: str) -> None:
    """Store every field; who may is for the caller to ask."""
    for entry in fields(wishes):
        value = getattr(wishes, entry.name)
        text = str(int(value)) if isinstance(value, bool) else str(value)
        unit.session.merge(ShopSetting(key=prefix + entry.name, value=text))


def _parse(name: str, text: str, usual: Any, code: str) -> Any:
    if isinstance(usual, str):
        return text
    try:
        number = int(text)
    except ValueError as error:
        raise UserError(code, field=name, value=text) from error
    return bool(number) if isinstance(usual, bool) else number
