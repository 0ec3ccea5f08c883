"""The customers page in its states, for the tour."""

from collections.abc import Callable, Iterator

from shopassistant.desktop.pages.customers.page import CustomersPage
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("customers", "customers", _on(_chosen)),
        Scene("customers-contacts", "customers", _on(_contacts)),
        Scene("customers-history", "customers", _on(_history)),
        Scene("customers-new", "customers", _on(_new)),
        Scene("customers-due", "customers", _on(_due)),
        Scene("customers-here-twice", "customers", _on(_twice)),
        Scene("customers-merge", "customers", _on(_merge)),
        Scene("customers-forget", "customers", _on(_forget)),
    )


def _plain(page: CustomersPage) -> Iterator[None]:
    page.tabs.setCurrentIndex(0)
    page.panel.tabs.setCurrentIndex(0)
    page.search.clear()
    page.desk.sort_by("spend", True)
    yield


def _chosen(page: CustomersPage) -> Iterator[None]:
    yield from _plain(page)
    page.table.select_first()
    yield


def _contacts(page: CustomersPage) -> Iterator[None]:
    yield from _chosen(page)
    page.panel.tabs.setCurrentIndex(1)


def _history(page: CustomersPage) -> Iterator[None]:
    yield from _chosen(page)
    page.panel.tabs.setCurrentIndex(2)
    yield


def _new(page: CustomersPage) -> Iterator[None]:
    yield from _chosen(page)
    page.new_customer("Ann Lee 07700 900123 ann@example.org Leeds")
    yield


def _due(page: CustomersPage) -> Iterator[None]:
    yield from _plain(page)
    page.show_due()
    page.due.select_first()
    yield


def _twice(page: CustomersPage) -> Iterator[None]:
    yield from _plain(page)
    page.show_duplicates()
    yield


def _merge(page: CustomersPage) -> Iterator[None]:
    yield from _twice(page)
    page.duplicates._on_compare()
    yield


def _forget(page: CustomersPage) -> Iterator[None]:
    yield from _chosen(page)
    page.erase()
    yield


def _on(steps: Callable[[CustomersPage], Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, CustomersPage):
            yield from steps(page)

    return prepare
