"""The one exception: a picture that a visitor asked for is written to this device, and deleted a day later."""

import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.core.errors import EnvironmentProblem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Without letters and digits that are taken for each other.
_LETTERS = "ACDEFHJKLMNPQRTUVWXY3479"
_NAME, _ENDING = "look-", ".jpg"
_QUALITY = 92


def save_picture(folder: Path, picture: "NDArray[np.uint8]") -> str:
    """Write a picture without a word about who, where or when. Returns the name to ask for.

    Args:
        picture: uint8 (h, w, 3), BGR.

    Raises:
        EnvironmentProblem: ``picture.unwritable``.
    """
    import cv2

    is_made, data = cv2.imencode(_ENDING, picture, (cv2.IMWRITE_JPEG_QUALITY, _QUALITY))
    if not is_made:
        raise EnvironmentProblem("picture.unwritable", path=str(folder), reason="")
    name = "".join(secrets.choice(_LETTERS) for _letter in range(4))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / f"{_NAME}{name}{_ENDING}").open("xb") as file:
            file.write(data.tobytes())
    except FileExistsError:
        return save_picture(folder, picture)
    except OSError as error:
        raise EnvironmentProblem("picture.unwritable", path=str(folder), reason=str(error)) from error
    return name


def sweep(folder: Path, hours: float, now: float | None = None) -> int:
    """Delete the pictures that are older. Returns how many; what cannot be deleted is tried again the next time."""
    moment = time.time() if now is None else now
    count = 0
    for path in folder.glob(f"{_NAME}*{_ENDING}"):
        try:
            if moment - path.stat().st_mtime > hours * 3600:
                path.unlink()
                count += 1
        except OSError:
            continue
    return count
