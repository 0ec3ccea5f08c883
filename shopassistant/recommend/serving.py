"""The index that answers now, with what is remembered beside it."""

from datetime import datetime

from shopassistant.recommend.index import Index
from shopassistant.recommend.live import LiveEvents


class Serving:
    """One immutable index and the live view of customers over it.

    Args:
        index: fitted.
        fitted_at: when.
        is_older: a newer version was damaged.
    """

    def __init__(self, index: Index, fitted_at: datetime, is_older: bool = False) -> None:
        self.index = index
        self.fitted_at = fitted_at
        self.is_older = is_older
        self.live = LiveEvents(index.base)
