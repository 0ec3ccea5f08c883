"""A visit as a pure state machine: which screen follows which, when the camera may be open, what must be forgotten.

No Qt, no arrays, no clock: the desk hands in events and the time, so that every path can be tested without a window.
"""

from dataclasses import dataclass, replace
from enum import Enum

MOST_COMPARED = 4

# What is worn together, as ids of variants in the order they were put on; empty for a bare face.
LookIds = tuple[int, ...]


class Step(Enum):
    """What the visitor sees."""

    ATTRACT = "attract"
    CONSENT = "consent"
    MIRROR = "mirror"
    COMPARE = "compare"
    MEASURE = "measure"
    TURN = "turn"
    REPLAY = "replay"
    HOLD = "hold"
    SAVE = "save"
    STAFF = "staff"


class Event(Enum):
    """What somebody did, or what came to pass."""

    BEGIN = "begin"
    AGREE = "agree"
    COMPARE = "compare"
    MEASURE = "measure"
    TURN = "turn"
    TURNED = "turned"
    HOLD = "hold"
    SAVE = "save"
    STAFF = "staff"
    BACK = "back"
    LEAVE = "leave"


# Where the visitor sees the mirror. The camera stays open between them, so that nobody waits for it twice.
WITH_MIRROR = frozenset({Step.MIRROR, Step.COMPARE, Step.MEASURE, Step.TURN})

_NEXT: dict[tuple[Step, Event], Step] = {
    (Step.ATTRACT, Event.BEGIN): Step.CONSENT,
    (Step.CONSENT, Event.AGREE): Step.MIRROR,
    (Step.CONSENT, Event.BACK): Step.ATTRACT,
    (Step.MIRROR, Event.COMPARE): Step.COMPARE,
    (Step.MIRROR, Event.TURN): Step.TURN,
    (Step.MIRROR, Event.MEASURE): Step.MEASURE,
    (Step.MEASURE, Event.BACK): Step.MIRROR,
    (Step.MIRROR, Event.HOLD): Step.HOLD,
    (Step.COMPARE, Event.HOLD): Step.HOLD,
    (Step.COMPARE, Event.SAVE): Step.SAVE,
    (Step.COMPARE, Event.BACK): Step.MIRROR,
    (Step.TURN, Event.TURNED): Step.REPLAY,
    (Step.TURN, Event.BACK): Step.MIRROR,
    (Step.REPLAY, Event.TURN): Step.TURN,
    (Step.REPLAY, Event.HOLD): Step.HOLD,
    (Step.REPLAY, Event.SAVE): Step.SAVE,
    (Step.REPLAY, Event.BACK): Step.MIRROR,
    (Step.HOLD, Event.BACK): Step.MIRROR,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor's way through the screens. A fresh one is what stands there between two visitors.

    Attributes:
        step: the screen.
        before: where `SAVE` and `STAFF` go back to.
        has_agreed: the visitor allowed the camera in this visit.
        wears: the look of this moment.
        worn: looks in the order they were last put on, each once and none of them empty.
        looks: how many different ones were put on.
        code: of the goods put aside, empty before.
    """

    step: Step = Step.ATTRACT
    before: Step = Step.ATTRACT
    has_agreed: bool = False
    wears: LookIds = ()
    worn: tuple[LookIds, ...] = ()
    looks: int = 0
    code: str = ""

    @property
    def is_empty(self) -> bool:
        """Nobody is here."""
        return self.step is Step.ATTRACT

    @property
    def wants_camera(self) -> bool:
        """Whether the camera is open: from the visitor's yes until the end of the visit, and at no other time."""
        return self.has_agreed

    @property
    def shows_mirror(self) -> bool:
        """Whether pictures of the camera are looked at."""
        return self.has_agreed and self.step in WITH_MIRROR

    @property
    def compared(self) -> tuple[LookIds, ...]:
        """The looks that are shown side by side: the last few that were worn, the oldest of them first."""
        return self.worn[-MOST_COMPARED:]

    def after(self, event: Event) -> "Visit":
        """What follows; the same visit where the event means nothing here.

        Leaving, from wherever, gives a fresh visit: nothing of this one is carried over.
        """
        if event is Event.LEAVE:
            return Visit()
        if event is Event.STAFF:
            return self if self.step is Step.STAFF else replace(self, before=self.step, step=Step.STAFF)
        if event is Event.BACK and self.step in (Step.STAFF, Step.SAVE):
            return self._back()
        step = _NEXT.get((self.step, event))
        if step is None or not self._may(event):
            return self
        if step is Step.ATTRACT:
            return Visit()
        agreed = self.has_agreed or event is Event.AGREE
        return replace(self, step=step, before=self.step, has_agreed=agreed)

    def _back(self) -> "Visit":
        if self.before is Step.ATTRACT:
            return Visit()
        # A question of the staff that was asked over the question about a picture goes back to the mirror.
        step = Step.MIRROR if self.before in (Step.SAVE, Step.STAFF) else self.before
        return replace(self, step=step, before=step)

    def _may(self, event: Event) -> bool:
        if event is Event.COMPARE:
            return len(self.worn) > 1
        if event is Event.HOLD:
            return bool(self.worn)  # the hold asks which of them
        return True

    def wearing(self, look: LookIds) -> "Visit":
        """The visit with another look on; only in front of the camera."""
        if self.step not in WITH_MIRROR:
            return self
        if not look:
            return replace(self, wears=())
        worn = (*(one for one in self.worn if one != look), look)
        return replace(self, wears=look, worn=worn, looks=self.looks + (look not in self.worn))

    def put_aside(self, code: str) -> "Visit":
        """The visit with goods put aside under `code`."""
        return replace(self, code=code)
