"""Glasses on a face in a picture: in true size, behind the nose and the head where they should be, and only there."""

from pathlib import Path

import cv2
import matplotlib.cbook
import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.cli import main
from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Product, Variant
from shopassistant.store.shop import ensure_location
from shopassistant.tryon.eyewear.build import build
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face import model_files
from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS, canonical_face
from shopassistant.tryon.face.landmarks import Landmarks
from shopassistant.tryon.face.pose import Camera, Pose, find_pose, pupil_distance
from shopassistant.tryon.still import try_on
from shopassistant.tryon.wearing import wear
from tests.unit.shop_rows import a_product

CAMERA = Camera(1280, 720, 1000.0)


@pytest.fixture(scope="module")
def portrait() -> NDArray[np.uint8]:
    """A free sample face: Grace Hopper, who wears glasses already."""
    path = matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)
    picture = cv2.imread(str(path))
    assert picture is not None
    return np.asarray(picture, np.uint8)


def turned(yaw: float, pitch: float = 0.0) -> NDArray[np.float64]:
    y, p = np.radians([yaw, pitch])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    return np.asarray(about_y @ about_x)


def seen(pose: Pose, iris_mm: float = 11.7) -> Landmarks:
    """The landmarks of a head in this pose, without any error."""
    model = canonical_face().points
    eyes = [model[[33, 133]].mean(axis=0), model[[362, 263]].mean(axis=0)]
    points = np.vstack([model, *([eye] * 5 for eye in eyes)])
    placed = pose.points(points)
    half = iris_mm / 2
    ring = np.array([[0, 0, 0], [half, 0, 0], [0, half, 0], [-half, 0, 0], [0, -half, 0]])
    for iris in (RIGHT_IRIS, LEFT_IRIS):
        placed[iris : iris + 5] += ring.astype(np.float32)  # eyes look at the camera
    x = CAMERA.centre[0] + CAMERA.focal * placed[:, 0] / -placed[:, 2]
    y = CAMERA.centre[1] - CAMERA.focal * placed[:, 1] / -placed[:, 2]
    return Landmarks(np.column_stack([x, y]).astype(np.float32))


@pytest.mark.parametrize("yaw", [-40, 0, 25])
@pytest.mark.parametrize("place", [(0, 0, -600), (250, -90, -500), (-150, 60, -800)])
def test_a_head_is_found_as_it_is_turned_also_at_the_edge_of_the_picture(
    yaw: float, place: tuple[float, float, float]
) -> None:
    truth = Pose(turned(yaw, 10), np.array(place, float), 0.97, 0.0)
    found = find_pose(seen(truth), CAMERA)
    between = np.degrees(np.arccos(np.clip((np.trace(found.rotation.T @ truth.rotation) - 1) / 2, -1, 1)))
    assert between < 0.5
    assert abs(found.scale / 0.97 - 1) < 0.03, "an iris weighs as much as what heads usually are"


def test_a_known_iris_tells_a_large_head_from_a_near_one() -> None:
    small, large = (seen(Pose(np.eye(3), np.array([0, 0, -600.0 * s]), s, 0.0)) for s in (0.9, 1.1))
    scales = [find_pose(face, CAMERA).scale for face in (small, large)]
    assert scales[0] < 0.96 < 1.03 < scales[1]
    pose = find_pose(large, CAMERA)
    assert pupil_distance(large, CAMERA, pose) == pytest.approx(63 * pose.scale, rel=0.03)


def test_only_the_glasses_change_the_picture_and_tint_dims_the_eyes(portrait: NDArray[np.uint8]) -> None:
    before = portrait.copy()
    clear = try_on(portrait, EyewearSpec())
    dark = try_on(portrait, EyewearSpec(lens_colour=(80, 80, 80), lens_colour_below=(80, 80, 80)))
    assert (portrait == before).all()
    changed = (clear.picture != before).any(axis=2)
    assert 0.01 < changed.mean() < 0.2
    assert not changed[350:].any(), "nothing below the chin"
    eye = (slice(180, 200), slice(210, 235))
    assert dark.picture[eye].mean() < 0.75 * clear.picture[eye].mean()
    assert 50 < clear.pupils_mm < 75
    assert clear.pupils_off_mm < 4


def test_no_face_no_drawing(portrait: NDArray[np.uint8]) -> None:
    with pytest.raises(UserError, match=r"tryon\.no_face"):
        try_on(np.full_like(portrait, 128), EyewearSpec())


def test_glasses_that_would_sit_behind_the_camera_are_not_drawn() -> None:
    pose = Pose(np.eye(3), np.array([0, 0, -80.0]), 1.0, 0.0)
    blank = np.zeros((720, 1280, 3), np.uint8)
    far = seen(Pose(np.eye(3), np.array([0, 0, -600.0]), 1.0, 0.0))
    assert not wear(blank, far, CAMERA, pose, EyewearSpec()).any()


def test_a_damaged_model_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "face_landmarker.task").write_bytes(b"no model")
    monkeypatch.setattr(model_files, "resource", lambda *parts: tmp_path / parts[-1])
    model_files.model_file.cache_clear()
    with pytest.raises(EnvironmentProblem, match=r"tryon\.model_damaged"):
        model_files.model_file("face_landmarker.task")
    monkeypatch.undo()
    model_files.model_file.cache_clear()


def test_the_command_writes_the_picture_and_says_whether_the_frame_fits(
    portrait: NDArray[np.uint8], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(tmp_path / "shop.db", create=True)
    with store.begin(SYSTEM) as unit:
        ensure_location(unit)
        unit.commit()
    sku = frame(store, {"lens_width_mm": 50, "bridge_mm": 18, "frame_width_mm": 138, "shape": "round"})
    store.close()
    cv2.imwrite(str(tmp_path / "face.png"), portrait)
    asked = ["tryon", "--db", str(tmp_path / "shop.db"), "--product", sku, "--image", str(tmp_path / "face.png")]
    assert main([*asked, "--out", str(tmp_path / "on.png")]) == 0
    said = capsys.readouterr().out
    assert "Pupil distance" in said
    assert "Frame 138 mm, face" in said
    made = cv2.imread(str(tmp_path / "on.png"))
    assert made is not None
    assert made.shape == portrait.shape
    assert (made != portrait).any()
    (tmp_path / "face.png").write_bytes(b"GIF89a not really")
    assert main([*asked, "--out", str(tmp_path / "on.png")]) != 0


def test_the_command_puts_on_a_hat_and_says_when_no_hand_is_there_for_a_ring(
    portrait: NDArray[np.uint8], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(tmp_path / "shop.db", create=True)
    with store.begin(SYSTEM) as unit:
        ensure_location(unit)
        unit.commit()
    hat, ring = (frame(store, {"wearable": kind}) for kind in ("hat", "ring"))
    store.close()
    cv2.imwrite(str(tmp_path / "face.png"), portrait)
    asked = ["tryon", "--db", str(tmp_path / "shop.db"), "--image", str(tmp_path / "face.png")]
    assert main([*asked, "--product", hat, "--out", str(tmp_path / "on.png")]) == 0
    made = cv2.imread(str(tmp_path / "on.png"))
    assert made is not None
    assert (made[:150] != portrait[:150]).any(axis=2).mean() > 0.1
    assert (made[300:] == portrait[300:]).all()
    capsys.readouterr()
    assert main([*asked, "--product", ring, "--out", str(tmp_path / "none.png")]) != 0
    assert "No hand was found" in capsys.readouterr().err
    assert not (tmp_path / "none.png").exists()


def frame(store: Store, attributes: dict[str, object]) -> str:
    (variant_id,) = a_product(store, "Linden frame")
    with store.begin(SYSTEM) as unit:
        variant = unit.session.get_one(Variant, variant_id)
        unit.session.get_one(Product, variant.product_id).attributes = attributes
        sku = variant.sku
        unit.commit()
    return sku


def test_building_takes_a_temple_to_every_head() -> None:
    wide, slim = (build(EyewearSpec(), ear_half_width_mm=half).solids[-1].points[:, 0].max() for half in (84, 70))
    assert wide > slim + 8
