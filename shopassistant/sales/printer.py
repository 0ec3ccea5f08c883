"""Receipts for ESC/POS printers: the commands, and the way to the printer; a sale is booked before any of it."""

import socket
import textwrap
from datetime import tzinfo
from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.sales.code_pages import encode, parse_code_page
from shopassistant.sales.receipt_books import Receipt
from shopassistant.sales.receipt_rows import ReceiptRow, receipt_rows
from shopassistant.store.shop import Shop

# What the common 80 mm printers print in one line.
COLUMNS = 42
_PORT = 9100
_TIMEOUT_S = 3.0
# Characters that fit across the paper; an imported number may have more.
_LONGEST_BARCODE = 23


def escpos_bytes(
    receipt: Receipt,
    shop: Shop,
    catalogue: Catalogue,
    code_page: str,
    *,
    columns: int = COLUMNS,
    zone: tzinfo | None = None,
) -> bytes:
    """A receipt in the printers' language, with its number as a barcode and a cut at the end.

    Args:
        catalogue: the language; its currency must be the shop's.
        code_page: see `parse_code_page`.
        columns: letters in a line, 32 (58 mm) or 42 to 48 (80 mm).
        zone: of the printed time; the machine's where None.

    Raises:
        UserError: ``printer.code_page``.
    """
    from escpos.printer import Dummy  # reads its table of printers: only when something is printed

    codec, number = parse_code_page(code_page)
    printer = Dummy(profile="default")
    printer.hw("INIT")
    printer._raw(b"\x1bt" + bytes([number]))
    for row in receipt_rows(receipt, shop, catalogue, zone):
        if row.kind == "code":
            printer._raw(_barcode(row.cells[0], codec))
            continue
        printer.set(align="center" if row.kind in ("title", "centre") else "left", bold=row.kind in ("title", "total"))
        for line in _lines(row, columns):
            printer._raw(encode(line, codec) + b"\n")
    printer.cut()
    return bytes(printer.output)


def send(address: str, data: bytes, timeout_s: float = _TIMEOUT_S) -> None:
    """Hand `data` to a printer.

    Args:
        address: ``tcp:HOST`` or ``tcp:HOST:PORT`` (9100 by default, ``tcp:[::1]:9100`` for IPv6), or ``file:PATH`` of a
            device or of a file to append to.
        timeout_s: seconds until a printer that does not answer is given up.

    Raises:
        UserError: ``printer.address``.
        EnvironmentProblem: ``printer.unreachable`` with ``address`` and ``reason``. The sale is booked all the same.
    """
    kind, _, where = address.strip().partition(":")
    if kind not in ("file", "tcp") or not where:
        raise UserError("printer.address", address=address[:200])
    try:
        if kind == "file":
            with Path(where).open("ab") as device:
                device.write(data)
            return
        with socket.create_connection(_host_and_port(address, where), timeout_s) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
    except (OSError, ValueError) as error:  # a host or path that cannot even be one is a ValueError
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise EnvironmentProblem("printer.unreachable", address=address, reason=reason) from error


def _host_and_port(address: str, where: str) -> tuple[str, int]:
    host, _, port = where.rpartition(":") if where.count(":") == 1 or "]:" in where else (where, "", "")
    if port and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65_536):
        raise UserError("printer.address", address=address[:200])
    return host.strip("[]"), int(port) if port else _PORT


def _lines(row: ReceiptRow, columns: int) -> list[str]:
    if row.kind == "rule":
        return ["-" * columns]
    if row.kind in ("title", "centre"):
        return _wrap(row.cells[0], columns)
    if row.kind == "table":
        width = columns // len(row.cells)
        first, *others = row.cells
        return [first.ljust(columns - width * len(others)) + "".join(cell.rjust(width) for cell in others)]
    left, right = row.cells
    indent = "  " if row.kind == "detail" else ""
    room = columns - len(indent) - (len(right) + 1 if right else 0)
    first, *others = _wrap(left, max(room, 8)) or [""]
    return [(indent + first).ljust(columns - len(right)) + right, *(indent + other for other in others)]


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width) or [""]


def _barcode(code: str, codec: str) -> bytes:
    """Centred Code 128 with its text below (GS h, w, H, k); as text where it cannot be one."""
    centre = b"\x1ba\x01\x1bE\x00"
    if not code.isascii() or not code.isprintable() or len(code) > _LONGEST_BARCODE:
        return centre + encode(code, codec) + b"\n"
    # Code set B has all printable ASCII characters; { is its escape.
    symbol = b"{B" + code.replace("{", "{{").encode("ascii")
    return centre + b"\x1dh\x3c\x1dw\x02\x1dH\x02\x1dk\x49" + bytes([len(symbol)]) + symbol
