"""The benchmarks of the try-on's exactness run, and the heads they render are where they say they are."""

import contextlib

import cv2
import matplotlib.cbook
import numpy as np

from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS
from shopassistant.tryon.face.finder import Finder
from shopassistant.tryon.face.landmarks import Landmarker
from shopassistant.tryon.face.pose import Camera
from tests.benchmarks import card, face_light, head_pose, tryon_video
from tests.benchmarks.head_truth import Person, Picture, Placed, person_of, rendered, rotation_of


def _photo() -> Picture:
    photo = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert photo is not None
    return np.asarray(photo, np.uint8)


def test_a_rendered_head_shows_its_eyes_where_its_pose_says() -> None:
    person = person_of(_photo())
    assert person is not None
    camera, at = Camera(640, 360, 500.0), Placed(rotation_of(20, -5, 4), np.array([90.0, -40.0, -550.0]))
    with Landmarker() as landmarker:
        (face,) = landmarker.find(rendered(person, at, camera, np.random.default_rng(1)))
    eyes = person.points[[RIGHT_IRIS, LEFT_IRIS]] @ at.rotation.T + at.place
    truth = eyes[:, :2] / -eyes[:, 2:] * camera.focal * (1, -1) + camera.centre
    assert np.abs(face.points[[RIGHT_IRIS, LEFT_IRIS]] - truth).max() < 3


def test_pupils_of_a_turned_photograph_are_where_they_are_drawn() -> None:
    """Dots painted on the pupils of a photograph of a turned face, seen again where the truth has its pupils."""
    straight = person_of(_photo())
    assert straight is not None
    camera, rng = Camera(640, 360, 500.0), np.random.default_rng(2)
    photo = rendered(straight, Placed(rotation_of(-16, 12, 5), np.array([0.0, 0, -300])), camera, rng)
    turned = person_of(photo)
    assert turned is not None
    with Landmarker() as landmarker:
        (face,) = landmarker.find(photo)
    pupils = [RIGHT_IRIS, LEFT_IRIS]
    for x, y in face.points[pupils]:
        cv2.circle(photo, (round(float(x) * 16), round(float(y) * 16)), 40, (255, 0, 255), -1, cv2.LINE_AA, 4)
    at = Placed(rotation_of(15, -10, 0), np.array([20.0, 10, -400]))
    picture = rendered(Person(photo, turned.on_photo, turned.points), at, camera, rng, noise=0).astype(float)
    dots = np.clip(picture[..., 0] + picture[..., 2] - 2 * picture[..., 1] - 200, 0, None)
    truth = turned.points[pupils] @ at.rotation.T + at.place
    for x, y in truth[:, :2] / -truth[:, 2:] * camera.focal * (1, -1) + camera.centre:
        near = dots[round(y) - 6 : round(y) + 7, round(x) - 6 : round(x) + 7]
        down, across = (float((near.sum(axis=1 - way) * range(13)).sum() / near.sum()) for way in (0, 1))
        assert np.hypot(round(x) - 6 + across - x, round(y) - 6 + down - y) < 1


def test_a_head_turned_far_aside_does_not_blink() -> None:
    person = person_of(_photo())
    assert person is not None
    aside = Placed(rotation_of(-56, 0, 0), np.array([0.0, 0, -450]))
    picture = rendered(person, aside, Camera(640, 360, 500.0), np.random.default_rng(1))
    with contextlib.closing(Finder()) as finder:
        assert [len(finder.find(picture, at * 33 + 1)) for at in range(8)] == [1] * 8
        empty = np.full_like(picture, 128)
        assert [len(finder.find(empty, 300 + at * 33)) for at in range(4)] == [0] * 4


def test_the_truth_benchmark_runs() -> None:
    figures = head_pose.run(tiny=True)
    assert figures["live: pictures"] > 3
    assert figures["live: turn, degrees, median"] < 20
    assert figures["live: place aside, mm, median"] < 20


def test_the_card_benchmark_runs() -> None:
    figures = card.run(tiny=True)
    assert figures["forehead: read"] == 1
    assert figures["forehead: pupil distance off, mm, median"] < 4
    assert figures["forehead: standard error told, mm, mean"] < 2.5


def test_the_film_benchmark_runs() -> None:
    figures = tryon_video.run(tiny=True)
    assert figures["pictures with a face"] > 30
    assert figures["of these drawn on"] == 0
    assert figures["pictures until a face is found again, most"] <= 3
    assert figures["lens middle to pupil, share of pupil distance, median"] < 0.15


def test_the_light_benchmark_runs_and_looking_is_better_than_guessing() -> None:
    figures = face_light.run(tiny=True)
    assert figures["direction off, median, degrees"] < figures["a studio's light off, median, degrees"]
    assert figures["side right, share"] > 0.7
