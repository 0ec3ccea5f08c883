"""Codes of a promotion: made, counted, and written to a file. No widgets."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from shopassistant.core.errors import ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.offer_words import offer_words
from shopassistant.desktop.pages.promotions.words import days_words
from shopassistant.promotions.drafts.terms import BUY

if TYPE_CHECKING:
    from shopassistant.promotions.drafts.state import PromotionResult
    from shopassistant.promotions.drafts.view import PromotionView


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

    def print(self, view: "PromotionView", path: Path) -> None:
        """Draw what can still be used as slips to cut out."""
        same = BUY not in view.terms.choices
        offer = view.terms.name or offer_words(self.catalogue, view.terms.offer, same_products=same)
        until = "" if view.row.ends_at is None else days_words(self.catalogue, None, view.row.ends_at, self.today)

        def told(count: int) -> None:
            self.context.toasts.show(self.say("promotions.codes_saved", count=count, path=path.name))

        job = partial(self._print, view.row.promotion_id, offer, until, path)
        self.context.lanes.read.run(self, lambda _progress: job(), told, self._on_failed)

    def _print(self, promotion_id: int, offer: str, until: str, path: Path) -> int:
        from shopassistant.promotions.drafts.code_sheet import Slip, draw_slips
        from shopassistant.promotions.drafts.view import list_coupons
        from shopassistant.promotions.redemption.codes import grouped

        with self.store.read() as session:
            codes = list_coupons(session, promotion_id)
        usable = [one.code for one in codes if one.status == "active" and one.uses < one.max_uses]
        return draw_slips([Slip(self.context.shop.name, offer, grouped(code), until) for code in usable], path)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))
