"""A fit in a process of its own that stops at a moment and waits there for the end.

``python -m tests.unit.inventory.demand.keeping.killed_fit STORE MOMENT`` prints ``here`` and sleeps for ever once the
moment is reached; it is up to whoever started it to kill it.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from shopassistant.inventory.demand.keeping.fit import fit
from shopassistant.inventory.demand.keeping.keeper import Keeper
from shopassistant.store.artefacts import version_folder, versions
from shopassistant.store.database import open_store
from tests.unit.recommend.killed_fit import Stages, halt_after, halt_before

MOMENTS: dict[str, Callable[[], None]] = {
    "demand.correcting": lambda: None,  # a stage of the fit itself
    "before the seal": lambda: halt_before(versions, "write", 2),
    "between rename and pointer": lambda: halt_before(version_folder, "point_to"),
    "between pointer and commit": lambda: halt_after(version_folder, "point_to"),
}
# From here on the new version is whole and in its place.
NEW_SERVES = ("between pointer and commit",)


def main() -> None:
    """Fit until the moment."""
    path, moment = Path(sys.argv[1]), sys.argv[2]
    MOMENTS[moment]()
    fit(Keeper(open_store(path)), Stages(moment))
    print("over", flush=True)


if __name__ == "__main__":
    main()
