"""What a visitor seems to like, from what they tried in this very visit; forgotten with it, and nobody's name in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from shopassistant.sales.fitting_room.goods import Worn
from shopassistant.sales.fitting_room.traits import sort_of

# A look worn this long says half of what it ever will: nobody can tell ten seconds from ten minutes of liking.
_HALF_SECONDS = 8.0
# What was held or compared is liked; what was taken off again at once is not.
_KEPT = 1.0
_GLANCE_SECONDS = 2.0
# How much a sort of trait says of taste; a shape is seen, a brand is read.
_WEIGHTS: Mapping[str, float] = {"shape": 1.0, "material": 0.6, "rim": 0.6, "lens": 0.6, "brand": 0.4}
# So many imagined trials of average liking, so that one glance decides little (a prior in the Bayesian sense).
_PRIOR = 1.0


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was put on.

    Attributes:
        seconds: how long it was worn.
        is_kept: it was compared, held or put into the basket.
    """

    product_id: int
    traits: tuple[str, ...]
    seconds: float
    is_kept: bool = False

    @property
    def liking(self) -> float:
        """From -0.5 for a glance to 1 for what was kept."""
        if self.is_kept:
            return _KEPT
        if self.seconds < _GLANCE_SECONDS:
            return -0.5
        return self.seconds / (self.seconds + _HALF_SECONDS)


@dataclass
class VisitTaste:
    """Learns from trials; holds product ids and traits only, no picture and no measure."""

    trials: list[Tried] = field(default_factory=list)

    def note(self, tried: Tried) -> None:
        """One more trial."""
        self.trials.append(tried)

    def wipe(self) -> None:
        """Forget all of it: the visit is over."""
        self.trials.clear()

    def liking(self, kinds: Sequence[str] = ()) -> dict[str, float]:
        """How much each trait is liked beyond the average trial of its kind, -1 to 1; only of traits that were seen."""
        seen: dict[str, list[float]] = {}
        for kind, trials in _by_kind(self.trials, kinds).items():
            mean = sum(one.liking for one in trials) / len(trials)
            # With one trial there is nothing to compare with: its own liking counts.
            usual = mean if len(trials) > 1 else 0.0
            for one in trials:
                for trait in one.traits:
                    seen.setdefault(f"{kind}|{trait}", []).append(one.liking - usual)
        return {trait: sum(found) / (len(found) + _PRIOR) for trait, found in seen.items()}

    def scores(self, looks: Sequence[Worn]) -> list[float] | None:
        """How much each of some looks is like what was liked, -1 to 1, 0 where nothing is known of it; None while
        nothing was tried at all."""
        likings = self.liking()
        return [_likeness(one, likings) for one in looks] if likings else None


def _likeness(worn: Worn, likings: Mapping[str, float]) -> float:
    total = weight = 0.0
    for trait in worn.traits:
        share = _WEIGHTS.get(sort_of(trait), 0.0)
        total += share * likings.get(f"{worn.kind}|{trait}", 0.0)
        weight += share
    return total / weight if weight else 0.0


def _by_kind(trials: Iterable[Tried], kinds: Sequence[str]) -> dict[str, list[Tried]]:
    found: dict[str, list[Tried]] = {}
    for one in trials:
        kind = next((trait.removeprefix("kind:") for trait in one.traits if trait.startswith("kind:")), "")
        if not kinds or kind in kinds:
            found.setdefault(kind, []).append(one)
    return found
