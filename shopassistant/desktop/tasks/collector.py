"""Python's garbage collector, kept to the GUI thread.

The collector runs in whichever thread happens to allocate. If that is a lane's, it destroys widgets that were left in
cycles outside the thread they belong to, and the process dies. So while lanes exist nothing is collected by itself, and
a timer of the GUI thread does it.
"""

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

LOOKS_EVERY_MS = 500
# The oldest generation is the whole program; it is looked through at most this often.
WHOLE_EVERY_LOOKS = 60


class GuiCollector(QObject):
    """Collects in the GUI thread as long as it runs. Start and stop it there."""

    # How many run: the collector is one for the process, whatever windows it has.
    _running: ClassVar[int] = 0
    _has_spared: ClassVar[bool] = False

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looks = 0
        self._is_stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        GuiCollector._running += 1
        gc.disable()

    def look(self) -> None:
        """Collect what is due, as Python itself would."""
        self._looks += 1
        young, middle, _old = gc.get_count()
        threshold = gc.get_threshold()
        if self._looks % WHOLE_EVERY_LOOKS == 0:
            gc.collect()
        elif middle > threshold[1]:
            gc.collect(1)
        elif young > threshold[0]:
            gc.collect(0)

    def spare_what_is_loaded(self) -> None:
        """Never look again through what exists now: modules, models and pages that stay.

        Looking through all of them takes 120 to 180 ms once pandas, SciPy and SQLAlchemy are loaded, and no event may
        hold the window for 50.
        """
        if not self._is_stopped:
            GuiCollector._has_spared = True
            gc.freeze()

    def stop(self) -> None:
        """Leave it to Python again, once no other window needs it; what is left over goes now, in this thread."""
        if self._is_stopped:
            return
        self._is_stopped = True
        self._timer.stop()
        GuiCollector._running -= 1
        if GuiCollector._running == 0:
            if GuiCollector._has_spared:
                GuiCollector._has_spared = False
                gc.unfreeze()
            gc.collect()
            gc.enable()
