"""The long-lived helpers of the areas, made when first used, so that a window opens without them."""

import contextlib
import importlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from shopassistant.customers.search import CustomerSearch  # type: ignore[import-not-found,unused-ignore]
    from shopassistant.recommend.engine import Engine  # type: ignore[import-not-found,unused-ignore]
    from shopassistant.sales.lookup import ProductLookup  # type: ignore[import-not-found,unused-ignore]
    from shopassistant.store.database import Store

_T = TypeVar("_T")


class Services:
    """Search, look-up and recommendations of one shop. Thread safe; call it inside a lane, a first call may be slow."""

    def __init__(self, store: "Store", folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._lock = threading.Lock()
        self._made: dict[str, Any] = {}

    def search(self) -> "CustomerSearch":
        """The customer box."""
        from shopassistant.customers.search import CustomerSearch  # type: ignore[import-not-found,unused-ignore]

        return self._once("search", lambda: CustomerSearch(self._store))

    def lookup(self) -> "ProductLookup":
        """Products by code and by words."""
        from shopassistant.sales.lookup import ProductLookup  # type: ignore[import-not-found,unused-ignore]

        return self._once("lookup", lambda: ProductLookup(self._store))

    def engine(self) -> "Engine":
        """Recommendations; its index lies in a folder beside the shop's file."""
        from shopassistant.recommend.engine import Engine  # type: ignore[import-not-found,unused-ignore]

        return self._once("engine", lambda: Engine(self._store, self._folder))

    def _once(self, name: str, make: Callable[[], _T]) -> _T:
        with self._lock:
            if name not in self._made:
                self._made[name] = make()
            made: _T = self._made[name]
            return made


# Loaded in the background once the first page stands; by then nobody waits for them.
LATER = ("sqlalchemy.orm", "numpy", "scipy.sparse", "pandas")


def warm(services: Services, _progress: object) -> None:
    """Import the heavy packages and read the first pages of the indexes."""
    for name in LATER:
        importlib.import_module(name)
    with contextlib.suppress(ImportError):
        services.search().warm()
        services.engine().load()
