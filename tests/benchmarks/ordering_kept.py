"""What the ordering benchmark has played, kept between runs, so that it can be played in slices."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path

import numpy as np

from shopassistant.inventory.reorder.simulator import Outcome

Played = tuple[Outcome, tuple]


class OutOfTime(Exception):
    """The slice is over; what was played is kept."""


@dataclass(frozen=True)
class Slices:
    """Attributes:
    folder: where pieces are kept; None keeps nothing.
    seconds: of processor time in this run; None plays to the end.
    """

    folder: Path | None = None
    seconds: float | None = None
    _since: float = field(default_factory=time.process_time)

    def pause(self) -> None:
        """To be called where a run may end.

        Raises:
            OutOfTime: the time is used up.
        """
        if self.seconds is not None and time.process_time() - self._since >= self.seconds:
            raise OutOfTime

    def play(self, name: str, make: Callable[[], Played]) -> Played:
        """An outcome and the settings that were chosen for it: now, or from an earlier run.

        Raises:
            OutOfTime: it is not known and the time is used up.
        """
        path = self.folder / f"{name.replace(' ', '-').replace('/', '-')}.npz" if self.folder is not None else None
        if path is not None and path.exists():
            return _read(path)
        self.pause()
        outcome, chosen = make()
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            arrays = {one.name: getattr(outcome, one.name) for one in fields(outcome)}
            np.savez(path, chosen=np.array(json.dumps(chosen)), **arrays)
        return outcome, chosen


def _read(path: Path) -> Played:
    with np.load(path) as kept:
        outcome = Outcome(**{one.name: kept[one.name] for one in fields(Outcome)})
        return outcome, tuple(json.loads(str(kept["chosen"])))
