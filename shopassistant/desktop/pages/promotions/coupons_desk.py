"""Codes of a promotion: made, counted, and written to a file. No widgets."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.promotions.drafts.state import PromotionResult


class CouponsDesk(Desk):
    """Writes codes in the db lane and files in the read lane.

    Signals:
        refused: the sentence why not.
    """

    refused = Signal(str)

    def make(self, promotion_id: int, count: int, uses: int) -> None:
        """Make `count` codes, each good for `uses`, valid as long as the promotion."""
        from shopassistant.promotions.drafts.codes import make_codes

        actor = self.actor

        def told(result: "PromotionResult") -> None:
            self.announce(result.changes)
            self.context.toasts.show(self.say("promotions.codes_made", count=count))

        self.write(lambda: make_codes(self.store, actor, promotion_id, count, uses), told, self._on_failed)

    def export(self, promotion_id: int, path: Path) -> None:
        """Write every code to a CSV file, safe to open in a spreadsheet."""

        def told(count: int) -> None:
            self.context.toasts.show(self.say("promotions.codes_saved", count=count, path=path.name))

        self.context.lanes.read.run(self, lambda _progress: self._export(promotion_id, path), told, self._on_failed)

    def _export(self, promotion_id: int, path: Path) -> int:
        from shopassistant.core.csv_file import write_csv
        from shopassistant.promotions.drafts.view import list_coupons
        from shopassistant.promotions.redemption.codes import grouped

        with self.store.read() as session:
            codes = list_coupons(session, promotion_id)
        head = ("code", "customer", "uses", "used", "valid_until", "status")
        rows = [
            (
                grouped(one.code),
                one.customer_id,
                one.max_uses,
                one.uses,
                "" if one.valid_until is None else one.valid_until.astimezone().isoformat(timespec="minutes"),
                one.status,
            )
            for one in codes
        ]
        return write_csv(path, head, rows)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
