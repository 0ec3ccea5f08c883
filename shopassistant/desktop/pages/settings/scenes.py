"""The sections of the settings, for the tour."""

from functools import partial

from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene

SECTIONS = ("shop", "terminal", "locations", "staff", "learning", "forecasts", "try_on", "mail", "model", "data")


def scenes() -> tuple[Scene, ...]:
    """One picture per section."""
    return tuple(Scene(f"settings-{name}", "settings", partial(_section, name)) for name in SECTIONS)


def _section(name: str, page: Page) -> None:
    page.open_with(name)
