"""The receipt of what was just completed: to the printer, or as a PDF in the folder of receipts."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shopassistant.core.errors import UserError
from shopassistant.core.paths import data_dir
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext


class ReceiptDesk(Desk):
    """Prints and saves.

    Signals:
        saved: path of the PDF, as text.
        printed: the receipt left for the printer.
    """

    saved = Signal(str)
    printed = Signal()

    def __init__(self, context: "AppContext", parent: QObject | None = None, folder: Path | None = None) -> None:
        super().__init__(context, parent)
        self._folder = folder or data_dir() / "receipts"

    def save(self, sale_id: int) -> None:
        """Write the receipt as a PDF; nothing is asked, the page says where it lies."""
        self.context.lanes.net.run(self, lambda _progress: self._save(sale_id), self._on_saved)

    def print(self, sale_id: int) -> None:
        """Send the receipt to the printer of this terminal; without one the page says where to name it."""
        settings = self.context.settings.current
        if not settings.printer:
            self.context.errors.show(UserError("counter.no_printer"))
            return
        self.context.lanes.net.run(
            self,
            lambda _progress: self._print(sale_id, settings.printer, settings.printer_code_page),
            lambda _none: self.printed.emit(),
        )

    def _save(self, sale_id: int) -> str:
        from shopassistant.sales.receipt import load_receipt, receipt_pdf

        with self.store.read() as session:
            receipt = load_receipt(session, sale_id)
        self._folder.mkdir(parents=True, exist_ok=True)
        safe = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in receipt.number)
        path = self._folder / f"{safe}.pdf"
        receipt_pdf(receipt, self.context.shop, self.catalogue, path)
        return str(path)

    def _print(self, sale_id: int, address: str, code_page: str) -> None:
        from shopassistant.sales.receipt import load_receipt, receipt_escpos, send_to_printer

        with self.store.read() as session:
            receipt = load_receipt(session, sale_id)
        send_to_printer(address, receipt_escpos(receipt, self.context.shop, self.catalogue, code_page))

    def _on_saved(self, path: str) -> None:
        self.saved.emit(path)
