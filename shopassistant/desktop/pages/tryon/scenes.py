"""The page Try-on for the tour: the question, and with what stands beside it."""

from collections.abc import Iterator

from shopassistant.desktop.pages.tryon.page import TryOnPage
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene


def scenes() -> tuple[Scene, ...]:
    """What can be shown without a camera: who is before it stays theirs."""
    return (Scene("tryon", "tryon", _as_it_opens), Scene("tryon-hats", "tryon", _hats))


def _as_it_opens(_page: Page) -> None:
    """Nothing to do."""


def _hats(page: Page) -> Iterator[None]:
    if isinstance(page, TryOnPage):
        page.desk.choose_kind("hat")
        if page.kinds is not None:
            page.kinds.choose("hat")
        yield
