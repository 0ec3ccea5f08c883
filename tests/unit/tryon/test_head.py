"""A head is placed from its landmarks; points that are no head are refused, whatever they are."""

import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.face.axes import vector_of
from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.face.follow import Seen
from shopassistant.tryon.face.head import Head
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.perspective import placed, rays_of
from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.face.scale import ScaleTeller
from tests.unit.tryon.worn.heads import CAMERA, head, seen_at

GREY = np.full((CAMERA.height, CAMERA.width, 3), 128, np.uint8)


@pytest.mark.parametrize("yaw", [-40, 0, 25])
@pytest.mark.parametrize("place", [(0, 0, -600), (250, -90, -500), (-150, 60, -800)])
def test_points_without_error_are_placed_exactly_with_and_without_a_start(
    yaw: float, place: tuple[float, float, float]
) -> None:
    seen = head(yaw=yaw, pitch=10, place=place)
    rays = rays_of(seen.landmarks.points[:468], CAMERA.matrix)
    shape = canonical_face().points
    for start in (None, (np.eye(3), np.array([0.0, 0, -600]))):
        found = placed(shape, rays, start)
        assert found is not None
        assert np.degrees(np.linalg.norm(vector_of(found[0].T @ seen.pose.rotation))) < 0.1
        assert np.linalg.norm(found[1] - seen.pose.place) < 1


@pytest.mark.parametrize("share", [0.97, 1.0, 1.02])
def test_a_head_is_as_far_away_as_its_pupils_say_however_large_its_landmarks_draw_the_face(share: float) -> None:
    one, told = Head(), 62.0
    for yaw in (0, 2, -2, 0, 1, 30, 0):
        truth = head(yaw=yaw, place=(60, -30, -600), scale=told / 63.6)
        points, depth = with_pupils(truth, share)
        one.scale.type_pupil_distance(told)
        looked = one.look(GREY, Landmarks(points, depth), CAMERA, 0.03)
    assert looked is not None
    assert looked[1].place[2] / truth.pose.place[2] == pytest.approx(1, abs=0.01)


def test_pupils_tell_how_nodding_makes_a_face_seem_nearer_or_farther() -> None:
    teller, rng = ScaleTeller(), np.random.default_rng(4)
    teller.type_pupil_distance(62.0)
    for nod in (*np.zeros(12), *np.radians(25 * np.sin(np.arange(60) / 6))):
        truth = head(pitch=-float(np.degrees(nod)), place=(0, 0, -600))
        points, depth = with_pupils(truth, 1.0)
        too_far = np.exp(0.03 * nod + rng.normal(0, 0.002))
        placed_so = truth.pose.points(canonical_face().points).astype(np.float64) * too_far
        teller.look(Landmarks(points, depth), CAMERA, placed_so, (nod, 0.0), is_edge=True)
    assert teller.nearer(np.radians(20)) == pytest.approx(np.exp(-0.03 * np.radians(20)), abs=0.002)
    assert teller.nearer(0.0) == 1
    assert teller.tell(teller.pupils).value == pytest.approx(62.0 / 63.6, abs=0.002)


def with_pupils(truth: Seen, share: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Landmarks of an average head and their depth: irises between the lids, but told nearer, as the model does; all
    others drawn so much smaller."""
    model = canonical_face().points
    eyes = np.array([[-31.8, 26.3, 38.3], [31.8, 26.3, 38.3]])
    before = truth.pose.points(np.vstack([model, np.repeat(eyes, 5, axis=0)])).astype(np.float64)
    points, depth = seen_at(before), -before[:, 2] / -before[:468, 2].mean() * CAMERA.focal
    depth[468:] -= 30
    middle = points[:468].mean(axis=0)
    points[:468] = middle + share * (points[:468] - middle)
    return points.astype(np.float32), depth.astype(np.float32)


def strange(kind: str, rng: np.random.Generator) -> NDArray[np.float64]:
    points = rng.uniform(0, 1, (478, 2)) * (CAMERA.width, CAMERA.height)
    return {
        "noise": points,
        "a point": np.full((478, 2), 100.0),
        "a line": np.column_stack([np.linspace(0, 600, 478), np.full(478, 100.0)]),
        "far outside": points * 10 - 2000,
        "mirrored and flat": points[::-1] * (1, 0.01),
    }[kind]


@pytest.mark.parametrize("kind", ["noise", "a point", "a line", "far outside", "mirrored and flat"])
def test_what_is_no_head_breaks_nothing(kind: str) -> None:
    rng = np.random.default_rng(2)
    for _ in range(8):
        one = Head()
        points, depth = strange(kind, rng).astype(np.float32), rng.normal(0, 50, 478).astype(np.float32)
        for _again in range(3):
            looked = one.look(GREY, Landmarks(points, depth), Camera(1280, 720, 1000.0), 0.03)
            if looked is None:
                break
            pose, _found, confidence = looked
            assert np.isfinite(pose.place).all()
            assert np.isfinite(pose.rotation).all()
            assert 0 <= confidence < 0.5
