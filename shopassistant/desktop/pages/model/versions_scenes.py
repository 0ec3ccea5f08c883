"""The versions tab in its states, for the tour."""

from collections.abc import Callable, Iterator

from shopassistant.desktop.pages.model.page import ModelPage
from shopassistant.desktop.pages.model.versions_tab import VersionsTab
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene
from shopassistant.recommend.engine import index_folder


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("model-versions", "model", _on(_compared)),
        Scene("model-versions-refused", "model", _on(_refused)),
    )


def _compared(tab: VersionsTab) -> Iterator[None]:
    """Two versions, the older one beside the one that serves."""
    if len(tab.desk.by_id) < 2:
        tab.desk.learn()
        yield
    oldest = tab.desk.shown.versions[-1]
    tab.table.select(tab.desk.id_of(oldest.name))
    yield


def _refused(tab: VersionsTab) -> Iterator[None]:
    """The older one was damaged on the disk."""
    yield from _compared(tab)
    oldest = tab.desk.shown.versions[-1]
    victim = index_folder(tab.context.store.path) / oldest.name / "time.days.npy"
    victim.write_bytes(victim.read_bytes() + b"\0")
    tab.desk.check_again()
    yield


def _on(steps: Callable[[VersionsTab], Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, ModelPage):
            page.open_with("versions")
            yield
            tab = page.tab("versions")
            if isinstance(tab, VersionsTab):
                yield from steps(tab)

    return prepare
