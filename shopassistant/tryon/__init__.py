"""Try-on: camera, landmarks, head pose, frames from their millimetres, rendering; NumPy in, NumPy out."""

import os

# Read once, when OpenCV is loaded: a camera that hangs holds a reading for so many seconds. Ten would be OpenCV's own
# choice: a dead mirror for as long as nobody waits, and a program that does not end.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")
