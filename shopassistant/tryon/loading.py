"""Everything a mirror will import, imported: a sealed thread (see `sealed`) can read modules, but not what some of them
do on the way, such as writing a font cache."""

import importlib

_MODULES = (
    "cv2",
    "mediapipe",
    "mediapipe.tasks.python.vision",
    "shopassistant.tryon.mirror",
    "shopassistant.tryon.looks.wearing",
)


def load() -> None:
    """Takes about 0.6 s of processor time, once."""
    from shopassistant.tryon.quiet import keep_quiet

    keep_quiet()
    for name in _MODULES:
        importlib.import_module(name)
    from shopassistant.tryon.face.network import is_there

    if is_there():
        importlib.import_module("ai_edge_litert.interpreter")
