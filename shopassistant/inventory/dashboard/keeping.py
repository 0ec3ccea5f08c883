"""The snapshot beside the store, so that the dashboard opens at once: plain arrays with checksums, mapped when read."""

import logging
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from shopassistant.core.errors import ShopError
from shopassistant.inventory.dashboard.shelves import Shelves, Snapshot, Stamp, Variants, columns_of
from shopassistant.store.artefacts import version_folder, versions
from shopassistant.store.artefacts.kind import Kind
from shopassistant.store.artefacts.sealing import ensure_seal_key, seal_key
from shopassistant.store.database import Store

FIGURES = Kind(
    description="figures.json",
    format=2,
    key_setting="dashboard.seal_key",
    damaged="dashboard.figures_damaged",
    unknown="dashboard.figures_format",
    unwritable="dashboard.figures_unwritable",
    elsewhere="dashboard.figures_elsewhere",
)
_KEEP = 1
_VARIANT, _SHELF = "variant_", "shelf_"

_log = logging.getLogger(__name__)


def figures_folder(store_path: Path) -> Path:
    """Where the figures of a store lie: beside it, so that they move and are deleted with it."""
    return store_path.with_name(f"{store_path.name}.figures")


def keep(store: Store, snapshot: Snapshot) -> None:
    """Write a snapshot and have it read from now on.

    Raises:
        Conflict: ``dashboard.figures_elsewhere``, another window is at it.
        EnvironmentProblem: ``dashboard.figures_unwritable``.
    """
    folder = figures_folder(store.path)
    key = ensure_seal_key(store, FIGURES)
    arrays = {_VARIANT + name: column for name, column in columns_of(snapshot.variants).items()}
    arrays |= {_SHELF + name: column for name, column in columns_of(snapshot.shelves).items()}
    description = {"stamp": asdict(snapshot.stamp), "made_at": snapshot.made_at}
    with version_folder.fitting(FIGURES, folder):
        name = versions.save(FIGURES, folder, datetime.fromisoformat(snapshot.made_at), description, arrays, key=key)
        version_folder.point_to(folder, name)
        version_folder.prune(folder, _KEEP)
        version_folder.sweep(folder)


def load_kept(store: Store) -> Snapshot | None:
    """The newest snapshot that is sound; None where there is none, and they are made anew."""
    folder = figures_folder(store.path)
    key = seal_key(store, FIGURES)
    for name in version_folder.served(folder):
        try:
            version, arrays, _texts = versions.load(FIGURES, folder, name, key)
            return _snapshot(version, arrays)
        except (ShopError, KeyError, TypeError) as error:  # derived from the store: nothing is lost, so nobody is told
            _log.warning("the figures %s are not used: %s", name, error)
    return None


def _snapshot(version: versions.Version, arrays: dict[str, NDArray[Any]]) -> Snapshot:
    def of(prefix: str) -> dict[str, NDArray[Any]]:
        return {name.removeprefix(prefix): one for name, one in arrays.items() if name.startswith(prefix)}

    return Snapshot(
        Variants(**of(_VARIANT)),
        Shelves(**of(_SHELF)),
        Stamp(**version.description["stamp"]),
        str(version.description["made_at"]),
    )
