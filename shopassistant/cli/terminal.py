"""Progress of a long command on one line of the terminal."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue


class TerminalProgress:
    """Shows the stage and its share; nothing where no terminal is looking.

    Args:
        catalogue: says the stages.
        shown: whether to write at all.
    """

    def __init__(self, catalogue: "Catalogue", shown: bool = True) -> None:
        self._catalogue = catalogue
        self._shown = shown and sys.stderr.isatty()

    def report(self, stage: str, done: int, total: int) -> None:
        """Say how far the job is."""
        if self._shown:
            share = f" {done / total:.0%}" if total else ""
            print(f"\r\033[K{self._catalogue.say(stage)}{share}", end="\r", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave the line empty for what follows."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
