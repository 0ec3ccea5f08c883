"""The product box: what is typed becomes rows on a lane."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.counter.views import FoundProducts, ProductRow
from shopassistant.desktop.pages.counter.words import stock_words

if TYPE_CHECKING:
    from shopassistant.sales.lookup import FoundVariant

_MOST_ROWS = 8


class FindProduct(Desk):
    """Finds products by words or code.

    Signals:
        found: `FoundProducts` for the newest text; older answers never arrive.
    """

    found = Signal(object)

    @Slot(str)
    def type(self, text: str) -> None:
        """Look for what is typed so far."""
        if not text.strip():
            self.forget("product.find")
            self.found.emit(FoundProducts(""))
            return
        self.look("product.find", lambda: self._find(text), self.found.emit)

    def _find(self, text: str) -> FoundProducts:
        found = self.context.services.lookup().find(text, _MOST_ROWS)
        return FoundProducts(text, tuple(self._row(one) for one in found))

    def _row(self, found: "FoundVariant") -> ProductRow:
        stock, tone = stock_words(self.catalogue, found.stock)
        detail = " · ".join(part for part in (found.brand, found.colour, found.size, found.sku) if part)
        return ProductRow(
            found.variant_id,
            found.name,
            detail,
            self.catalogue.money(found.price_minor),
            stock,
            tone,
            found.active,
            found.category or "",
            found.colour or "",
        )
