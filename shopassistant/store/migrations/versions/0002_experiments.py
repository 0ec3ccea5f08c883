"""Recommendations watched: experiments with who was shown which, what was measured, and when it was learned anew."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _experiments()
    _monitoring()


def _experiments() -> None:
    op.create_table(
        "experiment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("measure", sa.String(length=12), nullable=False),
        sa.Column("relevant_effect", sa.Double(), nullable=False),
        sa.Column("alpha", sa.Double(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(), nullable=True),
        sa.Column("verdict", sa.String(length=30), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'running', 'stopped')", name=op.f("ck_experiment_state_known")),
        sa.CheckConstraint("measure IN ('conversion', 'value')", name=op.f("ck_experiment_measure_known")),
        sa.CheckConstraint("relevant_effect > 0", name=op.f("ck_experiment_relevant_effect")),
        sa.CheckConstraint("alpha > 0 AND alpha < 1", name=op.f("ck_experiment_alpha")),
        sa.CheckConstraint("(state = 'draft') = (started_at IS NULL)", name=op.f("ck_experiment_started")),
        sa.CheckConstraint("(state = 'stopped') = (stopped_at IS NOT NULL)", name=op.f("ck_experiment_stopped")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experiment")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_experiment_running",
        "experiment",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'running'"),
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_table(
        "experiment_arm",
        sa.Column("experiment_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=1), nullable=False),
        sa.Column("method", sa.String(length=30), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.CheckConstraint("share > 0 AND share < 1", name=op.f("ck_experiment_arm_share")),
        sa.ForeignKeyConstraint(
            ["experiment_id"],
            ["experiment.id"],
            name=op.f("fk_experiment_arm_experiment_id_experiment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("experiment_id", "name", name=op.f("pk_experiment_arm")),
    )
    op.create_table(
        "experiment_exposure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("experiment_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("arm", sa.String(length=1), nullable=False),
        sa.Column("list_key", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["experiment_id"], ["experiment.id"], name=op.f("fk_experiment_exposure_experiment_id_experiment")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_experiment_exposure_customer_id_customer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experiment_exposure")),
        sa.UniqueConstraint("list_key", name=op.f("uq_experiment_exposure_list_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_experiment_exposure_customer", "experiment_exposure", ["experiment_id", "customer_id", "at"], unique=False
    )


def _monitoring() -> None:
    op.create_table(
        "model_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("fitted_at", sa.DateTime(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("trials", sa.Integer(), nullable=False),
        sa.Column("expected_hits", sa.Integer(), nullable=False),
        sa.Column("expected_trials", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.CheckConstraint("hits >= 0 AND hits <= trials", name=op.f("ck_model_check_hits")),
        sa.CheckConstraint(
            "expected_hits >= 0 AND expected_hits <= expected_trials", name=op.f("ck_model_check_expected_hits")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_check")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_model_check_at"), "model_check", ["at"], unique=False)
    op.create_index(op.f("ix_model_check_fitted_at"), "model_check", ["fitted_at"], unique=False)
    op.create_table(
        "model_refit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("cause", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.String(length=60), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "cause IN ('schedule', 'drift', 'growth', 'import', 'person', 'command')",
            name=op.f("ck_model_refit_cause_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('running', 'promoted', 'kept', 'failed', 'cancelled')",
            name=op.f("ck_model_refit_outcome_known"),
        ),
        sa.CheckConstraint("(outcome = 'running') = (ended_at IS NULL)", name=op.f("ck_model_refit_ended")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_model_refit_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_refit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_model_refit_started_at"), "model_refit", ["started_at"], unique=False)
    op.create_table(
        "work_lease",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_work_lease")),
    )
    op.get_bind().exec_driver_sql(
        """
        CREATE TRIGGER IF NOT EXISTS variant_price_touches_product
        AFTER UPDATE OF price_minor, cost_minor ON variant BEGIN
            INSERT INTO product_touch (product_id) VALUES (NEW.product_id);
        END
        """
    )
