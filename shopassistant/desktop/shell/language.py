"""Which language the window speaks: the one chosen for this terminal, else the system's, else English."""

from PySide6.QtCore import QLocale

from shopassistant.core.paths import resource


def reader_language(chosen: str) -> str:
    """The folder of sentences for a reader.

    Args:
        chosen: BCP 47 as set for this terminal; empty for the system's language.

    Returns:
        The language with or without its country, whichever there are sentences for; ``en`` where there are none.
    """
    wanted = (QLocale(chosen) if chosen else QLocale()).bcp47Name()
    for code in (wanted, wanted.partition("-")[0]):
        if code and resource("messages", code).is_dir():
            return code
    return "en"
