"""The mirror: frames in, the look worn out; on the chosen face only, never without a face, nothing left afterwards."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import cv2
import matplotlib.cbook
import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.follow import Follower
from shopassistant.tryon.face.hiding import hiding_of
from shopassistant.tryon.mirror import STAGES, Mirror
from shopassistant.tryon.render.renderer import Renderer
from shopassistant.tryon.render.scene import Drawable, Scene
from shopassistant.tryon.wearing import GlassesWorn
from shopassistant.tryon.worn import Moment

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Shot:
    picture: Picture
    at_ms: int


@dataclass(frozen=True)
class Pair:
    """Glasses as a product puts them on."""

    spec: EyewearSpec
    on_hand: bool = False

    def put_on(self) -> GlassesWorn:
        return GlassesWorn(self.spec)


@dataclass(frozen=True)
class Worn:
    wearables: tuple[Any, ...]


BLACK = Worn((Pair(EyewearSpec()),))
RED = Worn((Pair(EyewearSpec(shape="square", colour=(200, 20, 20), temple_colour=(200, 20, 20))),))


@pytest.fixture(scope="module")
def portrait() -> Picture:
    picture = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert picture is not None
    return np.asarray(picture[:400], np.uint8)


class Kept:
    """A follower for all tests of this module, as it takes long to make."""

    def __init__(self) -> None:
        self._real = Follower()
        self.follow, self.forget, self.end = self._real.follow, self._real.forget, self._real.close

    def close(self) -> None:
        """Not yet."""


@pytest.fixture(scope="module")
def follower() -> Iterator[Kept]:
    made = Kept()
    yield made
    made.end()


@pytest.fixture
def mirror(follower: Kept) -> Iterator[Mirror]:
    made = Mirror(follower)
    yield made
    made.close()


def test_a_look_is_worn_by_the_face_and_looks_are_compared_in_the_same_frame(mirror: Mirror, portrait: Picture) -> None:
    before = portrait.copy()
    black, red, bare = mirror.show_all(Shot(portrait, 100), (BLACK, RED, None))
    assert (portrait == before).all()
    assert (bare.picture == portrait).all()
    assert bare.picture is not portrait, "the frame is only lent"
    for shown in (black, red):
        changed = (shown.picture != portrait).any(axis=2)
        assert 0.01 < changed.mean() < 0.3
        assert set(shown.stage_ms) == set(STAGES)
    assert (red.picture[..., 2].astype(int) - black.picture[..., 2]).max() > 60
    assert red.stage_ms["follow"] == 0, "the face was found once"


def test_two_faces_only_the_chosen_one_wears_it(mirror: Mirror, portrait: Picture) -> None:
    small = cv2.resize(portrait, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    both = np.full((400, 2 * portrait.shape[1], 3), 128, np.uint8)
    both[:, : portrait.shape[1]] = portrait
    both[: small.shape[0], portrait.shape[1] : portrait.shape[1] + small.shape[1]] = small
    for at in range(40):  # others are looked for now and then
        seen = mirror.show(Shot(both, 10_000 + 40 * at), BLACK).seen
        if len(seen) == 2:
            break
    assert len(seen) == 2
    for later, who in enumerate((seen[1].who, seen[0].who), at + 1):
        mirror.choose(who)
        shown = mirror.show(Shot(both, 10_000 + 40 * later), BLACK)
        assert shown.seen[0].who == who
        changed = np.argwhere((shown.picture != both).any(axis=2))[:, 1]
        middle = float(shown.seen[0].landmarks.points[:, 0].mean())
        assert abs(np.median(changed) - middle) < 60
    mirror.choose(None)


def test_without_a_face_nothing_is_drawn(mirror: Mirror, portrait: Picture) -> None:
    empty = np.full_like(portrait, 90)
    for at in range(3):
        shown = mirror.show(Shot(empty, 20_000 + 40 * at), BLACK)
        assert not shown.seen
        assert (shown.picture == empty).all()


def test_what_a_visit_drew_is_overwritten_at_its_end(mirror: Mirror, portrait: Picture) -> None:
    mirror.show(Shot(portrait, 30_000), BLACK)
    held = mirror._renderer._memory.held
    assert any(flat.any() for flat in held.values())
    mirror.wipe()
    assert not any(flat.any() for flat in held.values())
    assert mirror.show(Shot(portrait, 30_040), BLACK).seen, "and it goes on with the next visitor"


@dataclass(frozen=True)
class Broken:
    """What cannot be worn."""

    on_hand: bool = False

    def put_on(self) -> GlassesWorn:
        raise UserError("tryon.mesh_broken")


def test_what_cannot_be_worn_is_told_and_the_rest_is_worn(mirror: Mirror, portrait: Picture) -> None:
    broken = Broken()
    shown = mirror.show(Shot(portrait, 40_000), Worn((broken, *BLACK.wearables)))
    assert (shown.picture != portrait).any()
    assert [(one, error.code) for one, error in shown.refused] == [(broken, "tryon.mesh_broken")]
    assert not mirror.show(Shot(portrait, 40_040), BLACK).refused


@dataclass(frozen=True)
class Glove:
    """Worn on a hand; notes what it was told."""

    told: list[Moment] = field(default_factory=list, compare=False)
    on_hand: bool = True

    def put_on(self) -> "Glove":
        return self

    def drawn(self, moment: Moment) -> Drawable:
        self.told.append(moment)
        return Drawable()


def test_hands_are_looked_for_while_something_is_worn_on_them_also_without_a_face(
    mirror: Mirror, portrait: Picture
) -> None:
    empty, glove = np.full_like(portrait, 90), Glove()
    mirror.show(Shot(empty, 50_000), BLACK)
    assert mirror._dresser._hands is None, "nobody needs to know"
    shown = mirror.show(Shot(empty, 50_040), Worn((glove,)))
    assert (shown.picture == empty).all()
    assert [moment.face for moment in glove.told] == [None]
    assert mirror._dresser._hands is not None


def test_two_threads_draw_the_same_picture_as_one(mirror: Mirror, portrait: Picture) -> None:
    face = mirror.show(Shot(portrait, 60_000), None).seen[0]
    moment = Moment(face, face.camera, 0)
    for look in (BLACK, RED):
        drawable = look.wearables[0].put_on().drawn(moment)
        scene = Scene((drawable,), hiding_of(face.landmarks, face.camera, face.pose, face.face))
        with ThreadPoolExecutor(1) as helper:
            both = Renderer(helper).draw(portrait, scene, face.camera)
        alone = Renderer().draw(portrait, scene, face.camera)
        assert (alone != portrait).any()
        off = np.abs(both.astype(int) - alone).max(axis=2)
        # Rounding decides on which side of an edge one of a pixel's four finer ones falls.
        assert (off > 8).sum() < 5
        assert (off > 0).mean() < 0.002
