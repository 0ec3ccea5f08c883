"""MediaPipe's landmarks read from its memory at once.

Its Python layer makes an object of each of 478 points, then asks each for its coordinates, which takes as long as a
third of the finding itself. The calls are those of its own `detect_for_video`; a test holds both results equal.
"""

import ctypes
from typing import Any

import numpy as np
from numpy.typing import NDArray


def told_in_video(task: Any, image: Any, at_ms: int) -> list[NDArray[np.float32]]:
    """float32 (n, 3) for each face: x, y as shares of the picture's size, z in shares of its width.

    Args:
        task: a FaceLandmarker in video mode. image: a mediapipe.Image. at_ms: later than that of the last call.
    """
    from mediapipe.tasks.python.vision.face_landmarker import MpFaceLandmarkerResultC

    found = MpFaceLandmarkerResultC()
    task._lib.MpFaceLandmarkerDetectForVideo(task._handle, image._image_ptr, None, at_ms, ctypes.byref(found))
    try:
        return [_points(found.face_landmarks[face]) for face in range(found.face_landmarks_count)]
    finally:
        task._lib.MpFaceLandmarkerCloseResult(ctypes.byref(found))


def _points(told: Any) -> NDArray[np.float32]:
    one = told.landmarks._type_
    layout = np.dtype({
        "names": ["x", "y", "z"], "formats": [np.float32] * 3,
        "offsets": [one.x.offset, one.y.offset, one.z.offset], "itemsize": ctypes.sizeof(one),
    })  # fmt: skip
    raw = ctypes.string_at(told.landmarks, ctypes.sizeof(one) * told.landmarks_count)
    points = np.frombuffer(raw, layout)
    return np.stack([points["x"], points["y"], points["z"]], axis=1)
