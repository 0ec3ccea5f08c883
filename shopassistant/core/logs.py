"""One log for the whole program: a rotating file that a crash report can point to, and nothing personal in it."""

import logging
import logging.handlers
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"


def start_logging(folder: Path, *, verbose: bool = False) -> Path:
    """Log to ``folder/shopassistant.log`` (5 files of 1 MB) and, when `verbose`, to the terminal too.

    Returns:
        The file written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "shopassistant.log"
    file = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=5, encoding="utf-8", delay=True)
    handlers: list[logging.Handler] = [file]
    if verbose:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for handler in handlers:
        root.addHandler(handler)
    return path
