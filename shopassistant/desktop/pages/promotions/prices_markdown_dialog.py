"""Asks which ageing product is to be sold by which day, and shows what that brings while it is being decided."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from shopassistant.core.errors import UserError
from shopassistant.desktop.pages.promotions.prices_markdown_desk import MarkdownDesk
from shopassistant.desktop.pages.promotions.prices_markdown_words import outline_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.desktop.widgets.basics import label
from shopassistant.desktop.widgets.dates import chosen_day, date_edit, show_day
from shopassistant.desktop.widgets.form_dialog import FormDialog, field

if TYPE_CHECKING:
    from shopassistant.promotions.prices.goods import Priced
    from shopassistant.promotions.prices.markdown.outlining import Outline, Terms

_USUAL_DAYS = 56
_ASK_AFTER_MS = 250
_WEEKS = (1, 2, 3, 4, 6, 8)


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


class MarkdownDialog(FormDialog):
    """One product, one day, and what it would bring."""

    def __init__(self, context: AppContext, desk: MarkdownDesk, parent: QWidget) -> None:
        super().__init__(
            context.theme, _tr("Mark a product down to a day"), _tr("Write the plan down"), parent,
            icon="trending-down", width=560,
        )  # fmt: skip
        self.context = context
        self.desk = desk
        self._goods: list[Priced] = []
        self._found: Outline | None = None
        self._build()
        desk.ageing.connect(self._on_ageing)
        desk.outlined.connect(self._on_outlined)
        desk.refused.connect(self._on_refused)
        desk.proposed.connect(self._on_proposed)
        self.submitted.connect(self._on_submitted)

    def _build(self) -> None:
        code = self.context.catalogue.currency.code
        self.product = QComboBox()
        self.product.setMaxVisibleItems(16)
        self.until = date_edit(_tr("Until"))
        self.floor, self.salvage = QLineEdit(), QLineEdit()
        self.floor.setPlaceholderText(_tr("three tenths of the price"))
        self.salvage.setPlaceholderText(_tr("a tenth of the price"))
        self.weeks = QComboBox()
        for count in _WEEKS:
            words = _tr("1 week") if count == 1 else _tr("{count} weeks").format(count=count)
            self.weeks.addItem(words, count)
        self.weeks.setCurrentIndex(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        grid.addWidget(field(_tr("What lies longest, by what it cost"), self.product), 0, 0, 1, 2)
        grid.addWidget(field(_tr("Sold by"), self.until), 1, 0)
        grid.addWidget(field(_tr("Weeks between two steps, at least"), self.weeks), 1, 1)
        grid.addWidget(field(_tr("Not below ({currency})").format(currency=code), self.floor), 2, 0)
        grid.addWidget(field(_tr("Left over, a unit brings ({currency})").format(currency=code), self.salvage), 2, 1)
        self.says = label("", wrap=True)
        self.says.setMinimumHeight(150)
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.fields.addLayout(grid)
        self.fields.addWidget(self.says)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self.product.currentIndexChanged.connect(self._later)
        self.weeks.currentIndexChanged.connect(self._later)
        self.until.dateChanged.connect(self._later)
        for edit in (self.floor, self.salvage):
            edit.textChanged.connect(self._later)

    def ask(self) -> None:
        """Begin; the goods come in a moment."""
        self._found, self._goods = None, []
        self.product.clear()
        self.floor.clear()
        self.salvage.clear()
        show_day(self.until, self.desk.today + timedelta(days=_USUAL_DAYS))
        self.says.setText(_tr("Looking for what lies too long \u2026"))
        self.begin()
        self.verb.setEnabled(False)
        self.desk.ask_ageing()
        self.product.setFocus()

    def choose(self, variant_id: int) -> None:
        """Another of the goods."""
        place = next((n for n, goods in enumerate(self._goods) if variant_id in goods.variant_ids), -1)
        if place >= 0:
            self.product.setCurrentIndex(place)

    def _on_ageing(self, found: "list[tuple[Priced, float, int]]") -> None:
        if not self.isVisible():
            return
        catalogue = self.context.catalogue
        self._goods = [goods for goods, _, _ in found]
        self.product.blockSignals(True)
        self.product.clear()
        for goods, _cover, tied in found:
            words = _tr("{name} \u2013 {count} in stock, {amount}")
            self.product.addItem(
                words.format(name=goods.name, count=catalogue.number(goods.stock or 0), amount=catalogue.money(tied))
            )
        self.product.blockSignals(False)
        if found:
            self._ask()
        else:
            self.says.setText(_tr("Nothing lies here too long: no stock would last half a year."))

    def _later(self) -> None:
        self._found = None
        self.verb.setEnabled(False)
        self._timer.start()

    def _ask(self) -> None:
        place = self.product.currentIndex()
        if not self.isVisible() or not 0 <= place < len(self._goods):
            return
        try:
            terms = self._terms(chosen_day(self.until))
        except UserError as error:
            self.refuse(self.context.catalogue.explain(error))
            self.verb.setEnabled(False)
            return
        self.desk.outline(self._goods[place].id, terms)

    def _terms(self, until: date) -> "Terms":
        """What is typed. Raises UserError."""
        from shopassistant.promotions.prices.markdown.outlining import Terms

        parse = self.context.catalogue.currency.parse
        floor, salvage = (edit.text().strip() for edit in (self.floor, self.salvage))
        return Terms(
            until, parse(floor) if floor else None, parse(salvage) if salvage else None, int(self.weeks.currentData())
        )

    def _on_outlined(self, found: "Outline") -> None:
        if self.isVisible():
            self._found = found
            self.notice.hide()
            self.says.setText(outline_words(self.context.catalogue, found))
            self.verb.setEnabled(bool(found.steps))

    def _on_submitted(self, _pin: str) -> None:
        if self._found is not None:
            self.set_busy(True)
            self.desk.propose(self._found)

    def _on_proposed(self, _plan_id: int) -> None:
        if self.isVisible():
            self.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)
            self.verb.setEnabled(False)
