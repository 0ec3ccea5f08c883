"""Transfers in two steps, and what the shop plans: limits, answers to advice, special days, alerts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _transfers()
    _planning()
    _alerts()


def _transfers() -> None:
    op.create_table(
        "stock_transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("from_location_id", sa.Integer(), nullable=False),
        sa.Column("to_location_id", sa.Integer(), nullable=False),
        sa.Column("transit_location_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("shipped_at", sa.DateTime(), nullable=False),
        sa.Column("shipped_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("request_key", sa.String(length=64), nullable=True),
        sa.CheckConstraint("(status = 'shipped') = (closed_at IS NULL)", name=op.f("ck_stock_transfer_closed")),
        sa.CheckConstraint(
            "status IN ('shipped', 'received', 'cancelled')", name=op.f("ck_stock_transfer_status_known")
        ),
        sa.CheckConstraint("from_location_id <> to_location_id", name=op.f("ck_stock_transfer_two_places")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["staff.id"], name=op.f("fk_stock_transfer_closed_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["from_location_id"], ["location.id"], name=op.f("fk_stock_transfer_from_location_id_location")
        ),
        sa.ForeignKeyConstraint(["shipped_by_id"], ["staff.id"], name=op.f("fk_stock_transfer_shipped_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["to_location_id"], ["location.id"], name=op.f("fk_stock_transfer_to_location_id_location")
        ),
        sa.ForeignKeyConstraint(
            ["transit_location_id"], ["location.id"], name=op.f("fk_stock_transfer_transit_location_id_location")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_transfer")),
        sa.UniqueConstraint("number", name=op.f("uq_stock_transfer_number")),
        sa.UniqueConstraint("request_key", name=op.f("uq_stock_transfer_request_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stock_transfer_status", "stock_transfer", ["status", "to_location_id"], unique=False)
    op.create_table(
        "stock_transfer_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("units_shipped", sa.Integer(), nullable=False),
        sa.Column("units_received", sa.Integer(), nullable=False),
        sa.Column("units_returned", sa.Integer(), nullable=False),
        sa.Column("units_missing", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "units_received + units_returned + units_missing <= units_shipped",
            name=op.f("ck_stock_transfer_line_not_more_than_shipped"),
        ),
        sa.CheckConstraint(
            "units_received >= 0 AND units_returned >= 0 AND units_missing >= 0",
            name=op.f("ck_stock_transfer_line_arrived"),
        ),
        sa.CheckConstraint("units_shipped > 0", name=op.f("ck_stock_transfer_line_shipped")),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["stock_transfer.id"], name=op.f("fk_stock_transfer_line_transfer_id_stock_transfer")
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_stock_transfer_line_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_transfer_line")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stock_transfer_line_transfer_id", "stock_transfer_line", ["transfer_id"], unique=False)
    op.create_index("ix_stock_transfer_line_variant_id", "stock_transfer_line", ["variant_id"], unique=False)
    op.create_table(
        "stock_transfer_movement",
        sa.Column("movement_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["stock_transfer_line.id"], name=op.f("fk_stock_transfer_movement_line_id_stock_transfer_line")
        ),
        sa.ForeignKeyConstraint(
            ["movement_id"], ["stock_movement.id"], name=op.f("fk_stock_transfer_movement_movement_id_stock_movement")
        ),
        sa.PrimaryKeyConstraint("movement_id", name=op.f("pk_stock_transfer_movement")),
    )
    op.create_index("ix_stock_transfer_movement_line_id", "stock_transfer_movement", ["line_id"], unique=False)


def _planning() -> None:
    op.create_table(
        "stock_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("min_units", sa.Integer(), nullable=True),
        sa.Column("max_units", sa.Integer(), nullable=True),
        sa.Column("service_level_bp", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "max_units IS NULL OR max_units >= coalesce(min_units, 0)", name=op.f("ck_stock_policy_max_units")
        ),
        sa.CheckConstraint("min_units IS NULL OR min_units >= 0", name=op.f("ck_stock_policy_min_units")),
        sa.CheckConstraint(
            "service_level_bp IS NULL OR service_level_bp BETWEEN 1 AND 9999",
            name=op.f("ck_stock_policy_service_level"),
        ),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_stock_policy_location_id_location")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_stock_policy_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_policy")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_stock_policy_everywhere",
        "stock_policy",
        ["variant_id"],
        unique=True,
        sqlite_where=sa.text("location_id IS NULL"),
        postgresql_where=sa.text("location_id IS NULL"),
    )
    op.create_index(
        "uq_stock_policy_place",
        "stock_policy",
        ["variant_id", "location_id"],
        unique=True,
        sqlite_where=sa.text("location_id IS NOT NULL"),
        postgresql_where=sa.text("location_id IS NOT NULL"),
    )
    op.create_table(
        "advice_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("advised_units", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind <> 'snoozed' OR until IS NOT NULL", name=op.f("ck_advice_decision_snoozed_until")),
        sa.CheckConstraint("kind IN ('snoozed', 'dismissed', 'ordered')", name=op.f("ck_advice_decision_kind_known")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_advice_decision_location_id_location")),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["purchase_order_line.id"],
            name=op.f("fk_advice_decision_order_line_id_purchase_order_line"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_advice_decision_staff_id_staff")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_advice_decision_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_advice_decision_order_line_id", "advice_decision", ["order_line_id"], unique=False)
    op.create_index("ix_advice_decision_variant", "advice_decision", ["variant_id", "location_id", "at"], unique=False)
    op.create_table(
        "planned_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("variant_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("discount_bp", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('promotion', 'closure', 'event')", name=op.f("ck_planned_event_kind_known")),
        sa.CheckConstraint("category_id IS NULL OR variant_id IS NULL", name=op.f("ck_planned_event_one_scope")),
        sa.CheckConstraint(
            "discount_bp IS NULL OR discount_bp BETWEEN 0 AND 10000", name=op.f("ck_planned_event_discount")
        ),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_planned_event_days")),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_planned_event_category_id_category")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_planned_event_location_id_location")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_planned_event_staff_id_staff")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_planned_event_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_event")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_planned_event_days", "planned_event", ["first_day", "last_day"], unique=False)


def _alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("assigned_to_id", sa.Integer(), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("close_reason", sa.String(length=30), nullable=True),
        sa.CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_alert_closed")),
        sa.CheckConstraint("(status = 'snoozed') = (snoozed_until IS NOT NULL)", name=op.f("ck_alert_snoozed")),
        sa.CheckConstraint("severity IN ('info', 'warning', 'critical')", name=op.f("ck_alert_severity_known")),
        sa.CheckConstraint("status IN ('open', 'snoozed', 'closed')", name=op.f("ck_alert_status_known")),
        sa.ForeignKeyConstraint(["assigned_to_id"], ["staff.id"], name=op.f("fk_alert_assigned_to_id_staff")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["staff.id"], name=op.f("fk_alert_closed_by_id_staff")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_alert_location_id_location")),
        sa.ForeignKeyConstraint(["order_id"], ["purchase_order.id"], name=op.f("fk_alert_order_id_purchase_order")),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name=op.f("fk_alert_supplier_id_supplier")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_alert_variant_id_variant")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alert_fingerprint"), "alert", ["fingerprint"], unique=False)
    op.create_index("ix_alert_status", "alert", ["status", "kind"], unique=False)
    op.create_index("ix_alert_variant_id", "alert", ["variant_id"], unique=False)
    op.create_index(
        "uq_alert_fingerprint_unsettled",
        "alert",
        ["fingerprint"],
        unique=True,
        sqlite_where=sa.text("status <> 'closed'"),
        postgresql_where=sa.text("status <> 'closed'"),
    )
    op.create_table(
        "alert_subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IS NULL OR role IN ('associate', 'manager', 'administrator')",
            name=op.f("ck_alert_subscription_role_known"),
        ),
        sa.CheckConstraint("(role IS NULL) <> (staff_id IS NULL)", name=op.f("ck_alert_subscription_who")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_alert_subscription_category_id_category")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_alert_subscription_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_subscription")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alert_subscription_staff_id"), "alert_subscription", ["staff_id"], unique=False)
