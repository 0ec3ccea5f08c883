"""The name of this window, the same after a restart or a power cut, so that its open basket is found again."""

import hashlib
import platform
from pathlib import Path

from PySide6.QtCore import QLockFile

from shopassistant.core.errors import EnvironmentProblem

# More windows than anyone opens on one machine; reached only if the folder cannot hold a lock at all.
MOST_WINDOWS = 64


class TerminalName:
    """The first name no other living window of this machine uses on the same shop; free again when released.

    Attributes:
        name: host name and place, such as ``till-2/1``.
    """

    def __init__(self, store: Path, folder: Path) -> None:
        """Take a name.

        Args:
            store: the shop's file.
            folder: where the locks lie; made if missing.

        Raises:
            EnvironmentProblem: ``settings.unwritable``, nothing can be locked in `folder`.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblem("settings.unwritable", path=str(folder), reason=str(error)) from error
        shop = hashlib.sha256(str(store.resolve()).encode()).hexdigest()[:12]
        host = platform.node()[:40] or "terminal"
        for place in range(1, MOST_WINDOWS + 1):
            lock = QLockFile(str(folder / f"{shop}-{place}.lock"))
            lock.setStaleLockTime(0)  # a lock ends with its process, never by age
            if lock.tryLock(0):
                self._lock = lock
                self.name = f"{host}/{place}"
                return
        raise EnvironmentProblem("settings.unwritable", path=str(folder), reason=f"{MOST_WINDOWS} locks refused")

    def release(self) -> None:
        """Let the next window have the name."""
        self._lock.unlock()
