"""The real window on a small demo shop in a scratch folder, for the tour."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.desktop.app import Desktop, build_shell
from shopassistant.desktop.pages.registry import page_specs
from shopassistant.desktop.shell.opening import Opened, open_demo
from shopassistant.desktop.shell.services import Services, learn
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.desktop.tour import MODES, SIZES, TALL, Tour, all_scenes
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store


def tour(
    folder: Path,
    scratch: Path,
    only: str = "",
    customers: int = 400,
    products: int = 300,
    sizes: Sequence[tuple[int, int]] = SIZES,
    modes: Sequence[str] = MODES,
    tall: Sequence[tuple[int, int]] = TALL,
) -> list[Path]:
    """Save a picture of every scene whose name contains `only`. Returns the files."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["shopassistant"])
    desktop = make_desktop(app, scratch, customers, products)
    try:
        scenes = [scene for scene in all_scenes(desktop) if only in scene.name]
        return Tour(desktop, folder).run(scenes, sizes, modes, tall)
    finally:
        desktop.window.close()
        desktop.close()
        # Qt takes its charts apart in an order that they bear; Python's collector would not.
        desktop.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def make_desktop(
    app: QApplication, scratch: Path, customers: int, products: int, *, with_forecasts: bool = True
) -> Desktop:
    """A window on a fresh demo shop that has learned from its sales; the demo's manager is signed in."""
    opened, actor = open_demo(scratch / "demo.db", NoProgress(), partial(_fill, customers, products))
    desktop = show_desktop(app, scratch, opened, actor)
    if desktop.context is not None:
        learn(desktop.context.services, NoProgress())
        if with_forecasts:
            _forecast(desktop.context.services)
    desktop.shell.lanes.wait_idle(60_000)
    return desktop


def show_desktop(app: QApplication, scratch: Path, opened: Opened, actor: Actor) -> Desktop:
    """A window on an open shop in which `actor` is signed in; its settings lie in `scratch`."""
    shell = build_shell(app, scratch / "settings.json")
    shell.settings.change(theme="light", lock_after_minutes=0)
    window = MainWindow(shell)
    desktop = Desktop(shell, window, page_specs)
    desktop.show_shop(opened, actor)
    window.show()
    return desktop


def _forecast(services: Services) -> None:
    """Forecasts with few trees: pictures want plausible curves, not the last percent."""
    from shopassistant.inventory.demand.keeping.fit import fit
    from shopassistant.inventory.forecast.boosted.config import BoostedConfig
    from shopassistant.inventory.forecast.fitting import FitConfig
    from shopassistant.inventory.forecast.pooled.hurdle import PooledConfig

    pooled = PooledConfig(rows=6_000, chance_trees=20, size_trees=10)
    boosted = BoostedConfig(rows=4_000, origins=6, trees=15, bags=2, spread_trees=6, spread_rows=4_000)
    fit(services.forecasts(), config=FitConfig(origins=2, pooled=pooled, boosted=boosted))


def _fill(customers: int, products: int, store: Store, progress: Progress) -> object:
    from shopassistant.ingest.demo import make_demo

    return make_demo(store, customers=customers, products=products, years=1, progress=progress)
