"""The tabs of the model page, for the tour; a tab may have its scenes in a module of its own."""

from collections.abc import Iterator
from functools import partial

from shopassistant.desktop.pages.model import experiments_scenes, health_scenes, versions_scenes
from shopassistant.desktop.pages.model.accuracy_tab import AccuracyTab
from shopassistant.desktop.pages.model.page import ModelPage
from shopassistant.desktop.pages.model.tabs import tab_specs
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene


def scenes() -> tuple[Scene, ...]:
    """What the tabs find worth a picture; a tab without scenes of its own as it opens."""
    own = (
        Scene("model-accuracy-measured", "model", _measured),
        *health_scenes.scenes(),
        *versions_scenes.scenes(),
        *experiments_scenes.scenes(),
    )
    shown = {scene.name for scene in own}
    plain = (Scene(f"model-{spec.id}", "model", partial(_tab, spec.id)) for spec in tab_specs())
    return (*(scene for scene in plain if scene.name not in shown), *own)


def _tab(tab_id: str, page: Page) -> None:
    page.open_with(tab_id)


def _measured(page: Page) -> Iterator[None]:
    """The accuracy tab after a measurement; the tour waits for it."""
    page.open_with("accuracy")
    yield
    tab = page.tab("accuracy") if isinstance(page, ModelPage) else None
    if isinstance(tab, AccuracyTab):
        tab.challenger.setCurrentIndex(1)
        tab.measure()
    yield
