"""Where this machine keeps the shop's file, settings and logs.

The one module of the ground floor that uses a library (platformdirs, itself standard library only): knowing each
system's folders by heart is not ours to do.
"""

import importlib.resources
import os
from pathlib import Path

import platformdirs

_NAME = "shopassistant"


def data_dir() -> Path:
    """Folder of shop files. ``SHOPASSISTANT_HOME`` overrides it (for a stick, a test, a second shop)."""
    home = os.environ.get("SHOPASSISTANT_HOME")
    return Path(home) if home else Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def settings_file() -> Path:
    """The machine's own settings (theme, printer, scanner), apart from the shop's."""
    home = os.environ.get("SHOPASSISTANT_HOME")
    folder = Path(home) if home else Path(platformdirs.user_config_dir(_NAME, appauthor=False))
    return folder / "settings.json"


def log_dir() -> Path:
    """Folder of the rotating log."""
    home = os.environ.get("SHOPASSISTANT_HOME")
    return Path(home) / "logs" if home else Path(platformdirs.user_log_dir(_NAME, appauthor=False))


def pictures_dir() -> Path:
    """Where a picture goes that a visitor of the kiosk asks for; a folder that staff find."""
    home = os.environ.get("SHOPASSISTANT_HOME")
    return Path(home) / "pictures" if home else Path(platformdirs.user_pictures_dir()) / _NAME


def default_store() -> Path:
    """The shop's file when nobody names another."""
    return data_dir() / "shop.db"


def demo_store() -> Path:
    """The demo shop's file; never the same as a real shop's."""
    return data_dir() / "demo.db"


def resource(*parts: str) -> Path:
    """A bundled file, in a checkout (``resources/``) as in an installed package (``shopassistant/_resources/``)."""
    package = Path(str(importlib.resources.files("shopassistant")))
    installed = package / "_resources"
    root = installed if installed.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
