"""The sheet a purchase order is drawn on: rows that never break over a page, headings on every page, right-to-left."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from fpdf import FPDF
from fpdf.bidi import BidiParagraph
from fpdf.enums import Align, MethodReturnValue, XPos, YPos
from fpdf.fonts import TTFFont

from shopassistant.core.paths import resource
from shopassistant.inventory.purchasing.documents.fonts import Fallback

# Millimetres.
MARGIN = 15.0
_LINE = 4.6
_PAD = 1.4
_FOOT = 14.0
_GREY = 110
_HAIR = 200
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the lines: heading, width in mm (0 takes what is left), side."""

    title: str
    width: float
    align: str = "L"


class Paper(FPDF):
    """Pages of one order.

    Args:
        size: ``a4`` or ``letter``.
        fallbacks: fonts for letters the bundled one lacks.
        nowhere: letters no font has; question marks stand for them.
        foot: the line at the bottom of each page; ``{page}`` and ``{nb}`` in it are filled in.
    """

    def __init__(
        self, size: str, columns: Sequence[Column], fallbacks: Sequence[Fallback], nowhere: str, foot: str
    ) -> None:
        super().__init__(unit="mm", format=size)
        self._marks = str.maketrans(dict.fromkeys(nowhere, "?"))
        fonts = resource("fonts")
        self.add_font("Inter", "", fonts / "Inter-Regular.ttf")
        self.add_font("Inter", "B", fonts / "Inter-Bold.ttf")
        for place, fallback in enumerate(fallbacks):
            self.add_font(f"fallback{place}", "", fallback.path, collection_font_number=fallback.number)
        self.set_fallback_fonts([f"fallback{place}" for place in range(len(fallbacks))], exact_match=False)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + _FOOT)
        self.c_margin = 0
        self._foot = foot
        self._columns = self._fit(columns)

    def _fit(self, columns: Sequence[Column]) -> list[Column]:
        left = self.epw - sum(column.width for column in columns)
        return [column if column.width else Column(column.title, left, column.align) for column in columns]

    def close(self) -> None:
        """Close the font files, which the library leaves open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def footer(self) -> None:
        """The number and the page; called by the library for every page."""
        self.set_y(-MARGIN - 4)
        self._font("", 8)
        self.set_text_color(_GREY)
        words = self._foot.replace("{page}", str(self.page_no()))
        self.cell(self.epw, _LINE, words, align=Align.C)
        self.set_text_color(0)

    # The head

    def letterhead(self, name: str, address: Sequence[str], title: str, stamp: str) -> None:
        """The shop at the left, what this is at the right."""
        half = self.epw / 2 - 4
        self._block(MARGIN, half, [(name, "B", 12.0), *((line, "", 9.0) for line in address)])
        left_end = self.get_y()
        self.set_y(self.t_margin)
        lines = [(title, "B", 15.0)]
        if stamp:
            lines.append((stamp, "B", 10.0))
        self._block(MARGIN + half + 8, half, lines, "R")
        self.set_y(max(left_end, self.get_y()) + 8)

    def parties(self, whom: Sequence[str], facts: Sequence[tuple[str, str]]) -> None:
        """The supplier at the left, days and place at the right."""
        half, top = self.epw / 2 - 4, self.get_y()
        self._block(MARGIN, half, [(whom[0], "", 8.0), (whom[1], "B", 10.0), *((line, "", 9.0) for line in whom[2:])])
        end = self.get_y()
        self.set_y(top)
        for name, text in facts:
            y = self.get_y()
            self._font("", 9)
            self.set_text_color(_GREY)
            self.set_xy(MARGIN + half + 8, y)
            self._text(half * 0.4, name, "L")
            self.set_text_color(0)
            self.set_xy(MARGIN + half + 8 + half * 0.4, y)
            self._text(half * 0.6, text, "R")
        self.set_y(max(end, self.get_y()) + 8)

    def _block(self, x: float, width: float, lines: Sequence[tuple[str, str, float]], align: str = "L") -> None:
        for text, style, size in lines:
            if text:
                self._font(style, size)
                self.set_x(x)
                self._text(width, text, align, size * 0.48)

    # The lines

    def lines(self, rows: Sequence[tuple[str, ...]]) -> None:
        """All rows under their headings, which come again on every page."""
        self._headings()
        for row in rows:
            self._font("", 9)
            height = self._height(row)
            if self.will_page_break(height):
                self.add_page()
                self._headings()
                self._font("", 9)
            self._row(row, height)

    def _headings(self) -> None:
        self._font("B", 8)
        self.set_text_color(_GREY)
        titles = tuple(column.title for column in self._columns)
        self._row(titles, self._height(titles))
        self.set_text_color(0)

    def _height(self, cells: Sequence[str]) -> float:
        most = max(self._count(cell, column.width - 2) for cell, column in zip(cells, self._columns, strict=True))
        return most * _LINE + 2 * _PAD

    def _count(self, text: str, width: float) -> int:
        if not text:
            return 1
        lines = self.multi_cell(width, _LINE, self._visual(text), dry_run=True, output=MethodReturnValue.LINES)
        return len(lines) if isinstance(lines, list) else 1

    def _row(self, cells: Sequence[str], height: float) -> None:
        top, x = self.get_y(), MARGIN
        for cell, column in zip(cells, self._columns, strict=True):
            self.set_xy(x if column.align == "L" else x + 2, top + _PAD)
            if cell:
                self._text(column.width - 2, cell, column.align)
            x += column.width
        self.set_draw_color(_HAIR)
        self.line(MARGIN, top + height, MARGIN + self.epw, top + height)
        self.set_xy(MARGIN, top + height)

    # The end

    def total(self, count: str, words: str, amount: str) -> None:
        """How much it is in all; never alone at the top of a page without its words."""
        if self.will_page_break(12):
            self.add_page()
        self.ln(3)
        top = self.get_y()
        self._font("", 9)
        self.set_text_color(_GREY)
        self._text(self.epw / 3, count, "L", 6)
        self.set_text_color(0)
        self._font("B", 11)
        self.set_xy(MARGIN + self.epw / 3, top)
        self._text(self.epw * 2 / 3, f"{words}   {amount}", "R", 6)

    def note(self, text: str) -> None:
        """The shop's words to the supplier."""
        self.ln(6)
        self._font("", 9)
        self._text(self.epw, text, "L")

    def _font(self, style: str, size: float) -> None:
        self.set_font("Inter", style, size)

    def _text(self, width: float, text: str, align: str, height: float = _LINE) -> None:
        self.multi_cell(width, height, self._visual(text), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _visual(self, text: str) -> str:
        """Lines with right-to-left letters in the order they stand on paper; the library leaves them as typed."""
        text = text.translate(self._marks)
        if not any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
            return text
        return "\n".join(BidiParagraph(line).get_reordered_string() if line else "" for line in text.split("\n"))
