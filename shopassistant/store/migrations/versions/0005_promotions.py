"""Segments and what customers are worth, prices that were thought about, promotions, campaigns and their letters."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TRIGGERS = (
    """
    CREATE TRIGGER IF NOT EXISTS promotion_is_new AFTER INSERT ON promotion BEGIN
        INSERT INTO promotion_change (promotion_id) VALUES (NEW.id);
    END
    """,
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
    """
    CREATE TRIGGER IF NOT EXISTS sale_line_offer_is_final BEFORE UPDATE ON sale_line_offer BEGIN
        SELECT RAISE(ABORT, 'sale line offer rows are never changed');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS sale_line_offer_stays BEFORE DELETE ON sale_line_offer BEGIN
        SELECT RAISE(ABORT, 'sale line offer rows are never deleted');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS redemption_is_final BEFORE UPDATE OF promotion_id, coupon_id, sale_id, kind, uses, discount_minor, at ON redemption BEGIN
        SELECT RAISE(ABORT, 'redemption rows are never changed');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS redemption_stays BEFORE DELETE ON redemption BEGIN
        SELECT RAISE(ABORT, 'redemption rows are never deleted');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS points_entry_is_final BEFORE UPDATE OF points, kind, sale_id, promotion_id, at ON points_entry BEGIN
        SELECT RAISE(ABORT, 'points entry rows are never changed');
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS points_entry_stays BEFORE DELETE ON points_entry BEGIN
        SELECT RAISE(ABORT, 'points entry rows are never deleted');
    END
    """,
)


def upgrade() -> None:
    _segments()
    _prices()
    _promotions()
    _campaigns()
    connection = op.get_bind()
    connection.exec_driver_sql(
        "ALTER TABLE planned_event ADD COLUMN promotion_id INTEGER "
        "CONSTRAINT fk_planned_event_promotion_id_promotion REFERENCES promotion (id)"
    )
    op.create_index(op.f("ix_planned_event_promotion_id"), "planned_event", ["promotion_id"], unique=False)
    connection.exec_driver_sql("ALTER TABLE basket ADD COLUMN points_wanted INTEGER DEFAULT 0 NOT NULL")
    for trigger in _TRIGGERS:
        connection.exec_driver_sql(trigger)


def _segments() -> None:
    op.create_table(
        "clustering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("method", sa.String(length=30), nullable=False),
        sa.Column("cluster_count", sa.Integer(), nullable=False),
        sa.Column("customers", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("model", sa.JSON(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("status IN ('proposed', 'used', 'replaced')", name=op.f("ck_clustering_status_known")),
        sa.CheckConstraint("cluster_count > 0", name=op.f("ck_clustering_cluster_count")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_clustering_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clustering")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "customer_value",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("purchases", sa.Integer(), nullable=False),
        sa.Column("spend_minor", sa.Integer(), nullable=False),
        sa.Column("recency_score", sa.Integer(), nullable=False),
        sa.Column("frequency_score", sa.Integer(), nullable=False),
        sa.Column("monetary_score", sa.Integer(), nullable=False),
        sa.Column("rfm_group", sa.String(length=30), nullable=False),
        sa.Column("expected_purchases", sa.Double(), nullable=False),
        sa.Column("alive", sa.Double(), nullable=False),
        sa.Column("expected_spend_minor", sa.Integer(), nullable=False),
        sa.Column("lifetime_minor", sa.Integer(), nullable=False),
        sa.Column("churn", sa.Double(), nullable=False),
        sa.CheckConstraint("alive BETWEEN 0 AND 1", name=op.f("ck_customer_value_alive")),
        sa.CheckConstraint("churn BETWEEN 0 AND 1", name=op.f("ck_customer_value_churn")),
        sa.CheckConstraint("lifetime_minor >= 0", name=op.f("ck_customer_value_lifetime")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_customer_value_customer_id_customer")),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_customer_value")),
    )
    op.create_index("ix_customer_value_rfm_group", "customer_value", ["rfm_group"], unique=False)
    op.create_table(
        "segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=1000), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("refreshed_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('rule', 'rfm', 'cluster')", name=op.f("ck_segment_kind_known")),
        sa.CheckConstraint("status IN ('active', 'archived')", name=op.f("ck_segment_status_known")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_segment_name_filled")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_segment_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_segment_status"), "segment", ["status"], unique=False)
    op.create_table(
        "segment_member",
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_segment_member_customer_id_customer")),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_segment_member_segment_id_segment")),
        sa.PrimaryKeyConstraint("segment_id", "customer_id", name=op.f("pk_segment_member")),
    )
    op.create_index("ix_segment_member_customer_id", "segment_member", ["customer_id"], unique=False)
    op.create_table(
        "segment_refresh",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_segment_refresh_segment_id_segment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment_refresh")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_segment_refresh_segment_at", "segment_refresh", ["segment_id", "at"], unique=False)
    op.create_table(
        "segment_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=1000), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_segment_version_segment_id_segment")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_segment_version_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment_version")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_segment_version_number", "segment_version", ["segment_id", "number"], unique=True)


def _prices() -> None:
    op.create_table(
        "competitor_price",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("competitor", sa.String(length=80), nullable=False),
        sa.Column("price_minor", sa.Integer(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_competitor_price_price")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_competitor_price_staff_id_staff")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_competitor_price_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competitor_price")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_competitor_price_seen", "competitor_price", ["variant_id", "competitor", "seen_on"], unique=True
    )
    op.create_table(
        "markdown_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "status IN ('proposed', 'approved', 'done', 'cancelled')", name=op.f("ck_markdown_plan_status_known")
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_markdown_plan_location_id_location")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_markdown_plan_staff_id_staff")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_markdown_plan_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_markdown_plan")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_markdown_plan_variant", "markdown_plan", ["variant_id", "status"], unique=False)
    op.create_table(
        "price_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("floor_minor", sa.Integer(), nullable=True),
        sa.Column("ceiling_minor", sa.Integer(), nullable=True),
        sa.Column("floor_margin_bp", sa.Integer(), nullable=True),
        sa.Column("max_step_bp", sa.Integer(), nullable=True),
        sa.Column("ending", sa.String(length=4), nullable=True),
        sa.Column("min_days_between", sa.Integer(), nullable=True),
        sa.Column("automatic", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "ceiling_minor IS NULL OR ceiling_minor >= coalesce(floor_minor, 0)", name=op.f("ck_price_limit_ceiling")
        ),
        sa.CheckConstraint("floor_minor IS NULL OR floor_minor >= 0", name=op.f("ck_price_limit_floor")),
        sa.CheckConstraint(
            "max_step_bp IS NULL OR max_step_bp BETWEEN 1 AND 10000", name=op.f("ck_price_limit_max_step")
        ),
        sa.CheckConstraint("min_days_between IS NULL OR min_days_between >= 0", name=op.f("ck_price_limit_min_days")),
        sa.CheckConstraint("variant_id IS NULL OR category_id IS NULL", name=op.f("ck_price_limit_one_scope")),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_price_limit_category_id_category")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_price_limit_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_limit")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_price_limit_category_id", "price_limit", ["category_id"], unique=False)
    op.create_index("ix_price_limit_variant_id", "price_limit", ["variant_id"], unique=False)
    op.create_table(
        "price_suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("old_price_minor", sa.Integer(), nullable=False),
        sa.Column("new_price_minor", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("price_change_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(status = 'proposed') = (decided_at IS NULL)", name=op.f("ck_price_suggestion_decided")),
        sa.CheckConstraint(
            "status IN ('proposed', 'approved', 'rejected', 'undone')", name=op.f("ck_price_suggestion_status_known")
        ),
        sa.CheckConstraint("old_price_minor >= 0 AND new_price_minor >= 0", name=op.f("ck_price_suggestion_price")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["staff.id"], name=op.f("fk_price_suggestion_decided_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["price_change_id"], ["price_change.id"], name=op.f("fk_price_suggestion_price_change_id_price_change")
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_price_suggestion_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_suggestion")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_price_suggestion_status", "price_suggestion", ["status"], unique=False)
    op.create_index("ix_price_suggestion_variant", "price_suggestion", ["variant_id", "at"], unique=False)


def _promotions() -> None:
    op.create_table(
        "promotion_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion_change")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "promotion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("offer", sa.JSON(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=True),
        sa.Column("group_name", sa.String(length=40), nullable=False),
        sa.Column("stacking", sa.String(length=10), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("exclusive", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("locations", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("channels", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("needs_coupon", sa.Boolean(), nullable=False),
        sa.Column("budget_minor", sa.Integer(), nullable=True),
        sa.Column("max_uses", sa.Integer(), nullable=True),
        sa.Column("max_uses_per_customer", sa.Integer(), nullable=True),
        sa.Column("spent_minor", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("floor_margin_bp", sa.Integer(), nullable=False),
        sa.Column("floor_passed_by_id", sa.Integer(), nullable=True),
        sa.Column("rehearsal", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("stacking IN ('best', 'first')", name=op.f("ck_promotion_stacking_known")),
        sa.CheckConstraint(
            "status IN ('draft', 'approved', 'paused', 'ended', 'cancelled')", name=op.f("ck_promotion_status_known")
        ),
        sa.CheckConstraint(
            "status NOT IN ('approved', 'paused') OR approved_at IS NOT NULL", name=op.f("ck_promotion_approved")
        ),
        sa.CheckConstraint("budget_minor IS NULL OR budget_minor >= 0", name=op.f("ck_promotion_budget")),
        sa.CheckConstraint(
            "budget_minor IS NULL OR spent_minor <= budget_minor", name=op.f("ck_promotion_within_budget")
        ),
        sa.CheckConstraint(
            "ends_at IS NULL OR starts_at IS NULL OR ends_at > starts_at", name=op.f("ck_promotion_times")
        ),
        sa.CheckConstraint("max_uses IS NULL OR max_uses > 0", name=op.f("ck_promotion_max_uses")),
        sa.CheckConstraint("max_uses IS NULL OR uses <= max_uses", name=op.f("ck_promotion_within_uses")),
        sa.CheckConstraint(
            "max_uses_per_customer IS NULL OR max_uses_per_customer > 0",
            name=op.f("ck_promotion_max_uses_per_customer"),
        ),
        sa.CheckConstraint("spent_minor >= 0 AND uses >= 0", name=op.f("ck_promotion_counted")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["staff.id"], name=op.f("fk_promotion_approved_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["floor_passed_by_id"], ["staff.id"], name=op.f("fk_promotion_floor_passed_by_id_staff")
        ),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_promotion_segment_id_segment")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_promotion_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
        sa.UniqueConstraint("number", name=op.f("uq_promotion_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_promotion_segment_id"), "promotion", ["segment_id"], unique=False)
    op.create_index("ix_promotion_status", "promotion", ["status", "starts_at"], unique=False)
    op.create_table(
        "coupon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("max_uses", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.DateTime(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.CheckConstraint("status IN ('active', 'cancelled')", name=op.f("ck_coupon_status_known")),
        sa.CheckConstraint("code = upper(code) AND length(code) > 0", name=op.f("ck_coupon_code")),
        sa.CheckConstraint("max_uses > 0", name=op.f("ck_coupon_max_uses")),
        sa.CheckConstraint("uses BETWEEN 0 AND max_uses", name=op.f("ck_coupon_uses")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_coupon_customer_id_customer")),
        sa.ForeignKeyConstraint(["promotion_id"], ["promotion.id"], name=op.f("fk_coupon_promotion_id_promotion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coupon")),
        sa.UniqueConstraint("code", name=op.f("uq_coupon_code")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_coupon_customer_id", "coupon", ["customer_id"], unique=False)
    op.create_index("ix_coupon_promotion_id", "coupon", ["promotion_id"], unique=False)
    op.create_table(
        "points_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("sale_id", sa.Integer(), nullable=True),
        sa.Column("promotion_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "kind IN ('earned', 'spent', 'reversed', 'restored', 'correction', 'expired')",
            name=op.f("ck_points_entry_kind_known"),
        ),
        sa.CheckConstraint("points <> 0", name=op.f("ck_points_entry_points")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_points_entry_customer_id_customer")),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_points_entry_promotion_id_promotion")
        ),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_points_entry_sale_id_sale")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_points_entry_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_points_entry_customer", "points_entry", ["customer_id", "points"], unique=False)
    op.create_index("ix_points_entry_sale_id", "points_entry", ["sale_id"], unique=False)
    op.create_table(
        "promotion_item",
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=4), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("role IN ('get', 'buy')", name=op.f("ck_promotion_item_role_known")),
        sa.ForeignKeyConstraint(
            ["promotion_id"],
            ["promotion.id"],
            name=op.f("fk_promotion_item_promotion_id_promotion"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_promotion_item_variant_id_variant")),
        sa.PrimaryKeyConstraint("promotion_id", "role", "slot", "variant_id", name=op.f("pk_promotion_item")),
    )
    op.create_index("ix_promotion_item_variant_id", "promotion_item", ["variant_id"], unique=False)
    op.create_table(
        "basket_coupon",
        sa.Column("basket_id", sa.Integer(), nullable=False),
        sa.Column("coupon_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["basket_id"], ["basket.id"], name=op.f("fk_basket_coupon_basket_id_basket"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["coupon_id"], ["coupon.id"], name=op.f("fk_basket_coupon_coupon_id_coupon")),
        sa.PrimaryKeyConstraint("basket_id", "coupon_id", name=op.f("pk_basket_coupon")),
    )
    op.create_index(op.f("ix_basket_coupon_coupon_id"), "basket_coupon", ["coupon_id"], unique=False)
    op.create_table(
        "redemption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("coupon_id", sa.Integer(), nullable=True),
        sa.Column("sale_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("discount_minor", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'redeemed') = (discount_minor >= 0 AND uses >= 0)", name=op.f("ck_redemption_sign")
        ),
        sa.CheckConstraint("kind IN ('redeemed', 'returned')", name=op.f("ck_redemption_kind_known")),
        sa.ForeignKeyConstraint(["coupon_id"], ["coupon.id"], name=op.f("fk_redemption_coupon_id_coupon")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_redemption_customer_id_customer")),
        sa.ForeignKeyConstraint(["promotion_id"], ["promotion.id"], name=op.f("fk_redemption_promotion_id_promotion")),
        sa.ForeignKeyConstraint(["sale_id"], ["sale.id"], name=op.f("fk_redemption_sale_id_sale")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redemption")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_redemption_coupon_id", "redemption", ["coupon_id"], unique=False)
    op.create_index("ix_redemption_customer_id", "redemption", ["customer_id"], unique=False)
    op.create_index("ix_redemption_promotion_at", "redemption", ["promotion_id", "at"], unique=False)
    op.create_index("ix_redemption_sale_id", "redemption", ["sale_id"], unique=False)
    op.create_table(
        "sale_line_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sale_line_id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=True),
        sa.Column("coupon_id", sa.Integer(), nullable=True),
        sa.Column("discount_minor", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "promotion_id IS NOT NULL OR coupon_id IS NULL", name=op.f("ck_sale_line_offer_coupon_has_promotion")
        ),
        sa.ForeignKeyConstraint(["coupon_id"], ["coupon.id"], name=op.f("fk_sale_line_offer_coupon_id_coupon")),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_sale_line_offer_promotion_id_promotion")
        ),
        sa.ForeignKeyConstraint(
            ["sale_line_id"], ["sale_line.id"], name=op.f("fk_sale_line_offer_sale_line_id_sale_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sale_line_offer")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sale_line_offer_promotion_id", "sale_line_offer", ["promotion_id"], unique=False)
    op.create_index("ix_sale_line_offer_sale_line_id", "sale_line_offer", ["sale_line_id"], unique=False)


def _campaigns() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=True),
        sa.Column("promotion_id", sa.Integer(), nullable=True),
        sa.Column("holdout_share", sa.Double(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("alpha", sa.Double(), nullable=False),
        sa.Column("measure", sa.String(length=12), nullable=False),
        sa.Column("relevant_effect", sa.Double(), nullable=True),
        sa.Column("horizon_days", sa.Integer(), nullable=False),
        sa.Column("attribution_days", sa.Integer(), nullable=False),
        sa.Column("scheduled_at", sa.DateTime(), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.CheckConstraint("measure IN ('margin', 'redeemed')", name=op.f("ck_campaign_measure_known")),
        sa.CheckConstraint(
            "status IN ('draft', 'approved', 'sending', 'paused', 'sent', 'stopped')",
            name=op.f("ck_campaign_status_known"),
        ),
        sa.CheckConstraint("alpha > 0 AND alpha < 1", name=op.f("ck_campaign_alpha")),
        sa.CheckConstraint("holdout_share >= 0 AND holdout_share < 1", name=op.f("ck_campaign_holdout_share")),
        sa.CheckConstraint("horizon_days > 0 AND attribution_days > 0", name=op.f("ck_campaign_days")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["staff.id"], name=op.f("fk_campaign_approved_by_id_staff")),
        sa.ForeignKeyConstraint(["promotion_id"], ["promotion.id"], name=op.f("fk_campaign_promotion_id_promotion")),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_campaign_segment_id_segment")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_campaign_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_campaign_promotion_id"), "campaign", ["promotion_id"], unique=False)
    op.create_index(op.f("ix_campaign_segment_id"), "campaign", ["segment_id"], unique=False)
    op.create_index("ix_campaign_status", "campaign", ["status"], unique=False)
    op.create_table(
        "campaign_arm",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=10), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("is_holdout", sa.Boolean(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("send_hour", sa.Integer(), nullable=True),
        sa.CheckConstraint("send_hour IS NULL OR send_hour BETWEEN 0 AND 23", name=op.f("ck_campaign_arm_send_hour")),
        sa.CheckConstraint("share > 0 AND share <= 1", name=op.f("ck_campaign_arm_share")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_arm_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotion.id"], name=op.f("fk_campaign_arm_promotion_id_promotion")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "name", name=op.f("pk_campaign_arm")),
    )
    op.create_table(
        "campaign_member",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("arm", sa.String(length=10), nullable=False),
        sa.Column("assigned_at", sa.DateTime(), nullable=False),
        sa.Column("spent_before_minor", sa.Integer(), nullable=False),
        sa.Column("margin_before_minor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_member_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_campaign_member_customer_id_customer")),
        sa.PrimaryKeyConstraint("campaign_id", "customer_id", name=op.f("pk_campaign_member")),
    )
    op.create_index("ix_campaign_member_customer_id", "campaign_member", ["customer_id"], unique=False)
    op.create_table(
        "mail_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("arm", sa.String(length=10), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("products", sa.JSON(), nullable=False),
        sa.Column("coupon_id", sa.Integer(), nullable=True),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(), nullable=True),
        sa.Column("last_error", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'uncertain', 'failed', 'bounced', 'skipped')",
            name=op.f("ck_mail_message_status_known"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_mail_message_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["coupon_id"], ["coupon.id"], name=op.f("fk_mail_message_coupon_id_coupon")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_mail_message_customer_id_customer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mail_message_message_id")),
        sa.UniqueConstraint("token", name=op.f("uq_mail_message_token")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mail_message_coupon_id", "mail_message", ["coupon_id"], unique=False)
    op.create_index("ix_mail_message_queue", "mail_message", ["campaign_id", "status", "next_try_at"], unique=False)
    op.create_index("ix_mail_message_sent", "mail_message", ["customer_id", "sent_at"], unique=False)
    op.create_index("uq_mail_message_customer", "mail_message", ["campaign_id", "customer_id"], unique=True)
    op.create_table(
        "mail_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("machine", sa.Boolean(), nullable=False),
        sa.Column("link", sa.String(length=200), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "kind IN ('open', 'click', 'unsubscribe', 'bounce', 'complaint')", name=op.f("ck_mail_event_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["mail_message.id"], name=op.f("fk_mail_event_message_id_mail_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_event")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mail_event_message", "mail_event", ["message_id", "kind"], unique=False)
    op.create_table(
        "mail_suppression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "reason IN ('bounce', 'complaint', 'unsubscribe', 'manual')", name=op.f("ck_mail_suppression_reason_known")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["mail_message.id"], name=op.f("fk_mail_suppression_message_id_mail_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_suppression")),
        sa.UniqueConstraint("address_hash", name=op.f("uq_mail_suppression_address_hash")),
        sqlite_autoincrement=True,
    )
