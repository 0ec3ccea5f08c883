"""Try-on: camera, landmarks, head pose, frames from their millimetres, rendering; NumPy in, NumPy out."""
