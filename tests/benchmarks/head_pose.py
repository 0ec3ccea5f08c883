"""How near the truth are a head's pose and pupil distance? Heads of known pose, rendered here, are played to the
follower as a kiosk sees them - a person looks into the mirror for a second, then turns and moves about - and shown
singly, too.

    python -m tests.benchmarks.head_pose [--tiny] [--seconds N] [--face PICTURE ...]

Turned up to 45 degrees to either side and 30 up and down, from 45 to 80 cm, as far aside as the picture's edge. Errors
of place are told three times: with the size of the head from a given pupil distance, from a given iris, and
from people's usual iris (what a kiosk has to go by). No correction in the follower was fitted to the faces shown here.
"""

import argparse
import contextlib
import dataclasses
import os
import pathlib
import platform
import time
from collections.abc import Iterator

import cv2
import matplotlib.cbook
import numpy as np

from shopassistant.tryon.face.follow import Follower, Seen
from shopassistant.tryon.face.measures import inwards
from shopassistant.tryon.face.pose import IRIS_MM, Camera
from tests.benchmarks.head_truth import Person, Picture, Placed, Points, person_of, rendered, rotation_of

CAMERA = Camera(1280, 720, 1000.0)
_FRAMES_A_SECOND = 15
# Half the width of what must be in the picture of a head at its edge, millimetres.
_HALF_FACE = 95.0
# Where a frame rests: what is worn is as wrong as this is, while the place proper is that of the head's middle.
_BRIDGE = 168


@dataclasses.dataclass(frozen=True)
class Shot:
    """What a source gives."""

    picture: Picture
    at_ms: int


@dataclasses.dataclass
class Errors:
    """Of one person, a row a picture: degrees, millimetres by how the size is known, aside alone, pupil distance."""

    turn: list[float] = dataclasses.field(default_factory=list)
    typed: list[float] = dataclasses.field(default_factory=list)
    iris: list[float] = dataclasses.field(default_factory=list)
    usual: list[float] = dataclasses.field(default_factory=list)
    bridge: list[float] = dataclasses.field(default_factory=list)
    aside: list[float] = dataclasses.field(default_factory=list)
    pupils: list[float] = dataclasses.field(default_factory=list)
    missed: int = 0


def run(tiny: bool = False) -> dict[str, float]:
    """The figures over all persons, on the sample face that comes with the tests."""
    return measure([], 0.5 if tiny else 8.0, 1 if tiny else 40)


def main() -> None:
    """Print the machine and the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tiny", action="store_true", help="a few pictures of one face")
    asked.add_argument("--seconds", type=float, default=8.0, help="of each person's visit")
    asked.add_argument("--singles", type=int, default=40, help="single pictures of each person")
    asked.add_argument("--face", type=pathlib.Path, nargs="*", default=[], help="more photographs of frontal faces")
    args = asked.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    started = time.process_time()
    figures = run(tiny=True) if args.tiny else measure(args.face, args.seconds, args.singles)
    for name, value in figures.items():
        print(f"{name:70} {value:8.2f}")
    print(f"{time.process_time() - started:.0f} s of processor time")


def measure(more: list[pathlib.Path], seconds: float, singles: int) -> dict[str, float]:
    """The figures, over all persons and for each."""
    figures: dict[str, float] = {}
    all_live, all_single = [], []
    for number, (name, person) in enumerate(persons(more)):
        rng = np.random.default_rng(100 + number)
        live = _played(person, list(visit(rng, round(seconds * _FRAMES_A_SECOND))), rng)
        alone = _single(person, [anywhere(rng) for _ in range(singles)], rng)
        all_live.append(live)
        all_single.append(alone)
        for label, one in (("live", live), ("single", alone)):
            figures[f"{name}, {label}: turn, degrees, median"] = _median(one.turn)
            figures[f"{name}, {label}: place, pupil distance given, mm, median"] = _median(one.typed)
            figures[f"{name}, {label}: pupil distance, iris given, mm, median"] = _median(one.pupils)
    for label, ones in (("live", all_live), ("single", all_single)):
        figures |= {f"{label}: {key}": value for key, value in _figures(ones).items()}
    return figures


def _figures(ones: list[Errors]) -> dict[str, float]:
    def joined(name: str) -> list[float]:
        return [value for one in ones for value in getattr(one, name)]

    return {
        "turn, degrees, median": _median(joined("turn")),
        "turn, degrees, p90": float(np.percentile(joined("turn"), 90)),
        "place, pupil distance given, mm, median": _median(joined("typed")),
        "place, iris given, mm, median": _median(joined("iris")),
        "place, nothing given, mm, median": _median(joined("usual")),
        "place of the nose's bridge, pupil distance given, mm, median": _median(joined("bridge")),
        "place aside, mm, median": _median(joined("aside")),
        "pupil distance, iris given, mm, median": _median(joined("pupils")),
        "pupil distance, iris given, mm, p90": float(np.percentile(joined("pupils"), 90)),
        "pictures without a face told": float(sum(one.missed for one in ones)),
        "pictures": float(len(joined("turn"))),
    }


def _median(values: list[float]) -> float:
    return float(np.median(values)) if values else float("nan")


def persons(more: list[pathlib.Path]) -> Iterator[tuple[str, Person]]:
    """Free sample faces and those asked for, with irises as wide as some people's are."""
    rng = np.random.default_rng(5)
    files = [pathlib.Path(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False))), *more]
    for file in files:
        photo = cv2.imread(str(file))
        if photo is None:
            raise SystemExit(f"{file}: no picture")
        photo = cv2.resize(photo, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        person = person_of(np.asarray(photo, np.uint8))
        if person is None:
            raise SystemExit(f"{file}: no face")
        yield file.stem, person.sized(IRIS_MM * rng.normal(1, 0.03) / person.iris_mm)


def visit(rng: np.random.Generator, count: int) -> Iterator[Placed]:
    """A person looks into the mirror, then turns and moves about, everywhere and every way."""
    phase = rng.uniform(0, 2 * np.pi, 6)
    for at in np.arange(count) / _FRAMES_A_SECOND:
        begun = np.clip(at - 0.8, 0, 1)
        share = begun * begun * (3 - 2 * begun)
        yaw = 45 * np.sin(2 * np.pi * at / 5.7) * share + 3 * np.sin(5 * at + phase[0])
        pitch = 30 * np.sin(2 * np.pi * at / 4.1 + phase[1]) * share + 3 * np.sin(4 * at + phase[1])
        roll = 10 * np.sin(2 * np.pi * at / 7 + phase[2]) * share
        away = 625 + 160 * np.sin(2 * np.pi * at / 9 + phase[3]) * share
        aside, up = (np.sin(2 * np.pi * at / long + phase[k]) * (0.1 + 0.9 * share) for k, long in ((4, 8), (5, 6)))
        yield Placed(rotation_of(float(yaw), float(pitch), float(roll)), _place(aside, up, away))


def anywhere(rng: np.random.Generator) -> Placed:
    """Any pose there may be."""
    turn = rotation_of(rng.uniform(-45, 45), rng.uniform(-30, 30), rng.uniform(-10, 10))
    return Placed(turn, _place(rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(450, 800)))


def _place(aside: float, up: float, away: float) -> Points:
    """Aside and up are -1 to 1, from one edge of the picture to the other."""
    half = np.array(CAMERA.centre) / CAMERA.focal * away - _HALF_FACE
    return np.array([aside * half[0], up * half[1], -away])


def _played(person: Person, poses: list[Placed], rng: np.random.Generator) -> Errors:
    """One visit, followed three times over the same pictures: by what is told of the person's size."""
    errors = Errors()
    with contextlib.ExitStack() as stack:
        followers = [stack.enter_context(Follower(CAMERA, iris_mm)) for iris_mm in (None, person.iris_mm, None)]
        for number, truth in enumerate(poses):
            shot = Shot(rendered(person, truth, CAMERA, rng), (number + 1) * 1000 // _FRAMES_A_SECOND)
            _add(errors, person, truth, [_one(follower, shot) for follower in followers])
            _tell(followers[0], person, truth)
    return errors


def _single(person: Person, poses: list[Placed], rng: np.random.Generator) -> Errors:
    """Pictures of a person of whom the follower knows nothing; each is shown until its landmarks stand."""
    errors = Errors()
    blank = np.full((CAMERA.height, CAMERA.width, 3), 128, np.uint8)
    with contextlib.ExitStack() as stack:
        followers = [stack.enter_context(Follower(CAMERA, iris_mm)) for iris_mm in (None, person.iris_mm, None)]
        for number, truth in enumerate(poses):
            picture = rendered(person, truth, CAMERA, rng)
            seen: list[Seen | None] = []
            for place, follower in enumerate(followers):
                follower.follow(Shot(blank, number * 1000))  # whatever was followed is lost
                follower.forget()
                for look in range(1, 4):
                    one = _one(follower, Shot(picture, number * 1000 + look * 40))
                    if place == 0:
                        _tell(follower, person, truth)
                seen.append(one)
            _add(errors, person, truth, seen)
    return errors


def _one(follower: Follower, shot: Shot) -> Seen | None:
    seen = follower.follow(shot)
    return seen[0] if seen and seen[0].confidence >= 0.5 else None


def _tell(follower: Follower, person: Person, truth: Placed) -> None:
    follower.told(person.pupil_distance * inwards(-float(truth.place[2])))


def _add(errors: Errors, person: Person, truth: Placed, seen: list[Seen | None]) -> None:
    typed, iris, usual = seen
    if typed is None or iris is None or usual is None or not (typed.found and iris.found and usual.found):
        errors.missed += 1
        return
    turned = (np.trace(typed.found.rotation.T @ truth.rotation) - 1) / 2
    errors.turn.append(float(np.degrees(np.arccos(np.clip(turned, -1, 1)))))
    for told, seen_so in ((errors.typed, typed), (errors.iris, iris), (errors.usual, usual)):
        assert seen_so.found is not None
        told.append(float(np.linalg.norm(seen_so.found.place - truth.place)))
    place = typed.found.place
    resting, true = (person.points[_BRIDGE] @ one.rotation.T + one.place for one in (typed.found, truth))
    errors.bridge.append(float(np.linalg.norm(resting - true)))
    errors.aside.append(float(np.linalg.norm((place * truth.place[2] / place[2] - truth.place)[:2])))
    if iris.measures is not None:
        errors.pupils.append(abs(iris.measures.pupil_distance.value - person.pupil_distance))


if __name__ == "__main__":
    main()
