"""The list "order today": what to order, why, and the buttons that do it, put it off or decline it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.inventory.columns import draw_name
from shopassistant.desktop.pages.inventory.spark import bar_words, draw_bars
from shopassistant.desktop.pages.inventory.words import DASH, chance_words, share_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, label, row
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import Column, LazyTable

if TYPE_CHECKING:
    from shopassistant.desktop.pages.inventory.advice_desk import AdviceDesk, Advised
    from shopassistant.inventory.reorder.lines import Line
    from shopassistant.inventory.reorder.triage import Triage


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """One line of advice, in words.

    Attributes:
        id: of the line in this list.
        units: to order; a multiple of the pack.
        why: the arithmetic in one sentence.
        notes: what the sentence has no room for; a line each.
        cost_minor: of the whole line.
        chance: of running out before the next delivery if nothing is ordered.
        sold: units a week, the newest last, for the small chart.
    """

    id: int
    variant_id: int
    supplier: str
    name: str
    detail: str
    units: int
    why: str
    notes: str
    cost_minor: int
    chance: float
    sold: tuple[int, ...]


class AdvicePanel(QWidget):
    """Shows advice; what is done to it is the desk's.

    Signals:
        opened: variant id of a line that was opened.
        order_wanted: id of a purchase order to be shown.
        forecast_wanted: there are no forecasts, and somebody wants them.
    """

    opened = Signal(int)
    order_wanted = Signal(int)
    forecast_wanted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._desk: AdviceDesk | None = None
        self.lines: Mapping[int, Line] = {}
        self._all: Mapping[int, Line] = {}
        self._wanted = ""
        self._share: float | None = None
        theme, actions = context.theme, context.actions
        self.title = label(self.tr("Order today"), "lead", strong=True)
        self.total = label("", tone="muted")
        choices = (("first", self.tr("First")), ("urgent", self.tr("Cannot wait")), ("all", self.tr("All")))
        self.which = Segmented(choices, self.tr("How much of the advice to show"))
        self.which.setToolTip(
            self.tr("Cannot wait: the chance of being sold out before the next delivery is at least one in five.")
            + "\n"
            + self.tr("First: those of them on which waiting for the next order would lose the most.")
        )
        self.which.chosen.connect(self._on_which)
        self.which.hide()
        self.stop = button(self.tr("Stop"), "quiet", theme=theme, icon="x")
        self.stop.setToolTip(self.tr("Stop working out the advice"))
        self.anew = button(self.tr("Work out anew"), theme=theme, icon="refresh-cw")
        for one in (self.stop, self.anew):
            one.hide()
        self.drafts = button("", "link")
        self.drafts.clicked.connect(self._on_drafts)
        self.drafts.hide()
        self.order = KeyButton(actions, "inventory.order", theme, "primary", self.tr("Order"))
        self.snooze = KeyButton(actions, "inventory.snooze", theme, "", self.tr("Later"))
        self.dismiss = KeyButton(actions, "inventory.dismiss", theme, "", self.tr("Not this"))
        self.table = LazyTable(context, "inventory-advice", _columns(context.catalogue, theme), self._load, lines=3)
        self.table.opened.connect(self._on_opened)
        self.table.view.selectionModel().selectionChanged.connect(self._tell)
        self.head = row(
            self.title, self.drafts, 1, self.stop, self.anew, self.dismiss, self.snooze, self.order, gap=UNIT
        )
        whole = column(self.head, row(self.which, self.total, 1, gap=UNIT), self.table, gap=UNIT)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        title, text = self.tr("Advice is being worked out"), self.tr("Here will be what to order today, and why.")
        self.table.set_empty(EmptyState(theme, "shopping-basket", title, text))
        self._tell()

    def use(self, desk: "AdviceDesk") -> None:
        """Show the advice of `desk` from now on."""
        self._desk = desk
        desk.advised.connect(self.show_advice)
        desk.made.connect(self._on_made)
        desk.working.connect(self._on_working)
        self.stop.clicked.connect(desk.stop)
        self.anew.clicked.connect(desk.work_out)

    def show_advice(self, advised: "Advised") -> None:
        """Show these lines; none of them means that nothing is to be ordered."""
        self._all = advised.lines
        if not self._all:
            self.table.set_empty(self._empty(advised))
        self._show_lines()

    def _show_lines(self) -> None:
        """What is to be looked at first, what cannot wait, or everything: that is longer than a morning in a large
        shop."""
        from shopassistant.inventory.reorder.triage import triage

        found = triage(self._all)
        parts = {"first": found.first, "urgent": found.urgent, "all": found.every}
        shown = [name for name, keys in parts.items() if keys]
        if found.first == found.urgent and "first" in shown:
            shown.remove("first")
        if len(found.urgent) == len(found.every) and "urgent" in shown:
            shown.remove("urgent")
        self.which.setVisible(len(shown) > 1)
        if len(shown) > 1:
            self.which.show_only(shown)
        self._say_counts(found)
        chosen = self._wanted if self._wanted in shown else shown[0] if shown else "all"
        self.which.choose(chosen)
        self._share = found.first_share if chosen == "first" else None
        self.lines = {key: self._all[key] for key in parts[chosen]}
        self.table.set_ids(list(self.lines))
        self._tell()

    @Slot(str)
    def _on_which(self, name: str) -> None:
        self._wanted = name
        self._show_lines()

    def _say_counts(self, found: "Triage") -> None:
        number = self._context.catalogue.number
        self.which.set_text("first", self.tr("First: {count}").format(count=number(len(found.first))))
        self.which.set_text("urgent", self.tr("Cannot wait: {count}").format(count=number(len(found.urgent))))
        self.which.set_text("all", self.tr("All: {count}").format(count=number(len(found.every))))

    @Slot(bool)
    def _on_working(self, is_working: bool) -> None:
        stopped = self._desk is not None and self._desk.is_stopped
        self.stop.setVisible(is_working)
        self.anew.setVisible(stopped and not is_working)
        if stopped and not is_working and not self._all:
            theme, title = self._context.theme, self.tr("Advice was stopped")
            text = self.tr("It was not worked out to the end. Nothing is wrong with the shop\u2019s figures.")
            self.table.set_empty(EmptyState(theme, "shopping-basket", title, text))

    def chosen(self) -> "tuple[Line, ...]":
        """The selected lines; all of them where not more than one is selected."""
        picked = self.picked()
        return picked if len(picked) > 1 else tuple(self.lines.values())

    def picked(self) -> "tuple[Line, ...]":
        """The selected lines, for what is done to one of them."""
        return tuple(self.lines[one] for one in self.table.selected_ids() if one in self.lines)

    def _load(self, ids: Sequence[int]) -> Mapping[int, AdviceRow]:
        lines = {one: self.lines[one] for one in ids if one in self.lines}
        return self._desk.rows(lines) if self._desk is not None else {}

    def _empty(self, advised: "Advised") -> EmptyState:
        theme = self._context.theme
        if advised.has_forecast:
            return EmptyState(theme, "circle-check", self.tr("Nothing to order today"), self._enough(advised.counts))
        made = button(self.tr("Forecast now"), "primary", theme=theme, icon="sparkles")
        made.clicked.connect(self.forecast_wanted)
        text = self.tr("Advice follows from what will be asked for, and nothing was forecast yet.")
        return EmptyState(theme, "trending-up", self.tr("No forecast yet"), text, made)

    def _enough(self, counts: Mapping[str, int]) -> str:
        say = self._context.catalogue
        told = [f"{say.say(f'reorder.status.{code}')}: {say.number(count)}" for code, count in counts.items() if count]
        return "\n".join(told) or self.tr("What is there or on its way lasts.")

    def _tell(self) -> None:
        chosen = self.chosen()
        count = self._context.catalogue.number(len(chosen))
        money = self._context.catalogue.money(sum(one.cost_minor for one in chosen))
        words = self.tr("{count} lines, {money}").format(count=count, money=money) if chosen else ""
        if chosen and self._share is not None and len(chosen) == len(self.lines):
            share = share_words(self._context.catalogue, self._share)
            words = self.tr("{words}; {share} of the money at risk").format(words=words, share=share)
        self.total.setText(words)
        self.order.setText(self.tr("Order {count}").format(count=count) if chosen else self.tr("Order"))
        self.order.setEnabled(bool(chosen))
        for one in (self.snooze, self.dismiss):
            one.setEnabled(bool(self.picked()))

    def _on_made(self, orders: Sequence[tuple[int, str]]) -> None:
        self.drafts.setVisible(bool(orders))
        self.drafts.setProperty("order", orders[0][0] if orders else 0)
        numbers = ", ".join(number for _id, number in orders)
        self.drafts.setText(self.tr("Drafts: {numbers}").format(numbers=numbers))

    def _on_drafts(self) -> None:
        self.order_wanted.emit(int(self.drafts.property("order")))

    def _on_opened(self, line_id: int) -> None:
        if line_id in self.lines:
            self.opened.emit(self.lines[line_id].variant_id)


def _tr(text: str) -> str:
    return QCoreApplication.translate("inventory", text)


def _columns(catalogue: Catalogue, theme: Theme) -> tuple[Column, ...]:
    def money(one: AdviceRow) -> str:
        return catalogue.number(catalogue.currency.to_decimal(one.cost_minor)) if one.cost_minor else DASH

    def paint(painter: QPainter, inside: QRect, one: AdviceRow) -> None:
        _draw_line(theme, painter, inside, one)

    def bars(painter: QPainter, inside: QRect, one: AdviceRow) -> None:
        draw_bars(theme, painter, inside, one.sold, 13)

    return (
        Column("units", _tr("Order"), lambda one: catalogue.number(one.units), 64, "right", strong=True,
               value=lambda one: one.units),
        Column("why", _tr("Product and why"), lambda one: f"{one.name} {one.detail}: {one.why}", 0, paint=paint,
               tip=lambda one: f"{one.why}\n{one.notes}".strip()),
        Column("sold", _tr("Sold, 26 weeks"), lambda one: bar_words(one.sold), 112, paint=bars, on_floor=False),
        Column("chance", _tr("Chance"), lambda one: chance_words(catalogue, one.chance), 68, "right",
               tip=lambda one: _tr("Chance of being sold out before the next delivery if nothing is ordered"),
               tone=lambda one: "warning" if one.chance >= 0.5 else "text", badge=True),
        Column("supplier", _tr("Supplier"), lambda one: one.supplier, 116, tone=lambda one: "muted", shown=False),
        Column("cost", _tr("Cost {currency}").format(currency=catalogue.currency.code), money, 92, "right",
               value=lambda one: catalogue.currency.to_decimal(one.cost_minor)),
    )  # fmt: skip


def _draw_line(theme: Theme, painter: QPainter, inside: QRect, one: AdviceRow) -> None:
    """The product, and under it why so many of it, on two lines."""
    small = theme.font("body" if theme.is_floor else "caption")
    body = QFontMetrics(theme.font("body", 600)).height()
    metrics = QFontMetrics(small)
    top = inside.top() + max(0, (inside.height() - body - 2 * metrics.height()) // 2)
    draw_name(theme, painter, QRect(inside.left(), top, inside.width(), body), one.name, one.detail)
    painter.setFont(small)
    painter.setPen(theme.colour("muted"))
    below = QRect(inside.left(), top + body, inside.width(), 2 * metrics.height())
    cut = metrics.elidedText(one.why, Qt.TextElideMode.ElideRight, int(1.85 * below.width()))
    painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), cut)
