"""How long a variant can be sold: days from receiving until it spoils, and whether it is ordered again at all."""

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Variant
from shopassistant.store.unit_of_work import UnitOfWork

LONGEST_DAYS = 3650


def set_discontinued(store: Store, actor: Actor, variant_id: int, discontinued: bool) -> Changes:
    """Sell a variant while stock lasts and never order it again, or order it again; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``variant.unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        variant = _variant(unit, variant_id)
        variant.discontinued = discontinued
        unit.audit("variant.discontinued" if discontinued else "variant.continued", "variant", variant_id)
        unit.commit()
    return Changes(variants=frozenset({variant_id}), products=frozenset({variant.product_id}))


def set_shelf_life(store: Store, actor: Actor, variant_id: int, days: int | None) -> Changes:
    """Say how many days after receiving a variant can be sold, or (None) that it keeps; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.days``.
        NotFound: ``variant.unknown``.
    """
    actor.require("manager")
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise UserError("stock.days", days=days, least=1, most=LONGEST_DAYS)
    with store.begin(actor) as unit:
        variant = _variant(unit, variant_id)
        before, variant.shelf_life_days = variant.shelf_life_days, days
        unit.audit("variant.shelf_life", "variant", variant_id, before=before, after=days)
        unit.commit()
    return Changes(variants=frozenset({variant_id}), products=frozenset({variant.product_id}))


def _variant(unit: UnitOfWork, variant_id: int) -> Variant:
    found = unit.session.get(Variant, variant_id)
    if found is None:
        raise NotFound("variant.unknown", variant_id=variant_id)
    return found
