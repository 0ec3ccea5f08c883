"""Triggers of promotions: tills hear of changed terms, whoever wrote them; what was given and paid is never changed."""


def _final(table: str, columns: str = "") -> tuple[str, str]:
    """Rows of `table` are never changed (in `columns`, or at all) nor deleted."""
    words = table.replace("_", " ")
    return (
        f"""
    CREATE TRIGGER IF NOT EXISTS {table}_is_final BEFORE UPDATE{f" OF {columns}" if columns else ""} ON {table} BEGIN
        SELECT RAISE(ABORT, '{words} rows are never changed');
    END
    """,
        f"""
    CREATE TRIGGER IF NOT EXISTS {table}_stays BEFORE DELETE ON {table} BEGIN
        SELECT RAISE(ABORT, '{words} rows are never deleted');
    END
    """,
    )


PROMOTION_TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS promotion_is_new AFTER INSERT ON promotion BEGIN
        INSERT INTO promotion_change (promotion_id) VALUES (NEW.id);
    END
    """,
    # Only the columns that make the terms: what is spent and used moves with every sale and is read when needed.
    """
    CREATE TRIGGER IF NOT EXISTS promotion_has_changed
    AFTER UPDATE OF name, status, offer, segment_id, group_name, stacking, priority, exclusive, starts_at, ends_at,
        hours, locations, channels, needs_coupon, budget_minor, max_uses, max_uses_per_customer, floor_margin_bp,
        floor_passed_by_id, changed_at ON promotion BEGIN
        INSERT INTO promotion_change (promotion_id) VALUES (NEW.id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS promotion_is_gone AFTER DELETE ON promotion BEGIN
        INSERT INTO promotion_change (promotion_id) VALUES (OLD.id);
    END
    """,
    *_final("sale_line_offer"),
    # A merge gives them to another customer.
    *_final("redemption", "promotion_id, coupon_id, sale_id, kind, uses, discount_minor, at"),
    *_final("points_entry", "points, kind, sale_id, promotion_id, at"),
)
