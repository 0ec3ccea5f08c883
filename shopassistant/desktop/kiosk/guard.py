"""Makes guessing a PIN hopeless at a screen that strangers stand before all day."""

from dataclasses import dataclass, replace

# Wrong PINs that cost nothing: a slip of the finger.
FREE = 2
FIRST_WAIT_S = 15.0
# A day of guessing at this pace tries some thirty PINs out of ten thousand.
LONGEST_WAIT_S = 3600.0


@dataclass(frozen=True, slots=True)
class Guard:
    """How many wrong PINs were typed here, and until when no further one is looked at.

    The wait doubles with every wrong PIN after the first two and is forgotten only by a right one: leaving the screen,
    a new visit or a pause change nothing.
    """

    wrong: int = 0
    open_at: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next PIN is looked at; 0 for at once."""
        return max(0.0, self.open_at - now)

    def refused(self, now: float) -> "Guard":
        """After a wrong PIN."""
        wrong = self.wrong + 1
        over = wrong - FREE
        pause = 0.0 if over <= 0 else min(FIRST_WAIT_S * 2 ** min(over - 1, 20), LONGEST_WAIT_S)
        return replace(self, wrong=wrong, open_at=now + pause)

    def passed(self) -> "Guard":
        """After the right one."""
        return Guard()
