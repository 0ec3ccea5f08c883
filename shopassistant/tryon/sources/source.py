"""What every source of pictures can do, and what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.tryon.sources.frame import Frame

if TYPE_CHECKING:
    from shopassistant.tryon.sources.frame import Picture

# opening: not yet known; live: pictures come; busy: another program has it; lost: it was there and is gone; none: there
# is no such camera or file; refused: the system does not let us; format: no pictures we can use; ended: a file is over.
STATES = ("opening", "live", "busy", "lost", "none", "refused", "format", "ended")
# Pictures smaller than this show no face that could be measured.
LEAST_WIDTH, LEAST_HEIGHT = 160, 120


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source is.

    Attributes:
        state: one of `STATES`.
        name: what people call the source; empty as long as that is unknown.
        by: of a busy camera the program that has it, of a wrong format what came instead; empty where that is unknown.
    """

    state: str
    name: str = ""
    by: str = ""

    @property
    def code(self) -> str:
        """Of the sentence that says it: ``source.STATE``, with ``_by`` at its end where `by` belongs into it."""
        return f"source.{self.state}" + ("_by" if self.by else "")

    @property
    def values(self) -> Mapping[str, object]:
        """For that sentence."""
        return {"name": self.name, "by": self.by}


class SourceProblem(EnvironmentProblem):
    """A source cannot be opened or read, code ``source.STATE``; `told` says why, and nothing of any picture."""

    def __init__(self, state: str, name: str = "", by: str = "") -> None:
        self.told = SourceState(state, name, by)
        super().__init__(self.told.code, **self.told.values)


class Source(Protocol):
    """A webcam, a video file or a still image. Used by one thread, which need not be the one that made it."""

    @property
    def name(self) -> str:
        """What people call it; of a camera that was not found yet what it was asked for by."""

    def open(self) -> None:
        """Open it, anew if it is open.

        Raises:
            SourceProblem: ``busy``, ``none``, ``refused``, ``format``.
        """

    def read(self, into: "Picture | None" = None) -> Frame | None:
        """The next picture; waits for it, but never for long.

        Args:
            into: a buffer that may be overwritten and lent out as the frame's picture; used if its size fits.

        Returns:
            None where none came this time.

        Raises:
            SourceProblem: ``lost``, ``format``, ``ended``.
        """

    def close(self) -> None:
        """Let go of it; it can be called again. Only by the thread that reads."""
