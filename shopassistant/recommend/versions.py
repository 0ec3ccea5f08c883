"""What is known of the versions of the index: a list to choose from, and two of them side by side."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shopassistant.core.errors import EnvironmentProblem, NotFound, ShopError
from shopassistant.core.progress import Progress
from shopassistant.store.artefacts import version_folder

# Why a version was made: the first one, a person at a window, a command, the rules of automatic learning, an import.
CAUSES = ("start", "person", "command", "schedule", "drift", "growth", "import")

# What a description says besides how the models were set.
_NO_SETTINGS = {
    "files", "texts", "metrics", "sizes", "category_paths", "newest_sale_id", "fitted_day", "fitted_at", "customers",
    "products", "purchases", "data_from", "data_to", "format", "version", "seconds", "program", "cause", "started_by",
    "note",
}  # fmt: skip
_DATA = ("data_from", "data_to", "customers", "products", "purchases")


@dataclass(frozen=True)
class VersionInfo:
    """One version as a table shows it; what cannot be trusted of a refused one is left empty.

    Attributes:
        name: folder name; sorts by time of fit.
        fitted_at: when it was learned, UTC; of a refused one, what its name says.
        is_serving: it answers now.
        is_kept: never cleared away.
        problem: why it is refused; None for a good one.
        cause: one of `CAUSES`.
        started_by: name of who started the fit.
        note: what they wrote.
        program: version of the program that learned.
        seconds: the fit took.
        size: bytes on disk.
        data_from, data_to: first and last day of the sales, ISO; None for a shop without any.
        purchases: lines learned from.
        metrics: what the hold-out measured.
        settings: how the models were set.
        checksum: seal of the whole.
    """

    name: str
    fitted_at: datetime
    is_serving: bool = False
    is_kept: bool = False
    problem: ShopError | None = None
    cause: str = ""
    started_by: str = ""
    note: str = ""
    program: str = ""
    seconds: float = 0.0
    size: int = 0
    customers: int = 0
    products: int = 0
    purchases: int = 0
    data_from: str | None = None
    data_to: str | None = None
    metrics: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    checksum: str = ""

    @property
    def state(self) -> str:
        """``serving``, ``refused``, ``kept`` or ``ready``; the first that holds."""
        if self.problem is not None:
            return "refused"
        return "serving" if self.is_serving else "kept" if self.is_kept else "ready"


@dataclass(frozen=True)
class Difference:
    """A value that two versions do not share; None where one of them has none."""

    key: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side, the earlier one first.

    Attributes:
        data: differences of what was learned from.
        settings: differences of how it was learned.
        metrics: differences of how good it was on the hold-out.
    """

    before: VersionInfo
    after: VersionInfo
    data: tuple[Difference, ...]
    settings: tuple[Difference, ...]
    metrics: tuple[Difference, ...]


def list_versions(
    folder: Path, key: bytes, serving: str = "", problems: Mapping[str, ShopError] | None = None
) -> tuple[VersionInfo, ...]:
    """All versions, newest first. Reads descriptions, not the arrays; for those see `check`.

    Args:
        key: the shop's, see `store.artefacts.sealing`.
        serving: name of the version that answers.
        problems: versions that were refused before, by name.
    """
    found = (_info(folder, name, key, serving, problems or {}) for name in version_folder.names(folder))
    return tuple(one for one in found if one is not None)


def _info(folder: Path, name: str, key: bytes, serving: str, problems: Mapping[str, ShopError]) -> VersionInfo | None:
    from shopassistant.recommend import artefacts

    problem, said = problems.get(name), {}
    try:
        said = dict(artefacts.describe(folder, name, key).description)
    except EnvironmentProblem as error:
        problem = problem or error
    try:
        size = sum(path.lstat().st_size for path in (folder / name).iterdir())
    except FileNotFoundError:  # another window cleared it away meanwhile
        return None
    return VersionInfo(
        name=name,
        fitted_at=datetime.strptime(name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC),
        is_serving=name == serving,
        is_kept=version_folder.is_kept(folder, name),
        problem=problem,
        size=size,
        metrics=said.pop("metrics", {}),
        settings={one: value for one, value in said.items() if one not in _NO_SETTINGS},
        started_by=said.get("started_by", ""),
        checksum=artefacts.seal(folder, name),
        **{one: said[one] for one in ("cause", "note", "program", "seconds", *_DATA) if one in said},
    )


def find(versions: tuple[VersionInfo, ...], name: str) -> VersionInfo:
    """The version called `name`; the beginning of a name is enough where only one begins so.

    Raises:
        NotFound: ``model.version_unknown``.
    """
    fitting = [one for one in versions if one.name.startswith(name)] if name else []
    if len(fitting) != 1:
        raise NotFound("model.version_unknown", version=name)
    return fitting[0]


def check(folder: Path, key: bytes, progress: Progress, skip: Collection[str] = ()) -> dict[str, ShopError]:
    """Verify every file of every version: why some are refused, by name. Reads all of it but those to `skip`.

    Raises:
        Cancelled: by `progress`.
    """
    from shopassistant.recommend import artefacts

    found: dict[str, ShopError] = {}
    names = [name for name in version_folder.names(folder) if name not in skip]
    for done, name in enumerate(names):
        progress.report("model.checking", done, len(names))
        try:
            artefacts.load(folder, name, key)
        except EnvironmentProblem as problem:
            if (folder / name).is_dir():  # or another window cleared it away meanwhile
                found[name] = problem
    return found


def compare(one: VersionInfo, other: VersionInfo) -> Comparison:
    """What differs between two versions."""
    before, after = sorted((one, other), key=lambda version: version.name)
    data = [{key: getattr(version, key) for key in _DATA} for version in (before, after)]
    return Comparison(
        before,
        after,
        _differences(data[0], data[1]),
        _differences(before.settings, after.settings),
        _differences(before.metrics, after.metrics),
    )


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    old, new = dict(flatten(before)), dict(flatten(after))
    keys = dict.fromkeys((*old, *new))
    return tuple(Difference(key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key))


def flatten(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Nested values as dotted keys and plain values; a list becomes its JSON text."""
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", json.dumps(value) if isinstance(value, list) else value
