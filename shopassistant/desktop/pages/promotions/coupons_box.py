"""The coupons of a promotion: how many codes there are, more of them, and the list to print or send."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from shopassistant.desktop.pages.promotions.boxes import CountBox, sentence
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.promotions.drafts.terms import Terms
from shopassistant.promotions.drafts.view import PromotionView

_MOST = 10_000
_USUAL = 100


class CouponsBox(QWidget):
    """Shown where a promotion needs a coupon.

    Signals:
        codes_wanted: how many, and how often each may be used.
        list_wanted: the path of a CSV file for all codes.
        slips_wanted: the path of a PDF with the codes to cut out.
    """

    codes_wanted = Signal(int, int)
    list_wanted = Signal(Path)
    slips_wanted = Signal(Path)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._view: PromotionView | None = None
        self.count_words = label("", strong=True, wrap=True)
        self.count = CountBox(self.tr("How many codes"), self._nothing, most=_MOST)
        self.uses = CountBox(self.tr("Uses of each code"), self._nothing, most=1_000)
        self.count.show_count(_USUAL)
        self.uses.show_count(1)
        self.make = button(self.tr("Make the codes"), theme=context.theme, icon="ticket")
        self.save = button(self.tr("Save the list as CSV"), theme=context.theme, icon="file-down")
        self.print = button(self.tr("Slips to print"), theme=context.theme, icon="printer")
        self.print.clicked.connect(self._on_print)
        self.make.clicked.connect(self._on_make)
        self.save.clicked.connect(self._on_save)
        more = sentence(self.count, self.tr("codes, each good for"), self.uses, self.tr("uses"), self.make)
        self.setLayout(column(row(self.count_words, 1, self.print, self.save, gap=UNIT), more, gap=0))

    def _nothing(self) -> None:
        """The fields count when the button is pressed."""

    def show_terms(self, terms: Terms) -> None:
        """Only where a coupon is needed."""
        has_some = self._view is not None and self._view.coupons.issued > 0
        self.setVisible(terms.needs_coupon or has_some)

    def show_view(self, view: PromotionView) -> None:
        """How many there are."""
        self._view = view
        number, coupons = self.context.catalogue.number, view.coupons
        words = self.tr("{issued} codes made, {used} used, {open} can be used").format(
            issued=number(coupons.issued), used=number(coupons.used), open=number(coupons.open)
        )
        self.count_words.setText(words if coupons.issued else self.tr("No codes yet"))
        self.save.setVisible(coupons.issued > 0)
        self.print.setVisible(coupons.open > 0)
        self.make.setEnabled(view.row.state in ("draft", "coming", "running", "paused"))

    def _on_make(self) -> None:
        self.count.interpretText()
        self.uses.interpretText()
        self.codes_wanted.emit(self.count.value(), self.uses.value())

    def _on_save(self) -> None:
        path = self._ask("csv", "CSV (*.csv)")
        if path:
            self.list_wanted.emit(Path(path))

    def _on_print(self) -> None:
        path = self._ask("pdf", "PDF (*.pdf)")
        if path:
            self.slips_wanted.emit(Path(path))

    def _ask(self, ending: str, kind: str) -> str:
        if self._view is None:
            return ""
        name = f"{self._view.row.number}-{self.tr('coupons')}.{ending}"
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Save the list of codes"), name, kind)
        return path
