"""Codes for whoever brings them: made for a promotion, valid as long as it is."""

from shopassistant.promotions.drafts.state import PromotionResult, promotion_row, result
from shopassistant.promotions.redemption.coupons import issue_open_coupons
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store


def make_codes(store: Store, actor: Actor, promotion_id: int, count: int, max_uses: int = 1) -> PromotionResult:
    """Issue `count` coupons of a draft or an approved promotion; managers only.

    Args:
        max_uses: how often each may be used.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``coupon.count``, ``coupon.max_uses``, ``coupon.promotion_needs_none``.
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status``, it is over.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = promotion_row(unit, promotion_id, "draft", "approved", "paused")
        issue_open_coupons(unit, promotion_id, count, max_uses=max_uses, valid_until=row.ends_at)
        unit.audit("promotion.codes_made", "promotion", row.id, number=row.number, count=count, max_uses=max_uses)
        made = result(row, row.status)
        unit.commit()
    return made
