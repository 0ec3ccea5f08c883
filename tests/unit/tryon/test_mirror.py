"""The mirror: frames in, the look worn out; on the chosen face only, never without a face, nothing left afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import matplotlib.cbook
import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.follow import Follower
from shopassistant.tryon.mirror import STAGES, Mirror
from shopassistant.tryon.wearing import GlassesWorn

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
    wearables: tuple[Pair, ...]


BLACK = Worn((Pair(EyewearSpec()),))
RED = Worn((Pair(EyewearSpec(shape="square", colour=(200, 20, 20), temple_colour=(200, 20, 20))),))


@pytest.fixture(scope="module")
def portrait() -> Picture:
    picture = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert picture is not None
    return np.asarray(picture[:400], np.uint8)


@pytest.fixture(scope="module")
def mirror() -> Iterator[Mirror]:
    made = Mirror(Follower())
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
    seen = mirror.show(Shot(both, 10_000), BLACK).seen
    if len(seen) < 2:
        pytest.skip("the follower tells one face only")
    for at, who in enumerate((seen[1].who, seen[0].who), 1):
        mirror.choose(who)
        shown = mirror.show(Shot(both, 10_000 + 40 * at), BLACK)
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
