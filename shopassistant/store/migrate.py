"""Bringing an older shop's file up to date: a backup first, then Alembic, step by step."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from shopassistant.core.errors import EnvironmentProblem

if TYPE_CHECKING:
    from shopassistant.store.database import Store

_log = logging.getLogger(__name__)


def config() -> Config:
    """Alembic's configuration, without a file."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return settings


def upgrade(store: "Store", version: str) -> None:
    """Migrate `store` from `version` to the newest; the file as it was stays beside it as ``*.before-VERSION``.

    Raises:
        EnvironmentProblem: ``store.newer``, the file knows a version this program does not.
    """
    scripts = ScriptDirectory.from_config(config())
    try:
        scripts.get_revision(version)
    except CommandError as error:
        raise EnvironmentProblem("store.newer", version=version) from error
    _keep(store.path, store.path.with_name(f"{store.path.name}.before-{scripts.get_current_head()}"), version)
    settings = config()
    with store.engine.execution_options(writes=True).begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
    _log.info("migrated the store from schema %s", version)


def _keep(path: Path, target: Path, version: str) -> None:
    """Copy the store as it was. Where another window was faster, the copy it took stays: this one would be too late."""
    from shopassistant.store.backup import copy_store

    copy = target.with_name(f"{target.name}.new")
    copy_store(path, copy)
    with closing(sqlite3.connect(copy)) as connection:
        (found,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found == version:
        copy.replace(target)
    else:
        copy.unlink()
