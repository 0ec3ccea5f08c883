"""The one statement that every recommendation asks first, in SQLite's words; `recommend.glance` reads what it tells."""

from datetime import datetime

from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from shopassistant.store.schema.base import UtcDateTime

_BOUND = UtcDateTime().bind_processor(SQLiteDialect())


def as_stored(moment: datetime) -> str:
    """A moment as the store's columns hold it; ValueError without a time zone."""
    assert _BOUND is not None  # noqa: S101  the store's own type writes moments as text
    return str(_BOUND(moment))


# Parameters: customer, strict (no record of consent is a refusal), returned, declined, taken (since when).
# All in one value: a session makes ready every column of a result, which costs more than reading JSON. SQLite
# works out a CASE's branch only where it is taken: of somebody who refuses nothing is read.
GLANCE = """
WITH who AS MATERIALIZED (
    SELECT id, status, merged_into_id, merged_into_id IS NULL AND status <> 'erased' AND coalesce(
        (SELECT granted FROM consent WHERE customer_id = customer.id AND purpose = 'personalisation'
         ORDER BY at DESC, id DESC LIMIT 1), NOT :strict) AS allowed
    FROM customer WHERE id = :customer
)
SELECT json_array(
    (SELECT max(id) FROM product_touch),
    (SELECT max(id) FROM stock_movement),
    (SELECT json_group_array(id) FROM (SELECT id FROM location WHERE kind = 'damaged' ORDER BY id)),
    (SELECT json_group_array(json_array(id, rate_bp)) FROM (SELECT id, rate_bp FROM tax_class ORDER BY id)),
    who.status, who.merged_into_id, who.allowed,
    CASE WHEN who.allowed THEN (
        SELECT json_array(count(*), coalesce(max(id), 0), coalesce(sum(id), 0)) FROM sale WHERE customer_id = who.id
    ) END,
    CASE WHEN who.allowed THEN (
        SELECT json_group_array(product_id) FROM (
            SELECT product_id FROM (
                SELECT variant.product_id,
                    max(CASE WHEN sale_line.quantity < 0 THEN sale.sold_at END) AS back,
                    max(CASE WHEN sale_line.quantity > 0 THEN sale.sold_at END) AS had
                FROM sale JOIN sale_line ON sale_line.sale_id = sale.id
                    JOIN variant ON variant.id = sale_line.variant_id
                WHERE sale.customer_id = who.id AND sale.sold_at >= :returned
                GROUP BY variant.product_id
            )
            WHERE (back IS NOT NULL AND (had IS NULL OR had <= back)) OR had >= :taken
            UNION
            SELECT product_id FROM recommendation_event
            WHERE customer_id = who.id AND at >= :declined AND event = 'declined'
        )
    ) END)
FROM (SELECT 1) LEFT JOIN who
"""
