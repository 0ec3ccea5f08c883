"""The list "order today": what to order, why, and the buttons that do it, put it off or decline it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.inventory.columns import draw_name
from shopassistant.desktop.pages.inventory.spark import bar_words, draw_bars
from shopassistant.desktop.pages.inventory.words import DASH, chance_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import Column, LazyTable


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """One line of advice, in words.

    Attributes:
        id: of the line in this list.
        units: to order; a multiple of the pack.
        why: the arithmetic in one sentence.
        cost_minor: of the whole line; None where no cost is known.
        chance: of running out before the next delivery if nothing is ordered.
        sold: units a week, the newest last, for the small chart.
    """

    id: int
    variant_id: int
    location_id: int
    supplier_id: int
    supplier: str
    name: str
    detail: str
    units: int
    why: str
    cost_minor: int | None
    chance: float | None
    sold: tuple[int, ...]


class AdvicePanel(QWidget):
    """Shows advice; what is done to it is the page's.

    Signals:
        opened: variant id of a line that was opened.
        counted: how many lines there are.
    """

    opened = Signal(int)
    counted = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.rows: tuple[AdviceRow, ...] = ()
        theme, actions = context.theme, context.actions
        self.title = label(self.tr("Order today"), "lead", strong=True)
        self.total = label("", tone="muted")
        self.order = KeyButton(actions, "inventory.order", theme, "primary", self.tr("Order"))
        self.snooze = KeyButton(actions, "inventory.snooze", theme, "", self.tr("Later"))
        self.dismiss = KeyButton(actions, "inventory.dismiss", theme, "", self.tr("Not this"))
        self.table = LazyTable(context, "inventory-advice", _columns(context.catalogue, theme), self._no_load, lines=2)
        self.table.opened.connect(self._on_opened)
        self.table.view.selectionModel().selectionChanged.connect(self._tell)
        head = row(self.title, self.total, 1, self.dismiss, self.snooze, self.order, gap=UNIT)
        whole = column(head, self.table, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.show_rows((), is_ready=False)

    def show_rows(self, rows: Sequence[AdviceRow], *, is_ready: bool = True) -> None:
        """Show these lines; none of them means that nothing is to be ordered, or (not `is_ready`) not known yet."""
        self.rows = tuple(rows)
        self.table.set_empty(self._empty(is_ready=is_ready))
        self.table.set_rows({one.id: one for one in self.rows})
        self._tell()
        self.counted.emit(len(self.rows))

    def say_empty(self, title: str, text: str, action: QPushButton | None = None) -> None:
        """Other words for an empty list, with the button that fills it."""
        self.table.set_empty(EmptyState(self._context.theme, "shopping-basket", title, text, action))

    def chosen(self) -> tuple[AdviceRow, ...]:
        """The selected lines; all of them where not more than one is selected."""
        ids = set(self.table.selected_ids())
        picked = tuple(one for one in self.rows if one.id in ids)
        return picked if len(picked) > 1 else self.rows

    def current(self) -> tuple[AdviceRow, ...]:
        """The selected lines, for what is done to one of them."""
        ids = set(self.table.selected_ids())
        return tuple(one for one in self.rows if one.id in ids)

    def _no_load(self, ids: Sequence[int]) -> dict[int, AdviceRow]:
        return {one.id: one for one in self.rows if one.id in ids}

    def _empty(self, *, is_ready: bool) -> EmptyState:
        theme = self._context.theme
        if is_ready:
            title = self.tr("Nothing to order today")
            return EmptyState(theme, "circle-check", title, self.tr("What is there or on its way lasts."))
        title, text = self.tr("Advice is being worked out"), self.tr("Here will be what to order today, and why.")
        return EmptyState(theme, "shopping-basket", title, text)

    def _tell(self) -> None:
        chosen = self.chosen()
        total = sum(one.cost_minor or 0 for one in chosen)
        count = self._context.catalogue.number(len(chosen))
        words = self.tr("{count} lines, {money}").format(count=count, money=self._context.catalogue.money(total))
        self.total.setText(words if chosen else "")
        self.order.setText(self.tr("Order {count}").format(count=count) if chosen else self.tr("Order"))
        self.order.setEnabled(bool(chosen))
        for one in (self.snooze, self.dismiss):
            one.setEnabled(bool(self.current()))

    def _on_opened(self, line_id: int) -> None:
        found = next((one for one in self.rows if one.id == line_id), None)
        if found is not None:
            self.opened.emit(found.variant_id)


def _tr(text: str) -> str:
    return QCoreApplication.translate("inventory", text)


def _columns(catalogue: Catalogue, theme: Theme) -> tuple[Column, ...]:
    def money(one: AdviceRow) -> str:
        if one.cost_minor is None:
            return DASH
        return catalogue.number(catalogue.currency.to_decimal(one.cost_minor))

    def paint(painter: QPainter, inside: QRect, one: AdviceRow) -> None:
        _draw_two_lines(theme, painter, inside, one)

    def bars(painter: QPainter, inside: QRect, one: AdviceRow) -> None:
        draw_bars(theme, painter, inside, one.sold, 13)

    return (
        Column("units", _tr("Order"), lambda one: catalogue.number(one.units), 72, "right", strong=True,
               value=lambda one: one.units),
        Column("why", _tr("Product and why"), lambda one: f"{one.name} {one.detail}: {one.why}", 0, paint=paint,
               tip=lambda one: one.why),
        Column("sold", _tr("Sold a week"), lambda one: bar_words(one.sold), 92, paint=bars),
        Column("chance", _tr("Chance"), lambda one: chance_words(catalogue, one.chance), 68, "right",
               tip=lambda one: _tr("Chance of being sold out before the next delivery if nothing is ordered"),
               tone=lambda one: "warning" if (one.chance or 0) >= 0.5 else "text", badge=True),
        Column("supplier", _tr("Supplier"), lambda one: one.supplier, 116, tone=lambda one: "muted"),
        Column("cost", _tr("Cost {currency}").format(currency=catalogue.currency.code), money, 84, "right",
               value=lambda one: None if one.cost_minor is None else catalogue.currency.to_decimal(one.cost_minor)),
    )  # fmt: skip


def _draw_two_lines(theme: Theme, painter: QPainter, inside: QRect, one: AdviceRow) -> None:
    """The product, and under it why so many of it."""
    body, small = QFontMetrics(theme.font("body", 600)).height(), theme.font("caption")
    tall = body + QFontMetrics(small).height()
    top = inside.top() + (inside.height() - tall) // 2
    draw_name(theme, painter, QRect(inside.left(), top, inside.width(), body), one.name, one.detail)
    painter.setFont(small)
    painter.setPen(theme.colour("muted"))
    below = QRect(inside.left(), top + body, inside.width(), tall - body + HALF)
    cut = QFontMetrics(small).elidedText(one.why, Qt.TextElideMode.ElideRight, below.width())
    painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), cut)
