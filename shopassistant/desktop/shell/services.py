"""The long-lived helpers of the areas, made when first used, so that a window opens without them."""

import importlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from shopassistant.core.progress import Progress

if TYPE_CHECKING:
    from shopassistant.customers.search import CustomerSearch
    from shopassistant.inventory.dashboard.dashboard import Dashboard
    from shopassistant.inventory.demand.keeping.keeper import Keeper
    from shopassistant.inventory.forecast.forecasts import Forecasts
    from shopassistant.promotions.choosing.goods import GoodsBook
    from shopassistant.promotions.elasticity.keeping import ResponseKeeper
    from shopassistant.promotions.rehearsal.book import PastBook
    from shopassistant.recommend.engine import Engine
    from shopassistant.sales.fitting_room.room import FittingRoom
    from shopassistant.sales.lookup import ProductLookup
    from shopassistant.store.database import Store

_T = TypeVar("_T")


class Services:
    """Search, look-up, recommendations and forecasts of one shop.

    Thread safe; call it inside a lane, a first call may be slow.
    """

    def __init__(self, store: "Store", location_id: int, folder: Path | None = None) -> None:
        self._store = store
        self._location_id = location_id
        self._folder = folder
        self._lock = threading.Lock()
        self._made: dict[str, Any] = {}

    def search(self) -> "CustomerSearch":
        """The customer box."""
        from shopassistant.customers.search import CustomerSearch

        return self._once("search", lambda: CustomerSearch(self._store))

    def lookup(self) -> "ProductLookup":
        """Products by code and by words."""
        from shopassistant.sales.lookup import ProductLookup

        return self._once("lookup", lambda: ProductLookup(self._store, self._location_id))

    def engine(self) -> "Engine":
        """Recommendations; its index lies in a folder beside the shop's file."""
        from shopassistant.recommend.engine import Engine, index_folder

        return self._once("engine", lambda: Engine(self._store, self._folder or index_folder(self._store.path)))

    def fitting_room(self) -> "FittingRoom":
        """What can be tried on, here and now."""
        from shopassistant.sales.fitting_room.room import FittingRoom

        return self._once("fitting", lambda: FittingRoom(self._store, self._location_id))

    def dashboard(self) -> "Dashboard":
        """The figures of the stock."""
        from shopassistant.inventory.dashboard.dashboard import Dashboard

        return self._once("dashboard", lambda: Dashboard(self._store, self._forecast_source))

    def _forecast_source(self) -> "tuple[str, Callable[[], Forecasts | None]]":
        """The forecasts that serve now, another window's, too."""
        keeper = self.forecasts()
        keeper.refresh()
        return keeper.source()

    def forecasts(self) -> "Keeper":
        """Demand forecasts and how old they are; they lie in a folder beside the shop's file."""
        return self._once("forecasts", self._load_forecasts)

    def _load_forecasts(self) -> "Keeper":
        from shopassistant.inventory.demand.keeping.keeper import Keeper

        keeper = Keeper(self._store)
        keeper.load()
        return keeper

    def goods_book(self) -> "GoodsBook":
        """What a promotion can be about, with the figures of its stock."""
        from shopassistant.promotions.choosing.goods import GoodsBook

        dashboard = self.dashboard()
        return self._once("goods", lambda: GoodsBook(self._store, dashboard, self._forecast_source))

    def past_book(self) -> "PastBook":
        """The baskets of the past, for rehearsals."""
        from shopassistant.promotions.rehearsal.book import PastBook

        return self._once("past", lambda: PastBook(self._store))

    def responses(self) -> "ResponseKeeper":
        """How demand answers to prices, as far as it was learned."""
        from shopassistant.promotions.elasticity.keeping import ResponseKeeper

        return self._once("responses", lambda: ResponseKeeper(self._store))

    def has_sales(self) -> bool:
        """Whether anything was ever sold here."""
        from sqlalchemy import select

        from shopassistant.store.schema import Sale

        with self._store.read() as session:
            return session.scalar(select(Sale.id).limit(1)) is not None

    def _once(self, name: str, make: Callable[[], _T]) -> _T:
        with self._lock:
            if name not in self._made:
                self._made[name] = make()
            made: _T = self._made[name]
            return made


# Loaded in the background once the first page stands; by then nobody waits for them.
LATER = (
    "sqlalchemy.orm",
    "numpy",
    "scipy.sparse",
    "pandas",
    "shopassistant.desktop.pages.customers.page",
    "shopassistant.desktop.pages.tryon.page",
    "shopassistant.desktop.pages.stock.page",
    "shopassistant.desktop.pages.purchasing.page",
    "shopassistant.desktop.pages.purchasing.orders_tab",
    "shopassistant.desktop.pages.promotions.page",
    "shopassistant.desktop.pages.promotions.promotions_tab",
    "shopassistant.desktop.pages.promotions.prices_tab",
    "shopassistant.desktop.pages.promotions.campaigns_tab",
    "shopassistant.desktop.pages.receipts.page",
    "shopassistant.desktop.pages.imports.page",
    "shopassistant.desktop.pages.inventory.page",
    "shopassistant.desktop.pages.model.page",
    "shopassistant.desktop.pages.model.accuracy_tab",
)


def warm(services: Services, progress: Progress) -> bool:
    """Import the heavy packages and read the indexes.

    Returns:
        Whether there are sales but nothing was learned from them yet.
    """
    for done, name in enumerate(LATER):
        progress.report("warming", done, len(LATER))
        importlib.import_module(name)
    services.search().warm()
    services.lookup().warm()
    services.dashboard().load()
    services.fitting_room().warm()
    engine = services.engine()
    return not (engine.is_ready or engine.load()) and services.has_sales()


def learn(services: Services, progress: Progress, cause: str = "start") -> object:
    """Fit the recommendations without being asked. Returns the `FitSummary`; `cause` is one of `versions.CAUSES`."""
    return services.engine().fit(progress, cause=cause)


def forecast(services: Services, progress: Progress, cause: str = "start") -> object:
    """Forecast the demand without asking whether it is time. Returns the `FitSummary`; `cause` as for `refit`."""
    from shopassistant.inventory.demand.keeping.refit import refit

    return refit(services.forecasts(), cause, progress)
