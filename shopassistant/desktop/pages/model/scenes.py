"""The tabs of the model page, for the tour; each tab adds its own scenes."""

from functools import partial

from shopassistant.desktop.pages.model.tabs import tab_specs
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene


def scenes() -> tuple[Scene, ...]:
    """Each tab as it opens, and what the tabs find worth a picture."""
    return tuple(Scene(f"model-{spec.id}", "model", partial(_tab, spec.id)) for spec in tab_specs())


def _tab(tab_id: str, page: Page) -> None:
    page.open_with(tab_id)
