"""How far the measuring by a card has come, as the window needs it."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, repr=False)
class CardReading:
    """With one picture of the mirror.

    Attributes:
        code: one of `tryon.card.meter.CODES`.
        share: 0 to 1, of what must be read.
        corners: where the card is, or where to hold it, in shares of the field as it is shown, mirrored; none without
            a face.
        is_seen: the corners are a card's.
    """

    code: str
    share: float
    corners: tuple[Point, ...] = ()
    is_seen: bool = False
