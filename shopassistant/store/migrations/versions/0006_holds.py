"""Holds: goods put aside under a code; and a product whose attributes change counts as changed."""

import sqlalchemy as sa
from alembic import op

from shopassistant.store import sqlite

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("basket_id", sa.Integer(), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(status = 'taken') = (basket_id IS NOT NULL)", name=op.f("ck_hold_taken_has_basket")),
        sa.CheckConstraint("(status = 'waiting') = (closed_at IS NULL)", name=op.f("ck_hold_closed")),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_hold_lasts")),
        sa.CheckConstraint("status IN ('waiting', 'taken', 'expired', 'cancelled')", name=op.f("ck_hold_status_known")),
        sa.CheckConstraint("taken_by_id IS NULL OR status = 'taken'", name=op.f("ck_hold_taken_by")),
        sa.ForeignKeyConstraint(["basket_id"], ["basket.id"], name=op.f("fk_hold_basket_id_basket")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_hold_location_id_location")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["staff.id"], name=op.f("fk_hold_taken_by_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
        sa.UniqueConstraint("code", name=op.f("uq_hold_code")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hold_basket_id", "hold", ["basket_id"], unique=False)
    op.create_index("ix_hold_status", "hold", ["status", "location_id"], unique=False)
    op.create_table(
        "hold_item",
        sa.Column("hold_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_hold_item_quantity")),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.id"], name=op.f("fk_hold_item_hold_id_hold")),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name=op.f("fk_hold_item_variant_id_variant")),
        sa.PrimaryKeyConstraint("hold_id", "variant_id", name=op.f("pk_hold_item")),
    )
    op.create_index("ix_hold_item_variant_id", "hold_item", ["variant_id"], unique=False)
    # What can be tried on follows from the attributes: they are watched, too, from now on.
    op.execute("DROP TRIGGER IF EXISTS product_update_touches_it")
    sqlite.create_triggers(op.get_bind())
