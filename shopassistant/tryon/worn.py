"""What can be worn, as the mirror knows it: something that is put on one face or hand and drawn in each frame."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from shopassistant.tryon.face.follow import Seen
from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.render.scene import Drawable

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, repr=False)
class Moment:
    """What is known when something is drawn.

    Attributes:
        face: the face that wears it; None for what is worn on a hand when no face is in sight.
        hands: hands in this frame, as `tryon.hands` tells them; empty unless something is worn on one.
        camera: what took the picture.
        at_ms: when, by a clock that only goes forward.
    """

    face: Seen | None
    camera: Camera
    at_ms: int
    hands: "Sequence[Any]" = ()


class Wearing(Protocol):
    """One wearable on one person, from putting it on to taking it off; what swings remembers here how."""

    def drawn(self, moment: Moment) -> Drawable:
        """What it adds to the frame; an empty one where its place is not in sight."""


class Wearable(Protocol):
    """A product that can be tried on. Frozen, and the same for everybody."""

    @property
    def on_hand(self) -> bool:
        """Worn on a hand rather than on a head."""

    def put_on(self) -> Wearing:
        """Put it on somebody."""


class Look(Protocol):
    """What is worn together."""

    @property
    def wearables(self) -> "Sequence[Wearable]":
        """In the order make-up is painted."""
