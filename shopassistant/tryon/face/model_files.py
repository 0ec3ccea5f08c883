"""The models that come with the program, checked before they are used."""

import hashlib
from functools import cache
from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.paths import resource

_SHA256 = {
    "face_landmarker.task": "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff",
    "hand_landmarker.task": "fbc2a30080c3c557093b5ddfc334698132eb341044ccee322ccf8bcf3607cde1",
}


@cache
def model_file(name: str) -> Path:
    """Where the model lies.

    Raises:
        EnvironmentProblem: ``tryon.model_missing``, ``tryon.model_damaged``: reinstall the program.
    """
    path = resource("models", name)
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise EnvironmentProblem("tryon.model_missing", name=name, reason=str(error)) from error
    if found != _SHA256[name]:
        raise EnvironmentProblem("tryon.model_damaged", name=name)
    return path
