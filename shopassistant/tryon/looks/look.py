"""A look: what is worn together, one thing at each place."""

from dataclasses import dataclass

from shopassistant.tryon.looks.kinds import Wearable


@dataclass(frozen=True, slots=True)
class Look:
    """What is worn together.

    Attributes:
        wearables: in the order they were put on, no two at one place.
    """

    wearables: tuple[Wearable, ...] = ()

    def __post_init__(self) -> None:
        places = [each.place for each in self.wearables]
        if len(set(places)) < len(places):
            raise ValueError(f"two things at one place: {places}")

    def with_(self, wearable: Wearable) -> "Look":
        """The look with this put on, instead of what was at its place."""
        return Look((*self.without(wearable.place).wearables, wearable))

    def without(self, place: str) -> "Look":
        """The look with nothing at `place`."""
        return Look(tuple(each for each in self.wearables if each.place != place))

    def at(self, place: str) -> Wearable | None:
        """What is worn there."""
        return next((each for each in self.wearables if each.place == place), None)

    @property
    def needs_hands(self) -> bool:
        """Whether hands must be looked for."""
        return any(each.on_hand for each in self.wearables)
