"""Settings of this machine, typed; a shop's own settings live in its store, not here."""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from shopassistant.core.errors import EnvironmentProblem


@dataclass(frozen=True)
class Settings:
    """What this terminal remembers.

    Attributes:
        theme: ``"light"``, ``"dark"`` or ``"system"``.
        profile: ``"counter"`` (14 px body) or ``"floor"`` (20 px).
        language: BCP 47 tag or empty for the system's.
        store: path of the shop last opened, empty for the default.
        scanner_prefix, scanner_suffix: what the scanner sends before and after a code.
        scanner_gap_ms: two keys closer than this belong to a scanner.
        printer: address of the receipt printer: empty, ``file:PATH`` or ``tcp:HOST:PORT``.
        printer_code_page: the printer's code page for text, such as ``"cp858"``.
        camera: of the try-on: a camera's name, empty for the first; an index or a file's path works, too.
        lock_after_minutes: idle minutes until a PIN is asked again; 0 never.
        window: opaque window state by name (base64 text).
    """

    theme: str = "system"
    profile: str = "counter"
    language: str = ""
    store: str = ""
    scanner_prefix: str = ""
    scanner_suffix: str = "\r"
    scanner_gap_ms: int = 50
    printer: str = ""
    printer_code_page: str = "cp858"
    camera: str = ""
    lock_after_minutes: int = 10
    window: dict[str, str] = field(default_factory=dict)


class SettingsFile:
    """Reads and writes `Settings` as JSON; a broken file is set aside, never lost."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set_aside: Path | None = None

    def load(self) -> Settings:
        """The stored settings; defaults where nothing valid is stored.

        A file that is not JSON is renamed to ``*.broken`` and named in `set_aside`, so that the caller can say so.
        """
        try:
            raw = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return Settings()
        except (ValueError, UnicodeDecodeError):
            self.set_aside = self.path.with_suffix(".broken")
            self.path.replace(self.set_aside)
            return Settings()
        except OSError as error:
            raise EnvironmentProblem("settings.unreadable", path=str(self.path), reason=str(error)) from error
        return _from_json(raw)

    def save(self, settings: Settings) -> None:
        """Write atomically. Raises EnvironmentProblem where the disk refuses."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            scratch = self.path.with_suffix(".new")
            scratch.write_text(json.dumps(asdict(settings), indent=2), "utf-8")
            scratch.replace(self.path)
        except OSError as error:
            raise EnvironmentProblem("settings.unwritable", path=str(self.path), reason=str(error)) from error


def _from_json(raw: Any) -> Settings:
    defaults = Settings()
    if not isinstance(raw, dict):
        return defaults
    known = {
        entry.name: raw[entry.name]
        for entry in fields(Settings)
        if entry.name in raw and type(raw[entry.name]) is type(getattr(defaults, entry.name))
    }
    return replace(defaults, **known)
