"""The page's two tables of products: what runs out next, and all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.pages.inventory.columns import product_columns, risk_columns
from shopassistant.desktop.pages.inventory.desk import InventoryDesk
from shopassistant.desktop.pages.inventory.lens_words import lens_words
from shopassistant.desktop.pages.inventory.views import Question, Shown
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState, Skeleton
from shopassistant.desktop.widgets.table import LazyTable


class RiskPanel(QWidget):
    """What runs out next: the day and the chance."""

    def __init__(self, context: AppContext, desk: InventoryDesk) -> None:
        super().__init__()
        self._context = context
        columns = risk_columns(context.catalogue, context.theme, desk.today)
        self.table = LazyTable(context, "inventory-risk", columns, desk.rows)
        whole = column(self.table, gap=UNIT)
        whole.setContentsMargins(0, UNIT, 0, 0)
        self.setLayout(whole)
        title = self.tr("Nothing runs out soon")
        text = self.tr("Here will be what is likely sold out before the next delivery, with the day and the chance.")
        self.table.set_empty(EmptyState(context.theme, "circle-check", title, text))

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these variants."""
        self.table.set_ids(ids, keep_rows=True)


class ProductsPanel(QWidget):
    """The big table under its heading.

    Signals:
        widened: everything is to be shown again.
        importing: products are to be imported.
        expanded: the table wants the whole page, or no more.
    """

    widened = Signal()
    importing = Signal()

    def __init__(self, context: AppContext, desk: InventoryDesk) -> None:
        super().__init__()
        self._context = context
        theme, actions = context.theme, context.actions
        self.title = label(lens_words("all"), "lead", strong=True)
        self.count = label("", tone="muted")
        self.all = button(self.tr("Show everything"), "quiet", theme=theme, icon="x")
        self.all.clicked.connect(self.widened)
        self.all.hide()
        self.csv = KeyButton(actions, "inventory.csv", theme, "quiet", self.tr("CSV"))
        self.pdf = KeyButton(actions, "inventory.pdf", theme, "quiet", self.tr("PDF"))
        columns = product_columns(context.catalogue, theme, desk.today)
        self.table = LazyTable(context, "inventory", columns, desk.rows)
        self.table.set_sort(desk.question.sort, descending=desk.question.descending)
        self.table.set_empty(self._skeleton())
        head = row(self.title, self.count, self.all, 1, self.csv, self.pdf, gap=UNIT)
        whole = column(head, self.table, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_answer(self, answer: Shown) -> None:
        """Show the rows of the newest question."""
        question, number = answer.question, self._context.catalogue.number
        self.title.setText(lens_words(question.lens))
        words = self.tr("{count} of {all}") if len(answer.ids) != answer.in_all else "{count}"
        self.count.setText(words.format(count=number(len(answer.ids)), all=number(answer.in_all)))
        self.all.setVisible(question.is_narrowed)
        if not answer.ids:
            self.table.set_empty(self._empty(answer))
        self.table.set_sort(question.sort, descending=question.descending)
        self.table.set_ids(answer.ids, keep_rows=False)

    def _skeleton(self) -> QWidget:
        made = QWidget()
        made.setLayout(column(Skeleton(self._context.theme, 6), 1))
        return made

    def _empty(self, answer: Shown) -> EmptyState:
        theme = self._context.theme
        if answer.in_all:
            made = button(self.tr("Show everything"), theme=theme, icon="x")
            made.clicked.connect(self.widened)
            return EmptyState(theme, "filter", self._nothing(answer.question), "", made)
        made = button(self.tr("Import products"), "primary", theme=theme, icon="import")
        made.clicked.connect(self.importing)
        text = self.tr("Here will be every product with its stock, its demand and when it runs out.")
        return EmptyState(theme, "boxes", self.tr("No products yet"), text, made)

    def _nothing(self, question: Question) -> str:
        if question.text:
            return self.tr("Nothing called \u201c{text}\u201d here").format(text=question.text)
        return self.tr("Nothing matches these filters")
