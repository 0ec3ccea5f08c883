"""The shop a command works on: opened for as long as it works, with sentences in the shop's own money."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.store.database import Store


@contextmanager
def opened(path: Path | None) -> "Iterator[tuple[Store, Catalogue]]":
    """The store at `path`, or the default shop's, and the sentences; closed at the end, however that comes.

    Raises:
        NotFound, EnvironmentProblem: as `open_store`.
    """
    from shopassistant.core.messages import Catalogue
    from shopassistant.core.paths import default_store
    from shopassistant.store.database import open_store
    from shopassistant.store.shop import load_shop

    store = open_store(path or default_store())
    try:
        with store.read() as session:
            catalogue = Catalogue(currency=load_shop(session).money)
        yield store, catalogue
    finally:
        store.close()
