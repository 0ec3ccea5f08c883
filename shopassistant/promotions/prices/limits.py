"""Within what a price may move: what was said of the variant counts before its category's, that before the shop's."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Category, PriceLimit, Variant

HIGHEST_MINOR = 100_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """None says nothing.

    Attributes:
        floor_minor, ceiling_minor: shelf prices, tax included.
        floor_margin_bp: over cost, in hundredths of a percent of it.
        max_step_bp: the most one change may move, in hundredths of a percent of the price.
        ending: last digits of a price, such as ``99``; empty for any.
        min_days_between: days a price stands before it changes again.
        automatic: suggestions inside the limits are taken without being asked.
    """

    floor_minor: int | None = None
    ceiling_minor: int | None = None
    floor_margin_bp: int | None = None
    max_step_bp: int | None = None
    ending: str | None = None
    min_days_between: int | None = None
    automatic: bool | None = None

    def under(self, wider: "Limits") -> "Limits":
        """These, and of `wider` what they leave open."""
        own = {one.name: getattr(self, one.name) for one in fields(Limits)}
        return Limits(**{name: getattr(wider, name) if value is None else value for name, value in own.items()})


# What holds where the shop said nothing: never below cost, in small steps, seldom, and never by itself.
USUAL = Limits(None, None, 0, 1_500, "", 28, False)


@dataclass(frozen=True, slots=True)
class LimitRow:
    """What was said of one scope.

    Attributes:
        variant_id, category_id: None for both is the whole shop.
        name: of the product or category; empty for the shop.
    """

    id: int
    variant_id: int | None
    category_id: int | None
    name: str
    limits: Limits


class LimitBook:
    """All limits, to be asked per variant."""

    def __init__(self, rows: list[LimitRow], parents: Mapping[int, int | None]) -> None:
        self._of_variant = {row.variant_id: row.limits for row in rows if row.variant_id is not None}
        self._of_category = {row.category_id: row.limits for row in rows if row.category_id is not None}
        shop = [row.limits for row in rows if row.variant_id is None and row.category_id is None]
        self._shop = (shop[0] if shop else Limits()).under(USUAL)
        self._parents = parents

    def of(self, variant_id: int, category_id: int | None) -> Limits:
        """What holds for a variant; nothing is None but floor and ceiling."""
        found = self._of_variant.get(variant_id, Limits())
        seen: set[int] = set()
        while category_id is not None and category_id not in seen:
            seen.add(category_id)
            found = found.under(self._of_category.get(category_id, Limits()))
            category_id = self._parents.get(category_id)
        return found.under(self._shop)


def load_limits(session: Session) -> LimitBook:
    """Everything that was said."""
    parents = {row.id: row.parent_id for row in session.execute(select(Category.id, Category.parent_id))}
    return LimitBook(list_limits(session), parents)


def list_limits(session: Session) -> list[LimitRow]:
    """What was said: of the shop, then of categories, then of variants, by name."""
    query = (
        select(PriceLimit, Category.path, Variant.sku)
        .outerjoin(Category, Category.id == PriceLimit.category_id)
        .outerjoin(Variant, Variant.id == PriceLimit.variant_id)
    )
    rows = [
        LimitRow(one.id, one.variant_id, one.category_id, path or sku or "", _limits(one))
        for one, path, sku in session.execute(query)
    ]
    return sorted(rows, key=lambda row: (row.variant_id is not None, row.category_id is not None, row.name))


def set_limits(
    store: Store, actor: Actor, limits: Limits, variant_id: int | None = None, category_id: int | None = None
) -> Changes:
    """Say what holds for a variant, a category, or (neither) the shop, instead of what was said before; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.limit_scope``.
        UserError: ``prices.limit`` naming the field.
    """
    actor.require("manager")
    _check(limits)
    with store.begin(actor) as unit:
        known = variant_id is None or unit.session.get(Variant, variant_id) is not None
        if not known or (category_id is not None and unit.session.get(Category, category_id) is None):
            raise NotFound("prices.limit_scope")
        row = unit.session.scalar(
            select(PriceLimit).where(
                PriceLimit.variant_id.is_(None) if variant_id is None else PriceLimit.variant_id == variant_id,
                PriceLimit.category_id.is_(None) if category_id is None else PriceLimit.category_id == category_id,
            )
        )
        before = None if row is None else _plain(_limits(row))
        row = row or PriceLimit(variant_id=variant_id, category_id=category_id)
        for name, value in _plain(limits).items():
            setattr(row, name, value)
        unit.session.add(row)
        unit.session.flush()
        unit.audit("prices.limits_set", "price_limit", row.id, before=before, after=_plain(limits))
        unit.commit()
    return Changes(variants=frozenset({variant_id} if variant_id is not None else ()))


def remove_limits(store: Store, actor: Actor, limit_id: int) -> Changes:
    """Say nothing of a scope any more, so that the wider one holds; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.limit_unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = unit.session.get(PriceLimit, limit_id)
        if row is None:
            raise NotFound("prices.limit_unknown")
        unit.audit("prices.limits_removed", "price_limit", limit_id, before=_plain(_limits(row)))
        unit.session.delete(row)
        unit.commit()
    return Changes()


def _limits(row: PriceLimit) -> Limits:
    return Limits(**{one.name: getattr(row, one.name) for one in fields(Limits)})


def _plain(limits: Limits) -> dict[str, int | str | bool | None]:
    return {one.name: getattr(limits, one.name) for one in fields(Limits)}


def _check(limits: Limits) -> None:
    for name in ("floor_minor", "ceiling_minor"):
        value = getattr(limits, name)
        if value is not None and not 0 <= value <= HIGHEST_MINOR:
            raise UserError("prices.limit", field=name)
    if (limits.ceiling_minor or HIGHEST_MINOR) < (limits.floor_minor or 0):
        raise UserError("prices.limit", field="ceiling_minor")
    if limits.floor_margin_bp is not None and not 0 <= limits.floor_margin_bp <= 100_000:
        raise UserError("prices.limit", field="floor_margin_bp")
    if limits.max_step_bp is not None and not 1 <= limits.max_step_bp <= 10_000:
        raise UserError("prices.limit", field="max_step_bp")
    if limits.min_days_between is not None and not 0 <= limits.min_days_between <= 3_650:
        raise UserError("prices.limit", field="min_days_between")
    if limits.ending and not (limits.ending.isascii() and limits.ending.isdigit() and len(limits.ending) <= 4):
        raise UserError("prices.limit", field="ending")
