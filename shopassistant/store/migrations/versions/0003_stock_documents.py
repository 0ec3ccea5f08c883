"""Stock in truth: what suppliers offer, orders and what came of them, counts as sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Columns are added, no table is written anew: a shop may have twenty million movements. For the same reason the cause
# of a movement is checked by a trigger: SQLite reads the whole table when a column with a check is added to it.
_COLUMNS = (
    "supplier ADD COLUMN min_order_minor INTEGER DEFAULT 0 NOT NULL "
    "CONSTRAINT ck_supplier_min_order CHECK (min_order_minor >= 0)",
    "supplier ADD COLUMN order_cost_minor INTEGER DEFAULT 0 NOT NULL "
    "CONSTRAINT ck_supplier_order_cost CHECK (order_cost_minor >= 0)",
    "supplier ADD COLUMN review_days INTEGER DEFAULT 7 NOT NULL CONSTRAINT ck_supplier_review CHECK (review_days >= 1)",
    "supplier ADD COLUMN address VARCHAR(400) DEFAULT '' NOT NULL",
    "supplier ADD COLUMN account_number VARCHAR(40) DEFAULT '' NOT NULL",
    "supplier ADD COLUMN active BOOLEAN DEFAULT 1 NOT NULL",
    "variant ADD COLUMN shelf_life_days INTEGER "
    "CONSTRAINT ck_variant_shelf_life CHECK (shelf_life_days IS NULL OR shelf_life_days > 0)",
    "variant ADD COLUMN discontinued BOOLEAN DEFAULT 0 NOT NULL",
    "location ADD COLUMN kind VARCHAR(10) DEFAULT 'shop' NOT NULL CONSTRAINT ck_location_kind_known "
    "CHECK (kind IN ('shop', 'backroom', 'warehouse', 'transit', 'damaged'))",
    "stock_movement ADD COLUMN cause VARCHAR(16)",
)

# What products already say of their suppliers, as the triggers would have written it.
_RANGE = """
    INSERT INTO supplier_item (supplier_id, variant_id, supplier_sku, cost_minor, pack_size, min_units, preferred)
    SELECT product.supplier_id, variant.id, '', variant.cost_minor, 1, 1, 1
    FROM variant JOIN product ON product.id = variant.product_id WHERE product.supplier_id IS NOT NULL
"""

_TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS stock_movement_cause_is_known BEFORE INSERT ON stock_movement
    WHEN NEW.cause NOT IN ('theft', 'breakage', 'expired', 'found', 'own_use', 'entry_error', 'supplier_return',
        'lost_in_transit', 'other') BEGIN
        SELECT RAISE(ABORT, 'this cause of a stock movement is not known');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS variant_comes_into_range AFTER INSERT ON variant BEGIN
        INSERT INTO supplier_item (supplier_id, variant_id, supplier_sku, cost_minor, pack_size, min_units, preferred)
        SELECT supplier_id, NEW.id, '', NEW.cost_minor, 1, 1, 1
        FROM product WHERE id = NEW.product_id AND supplier_id IS NOT NULL;
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS product_changes_supplier AFTER UPDATE OF supplier_id ON product
    WHEN NEW.supplier_id IS NOT NULL AND NEW.supplier_id IS NOT OLD.supplier_id BEGIN
        UPDATE supplier_item SET preferred = 0
        WHERE preferred AND variant_id IN (SELECT id FROM variant WHERE product_id = NEW.id);
        INSERT INTO supplier_item (supplier_id, variant_id, supplier_sku, cost_minor, pack_size, min_units, preferred)
        SELECT NEW.supplier_id, id, '', cost_minor, 1, 1, 1 FROM variant WHERE product_id = NEW.id
        ON CONFLICT (supplier_id, variant_id) DO UPDATE SET preferred = 1;
    END
    """,
)


def upgrade() -> None:
    connection = op.get_bind()
    for column in _COLUMNS:
        connection.exec_driver_sql(f"ALTER TABLE {column}")
    correction = sa.text("reason IN ('opening', 'count', 'adjustment', 'damage')")
    op.create_index(
        "ix_stock_movement_corrections",
        "stock_movement",
        ["location_id", "variant_id", "at", "reason", "quantity"],
        unique=False,
        sqlite_where=correction,
        postgresql_where=correction,
    )
    _suppliers()
    connection.exec_driver_sql(_RANGE)
    for trigger in _TRIGGERS:
        connection.exec_driver_sql(trigger)
    _orders()
    _receipts()
    _counts()


def _suppliers() -> None:
    op.create_table(
        "supplier_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("supplier_sku", sa.String(length=60), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=True),
        sa.Column("pack_size", sa.Integer(), nullable=False),
        sa.Column("min_units", sa.Integer(), nullable=False),
        sa.Column("lead_time_days", sa.Integer(), nullable=True),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.CheckConstraint("cost_minor IS NULL OR cost_minor >= 0", name=op.f("ck_supplier_item_cost")),
        sa.CheckConstraint("lead_time_days IS NULL OR lead_time_days >= 0", name=op.f("ck_supplier_item_lead_time")),
        sa.CheckConstraint("min_units >= 1", name=op.f("ck_supplier_item_min_units")),
        sa.CheckConstraint("pack_size >= 1", name=op.f("ck_supplier_item_pack_size")),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name=op.f("fk_supplier_item_supplier_id_supplier")),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variant.id"], name=op.f("fk_supplier_item_variant_id_variant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_item")),
        sa.UniqueConstraint("supplier_id", "variant_id", name=op.f("uq_supplier_item_supplier_id_variant_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_supplier_item_variant_id", "supplier_item", ["variant_id"], unique=False)
    op.create_index(
        "uq_supplier_item_preferred",
        "supplier_item",
        ["variant_id"],
        unique=True,
        sqlite_where=sa.text("preferred"),
        postgresql_where=sa.text("preferred"),
    )
    op.create_table(
        "price_break",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier_item_id", sa.Integer(), nullable=False),
        sa.Column("from_units", sa.Integer(), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=False),
        sa.CheckConstraint("cost_minor >= 0", name=op.f("ck_price_break_cost")),
        sa.CheckConstraint("from_units > 1", name=op.f("ck_price_break_from_units")),
        sa.ForeignKeyConstraint(
            ["supplier_item_id"],
            ["supplier_item.id"],
            name=op.f("fk_price_break_supplier_item_id_supplier_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_break")),
        sa.UniqueConstraint("supplier_item_id", "from_units", name=op.f("uq_price_break_supplier_item_id_from_units")),
        sqlite_autoincrement=True,
    )


def _orders() -> None:
    op.create_table(
        "purchase_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("status <> 'draft' OR sent_at IS NULL", name=op.f("ck_purchase_order_draft_is_not_sent")),
        sa.CheckConstraint(
            "status IN ('draft', 'sent', 'partly_received', 'received', 'cancelled')",
            name=op.f("ck_purchase_order_status_known"),
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_purchase_order_location_id_location")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_purchase_order_staff_id_staff")),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name=op.f("fk_purchase_order_supplier_id_supplier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_order")),
        sa.UniqueConstraint("number", name=op.f("uq_purchase_order_number")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_purchase_order_status", "purchase_order", ["status", "supplier_id"], unique=False)
    op.create_index("ix_purchase_order_supplier", "purchase_order", ["supplier_id", "sent_at"], unique=False)
    op.create_table(
        "purchase_order_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("pack_size", sa.Integer(), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=False),
        sa.Column("units_received", sa.Integer(), nullable=False),
        sa.Column("units_cancelled", sa.Integer(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.CheckConstraint("cost_minor >= 0", name=op.f("ck_purchase_order_line_cost")),
        sa.CheckConstraint("pack_size >= 1", name=op.f("ck_purchase_order_line_pack_size")),
        sa.CheckConstraint("units > 0", name=op.f("ck_purchase_order_line_units")),
        sa.CheckConstraint("units_cancelled BETWEEN 0 AND units", name=op.f("ck_purchase_order_line_cancelled")),
        sa.CheckConstraint("units_received >= 0", name=op.f("ck_purchase_order_line_received")),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["purchase_order.id"],
            name=op.f("fk_purchase_order_line_order_id_purchase_order"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_purchase_order_line_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_order_line")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_purchase_order_line_order", "purchase_order_line", ["order_id", "position"], unique=False)
    op.create_index("ix_purchase_order_line_variant_id", "purchase_order_line", ["variant_id"], unique=False)


def _receipts() -> None:
    op.create_table(
        "goods_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("delivery_note", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("request_key", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_goods_receipt_location_id_location")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["purchase_order.id"], name=op.f("fk_goods_receipt_order_id_purchase_order")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["goods_receipt.id"], name=op.f("fk_goods_receipt_reverses_id_goods_receipt")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_goods_receipt_staff_id_staff")),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name=op.f("fk_goods_receipt_supplier_id_supplier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goods_receipt")),
        sa.UniqueConstraint("number", name=op.f("uq_goods_receipt_number")),
        sa.UniqueConstraint("request_key", name=op.f("uq_goods_receipt_request_key")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_goods_receipt_reverses_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_goods_receipt_order_id", "goods_receipt", ["order_id"], unique=False)
    op.create_index("ix_goods_receipt_supplier", "goods_receipt", ["supplier_id", "at"], unique=False)
    op.create_table(
        "goods_receipt_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=True),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("damaged_units", sa.Integer(), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=True),
        sa.Column("over_reason", sa.String(length=200), nullable=False),
        sa.Column("movement_id", sa.Integer(), nullable=True),
        sa.Column("damaged_movement_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(units = 0) = (movement_id IS NULL)", name=op.f("ck_goods_receipt_line_moved")),
        sa.CheckConstraint("cost_minor IS NULL OR cost_minor >= 0", name=op.f("ck_goods_receipt_line_cost")),
        sa.CheckConstraint(
            "damaged_units <> 0 OR damaged_movement_id IS NULL", name=op.f("ck_goods_receipt_line_damaged_moved")
        ),
        sa.CheckConstraint("units * damaged_units >= 0", name=op.f("ck_goods_receipt_line_one_direction")),
        sa.CheckConstraint("units <> 0 OR damaged_units <> 0", name=op.f("ck_goods_receipt_line_something")),
        sa.ForeignKeyConstraint(
            ["damaged_movement_id"],
            ["stock_movement.id"],
            name=op.f("fk_goods_receipt_line_damaged_movement_id_stock_movement"),
        ),
        sa.ForeignKeyConstraint(
            ["movement_id"], ["stock_movement.id"], name=op.f("fk_goods_receipt_line_movement_id_stock_movement")
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["purchase_order_line.id"],
            name=op.f("fk_goods_receipt_line_order_line_id_purchase_order_line"),
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["goods_receipt.id"], name=op.f("fk_goods_receipt_line_receipt_id_goods_receipt")
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_goods_receipt_line_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goods_receipt_line")),
        sa.UniqueConstraint("damaged_movement_id", name=op.f("uq_goods_receipt_line_damaged_movement_id")),
        sa.UniqueConstraint("movement_id", name=op.f("uq_goods_receipt_line_movement_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_goods_receipt_line_order_line_id", "goods_receipt_line", ["order_line_id"], unique=False)
    op.create_index("ix_goods_receipt_line_receipt_id", "goods_receipt_line", ["receipt_id"], unique=False)
    op.create_index("ix_goods_receipt_line_variant_id", "goods_receipt_line", ["variant_id"], unique=False)


def _counts() -> None:
    op.create_table(
        "stock_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.CheckConstraint("(status = 'open') = (closed_at IS NULL)", name=op.f("ck_stock_count_closed")),
        sa.CheckConstraint("kind IN ('full', 'cycle')", name=op.f("ck_stock_count_kind_known")),
        sa.CheckConstraint("status IN ('open', 'booked', 'cancelled')", name=op.f("ck_stock_count_status_known")),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_stock_count_category_id_category")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["staff.id"], name=op.f("fk_stock_count_closed_by_id_staff")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_stock_count_location_id_location")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["staff.id"], name=op.f("fk_stock_count_opened_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_count")),
        sa.UniqueConstraint("number", name=op.f("uq_stock_count_number")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stock_count_location", "stock_count", ["location_id", "status"], unique=False)
    op.create_table(
        "stock_count_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("count_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("counted_units", sa.Integer(), nullable=True),
        sa.Column("book_units", sa.Integer(), nullable=True),
        sa.Column("was_known", sa.Boolean(), nullable=False),
        sa.Column("last_movement_id", sa.Integer(), nullable=True),
        sa.Column("moved_meanwhile", sa.Boolean(), nullable=False),
        sa.Column("recount_wanted", sa.Boolean(), nullable=False),
        sa.Column("recounts", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(), nullable=True),
        sa.Column("counted_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("movement_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('booked', 'superseded', 'skipped')",
            name=op.f("ck_stock_count_line_outcome_known"),
        ),
        sa.CheckConstraint("(counted_units IS NULL) = (book_units IS NULL)", name=op.f("ck_stock_count_line_book")),
        sa.CheckConstraint("counted_units IS NULL OR counted_units >= 0", name=op.f("ck_stock_count_line_counted")),
        sa.ForeignKeyConstraint(
            ["count_id"], ["stock_count.id"], name=op.f("fk_stock_count_line_count_id_stock_count"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["counted_by_id"], ["staff.id"], name=op.f("fk_stock_count_line_counted_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["movement_id"], ["stock_movement.id"], name=op.f("fk_stock_count_line_movement_id_stock_movement")
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_stock_count_line_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_count_line")),
        sa.UniqueConstraint("count_id", "variant_id", name=op.f("uq_stock_count_line_count_id_variant_id")),
        sa.UniqueConstraint("movement_id", name=op.f("uq_stock_count_line_movement_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stock_count_line_variant_id", "stock_count_line", ["variant_id"], unique=False)
    op.create_table(
        "stock_count_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("book_units", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('added', 'set')", name=op.f("ck_stock_count_entry_kind_known")),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["stock_count_line.id"],
            name=op.f("fk_stock_count_entry_line_id_stock_count_line"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_stock_count_entry_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_count_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stock_count_entry_line_id", "stock_count_entry", ["line_id"], unique=False)
