"""What products there are to choose from, their rows, and what overstock proposes. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot

from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.promotions.evaluation import product_rows

if TYPE_CHECKING:
    from shopassistant.promotions.choosing.overstock import Proposal

_MOST = 6


@dataclass(frozen=True)
class Proposed:
    """Groups of products worth a promotion, the most money first."""

    proposals: "tuple[Proposal, ...]"


class ProductsDesk(Desk):
    """Reads the goods.

    Signals:
        offered: the `Options` there are.
        proposed: a `Proposed`.
    """

    offered = Signal(object)
    proposed = Signal(object)

    @Slot()
    def load(self) -> None:
        """What products can be chosen by."""
        self.look("promotions.options", self._options, self.offered.emit)

    @Slot()
    def propose(self) -> None:
        """Let overstock propose."""
        self.look("promotions.overstock", self._propose, self.proposed.emit)

    def rows(self, ids: Sequence[int]) -> dict[int, Any]:
        """Rows of the table of products; called inside the read lane."""
        goods = self.context.services.goods_book().goods()
        with self.store.read() as session:
            return dict(product_rows(session, goods, ids))

    def _options(self) -> object:
        from shopassistant.promotions.choosing.choosing import options

        return options(self.context.services.goods_book().goods())

    def _propose(self) -> Proposed:
        from shopassistant.promotions.choosing.overstock import propose

        return Proposed(propose(self.context.services.goods_book().goods(), _MOST))
