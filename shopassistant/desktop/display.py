"""Is there a display, and are Qt's system libraries there? Asked before Qt is loaded, because Qt would just abort."""

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem

# Debian packages by the file a missing library is reported as.
PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libzstd.so.1": "libzstd1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
ALL_PACKAGES = (
    "libgl1 libegl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 libx11-6"
    " libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)


def check_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Raise EnvironmentProblem (``display.none``) on a Linux without anything to show a window on."""
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        raise EnvironmentProblem("display.none")


def load_qt() -> None:
    """Import what the window is made of.

    Raises:
        EnvironmentProblem: ``display.library``, naming the Debian package of what is missing.
    """
    try:
        from PySide6 import QtSvg, QtWidgets  # noqa: F401
    except ImportError as error:
        raise library_problem(str(error)) from error
    if sys.platform.startswith("linux") and _is_x11(os.environ):
        _try_plugin()


def library_problem(message: str) -> EnvironmentProblem:
    """What to install, from the loader's words: ``libEGL.so.1: cannot open shared object file ...``."""
    library = message.split(":", 1)[0].strip()
    if library in PACKAGES:
        return EnvironmentProblem("display.library", library=library, packages=PACKAGES[library])
    return EnvironmentProblem("display.library", library=message, packages=ALL_PACKAGES)


def _is_x11(environment: Mapping[str, str]) -> bool:
    wanted = environment.get("QT_QPA_PLATFORM", "")
    return wanted.startswith("xcb") or (not wanted and not environment.get("WAYLAND_DISPLAY"))


def _try_plugin() -> None:
    """Load Qt's X11 plugin as Qt will, to hear by name what it lacks."""
    from PySide6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    plugin = folder / "platforms" / "libqxcb.so"
    if not plugin.exists():
        return
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        raise library_problem(str(error)) from error
