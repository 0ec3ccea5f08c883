"""What a manager says to a suggestion: yes (perhaps to another price), no, and taking either back."""

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.inventory.products import set_price
from shopassistant.promotions.prices.figures import read_figures
from shopassistant.promotions.prices.ladder import floor_of
from shopassistant.promotions.prices.limits import load_limits
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import PriceSuggestion, Product, TaxClass, Variant
from shopassistant.store.unit_of_work import UnitOfWork

REASONS = ("price_is_right", "competitor", "season", "supplier_price", "wrong_figures", "other")


def approve(store: Store, actor: Actor, suggestion_id: int, price_minor: int | None = None) -> Changes:
    """Let the price hold from now on; managers only.

    Args:
        price_minor: another price than suggested, inside floor and ceiling.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.unknown``.
        Conflict: ``prices.decided``, or ``prices.moved`` where the price changed meanwhile.
        UserError: ``prices.outside`` with floor and ceiling; ``product.price``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _open(unit, suggestion_id)
        ids = read_figures(row.figures).variant_ids
        if price_minor is not None and price_minor != row.new_price_minor:
            row.new_price_minor = price_minor
            row.reason = "other_price"
        _check_limits(unit, row)
        _check_unmoved(unit, ids, row.old_price_minor)
        changes = [set_price(unit, id_, row.new_price_minor) for id_ in ids]
        _decide(unit, row, "approved")
        row.price_change_id = changes[0]
        unit.audit("prices.approved", "price_suggestion", row.id, price_minor=row.new_price_minor)
        unit.commit()
    return Changes(variants=frozenset(ids))


def reject(store: Store, actor: Actor, suggestion_id: int, reason: str = "other") -> Changes:
    """Leave the price as it is, and do not ask again for a while; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.unknown``.
        Conflict: ``prices.decided``.
        UserError: ``prices.reason_unknown``.
    """
    actor.require("manager")
    if reason not in REASONS:
        raise UserError("prices.reason_unknown", reason=reason)
    with store.begin(actor) as unit:
        row = _open(unit, suggestion_id)
        _decide(unit, row, "rejected")
        row.reason = reason
        unit.audit("prices.rejected", "price_suggestion", row.id, reason=reason)
        unit.commit()
    return Changes(variants=frozenset(read_figures(row.figures).variant_ids))


def undo(store: Store, actor: Actor, suggestion_id: int) -> Changes:
    """Take a decision back: after a yes the old price holds again, after a no the suggestion waits anew; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``prices.unknown``.
        Conflict: ``prices.not_decided``, or ``prices.moved`` where the price was changed again since.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _row(unit, suggestion_id)
        ids = read_figures(row.figures).variant_ids
        if row.status == "approved":
            _check_unmoved(unit, ids, row.new_price_minor)
            for id_ in ids:
                set_price(unit, id_, row.old_price_minor)
            _decide(unit, row, "undone")
        elif row.status == "rejected":
            row.status, row.decided_by_id, row.decided_at, row.reason = "proposed", None, None, ""
        else:
            raise Conflict("prices.not_decided")
        unit.audit("prices.undone", "price_suggestion", row.id, status=row.status)
        unit.commit()
    return Changes(variants=frozenset(ids))


def _row(unit: UnitOfWork, suggestion_id: int) -> PriceSuggestion:
    row = unit.session.get(PriceSuggestion, suggestion_id)
    if row is None:
        raise NotFound("prices.unknown")
    return row


def _open(unit: UnitOfWork, suggestion_id: int) -> PriceSuggestion:
    row = _row(unit, suggestion_id)
    if row.status != "proposed":
        raise Conflict("prices.decided")
    return row


def _decide(unit: UnitOfWork, row: PriceSuggestion, status: str) -> None:
    row.status, row.decided_by_id, row.decided_at = status, unit.actor.staff_id, unit.clock.now()


def _check_unmoved(unit: UnitOfWork, variant_ids: tuple[int, ...], price_minor: int) -> None:
    for id_ in variant_ids:
        variant = unit.session.get(Variant, id_)
        if variant is None or variant.price_minor != price_minor:
            now = 0 if variant is None else variant.price_minor
            raise Conflict("prices.moved", expected_minor=price_minor, now_minor=now)


def _check_limits(unit: UnitOfWork, row: PriceSuggestion) -> None:
    variant = unit.session.get_one(Variant, row.variant_id)
    product = unit.session.get_one(Product, variant.product_id)
    tax = None if product.tax_class_id is None else unit.session.get(TaxClass, product.tax_class_id)
    limits = load_limits(unit.session).of(variant.id, product.category_id)
    floor = floor_of(limits, variant.cost_minor or 0, 0 if tax is None else tax.rate_bp)
    ceiling = limits.ceiling_minor
    if row.new_price_minor < floor or (ceiling is not None and row.new_price_minor > ceiling):
        raise UserError("prices.outside", price_minor=row.new_price_minor, floor_minor=floor,
                        ceiling_minor=ceiling if ceiling is not None else 0)  # fmt: skip
