"""A fit in a process of its own that stops at a moment and waits there for the end.

``python -m tests.unit.recommend.killed_fit STORE MOMENT`` prints ``here`` and sleeps for ever once the moment is
reached; it is up to whoever started it to kill it.
"""

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from shopassistant.recommend import registry, version_changes
from shopassistant.recommend.engine import Engine, index_folder
from shopassistant.store.artefacts import array_files, version_folder, versions
from shopassistant.store.database import open_store


class Stages:
    """Stops at a stage of the fit."""

    def __init__(self, moment: str) -> None:
        self._moment = moment

    def report(self, stage: str, done: int, total: int) -> None:
        if stage == self._moment:
            stop()


def stop() -> None:
    """Say so, and do nothing more."""
    print("here", flush=True)
    while True:
        signal.pause()


def halt_before(module: Any, name: str, times: int = 1) -> None:
    """Stop instead of the n-th call."""
    original, left = getattr(module, name), [times]

    def wrapped(*args: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            stop()
        return original(*args, **named)

    setattr(module, name, wrapped)


def halt_after(module: Any, name: str) -> None:
    """Stop when the call is over."""
    original: Callable[..., Any] = getattr(module, name)

    def wrapped(*args: Any, **named: Any) -> Any:
        original(*args, **named)
        stop()

    setattr(module, name, wrapped)


MOMENTS: dict[str, Callable[[], None]] = {
    "reading": lambda: None,  # stages of the fit itself, see `Stages`
    "fitting": lambda: None,
    "first array": lambda: halt_after(array_files, "write_array"),
    "half of the arrays": lambda: halt_before(array_files, "write_array", 20),
    "before the description": lambda: halt_before(versions, "write", 1),
    "before the seal": lambda: halt_before(versions, "write", 2),
    "before the rename": lambda: halt_before(version_folder, "sync", 1),
    "between rename and pointer": lambda: halt_before(registry.version_changes, "publish"),
    "beside the pointer": lambda: halt_after(version_folder, "write"),
    "between pointer and commit": lambda: halt_after(version_folder, "point_to"),
    "before clearing away": lambda: halt_after(version_changes, "publish"),
    "while clearing away": lambda: halt_before(version_folder, "sweep", 2),
}
STAGES = {"reading": "recommend.reading", "fitting": "recommend.fitting.similar"}
# From here on the new version is whole and in its place.
NEW_SERVES = ("between pointer and commit", "before clearing away", "while clearing away")


def main() -> None:
    """Fit until the moment."""
    path, moment = Path(sys.argv[1]), sys.argv[2]
    MOMENTS[moment]()
    store = open_store(path)
    Engine(store, index_folder(path)).fit(Stages(STAGES.get(moment, "")))
    print("over", flush=True)


if __name__ == "__main__":
    main()
