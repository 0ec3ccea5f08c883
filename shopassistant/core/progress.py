"""How a long job tells how far it is and learns that it should stop, without knowing who listens."""

from typing import Protocol


class Cancelled(Exception):
    """The job was told to stop; whatever it began is rolled back by the unit of work."""


class Progress(Protocol):
    """What a long job calls now and then."""

    def report(self, stage: str, done: int, total: int) -> None:
        """Say how far the job is.

        Args:
            stage: code of what is being done, such as ``"import.reading"``; the desktop translates it.
            done: units finished.
            total: units in all; 0 while unknown.

        Raises:
            Cancelled: somebody asked the job to stop.
        """
        ...


class NoProgress:
    """Nobody listens and nobody cancels."""

    def report(self, stage: str, done: int, total: int) -> None:
        return None
