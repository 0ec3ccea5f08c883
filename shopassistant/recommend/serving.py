"""The index that answers now, with what is remembered beside it."""

from datetime import datetime

from shopassistant.recommend.index import Index
from shopassistant.recommend.live import LiveEvents


class Serving:
    """One immutable index and the live view of customers over it.

    Args:
        index: fitted.
        fitted_at: when.
        version: its name on disk; empty where it is in memory only.
        is_older: a version that should serve was refused.
    """

    def __init__(self, index: Index, fitted_at: datetime, version: str = "", is_older: bool = False) -> None:
        self.index = index
        self.fitted_at = fitted_at
        self.version = version
        self.is_older = is_older
        self.live = LiveEvents(index.base)
