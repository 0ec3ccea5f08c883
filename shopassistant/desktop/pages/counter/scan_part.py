"""The scanner at the counter: what it reads goes in, and a code nobody knows is asked about."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from shopassistant.core.settings import Settings
from shopassistant.desktop.scanner_filter import ScannerFilter
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.sales.scanner import ScanRecogniser

if TYPE_CHECKING:
    from shopassistant.desktop.pages.counter.page import CounterPage


class ScanPart(QObject):
    """Joins the scanner and the bar of unknown codes with their presenter."""

    def __init__(self, page: "CounterPage") -> None:
        super().__init__(page)
        self._page = page
        self._scans = scans = page.presenter.scans
        self.scanner = ScannerFilter(_recogniser(page.context.settings.current), page.window, self)
        self.scanner.scanned.connect(self._on_scanned)
        page.context.settings.changed.connect(self._on_settings)
        scans.receipt_scanned.connect(page.returns.ask)
        scans.unknown.connect(self._on_unknown_code)
        scans.failed.connect(self._beep)
        page.code_bar.search_wanted.connect(self._on_code_search)
        page.code_bar.attach_wanted.connect(page.basket_part.attach)
        page.code_bar.new_wanted.connect(page.new_product.ask)
        page.new_product.given.connect(scans.create)
        scans.entered.connect(page.new_product.hide)
        scans.refused.connect(page.new_product.refuse)

    def place_bar(self) -> None:
        """Put the bar over the foot of the cards, as wide as they are."""
        page = self._page
        height = page.code_bar.sizeHint().height()
        left = page.customer_box.geometry()
        page.code_bar.setGeometry(left.x(), page.height() - height - GAP, left.width(), height)

    def _on_scanned(self, code: str) -> None:
        self._page.code_bar.hide()
        self._scans.scan(code)

    def _on_unknown_code(self, code: str, words: str) -> None:
        self._beep()
        self.place_bar()
        self._page.code_bar.show_code(code, words)
        self._page.code_bar.raise_()

    def _on_code_search(self, code: str) -> None:
        self._page.focus_product()
        self._page.product_box.setText(code)
        self._page.presenter.find_product.type(code)

    def _on_settings(self, settings: Settings) -> None:
        self.scanner.set_recogniser(_recogniser(settings))

    def _beep(self) -> None:
        QApplication.beep()


def _recogniser(settings: Settings) -> ScanRecogniser:
    return ScanRecogniser(settings.scanner_prefix, settings.scanner_suffix, float(settings.scanner_gap_ms))
