"""Landmarks read at once from MediaPipe's memory are those that its own Python layer tells."""

import cv2
import matplotlib.cbook
import mediapipe
import numpy as np

from shopassistant.tryon.face.landmarks import Landmarker
from shopassistant.tryon.face.told import told_in_video


def test_the_points_are_those_of_the_slow_way() -> None:
    picture = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert picture is not None
    rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
    image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.asarray(rgb, np.uint8))
    with Landmarker(is_video=True) as quick, Landmarker(is_video=True) as slow:
        (ours,) = told_in_video(quick._task, image, 1)
        (theirs,) = slow._task.detect_for_video(image, 1).face_landmarks
        assert ours.shape == (478, 3)
        assert np.array_equal(ours, np.array([(point.x, point.y, point.z) for point in theirs], np.float32))
        assert told_in_video(quick._task, _grey(), 2) == []


def _grey() -> "mediapipe.Image":
    return mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.full((120, 160, 3), 128, np.uint8))
