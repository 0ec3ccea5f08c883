"""The method behind the personal list: the blend of all, unless the shop found that another does better."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.recommend.requests import ALIASES, METHODS
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import ShopSetting

BEST_GUESS = "hybrid"
_KEY = "advice_method"


def usual_method(session: Session) -> str:
    """The shop's choice; `BEST_GUESS` where it made none, or chose one this program does not know."""
    chosen = session.connection().execute(_CHOSEN, {"key": _KEY}).scalar()
    return chosen if chosen in METHODS else BEST_GUESS


def use_method(store: Store, actor: Actor, method: str) -> str:
    """Make `method` the usual one, at every terminal; managers only. Returns the one before.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``recommend.method``.
    """
    actor.require("manager")
    method = ALIASES.get(method, method)
    if method not in METHODS:
        raise UserError("recommend.method", method=method, known=", ".join((*METHODS, *ALIASES)))
    with store.begin(actor) as unit:
        before = usual_method(unit.session)
        unit.session.merge(ShopSetting(key=_KEY, value=method))
        unit.audit("advice.method_changed", "shop_setting", None, method=method, before=before)
        unit.commit()
    return before


_CHOSEN = select(ShopSetting.value).where(ShopSetting.key == bindparam("key"))
