"""How often one caller may ask, and how much they may send: a service on the internet is tried by everybody."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

# Requests of one address in a minute; a company behind one address opens many mails in the morning.
MOST_A_MINUTE = 240
LARGEST_BODY = 4_096
LONGEST_PATH = 300
_MOST_CALLERS = 10_000


class RateLimit:
    """A bucket of `most` requests per caller that fills up evenly within a minute. Thread safe; forgets the oldest."""

    def __init__(self, most: int = MOST_A_MINUTE, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._now = most, now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, caller: str) -> bool:
        """Count one request; False where the caller has to wait."""
        with self._lock:
            now = self._now()
            left, at = self._left.pop(caller, (float(self._most), now))
            left = min(left + (now - at) * self._most / 60, float(self._most))
            allowed = left >= 1
            self._left[caller] = (left - 1 if allowed else left, now)
            while len(self._left) > _MOST_CALLERS:
                self._left.popitem(last=False)
            return allowed
