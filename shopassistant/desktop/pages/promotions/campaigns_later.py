"""A campaign that goes on by itself: at its planned start, or after quiet hours. No widgets."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from shopassistant.promotions.campaigns.listing import CampaignLine
    from shopassistant.store.database import Store

# A clock that is set anew, or a machine that slept, is noticed after this long at most.
_LONGEST_WAIT_MS = 60 * 60 * 1000
_NOBODY_HERE_MS = 60_000


class Later(QObject):
    """Waits for one campaign at a time, the one that is due first.

    Signals:
        due: id of the campaign whose time has come.
    """

    due = Signal(int)

    def __init__(self, store: "Store", parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._at: datetime | None = None
        self._planned: set[int] = set()  # were seen before their start: not started late by whoever opens the page
        self.campaign_id = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @property
    def _now(self) -> datetime:
        return self._store.clock.now()

    def wait(self, campaign_id: int, at: datetime) -> None:
        """Tell when it is `at` (UTC)."""
        self.campaign_id, self._at = campaign_id, at
        left = (at - self._now).total_seconds() * 1000
        self._timer.start(int(min(max(left, 1000), _LONGEST_WAIT_MS)))

    def wait_for_somebody(self) -> None:
        """The time has come, and nobody is here who may send, or another is under way: ask again in a minute."""
        self._timer.start(_NOBODY_HERE_MS)

    def forget(self) -> None:
        """Wait for nothing."""
        self.campaign_id, self._at = 0, None
        self._timer.stop()

    def follow(self, lines: "Iterable[CampaignLine]") -> None:
        """Wait for the campaign that is planned to start next, unless one that began already is waited for."""
        rows = {line.campaign_id: line for line in lines}
        mine = rows.get(self.campaign_id)
        if mine is not None and mine.status == "sending":
            return
        self._planned |= {one for one, line in rows.items() if starts_later(line, self._now) is not None}
        open_ = [
            (line.scheduled_at, one) for one, line in rows.items()
            if one in self._planned and line.status == "approved" and line.scheduled_at is not None
        ]  # fmt: skip
        if open_:
            at, first = min(open_)
            self.wait(first, at)
        elif self._at is not None and self._at > self._now:
            self.forget()  # it was taken back, or its start was moved

    def look(self) -> None:
        """Tell if the time has come, wait on if not."""
        if self._at is None:
            return
        if self._at > self._now:
            self.wait(self.campaign_id, self._at)
        else:
            self._planned.discard(self.campaign_id)  # if it cannot be sent, it is not tried again and again
            self.due.emit(self.campaign_id)


def starts_later(line: "CampaignLine", now: datetime) -> datetime | None:
    """When an approved campaign starts by itself, UTC; None for one that does not, or whose hour has passed."""
    at = line.scheduled_at if line.status == "approved" else None
    return at if at is not None and at > now else None
