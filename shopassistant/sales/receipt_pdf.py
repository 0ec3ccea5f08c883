"""A receipt as a PDF of the width of receipt paper, with a font of its own, so that it looks the same everywhere."""

from collections.abc import Callable
from contextlib import closing
from datetime import tzinfo
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.messages import Catalogue
from shopassistant.core.paths import resource
from shopassistant.sales.receipt_books import Receipt
from shopassistant.sales.receipt_rows import ReceiptRow, receipt_rows
from shopassistant.store.shop import Shop

# Millimetres: paper of 80 with a margin of 4 leaves the 72 that receipt printers print.
_WIDTH, _MARGIN = 80.0, 4.0
_INNER = _WIDTH - 2 * _MARGIN
_LINE = 4.2
_RULE = 3.0
_INDENT = 4.0
_TALLEST = 5_000.0


def draw_pdf(receipt: Receipt, shop: Shop, catalogue: Catalogue, path: Path, *, zone: tzinfo | None = None) -> Path:
    """Draw a receipt into a PDF file, whole or not at all.

    Args:
        catalogue: the language; its currency must be the shop's.
        path: the file to write; one that is there is replaced.
        zone: of the printed time; the machine's where None.

    Returns:
        `path`.

    Raises:
        EnvironmentProblem: ``receipt.unwritable`` with ``path`` and ``reason``.
    """
    data = _draw(receipt_rows(receipt, shop, catalogue, zone), receipt)
    scratch = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_bytes(data)
        scratch.replace(path)
    except OSError as error:
        raise EnvironmentProblem("receipt.unwritable", path=str(path), reason=error.strerror or str(error)) from error
    return path


def _draw(rows: list[ReceiptRow], receipt: Receipt) -> bytes:
    with closing(_Paper(_TALLEST)) as trial:
        for row in rows:
            trial.row(row)
        height = trial.get_y() + _MARGIN
    with closing(_Paper(height)) as paper:
        paper.set_title(receipt.number)
        paper.set_creation_date(receipt.sold_at)
        for row in rows:
            paper.row(row)
        return bytes(paper.output())


class _Paper(FPDF):
    """One page as long as it takes."""

    def __init__(self, height: float) -> None:
        super().__init__(unit="mm", format=(_WIDTH, height))
        fonts = resource("fonts")
        self.add_font("Inter", "", fonts / "Inter-Regular.ttf")
        self.add_font("Inter", "B", fonts / "Inter-Bold.ttf")
        self.set_auto_page_break(False)
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.c_margin = 0
        self.add_page()

    def close(self) -> None:
        """Close the font files, which the library leaves open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def row(self, row: ReceiptRow) -> None:
        """Draw one row and go below it."""
        draw: Callable[..., None] = getattr(self, f"_{row.kind}")
        draw(*row.cells)

    def _text(self, width: float, text: str, align: str, height: float = _LINE) -> None:
        self.multi_cell(width, height, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _title(self, text: str) -> None:
        self.set_font("Inter", "B", 13)
        self._text(_INNER, text, "C", 6.0)
        self.ln(1)

    def _centre(self, text: str) -> None:
        self.set_font("Inter", "", 8)
        self._text(_INNER, text, "C")

    def _pair(self, left: str, right: str, indent: float = 0.0) -> None:
        self.set_font("Inter", "", 8)
        self._two(left, right, indent, _LINE)

    def _detail(self, left: str, right: str) -> None:
        self.set_text_color(90)
        self._pair(left, right, _INDENT)
        self.set_text_color(0)

    def _total(self, left: str, right: str) -> None:
        self.set_font("Inter", "B", 12)
        self.ln(0.6)
        self._two(left, right, 0.0, 6.0)
        self.ln(0.6)

    def _two(self, left: str, right: str, indent: float, height: float) -> None:
        """A text that wraps, and an amount at the right of its first line."""
        amount = self.get_string_width(right) + (2.0 if right else 0.0)
        top = self.get_y()
        self.set_x(_MARGIN + _INNER - amount)
        self.cell(amount, height, right, align="R")
        self.set_xy(_MARGIN + indent, top)
        self._text(_INNER - amount - indent, left, "L", height)

    def _table(self, *cells: str) -> None:
        self.set_font("Inter", "", 7)
        for index, cell in enumerate(cells):
            self.cell(_INNER / len(cells), _LINE, cell, align="L" if index == 0 else "R")
        self.ln(_LINE)

    def _rule(self) -> None:
        self.set_draw_color(150)
        middle = self.get_y() + _RULE / 2
        self.line(_MARGIN, middle, _MARGIN + _INNER, middle)
        self.ln(_RULE)

    def _code(self, code: str) -> None:
        """A Code 128 barcode, so that the receipt can be scanned when something comes back."""
        if not code.isascii() or not code.isprintable():
            self._centre(code)
            return
        from barcode.codex import Code128

        modules = Code128(code).build()[0]
        width = min(0.33, _INNER / (len(modules) + 20))
        left = (_WIDTH - width * len(modules)) / 2
        self.ln(3)
        top = self.get_y()
        self.set_fill_color(0)
        for start, length in _bars(modules):
            self.rect(left + start * width, top, length * width, 11, style="F")
        self.set_xy(_MARGIN, top + 12)
        self._centre(code)


def _bars(modules: str) -> list[tuple[int, int]]:
    """Start and length of every run of ones."""
    bars: list[tuple[int, int]] = []
    for index, module in enumerate(modules):
        if module != "1":
            continue
        if bars and sum(bars[-1]) == index:
            bars[-1] = (bars[-1][0], bars[-1][1] + 1)
        else:
            bars.append((index, 1))
    return bars
