"""Whether the visitor is still there: no touch and no face for a while, a question with a countdown, and then gone."""

from dataclasses import dataclass
from enum import Enum


class Presence(Enum):
    """What the kiosk believes."""

    HERE = "here"
    ASKING = "asking"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient the kiosk is, in seconds.

    Attributes:
        idle_s: without a touch and without a face, until it asks.
        ask_s: how long it asks before the visit is over.
        untouched_s: without a touch although there is a face, until it asks: somebody waiting in the background, or a
            poster, must not keep a stranger's visit open.
    """

    idle_s: float = 45.0
    ask_s: float = 12.0
    untouched_s: float = 240.0

    def __post_init__(self) -> None:
        if not (self.idle_s > 0 and self.ask_s > 0 and self.untouched_s >= self.idle_s):
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Watched:
    """When the visitor was last noticed, on one clock in seconds; a touch answers the question, a face does not."""

    touched_at: float
    seen_at: float

    def touched(self, now: float) -> "Watched":
        """A finger or a key."""
        return Watched(now, max(now, self.seen_at))

    def seen(self, now: float, limits: Limits) -> "Watched":
        """A face before the camera. While the question stands, only a touch counts: it may be the next visitor's."""
        return self if self.ask_at(limits) <= now else Watched(self.touched_at, now)

    def ask_at(self, limits: Limits) -> float:
        """When the question is asked."""
        return min(max(self.touched_at, self.seen_at) + limits.idle_s, self.touched_at + limits.untouched_s)

    def look(self, now: float, limits: Limits) -> tuple[Presence, int]:
        """What to believe, and the whole seconds left to answer (0 where nothing is asked)."""
        ask_at = self.ask_at(limits)
        if now < ask_at:
            return Presence.HERE, 0
        left = ask_at + limits.ask_s - now
        if left <= 0:
            return Presence.GONE, 0
        return Presence.ASKING, max(1, -int(-left // 1))
