"""Stock counts in: each posts the movement that makes the books agree with what was counted at that moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.ingest import limits
from shopassistant.ingest.presets import clean_code
from shopassistant.ingest.record_rows import Done, Rows, kept, texts_of
from shopassistant.ingest.rejects import Rejects, Verdict
from shopassistant.ingest.sales_read import Reading, moments_of, scaled
from shopassistant.ingest.sales_write import default_location
from shopassistant.ingest.table import Ints, Table
from shopassistant.store.bulk_lookup import AT_ONCE, ids_by
from shopassistant.store.schema import Barcode, StockMovement, Variant
from shopassistant.store.shop import ensure_location
from shopassistant.store.unit_of_work import UnitOfWork

# A delivery says how much there is too, but a count of an earlier day still stands beside it.
_COUNTS = ("opening", "count")
_TEXTS: Mapping[str, int | None] = {"sku": None, "barcode": None, "location": 20, "name": 200}


@dataclass(frozen=True, slots=True)
class StockRows:
    """Counts: units, and the moment in seconds (-1 where the file names none)."""

    rows: Rows
    quantity: Ints
    at: Ints


def read_stock(
    table: Table,
    columns: Mapping[str, int],
    reading: Reading,
    zone: tzinfo,
    rejects: Rejects,
    before: datetime | None,
    now: datetime,
) -> StockRows:
    """Counts that can be read; the others are refused with their reason."""
    texts = texts_of(table, columns, _TEXTS, {"sku": clean_code, "barcode": clean_code})
    verdict = Verdict(len(table))
    quantity = scaled(table.columns[columns["quantity"]], reading.mark, 0)
    verdict.refuse(~(texts["sku"].flags(bool) | texts["barcode"].flags(bool)), "code_missing")
    verdict.refuse(~quantity.valid, "quantity_unreadable")
    verdict.refuse(~quantity.exact, "quantity_fraction")
    verdict.refuse(quantity.value < 0, "quantity_negative")
    verdict.refuse(quantity.value > limits.MAX_QUANTITY, "amount_too_large")
    at = np.full(len(table), -1, dtype=np.int64)
    if "counted_at" in columns:
        column = table.columns[columns["counted_at"]]
        seconds, valid = moments_of(column, reading.order.order, zone)
        filled = column.flags(lambda text: bool(text.strip()))
        verdict.refuse(filled & ~valid, "date_unreadable")
        verdict.refuse(filled & (seconds > int(now.timestamp()) + 86_400), "date_in_future")
        at = np.where(filled, seconds, -1)
    rows = kept(verdict, texts, columns, rejects, before)
    return StockRows(rows, quantity.value[rows.row], at[rows.row])


def write_stock(unit: UnitOfWork, found: StockRows, now: datetime) -> Done:
    """Post an opening or a count for each row that is not older than what the ledger knows."""
    session, rows = unit.session, found.rows
    done = Done()
    undated = rows.before or now
    variants = _variants(session, rows)
    places = {
        text: ensure_location(unit, text.upper(), text) if text else default_location(unit)
        for text in {rows.at("location", place) for place in range(len(rows))}
    }
    seen: set[tuple[int, int]] = set()
    counted = _last_counts(session, sorted(set(variants.values())))
    for place in range(len(rows)):
        variant = variants.get(rows.at("sku", place)) or variants.get(rows.at("barcode", place))
        spot = (variant or 0, places[rows.at("location", place)])
        if variant is None or spot in seen:
            reason = "product_unknown" if variant is None else "code_twice"
            done.late_refused.setdefault(reason, []).append(int(rows.row[place]))
            continue
        seen.add(spot)
        at = datetime.fromtimestamp(int(found.at[place]), UTC) if found.at[place] >= 0 else undated
        posted = _post(session, spot, int(found.quantity[place]), at, counted.get(spot))
        done.stock_counts += posted
        done.lines += posted
        done.known += not posted
    for reason, refused in done.late_refused.items():
        rows.rejects.refuse(np.array(refused, dtype=np.int64), reason)
    session.flush()
    return done


def _variants(session: Session, rows: Rows) -> dict[str, int]:
    codes = {text for name in ("sku", "barcode") for text in rows.texts[name].texts if text}
    found: dict[str, int] = ids_by(session, Barcode.code, Barcode.variant_id, codes)
    found |= ids_by(session, Variant.sku, Variant.id, codes)
    return found


def _last_counts(session: Session, variants: list[int]) -> dict[tuple[int, int], datetime]:
    """When each variant was last counted, by variant and location."""
    found = {}
    for start in range(0, len(variants), AT_ONCE):
        query = (
            select(StockMovement.variant_id, StockMovement.location_id, func.max(StockMovement.at))
            .where(StockMovement.variant_id.in_(variants[start : start + AT_ONCE]))
            .where(StockMovement.reason.in_(_COUNTS))
            .group_by(StockMovement.variant_id, StockMovement.location_id)
        )
        for variant, location, at in session.execute(query):
            found[variant, location] = at
    return found


def _post(session: Session, spot: tuple[int, int], counted: int, at: datetime, last: datetime | None) -> bool:
    """Post the difference to the level at that moment. False where the ledger was counted then or later."""
    if last is not None and last >= at:
        return False
    variant, location = spot
    level = session.scalar(
        select(func.sum(StockMovement.quantity)).where(
            StockMovement.variant_id == variant, StockMovement.location_id == location, StockMovement.at <= at
        )
    )
    reason = "opening" if last is None else "count"
    session.add(
        StockMovement(
            variant_id=variant,
            location_id=location,
            quantity=counted - (level or 0),
            reason=reason,
            at=at,
            note="import",
        )
    )
    return True
