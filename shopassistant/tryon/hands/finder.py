"""Finds hands in a picture by MediaPipe's Hand Landmarker; nothing of a picture is kept."""

from types import TracebackType
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.model_files import model_file
from shopassistant.tryon.face.pose import Camera
from shopassistant.tryon.face.smoothing import OneEuro
from shopassistant.tryon.hands.joints import Girth, Hand, Vector, arm_of, hand_scale, is_right_hand, placed
from shopassistant.tryon.hands.thickness import arm, thickness
from shopassistant.tryon.quiet import keep_quiet

MOST_HANDS = 2
# A hand that was away for longer, or leapt by more of the picture's width, is smoothed from anew.
_AWAY_MS, _LEAP = 400, 0.12
# Less sure than this it is likely no hand.
_SURE_ENOUGH = 0.5
_NEAREST_MM, _FARTHEST_MM = 90.0, 3000.0


class Still:
    """One hand smoothed from picture to picture: where it is seen, its shape, how thick it is."""

    def __init__(self) -> None:
        self._seen = OneEuro(still_hz=1.6, per_speed=0.02)  # pixels of a thousand
        self._shape = OneEuro(still_hz=1.0, per_speed=0.02)  # millimetres
        self._girth = OneEuro(still_hz=0.15, per_speed=0.0)  # millimetres
        self.points: NDArray[np.float32] | None = None
        self.at_ms = 0

    def smooth(
        self, points: NDArray[np.float32], shape: Vector, seconds: float, width: int
    ) -> tuple[NDArray[np.float32], Vector]:
        """Points and shape, float64 (21, 3), after so many seconds; `width` of the picture."""
        share = 1000 / width
        told = self._seen.smooth(points.astype(np.float64).reshape(-1) * share, seconds)
        self.points = np.asarray((told / share).reshape(-1, 2), np.float32)
        return self.points, self._shape.smooth(shape.reshape(-1), seconds).reshape(-1, 3)

    def girths(self, girths: dict[str, Girth], wrist: Girth, seconds: float) -> tuple[dict[str, Girth], Girth]:
        """Thickness of fingers and wrist, which hardly changes."""
        whole = [*girths.values(), wrist]
        told = np.array([(one.half_mm, one.aside_mm) for one in whole]).reshape(-1)
        still = self._girth.smooth(told, seconds).reshape(-1, 2)
        made = [Girth(float(half), float(aside), one.is_seen) for (half, aside), one in zip(still, whole, strict=True)]
        return dict(zip(girths, made, strict=False)), made[-1]


class HandFinder:
    """Use it as a context, or close it: what MediaPipe holds is not freed by itself.

    Args:
        is_video: pictures follow each other, so that a hand is followed instead of found anew.

    Raises:
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``.
    """

    def __init__(self, *, is_video: bool = False) -> None:
        from mediapipe.tasks.python.core.base_options import BaseOptions
        from mediapipe.tasks.python.vision import HandLandmarker, HandLandmarkerOptions, RunningMode

        keep_quiet()
        self._is_video, self._at_ms = is_video, -1
        self._still: dict[str, Still] = {}
        options = HandLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model_file("hand_landmarker.task"))),
            running_mode=RunningMode.VIDEO if is_video else RunningMode.IMAGE,
            num_hands=MOST_HANDS,
        )
        self._task: Any = HandLandmarker.create_from_options(options)

    def find(
        self, picture: NDArray[np.uint8], camera: Camera, at_ms: int = 0, face_scale: float | None = None
    ) -> tuple[Hand, ...]:
        """The hands in a picture, the nearest first.

        Args:
            picture: uint8 (h, w, 3), BGR.
            at_ms: when it was taken; in a video of the same moment or an earlier one it counts as a millisecond later.
            face_scale: `Pose.scale` of the same person's face, if it is in sight.
        """
        import mediapipe

        rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
        image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
        self._at_ms = max(self._at_ms + 1, at_ms)
        told = self._task.detect_for_video(image, self._at_ms) if self._is_video else self._task.detect(image)
        found = []
        for seen, shape, side in zip(told.hand_landmarks, told.hand_world_landmarks, told.handedness, strict=True):
            hand = self._hand(picture, camera, (seen, shape, side[0]), face_scale)
            if hand is not None:
                found.append(hand)
        return tuple(sorted(found, key=lambda hand: -hand.joints[9, 2]))

    def forget(self) -> None:
        """The visit is over: nothing of anybody is kept."""
        for still in self._still.values():
            if still.points is not None:
                still.points[:] = 0
        self._still.clear()

    def close(self) -> None:
        """Forget, and give back what it holds; it can be called again."""
        self.forget()
        if self._task is not None:
            self._task.close()
            self._task = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _hand(
        self, picture: NDArray[np.uint8], camera: Camera, told: tuple[Any, Any, Any], face_scale: float | None
    ) -> Hand | None:
        seen, shape, side = told
        height, width = picture.shape[:2]
        points = np.array([(point.x * width, point.y * height) for point in seen], np.float32)
        metres = np.array([(point.x, -point.y, -point.z) for point in shape], np.float64)
        scale, spread = hand_scale(face_scale)
        still, seconds = self._known(side.category_name, points, width)
        points, millimetres = still.smooth(points, metres * 1000 * scale, seconds, width)
        joints = placed(points, millimetres, camera)
        depth = -joints[:, 2]
        if side.score < _SURE_ENOUGH or not ((depth > _NEAREST_MM) & (depth < _FARTHEST_MM)).all():
            return None
        # The network's word for a side is that of a mirrored picture; ours are not.
        is_right = is_right_hand(joints, side.category_name == "Left")
        wrist, bend = arm(picture, points, joints, scale, camera)
        girths, wrist = still.girths(thickness(picture, points, joints, scale, camera), wrist, seconds)
        return Hand(
            points, joints, is_right, scale, spread, girths, wrist, arm_of(joints, bend), float(side.score)
        )  # fmt: skip

    def _known(self, side: str, points: NDArray[np.float32], width: int) -> tuple[Still, float]:
        """What is known of this hand, and for how long it was not seen, seconds."""
        still = self._still.get(side) if self._is_video else None
        if still is not None and still.points is not None:
            leapt = float(np.abs(still.points - points).mean()) > _LEAP * width
            if leapt or self._at_ms - still.at_ms > _AWAY_MS:
                still = None
        seconds = 1.0 if still is None else max(self._at_ms - still.at_ms, 1) / 1000
        still = self._still[side] = still or Still()
        still.at_ms = self._at_ms
        return still, seconds
