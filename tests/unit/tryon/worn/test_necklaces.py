"""A necklace is as long as it says, lies below the chin, and ends softly where the picture does."""

import numpy as np
import pytest

from shopassistant.tryon.looks.body import neck
from shopassistant.tryon.looks.kinds import NECKLACE_SHAPES, Necklace
from shopassistant.tryon.looks.shapes.necklaces import lying, necklace_model
from tests.unit.tryon.worn.heads import CAMERA, changed, found_in, head, photograph, seen_at, shown

GREY = np.full((CAMERA.height, CAMERA.width, 3), 130, np.uint8)


@pytest.mark.parametrize("length", [400, 450, 600, 900])
@pytest.mark.parametrize("scale", [0.9, 1.1])
@pytest.mark.parametrize("pendant", [0, 18])
def test_it_lies_along_a_line_of_its_own_length(length: float, scale: float, pendant: float) -> None:
    line = lying(Necklace("pendant" if pendant else "chain", length, pendant_mm=pendant), scale)
    around = np.linalg.norm(np.diff(np.vstack([line, line[:1]]), axis=0), axis=1).sum()
    assert around == pytest.approx(length, abs=1.0), "millimetres"
    assert np.abs(line[:, 0]).max() < 75 * scale, "not wider than a neck"


def test_a_longer_one_hangs_lower_and_a_pendant_pulls_it_to_a_point() -> None:
    low = [lying(Necklace(length_mm=length), 1.0)[:, 1].min() for length in (420, 450, 500, 600)]
    assert low == sorted(low, reverse=True)
    plain, pulled = (lying(Necklace(length_mm=500, pendant_mm=size), 1.0) for size in (0, 15))

    def bend(line: np.ndarray) -> float:
        at = int(np.argmin(line[:, 1]))
        before, after = line[at] - line[at - 3], line[at + 3] - line[at]
        return float(np.degrees(np.arccos(before @ after / np.linalg.norm(before) / np.linalg.norm(after))))

    assert bend(pulled) > 2 * bend(plain)


@pytest.mark.parametrize("shape", NECKLACE_SHAPES)
def test_every_necklace_is_finite_and_light_enough_for_a_mirror(shape: str) -> None:
    model = necklace_model(Necklace(shape, 480, 6, 14, stone_colour=(30, 90, 90)), 1.0)
    assert np.isfinite(model.points).all()
    assert len(model.triangles) < 12_000


def test_a_pendant_has_its_true_size_within_four_millimetres() -> None:
    face = head(place=(0, 120, -700))
    thin = shown(GREY, face, Necklace("pendant", 460, 1.2, 30))
    without = shown(GREY, face, Necklace("pendant", 460, 1.2, 1.0))
    rows = np.nonzero(changed(without, thin))[0]
    below = neck(face)
    depth = -(below.base + below.rotation @ lying(Necklace("pendant", 460, 1.2, 30), 1.0)[30])[2]
    lower = seen_at(np.array([below.base]))[0][1]
    tall_mm = (rows.max() - rows[rows > lower + 20].min() + 1) * depth / CAMERA.focal
    assert tall_mm == pytest.approx(30, abs=4)


def test_the_nape_is_hidden_and_the_chin_hides_what_is_behind_it() -> None:
    face = head(pitch=25, place=(0, 60, -600))  # looking down
    there = changed(GREY, shown(GREY, face, Necklace("chain", 420, 2.0)))
    mouth_to_chin = np.linspace(face.landmarks.points[17], face.landmarks.points[152], 12)[2:-2].astype(int)
    assert not there[mouth_to_chin[:, 1], mouth_to_chin[:, 0]].any()
    straight = head(place=(0, 60, -600))
    below = neck(straight)
    rows = np.nonzero(changed(GREY, shown(GREY, straight, Necklace("chain", 420, 2.0))))[0]
    nape = below.base + below.rotation @ np.array([0, 8.0, -60.0])
    assert rows.min() > seen_at(np.array([nape]))[0][1] - 4


def test_it_fades_where_the_body_leaves_the_picture_and_is_gone_when_only_the_face_is_in_it() -> None:
    edge = head(place=(0, -45, -600))
    picture = shown(GREY, edge, Necklace("beads", 520, 8, colour=(255, 255, 255), material="pearl"))
    strength = np.abs(picture.astype(int) - GREY).max(axis=(1, 2))
    rows = np.nonzero(strength)[0]
    assert rows.max() > 680
    assert strength[-4:].max() < 0.4 * strength[rows.min() : 640].max()
    assert not changed(GREY, shown(GREY, head(place=(0, -330, -500)), Necklace())).any()


def test_on_a_photograph_the_face_stays_as_it_is() -> None:
    picture = photograph()
    face = found_in(picture)
    there = changed(picture, shown(picture, face, Necklace("pendant", 500, 1.4, 16)))
    assert 0.001 < there.mean() < 0.05
    assert np.nonzero(there)[0].min() > face.landmarks.points[14, 1]
