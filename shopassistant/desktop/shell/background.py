"""What goes on behind the pages while a shop is open: learning, forecasts, alerts, freshness, and what waits where."""

from shopassistant.desktop.shell.alerting import AlertDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.forecasting import ForecastDesk
from shopassistant.desktop.shell.freshness import FreshnessDesk
from shopassistant.desktop.shell.holds_watch import HoldsWatch
from shopassistant.desktop.shell.learning import LearningDesk
from shopassistant.desktop.shell.model_watcher import ModelWatcher
from shopassistant.desktop.shell.promotions_watch import PromotionsWatch
from shopassistant.desktop.shell.watcher import StoreWatcher
from shopassistant.desktop.shell.window import MainWindow


class Background:
    """Lives as long as the shop is open in the window; `stop` before the store is closed."""

    def __init__(self, context: AppContext, window: MainWindow) -> None:
        self._window = window
        self.watcher = StoreWatcher(context)
        self.models = ModelWatcher(context)
        self.learning = LearningDesk(context)
        self.learning.attention.connect(window.header.set_attention)
        self.forecasting = ForecastDesk(context, self.learning.quiet)
        self.alerting = AlertDesk(context, self.learning.quiet)
        self.alerting.counted.connect(self._on_alerts)
        self.holds = HoldsWatch(context, window.rail)
        self.promotions = PromotionsWatch(context, window)
        self.freshness = FreshnessDesk(context, self.learning.quiet)
        handle = window.windowHandle()
        if handle is not None:
            self.learning.watch(handle)
        self._is_resting = False

    def warm(self) -> None:
        """The window is ready and nobody waits: look for the first time."""
        self.forecasting.look()
        self.alerting.look()

    def rest(self) -> None:
        """Begin nothing new, so that the lanes can end; what is under way may still tell that it is over."""
        if self._is_resting:
            return
        self._is_resting = True
        self.watcher.pause()
        for one in (self.promotions, self.holds, self.freshness, self.alerting, self.forecasting, self.learning):
            one.stop()
        self._on_alerts(0)

    def stop(self) -> None:
        """No more of all this."""
        self.rest()
        self.models.stop()
        self.watcher.stop()
        self.learning.deleteLater()
        self._window.header.set_attention(())

    def _on_alerts(self, count: int) -> None:
        """On the page where the one signed in finds them."""
        theirs = "inventory" if self._window.may_show("inventory") else "stock"
        for page in ("inventory", "stock"):
            self._window.rail.set_count(page, count if page == theirs else 0)
