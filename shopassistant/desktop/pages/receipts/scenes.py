"""The receipts page in its states, for the tour."""

from collections.abc import Callable, Iterator

from shopassistant.desktop.pages.receipts.page import ReceiptsPage
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("receipts", "receipts", _on(_chosen)),
        Scene("receipts-find", "receipts", _on(_find)),
        Scene("receipts-return", "receipts", _on(_give_back)),
    )


def _chosen(page: ReceiptsPage) -> Iterator[None]:
    page.search.empty()
    page._on_widen()
    yield
    page.table.select_first()
    yield


def _find(page: ReceiptsPage) -> Iterator[None]:
    yield from _chosen(page)
    page.search.setFocus()
    page.search.setText("ann")
    page._on_typed()
    yield


def _give_back(page: ReceiptsPage) -> Iterator[None]:
    yield from _chosen(page)
    page.kinds.buttons()[1].click()
    yield
    page.table.select_first()
    yield
    page.give_back()
    yield
    page.returns.choose_all()


def _on(steps: Callable[[ReceiptsPage], Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, ReceiptsPage):
            yield from steps(page)

    return prepare
