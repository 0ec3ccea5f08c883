"""Where pictures come from: a webcam, a video file, a still image, through one interface that recovers by itself."""
