"""A card of known size before a known head: found to a fraction of a millimetre, told from no card, and fused."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.card.contact import Touch, touch_of
from shopassistant.tryon.card.edges import Edges
from shopassistant.tryon.card.finder import CardFinder
from shopassistant.tryon.card.guide import guide_of
from shopassistant.tryon.card.meter import CODES, CardMeter, Reading
from shopassistant.tryon.card.plane import Plane, plane_of
from shopassistant.tryon.card.size import HEIGHT_MM, WIDTH_MM, corners_mm
from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.follow import Seen
from shopassistant.tryon.face.measures import Interval, Measures
from shopassistant.tryon.face.pose import Pose
from shopassistant.tryon.face.scale import Scale
from tests.benchmarks.card_truth import Held, with_card
from tests.unit.tryon.worn.heads import CAMERA, head, seen_at, turned

Picture = NDArray[np.uint8]
FACE = canonical_face().points
SIDE = ((1.4, 0.2, 0.9, 0.4, 17.0),)
DISTANCE_MM = 500.0


def forehead(held: Held, gap: float = 2.0, yaw: float = 0.0) -> tuple[Seen, NDArray[np.float64], NDArray[np.float64]]:
    """A head, and the rotation and the middle of a card held to its forehead."""
    seen = head(yaw, place=(10, 5, -DISTANCE_MM - 60))
    turn = seen.pose.rotation @ turned(*held.tilt)
    skin = FACE[FACE[:, 1] > 50] @ seen.pose.rotation.T + seen.pose.place
    middle = seen.pose.points(np.array([[0, 75.0, 40.0]]))[0].astype(np.float64)
    facing = turn[:, 2]
    middle += facing * (float((skin @ facing).max()) + gap - float(middle @ facing))
    return seen, turn, middle


def pictured(held: Held, gap: float = 2.0, yaw: float = 0.0) -> tuple[Picture, Seen, NDArray[np.float64]]:
    """A picture of it, before a wall that is no even grey; the head itself is not drawn."""
    seen, turn, middle = forehead(held, gap, yaw)
    rng = np.random.default_rng(4)
    y, x = np.mgrid[0 : CAMERA.height, 0 : CAMERA.width]
    wall = np.stack([150 + x / 60, 165 + y / 50, 205 - x / 50], -1) + rng.normal(0, 2, (CAMERA.height, CAMERA.width, 3))
    return with_card(wall.astype(np.uint8), turn, middle, CAMERA, held), seen, middle


@pytest.mark.parametrize(
    "held",
    [
        Held(fingers=SIDE),
        Held(fingers=((0.3, -0.7, 0.35, 0.15, 17.0), (0.6, -0.7, 0.58, 0.12, 17.0)), tilt=(8.0, -6.0, 12.0), paper=1),
        Held(fingers=SIDE, paper=2, colours=((225, 225, 228), (60, 60, 60))),
    ],
    ids=["held at its side", "tilted, held from above, with a stripe", "with a frame printed inside"],
)
def test_a_card_is_found_where_it_is(held: Held) -> None:
    picture, seen, middle = pictured(held)
    finder = CardFinder()
    found = [one for one in (finder.find(picture, seen) for _ in range(3)) if one is not None]
    assert found
    for one in found:
        assert not one.is_part
        assert one.plane.place == pytest.approx(middle, abs=0.007 * DISTANCE_MM)
        assert one.plane.tilt == pytest.approx(np.hypot(*held.tilt[:2]), abs=6)
        sides = np.linalg.norm(np.roll(one.edges.corners, -1, axis=0) - one.edges.corners, axis=1)
        assert sides[0] / sides[1] == pytest.approx(WIDTH_MM / HEIGHT_MM, rel=0.06)


@pytest.mark.parametrize(
    "held",
    [
        Held(size=(85.6, 85.6), fingers=SIDE),
        Held(size=(147.0, 71.0), radius=9.0, fingers=SIDE),
        Held(size=(105.0, 74.0), fingers=SIDE),
        Held(radius=0.0, fingers=SIDE),
    ],
    ids=["a square", "a telephone", "a larger card", "paper with square corners"],
)
def test_what_is_no_card_of_that_size_is_not_read(held: Held) -> None:
    picture, seen, _middle = pictured(held)
    told = Told()
    readings = measured(told, [(picture, seen)] * 6)
    assert not told.cards
    assert max(one.share for one in readings) < 0.3


def test_no_card_no_reading() -> None:
    picture, seen, _middle = pictured(Held())
    blank = np.full_like(picture, 140)
    assert CardFinder().find(blank, seen) is None
    assert {one.code for one in measured(Told(), [(blank, seen)] * 2)} == {"search"}


def exact(held: Held, gap: float = 2.0) -> tuple[Edges, Plane, Seen]:
    seen, turn, middle = forehead(held, gap)
    corners = seen_at(corners_mm() @ turn.T + middle)
    plane = plane_of(corners, CAMERA, seen.pose.rotation[:, 2])
    assert plane is not None
    return Edges(corners, np.ones(4), 0.0), plane, seen


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.08])
def test_a_touched_face_is_as_large_as_it_is(scale: float) -> None:
    """The same pictures of a smaller and a larger head, nearer and farther off: the card alone tells them apart."""
    edges, plane, seen = exact(Held())
    pose = Pose(seen.pose.rotation, seen.pose.place / scale, 1 / scale, 0.05)
    touch = touch_of(edges, plane, replace(seen, pose=pose))
    assert touch is not None
    assert touch.scale == pytest.approx(1.0, abs=0.02)
    eyes = [FACE[[33, 133]].mean(axis=0), FACE[[362, 263]].mean(axis=0)]
    assert touch.pupils_mm == pytest.approx(float(np.linalg.norm(eyes[0] - eyes[1])), abs=1.3)


def test_pupils_are_as_far_apart_as_the_visit_told_and_not_as_one_picture_guesses_them() -> None:
    """While a card is held up no iris is looked for: what was seen of them before counts."""
    edges, plane, seen = exact(Held())
    there = Interval(61.0, 60.0, 62.0)
    size = Scale(0.5, 0.01, ("iris",))
    pose = Pose(seen.pose.rotation, seen.pose.place * 0.5, 0.5, 0.01)
    known = replace(seen, found=pose, pose=pose, measures=Measures(there, there, there, there, there, size))
    touch = touch_of(edges, plane, known)
    assert touch is not None
    assert touch.pupils_mm == pytest.approx(122.0 * touch.scale)


def test_the_error_told_grows_with_tilt_and_away_from_the_eyes() -> None:
    def told(held: Held, gap: float = 2.0) -> Touch:
        touch = touch_of(*exact(held, gap))
        assert touch is not None
        return touch

    assert told(Held(tilt=(0.0, 20.0, 0.0))).lasting > 1.1 * told(Held()).lasting
    edges, plane, seen = exact(Held())
    apart = replace(edges, corners=edges.corners - (0, 85))
    beside = touch_of(apart, plane, seen)
    assert beside is None or beside.lasting > 1.5 * told(Held()).lasting


def test_under_the_nose_nothing_is_measured_but_the_way_up_is_told() -> None:
    """The landmarks of a hidden mouth are guesses: what comes of them is no better than an iris."""
    seen = head(place=(10, 5, -DISTANCE_MM - 60))
    middle = seen.pose.points(np.array([[0, -45.0, 62.0]]))[0].astype(np.float64)
    wall = np.full((CAMERA.height, CAMERA.width, 3), (150, 165, 205), np.uint8)
    picture = with_card(wall, seen.pose.rotation, middle, CAMERA, Held(fingers=SIDE))
    told = Told()
    assert measured(told, [(picture, seen)] * 3)[-1].code == "mouth"
    assert not told.cards


class Told:
    """Hears what is measured."""

    def __init__(self) -> None:
        self.cards: list[tuple[float, float, int | None]] = []
        self.covered: list[bool] = []

    def cover(self, *, is_covered: bool) -> None:
        self.covered.append(is_covered)

    def card(self, pupil_distance_mm: float, spread: float, who: int | None = None) -> None:
        self.cards.append((pupil_distance_mm, spread, who))


def measured(told: Told, moments: list[tuple[Picture, Seen]]) -> list[Reading]:
    meter = CardMeter(told)
    assert meter.look(*moments[0], 0) is None, "nobody asked for it"
    meter.begin()
    readings = [meter.look(picture, seen, 40 * (at + 1)) for at, (picture, seen) in enumerate(moments)]
    meter.stop()
    assert told.covered[0]
    assert not told.covered[-1]
    assert all(one is not None and one.code in CODES for one in readings)
    return [one for one in readings if one is not None]


def test_pictures_that_agree_make_one_measure_with_its_error() -> None:
    picture, seen, _middle = pictured(Held(fingers=SIDE))
    told = Told()
    readings = measured(told, [(picture, seen)] * 24)
    shares = [one.share for one in readings]
    assert shares == sorted(shares), "it only ever comes nearer"
    assert readings[-1].code == "done"
    ((millimetres, spread, who),) = told.cards
    eyes = [FACE[[33, 133]].mean(axis=0), FACE[[362, 263]].mean(axis=0)]
    assert millimetres == pytest.approx(float(np.linalg.norm(eyes[0] - eyes[1])), abs=1.5)
    assert 0.006 < spread < 0.025
    assert who == seen.who


def lined_square() -> Picture:
    """What `pictured(Held(fingers=SIDE))` shows, but the card is the upper part of a square: a line ends it alone."""
    held = Held(fingers=())
    _seen, turn, middle = forehead(held)
    wall = pictured(held)[0]
    below = middle - turn[:, 1] * (WIDTH_MM - HEIGHT_MM) / 2
    square = with_card(wall, turn, below, CAMERA, replace(held, size=(WIDTH_MM, WIDTH_MM)))
    return with_card(square, turn, middle, CAMERA, replace(held, fingers=SIDE))


def test_what_many_pictures_show_to_be_a_part_of_something_larger_is_not_measured_by() -> None:
    """In some pictures its edges do not show beyond a printed line; those alone agree and would make a measure."""
    card, seen, _middle = pictured(Held(fingers=SIDE))
    told = Told()
    readings = measured(told, [(card, seen), (lined_square(), seen)] * 24)
    assert not told.cards
    assert readings[-1].share == 0


def test_a_card_is_measured_by_though_a_few_pictures_look_like_a_part() -> None:
    """An edge of what is behind may run on from the card's for a moment."""
    card, seen, _middle = pictured(Held(fingers=SIDE))
    told = Told()
    measured(told, [*[(card, seen)] * 5, (lined_square(), seen)] * 5)
    assert len(told.cards) == 1


def test_a_card_before_the_face_or_far_aslant_is_not_taken_for_held_to_it() -> None:
    before, seen, _middle = pictured(Held(fingers=SIDE), gap=90.0)
    told = Told()
    assert {one.code for one in measured(told, [(before, seen)] * 3)} <= {"apart", "search"}
    aslant, seen, _middle = pictured(Held(fingers=SIDE, tilt=(0.0, 27.0, 0.0)))
    assert {one.code for one in measured(told, [(aslant, seen)] * 3)} <= {"tilted", "search"}
    assert not told.cards


def test_the_guide_lies_above_the_brows_and_has_a_cards_shape() -> None:
    seen = head()
    guide = guide_of(seen)
    brows = seen.landmarks.points[[105, 334], 1].min()
    assert guide[:, 1].max() < brows + 15
    sides = np.linalg.norm(np.roll(guide, -1, axis=0) - guide, axis=1)
    assert sides[0] / sides[1] == pytest.approx(WIDTH_MM / HEIGHT_MM, rel=0.03)
