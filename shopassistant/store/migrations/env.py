"""Alembic's entry: runs the migrations on the connection the store hands over."""

from alembic import context

from shopassistant.store.schema import Base


def _run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    context.run_migrations()


_run()
