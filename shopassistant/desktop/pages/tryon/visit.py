"""A visit at the counter's mirror as far as the page must know it: what is worn, since when, what was liked."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shopassistant.sales.fitting_room.taste import Tried, VisitTaste

if TYPE_CHECKING:
    from shopassistant.desktop.pages.tryon.offers import Offer
    from shopassistant.tryon.looks.kinds import Wearable


@dataclass
class StaffVisit:
    """From the customer's yes until the page is left. Holds no picture and no measure.

    Attributes:
        began_at: by the desk's clock, seconds.
        wears: what is worn now, by place, in the order it was put on.
        looks: how many different looks were shown.
    """

    began_at: float
    wears: "dict[str, Offer]" = field(default_factory=dict)
    taste: VisitTaste = field(default_factory=VisitTaste)
    _since: dict[int, float] = field(default_factory=dict)
    _seen: set[frozenset[int]] = field(default_factory=set)

    @property
    def looks(self) -> int:
        """Different ones, the bare face not counted."""
        return len(self._seen)

    @property
    def worn_ids(self) -> tuple[int, ...]:
        """Variants that are worn."""
        return tuple(offer.goods.variant_id for offer in self.wears.values())

    def toggle(self, offer: "Offer", now: float) -> None:
        """Put it on instead of what was at its place, or take it off where it is what is worn."""
        place = offer.goods.place
        before = self.wears.pop(place, None)
        if before is not None:
            self._taken_off(before, now)
        if before is None or before.goods.variant_id != offer.goods.variant_id:
            self.wears[place] = offer
            self._since[offer.goods.variant_id] = now
        if self.wears:
            self._seen.add(frozenset(self.worn_ids))

    def take_off(self, wearable: "Wearable", now: float) -> bool:
        """This comes off. Returns whether it was worn at all."""
        for place, offer in self.wears.items():
            if offer.goods.wearable == wearable:
                self._taken_off(self.wears.pop(place), now)
                return True
        return False

    def kept(self, now: float) -> None:
        """What is worn went into the basket."""
        for offer in self.wears.values():
            self._note(offer, now, is_kept=True)

    def end(self, now: float) -> float:
        """Forget all of it. Returns how long the visit was, seconds."""
        length = now - self.began_at
        self.taste.wipe()
        self.wears.clear()
        self._since.clear()
        self._seen.clear()
        return length

    def _taken_off(self, offer: "Offer", now: float) -> None:
        self._note(offer, now, is_kept=False)
        self._since.pop(offer.goods.variant_id, None)

    def _note(self, offer: "Offer", now: float, *, is_kept: bool) -> None:
        seconds = now - self._since.get(offer.goods.variant_id, now)
        self.taste.note(Tried(offer.goods.product_id, offer.traits, seconds, is_kept))
