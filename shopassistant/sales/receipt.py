"""A sale's receipt: read it from the books, draw it, print it. The libraries behind load when they are first needed."""

from datetime import tzinfo
from pathlib import Path

from shopassistant.core.messages import Catalogue
from shopassistant.sales.receipt_books import Receipt, ReceiptLine, TaxRow, load_receipt
from shopassistant.store.shop import Shop

__all__ = ["Receipt", "ReceiptLine", "TaxRow", "load_receipt", "receipt_escpos", "receipt_pdf", "send_to_printer"]


def receipt_pdf(receipt: Receipt, shop: Shop, catalogue: Catalogue, path: Path, *, zone: tzinfo | None = None) -> Path:
    """Draw a receipt into a PDF file of the width of receipt paper, whole or not at all.

    Args:
        catalogue: the language; its currency must be the shop's.
        path: the file to write; one that is there is replaced.
        zone: of the printed time; the machine's where None.

    Returns:
        `path`.

    Raises:
        EnvironmentProblem: ``receipt.unwritable`` with ``path`` and ``reason``.
    """
    from shopassistant.sales.receipt_pdf import draw_pdf

    return draw_pdf(receipt, shop, catalogue, path, zone=zone)


def receipt_escpos(
    receipt: Receipt, shop: Shop, catalogue: Catalogue, code_page: str, *, zone: tzinfo | None = None
) -> bytes:
    """A receipt in the language of ESC/POS printers, with its number as a barcode and a cut at the end.

    Args:
        catalogue: the language; its currency must be the shop's.
        code_page: ``cp858``, or ``cp858:13`` for a printer whose table counts differently.
        zone: of the printed time; the machine's where None.

    Raises:
        UserError: ``printer.code_page``.
    """
    from shopassistant.sales.printer import escpos_bytes

    return escpos_bytes(receipt, shop, catalogue, code_page, zone=zone)


def send_to_printer(address: str, data: bytes, timeout_s: float = 3.0) -> None:
    """Hand bytes to a printer at ``tcp:HOST:PORT`` or ``file:PATH``; the sale is booked whatever happens.

    Raises:
        UserError: ``printer.address``.
        EnvironmentProblem: ``printer.unreachable`` with ``address`` and ``reason``.
    """
    from shopassistant.sales.printer import send

    send(address, data, timeout_s)
