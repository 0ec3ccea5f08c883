"""The first schema: people, catalogue, stock ledger, sales, staff and audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS stock_movement_moves_level AFTER INSERT ON stock_movement BEGIN
        INSERT INTO stock_level (variant_id, location_id, quantity, is_counted)
        VALUES (NEW.variant_id, NEW.location_id, NEW.quantity, NEW.reason IN ('opening', 'count', 'delivery'))
        ON CONFLICT (variant_id, location_id) DO UPDATE SET
            quantity = quantity + excluded.quantity, is_counted = is_counted OR excluded.is_counted;
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS stock_movement_is_final BEFORE UPDATE ON stock_movement BEGIN
        SELECT RAISE(ABORT, 'stock movements are never changed');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS stock_movement_stays BEFORE DELETE ON stock_movement BEGIN
        SELECT RAISE(ABORT, 'stock movements are never deleted');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS audit_entry_is_final BEFORE UPDATE ON audit_entry BEGIN
        SELECT RAISE(ABORT, 'audit entries are never changed');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS audit_entry_stays BEFORE DELETE ON audit_entry BEGIN
        SELECT RAISE(ABORT, 'audit entries are never deleted');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS sale_line_is_final
    BEFORE UPDATE OF sale_id, variant_id, quantity, unit_price_minor, discount_minor, total_minor ON sale_line BEGIN
        SELECT RAISE(ABORT, 'sale lines are never changed');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS sale_line_stays BEFORE DELETE ON sale_line BEGIN
        SELECT RAISE(ABORT, 'sale lines are never deleted');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS customer_comes AFTER INSERT ON customer BEGIN
        INSERT INTO customer_change (customer_id, token) VALUES (NEW.id, random());
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS customer_changes
    AFTER UPDATE OF given_name, family_name, company, city, postcode, status ON customer BEGIN
        INSERT INTO customer_change (customer_id, token) VALUES (NEW.id, random());
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS customer_goes AFTER DELETE ON customer BEGIN
        INSERT INTO customer_change (customer_id, token) VALUES (OLD.id, random());
    END
    """,
    """
    CREATE INDEX IF NOT EXISTS ix_contact_phone_tail ON contact (substr(lookup, -4)) WHERE kind = 'phone'
    """,
    """
    CREATE TRIGGER IF NOT EXISTS product_insert_touches_it AFTER INSERT ON product BEGIN
        INSERT INTO product_touch (product_id) VALUES (NEW.id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS product_update_touches_it
    AFTER UPDATE OF name, brand, category_id, active ON product BEGIN
        INSERT INTO product_touch (product_id) VALUES (NEW.id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS product_delete_touches_it AFTER DELETE ON product BEGIN
        INSERT INTO product_touch (product_id) VALUES (OLD.id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS variant_insert_touches_product AFTER INSERT ON variant BEGIN
        INSERT INTO product_touch (product_id) VALUES (NEW.product_id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS variant_update_touches_product
    AFTER UPDATE OF sku, size, colour, active, product_id ON variant BEGIN
        INSERT INTO product_touch (product_id) SELECT OLD.product_id UNION SELECT NEW.product_id;
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS variant_delete_touches_product AFTER DELETE ON variant BEGIN
        INSERT INTO product_touch (product_id) VALUES (OLD.product_id);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS category_update_touches_products AFTER UPDATE OF name, path ON category BEGIN
        INSERT INTO product_touch (product_id) SELECT id FROM product WHERE category_id = NEW.id;
    END
    """,
)


def upgrade() -> None:
    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["category.id"], name=op.f("fk_category_parent_id_category")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("path", name=op.f("uq_category_path")),
    )
    op.create_index(op.f("ix_category_parent_id"), "category", ["parent_id"], unique=False)
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("given_name", sa.String(length=80), nullable=False),
        sa.Column("family_name", sa.String(length=80), nullable=False),
        sa.Column("company", sa.String(length=120), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("postcode", sa.String(length=20), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("country", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(status = 'merged') = (merged_into_id IS NOT NULL)", name=op.f("ck_customer_merged_has_target")
        ),
        sa.CheckConstraint("status IN ('active', 'merged', 'erased')", name=op.f("ck_customer_status_known")),
        sa.CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name=op.f("ck_customer_not_into_itself")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["customer.id"], name=op.f("fk_customer_merged_into_id_customer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("number", name=op.f("uq_customer_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_customer_merged_into_id"), "customer", ["merged_into_id"], unique=False)
    op.create_table(
        "customer_change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_customer_change")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("preset", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_import_run_file_sha256"), "import_run", ["file_sha256"], unique=False)
    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("code", name=op.f("uq_location_code")),
    )
    op.create_table(
        "number_series",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("next_value", sa.Integer(), nullable=False),
        sa.CheckConstraint("next_value > 0", name=op.f("ck_number_series_next_positive")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_number_series")),
    )
    op.create_table(
        "product_touch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_touch")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_snapshot",
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_search_snapshot")),
    )
    op.create_table(
        "shop_setting",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_shop_setting")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("role IN ('associate', 'manager', 'administrator')", name=op.f("ck_staff_role_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("name", name=op.f("uq_staff_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "supplier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("lead_time_days", sa.Integer(), nullable=False),
        sa.CheckConstraint("lead_time_days >= 0", name=op.f("ck_supplier_lead_time")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        sa.UniqueConstraint("name", name=op.f("uq_supplier_name")),
    )
    op.create_table(
        "tax_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("rate_bp", sa.Integer(), nullable=False),
        sa.CheckConstraint("rate_bp BETWEEN 0 AND 10000", name=op.f("ck_tax_class_rate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax_class")),
        sa.UniqueConstraint("code", name=op.f("uq_tax_class_code")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_kind", sa.String(length=10), nullable=False),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_type", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "actor_kind IN ('staff', 'kiosk', 'import', 'api', 'system')", name=op.f("ck_audit_entry_actor_kind_known")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_audit_entry_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject_type", "subject_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('personalisation', 'email', 'sms', 'phone', 'post')", name=op.f("ck_consent_purpose_known")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_consent_customer_id_customer")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_consent_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consent_newest", "consent", ["customer_id", "purpose", "at"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=254), nullable=False),
        sa.Column("lookup", sa.String(length=254), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("is_valid", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('phone', 'email', 'card')", name=op.f("ck_contact_kind_known")),
        sa.CheckConstraint("length(value) > 0", name=op.f("ck_contact_value_filled")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_contact_customer_id_customer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contact_customer_id"), "contact", ["customer_id"], unique=False)
    op.create_index("ix_contact_lookup", "contact", ["kind", "lookup"], unique=False)
    op.create_table(
        "customer_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("absorbed_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kept_id <> absorbed_id", name=op.f("ck_customer_merge_two_customers")),
        sa.ForeignKeyConstraint(["absorbed_id"], ["customer.id"], name=op.f("fk_customer_merge_absorbed_id_customer")),
        sa.ForeignKeyConstraint(["kept_id"], ["customer.id"], name=op.f("fk_customer_merge_kept_id_customer")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_customer_merge_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_merge")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_customer_merge_absorbed_id"), "customer_merge", ["absorbed_id"], unique=False)
    op.create_index(op.f("ix_customer_merge_kept_id"), "customer_merge", ["kept_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_follow_up_customer_id_customer")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_follow_up_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_follow_up_customer_id"), "follow_up", ["customer_id"], unique=False)
    op.create_index("ix_follow_up_due", "follow_up", ["done_at", "due_on"], unique=False)
    op.create_table(
        "important_date",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.CheckConstraint("day BETWEEN 1 AND 31", name=op.f("ck_important_date_day")),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_important_date_month")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_important_date_customer_id_customer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_important_date")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_important_date_customer_id"), "important_date", ["customer_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_note_customer_id_customer")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_note_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_note_customer_id"), "note", ["customer_id"], unique=False)
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("brand", sa.String(length=80), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("tax_class_id", sa.Integer(), nullable=True),
        sa.Column("description", sa.String(length=4000), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("image", sa.String(length=400), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_product_category_id_category")),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name=op.f("fk_product_supplier_id_supplier")),
        sa.ForeignKeyConstraint(["tax_class_id"], ["tax_class.id"], name=op.f("fk_product_tax_class_id_tax_class")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("code", name=op.f("uq_product_code")),
    )
    op.create_index(op.f("ix_product_brand"), "product", ["brand"], unique=False)
    op.create_index(op.f("ix_product_category_id"), "product", ["category_id"], unique=False)
    op.create_index(op.f("ix_product_supplier_id"), "product", ["supplier_id"], unique=False)
    op.create_table(
        "sale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("sold_at", sa.DateTime(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("gross_minor", sa.Integer(), nullable=False),
        sa.Column("discount_minor", sa.Integer(), nullable=False),
        sa.Column("total_minor", sa.Integer(), nullable=False),
        sa.Column("tax_minor", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(length=64), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.CheckConstraint("kind IN ('sale', 'return')", name=op.f("ck_sale_kind_known")),
        sa.CheckConstraint("source IN ('counter', 'import', 'api', 'demo')", name=op.f("ck_sale_source_known")),
        sa.CheckConstraint("total_minor = gross_minor - discount_minor", name=op.f("ck_sale_total")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_sale_customer_id_customer")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_sale_location_id_location")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sale_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale")),
        sa.UniqueConstraint("number", name=op.f("uq_sale_number")),
        sa.UniqueConstraint("request_key", name=op.f("uq_sale_request_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sale_customer_at", "sale", ["customer_id", "sold_at", "kind", "total_minor"], unique=False)
    op.create_index(op.f("ix_sale_sold_at"), "sale", ["sold_at"], unique=False)
    op.create_table(
        "basket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("terminal", sa.String(length=60), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("sale_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("status IN ('open', 'held', 'sold', 'dropped')", name=op.f("ck_basket_status_known")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_basket_customer_id_customer")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_basket_location_id_location")),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_basket_sale_id_sale")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_basket_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basket")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_basket_status"), "basket", ["status"], unique=False)
    op.create_index(
        "uq_basket_open_terminal",
        "basket",
        ["terminal"],
        unique=True,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_table(
        "recommendation_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("list_key", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=30), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=10), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("sale_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "event IN ('shown', 'pitched', 'added', 'declined', 'bought')",
            name=op.f("ck_recommendation_event_event_known"),
        ),
        sa.CheckConstraint("position >= 1", name=op.f("ck_recommendation_event_position")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_recommendation_event_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_recommendation_event_product_id_product")
        ),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_recommendation_event_sale_id_sale")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_recommendation_event_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_recommendation_event_at"), "recommendation_event", ["at"], unique=False)
    op.create_index("ix_recommendation_event_customer", "recommendation_event", ["customer_id", "at"], unique=False)
    op.create_index(op.f("ix_recommendation_event_list_key"), "recommendation_event", ["list_key"], unique=False)
    op.create_table(
        "tender",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sale_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('cash', 'card', 'voucher', 'transfer', 'other')", name=op.f("ck_tender_kind_known")
        ),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_tender_sale_id_sale")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tender")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tender_sale_id"), "tender", ["sale_id"], unique=False)
    op.create_table(
        "variant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=60), nullable=False),
        sa.Column("size", sa.String(length=20), nullable=True),
        sa.Column("colour", sa.String(length=40), nullable=True),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("cost_minor IS NULL OR cost_minor >= 0", name=op.f("ck_variant_cost")),
        sa.CheckConstraint("length(sku) > 0", name=op.f("ck_variant_sku_filled")),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_variant_price")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_variant_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variant")),
        sa.UniqueConstraint("sku", name=op.f("uq_variant_sku")),
    )
    op.create_index(op.f("ix_variant_product_id"), "variant", ["product_id"], unique=False)
    op.create_table(
        "barcode",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_barcode_variant_id_variant")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_barcode")),
    )
    op.create_index(op.f("ix_barcode_variant_id"), "barcode", ["variant_id"], unique=False)
    op.create_table(
        "price_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_price_change_price")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_price_change_staff_id_staff")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_price_change_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_change")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_price_change_variant_at", "price_change", ["variant_id", "at"], unique=False)
    op.create_table(
        "sale_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sale_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=True),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price_minor", sa.Integer(), nullable=False),
        sa.Column("discount_minor", sa.Integer(), nullable=False),
        sa.Column("total_minor", sa.Integer(), nullable=False),
        sa.Column("tax_rate_bp", sa.Integer(), nullable=False),
        sa.Column("tax_minor", sa.Integer(), nullable=False),
        sa.Column("unit_cost_minor", sa.Integer(), nullable=True),
        sa.Column("returns_line_id", sa.Integer(), nullable=True),
        sa.Column("source_key", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("kind = 'charge' OR variant_id IS NOT NULL", name=op.f("ck_sale_line_product_has_variant")),
        sa.CheckConstraint("kind IN ('product', 'charge')", name=op.f("ck_sale_line_kind_known")),
        sa.CheckConstraint("unit_price_minor >= 0 OR kind = 'charge'", name=op.f("ck_sale_line_unit_price")),
        sa.CheckConstraint("quantity * discount_minor >= 0", name=op.f("ck_sale_line_discount_sign")),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_sale_line_quantity")),
        sa.CheckConstraint("returns_line_id IS NULL OR quantity < 0", name=op.f("ck_sale_line_return_is_negative")),
        sa.CheckConstraint(
            "total_minor = quantity * unit_price_minor - discount_minor", name=op.f("ck_sale_line_total")
        ),
        sa.ForeignKeyConstraint(
            ["returns_line_id"], ["sale_line.id"], name=op.f("fk_sale_line_returns_line_id_sale_line")
        ),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_sale_line_sale_id_sale")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_sale_line_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale_line")),
        sa.UniqueConstraint("source_key", name=op.f("uq_sale_line_source_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sale_line_returns_line_id"), "sale_line", ["returns_line_id"], unique=False)
    op.create_index(op.f("ix_sale_line_sale_id"), "sale_line", ["sale_id"], unique=False)
    op.create_index(op.f("ix_sale_line_variant_id"), "sale_line", ["variant_id"], unique=False)
    op.create_table(
        "stock_level",
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_stock_level_location_id_location")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_stock_level_variant_id_variant")),
        sa.PrimaryKeyConstraint("variant_id", "location_id", name=op.f("pk_stock_level")),
    )
    op.create_index("ix_stock_level_location", "stock_level", ["location_id"], unique=False)
    op.create_table(
        "wishlist_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_wishlist_item_customer_id_customer")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_wishlist_item_product_id_product")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_wishlist_item_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wishlist_item")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_wishlist_item", "wishlist_item", ["customer_id", "product_id", "variant_id"], unique=True)
    op.create_table(
        "basket_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("basket_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price_minor", sa.Integer(), nullable=False),
        sa.Column("discount_minor", sa.Integer(), nullable=False),
        sa.Column("discount_bp", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("returns_line_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "discount_bp IS NULL OR discount_bp BETWEEN 0 AND 10000", name=op.f("ck_basket_line_discount_share")
        ),
        sa.CheckConstraint("quantity * discount_minor >= 0", name=op.f("ck_basket_line_discount_sign")),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_basket_line_quantity")),
        sa.CheckConstraint("unit_price_minor >= 0", name=op.f("ck_basket_line_unit_price")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["staff.id"], name=op.f("fk_basket_line_approved_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["basket_id"], ["basket.id"], name=op.f("fk_basket_line_basket_id_basket"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["returns_line_id"], ["sale_line.id"], name=op.f("fk_basket_line_returns_line_id_sale_line")
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_basket_line_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basket_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_basket_line_basket_id"), "basket_line", ["basket_id"], unique=False)
    op.create_table(
        "stock_movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("sale_line_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "quantity <> 0 OR reason IN ('opening', 'count')", name=op.f("ck_stock_movement_moves_something")
        ),
        sa.CheckConstraint(
            "reason IN ('opening', 'delivery', 'sale', 'return', 'transfer', 'count', 'adjustment', 'damage')",
            name=op.f("ck_stock_movement_reason_known"),
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_stock_movement_location_id_location")),
        sa.ForeignKeyConstraint(
            ["sale_line_id"], ["sale_line.id"], name=op.f("fk_stock_movement_sale_line_id_sale_line")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_stock_movement_staff_id_staff")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_stock_movement_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_movement")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stock_movement_sale_line_id"), "stock_movement", ["sale_line_id"], unique=False)
    op.create_index("ix_stock_movement_variant_at", "stock_movement", ["variant_id", "location_id", "at"], unique=False)
    op.create_table(
        "stock_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("sale_line_id", sa.Integer(), nullable=True),
        sa.Column("level_after", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(), nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_stock_warning_location_id_location")),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["staff.id"], name=op.f("fk_stock_warning_resolved_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["sale_line_id"], ["sale_line.id"], name=op.f("fk_stock_warning_sale_line_id_sale_line")
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_stock_warning_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_warning")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stock_warning_resolved_at"), "stock_warning", ["resolved_at"], unique=False)
    for statement in _TRIGGERS:
        op.get_bind().exec_driver_sql(statement)
