"""How near the truth is a pupil distance measured by a card held to the face? Heads and cards of known size, rendered.

    python -m tests.benchmarks.card [--tiny] [--visits N] [--face PICTURE ...] [--place nose|forehead|cheek ...]

Each visit: somebody looks into the mirror for a second, then holds a card to the face with fingers before it, tilted
up to 12 degrees either way, 0 to 6 mm off the skin, moving a little; heads are as large as people's are. Beside it what
is measured without a card. Then things that are no card: a square, a telephone, a larger card, paper with square
corners; none of them must be read, nor a card under the nose, where it hides the mouth. The faces were seen while the
reading was made; heads, cards and poses are drawn anew from the seed.
"""

import argparse
import dataclasses
import os
import pathlib
import platform
import time
from collections.abc import Iterator, Sequence

import numpy as np

from shopassistant.tryon.card.meter import CardMeter, Reading
from shopassistant.tryon.face.follow import Follower, Seen
from shopassistant.tryon.face.pose import Camera
from tests.benchmarks.card_truth import PLACES, Held, shown
from tests.benchmarks.head_pose import CAMERA, Shot, persons
from tests.benchmarks.head_truth import Person, Placed, rotation_of

# Adults (Dodgson, SPIE 5291, 2004).
_PUPILS_MM, _PUPILS_SPREAD = 63.0, 3.6
_FRAMES_A_SECOND, _BARE, _MOST = 15, 14, 60
_COLOURS = (
    ((120, 70, 40), (220, 220, 210)), ((40, 40, 40), (120, 190, 220)), ((225, 225, 228), (60, 60, 60)),
    ((150, 172, 214), (70, 60, 60)), ((60, 60, 190), (230, 230, 230)),
)  # fmt: skip
NO_CARDS = {
    "a square": Held("forehead", size=(85.6, 85.6)),
    "a telephone": Held("forehead", size=(147.0, 71.0), radius=9.0),
    "a larger card (ID-2)": Held("forehead", size=(105.0, 74.0)),
    "paper of its size": Held("forehead", radius=0.0),
}


@dataclasses.dataclass(frozen=True)
class Visit:
    """What became of one visit: millimetres; nan where nothing was read."""

    truth: float
    card: float
    spread: float
    without: float
    pictures: int


def run(tiny: bool = False) -> dict[str, float]:
    """The figures, on the sample face that comes with the tests."""
    if tiny:
        return measure([], 1, ("forehead",), seed=2, with_others=False, camera=Camera(640, 360, 500.0))
    return measure([], 10, tuple(PLACES))


def main() -> None:
    """Print the machine and the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tiny", action="store_true", help="one visit")
    asked.add_argument("--visits", type=int, default=10, help="of each face, for each place")
    asked.add_argument("--face", type=pathlib.Path, nargs="*", default=[], help="more photographs of frontal faces")
    asked.add_argument("--place", nargs="*", choices=list(PLACES), default=list(PLACES))
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--no-others", action="store_true", help="without the things that are no card")
    args = asked.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    started = time.process_time()
    figures = (
        run(tiny=True) if args.tiny
        else measure(args.face, args.visits, args.place, seed=args.seed, with_others=not args.no_others)
    )  # fmt: skip
    for name, value in figures.items():
        print(f"{name:66} {value:8.2f}")
    print(f"{time.process_time() - started:.0f} s of processor time")


def measure(
    more: list[pathlib.Path],
    visits: int,
    places: Sequence[str],
    seed: int = 1,
    *,
    with_others: bool = True,
    camera: Camera = CAMERA,
) -> dict[str, float]:
    """The figures, for each place over all faces."""
    figures: dict[str, float] = {}
    people = list(persons(more))
    for place in places:
        rng = np.random.default_rng(seed)
        told = [
            _visit(_sized(person, rng), held_anyhow(place, rng), rng, camera)
            for _name, person in people
            for _ in range(visits)
        ]
        figures |= {f"{place}: {name}": value for name, value in _figures(told).items()}
    if with_others:
        rng = np.random.default_rng(seed)
        for name, held in NO_CARDS.items():
            told = [_visit(_sized(person, rng), dataclasses.replace(held, paper=at), rng, camera)
                    for _name, person in people for at in range(max(1, visits // 4))]  # fmt: skip
            figures[f"{name}: read as a card, of {len(told)}"] = float(sum(np.isfinite(one.card) for one in told))
    return figures


def held_anyhow(place: str, rng: np.random.Generator) -> Held:
    """A card as people hold it."""
    fingers = (
        ((1.4, 0.3, 0.9, 0.45, 17.0),), ((-0.4, 0.6, 0.12, 0.5, 18.0),), ((0.62, 1.6, 0.58, 0.85, 17.0),),
        ((1.35, 1.05, 0.88, 0.75, 17.0), (1.4, 0.55, 0.92, 0.5, 16.0)),
    )  # fmt: skip
    return Held(
        place, (float(rng.normal(0, 4)), float(rng.normal(0, 3))), tuple(float(one) for one in rng.uniform(-12, 12, 3)),  # type: ignore[arg-type]
        float(rng.uniform(0, 6)), colours=_COLOURS[rng.integers(len(_COLOURS))],
        fingers=fingers[rng.integers(len(fingers))], paper=int(rng.integers(100)),
    )  # fmt: skip


def _sized(person: Person, rng: np.random.Generator) -> Person:
    return person.sized(rng.normal(_PUPILS_MM, _PUPILS_SPREAD) / person.pupil_distance)


def _visit(person: Person, held: Held, rng: np.random.Generator, camera: Camera) -> Visit:
    with Follower(camera) as follower:
        meter = CardMeter(follower)
        reading: Reading | None = None
        without = float("nan")
        for number, (truth, now) in enumerate(_moments(held, rng)):
            picture = shown(person, truth, camera, now if number >= _BARE else None, rng)
            at_ms = (number + 1) * 1000 // _FRAMES_A_SECOND
            told = follower.follow(Shot(picture, at_ms))
            seen: Seen | None = told[0] if told and told[0].confidence >= 0.5 else None
            if number == _BARE - 1:
                meter.begin()
                without = seen.measures.pupil_distance.value if seen and seen.measures else without
            reading = meter.look(picture, seen, at_ms)
            if reading is not None and reading.code == "done":
                last = follower.follow(Shot(picture, at_ms + 30))[0].measures
                assert last is not None
                card = last.pupil_distance
                return Visit(person.pupil_distance, card.value, card.spread, without, number - _BARE)
    return Visit(person.pupil_distance, float("nan"), float("nan"), without, _MOST)


def _moments(held: Held, rng: np.random.Generator) -> Iterator[tuple[Placed, Held]]:
    """A head that is held as still as people hold it, and the card with it."""
    phase = rng.uniform(0, 6, 6)
    turn, place = rng.normal(0, 4, 3), np.array([rng.normal(0, 40), rng.normal(0, 15), -rng.uniform(420, 650)])
    for number in range(_BARE + _MOST):
        sway = [float(np.sin(number / 7 + one)) for one in phase]
        yaw, pitch, roll = (float(one + 2.5 * way) for one, way in zip(turn, sway, strict=False))
        tilt = tuple(one + 1.2 * way for one, way in zip(held.tilt, sway[3:], strict=True))
        moved = place + np.array(sway[:3]) * (5, 4, 8)
        yield Placed(rotation_of(yaw, pitch, roll), moved), dataclasses.replace(held, tilt=tilt)  # type: ignore[arg-type]


def _figures(told: list[Visit]) -> dict[str, float]:
    read = [one for one in told if np.isfinite(one.card)]
    off = np.array([one.card - one.truth for one in read])
    free = np.array([one.without - one.truth for one in told if np.isfinite(one.without)])
    if not read:
        return {"visits": float(len(told)), "read": 0.0}
    return {
        "visits": float(len(told)),
        "read": float(len(read)),
        "pupil distance off, mm, median": float(np.median(np.abs(off))),
        "pupil distance off, mm, p90": float(np.percentile(np.abs(off), 90)),
        "pupil distance off, mm, mean": float(off.mean()),
        "standard error told, mm, mean": float(np.mean([one.spread for one in read])),
        "truth within the interval told, share": float(np.mean([abs(o.card - o.truth) <= o.spread for o in read])),
        "without a card: off, mm, median": float(np.median(np.abs(free))),
        "without a card: off, mm, p90": float(np.percentile(np.abs(free), 90)),
        "pictures until it was read, median": float(np.median([one.pictures for one in read])),
    }


if __name__ == "__main__":
    main()
