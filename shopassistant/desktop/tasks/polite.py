"""A long job that nobody waits for steps aside while somebody works at the till."""

import threading

from shopassistant.core.progress import Progress

# Looks this often whether it may go on, and was stopped meanwhile.
LOOKS_EVERY_S = 0.1
# A till that is never quiet must not keep the job for ever.
LONGEST_S = 600.0


class PoliteProgress:
    """A `Progress` that holds the job at its reports until the till is quiet again, `LONGEST_S` in all at most.

    Args:
        inner: told first, and may raise Cancelled, while it waits, too.
        quiet: set while nobody works at the till.
    """

    def __init__(self, inner: Progress, quiet: threading.Event, longest_s: float = LONGEST_S) -> None:
        self._inner, self._quiet, self._left = inner, quiet, longest_s

    def report(self, stage: str, done: int, total: int) -> None:
        self._inner.report(stage, done, total)
        while self._left > 0 and not self._quiet.wait(LOOKS_EVERY_S):
            self._left -= LOOKS_EVERY_S
            self._inner.report(stage, done, total)
