"""Coupons to print and cut out: 24 slips on a sheet of A4, as a PDF with a font of its own."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import MethodReturnValue
from fpdf.fonts import TTFFont

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.paths import resource

# Millimetres.
_MARGIN, _ACROSS, _DOWN = 8.0, 3, 8
_WIDTH, _HEIGHT = (210.0 - 2 * _MARGIN) / _ACROSS, (297.0 - 2 * _MARGIN) / _DOWN
_PAD = 3.0
_GREY = 150


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on a slip, line by line: the shop, what it gives, the code as it is typed, until when."""

    shop: str
    offer: str
    code: str
    until: str = ""


def draw_slips(slips: Sequence[Slip], path: Path) -> int:
    """Draw them into a PDF file, whole or not at all. Returns how many.

    Raises:
        EnvironmentProblem: ``export.unwritable``.
    """
    scratch = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_Sheets()) as sheets:
            for place, slip in enumerate(slips):
                sheets.slip(place, slip)
            scratch.write_bytes(bytes(sheets.output()))
        scratch.replace(path)
    except OSError as error:
        raise EnvironmentProblem("export.unwritable", path=str(path), reason=str(error)) from error
    return len(slips)


class _Sheets(FPDF):
    def __init__(self) -> None:
        super().__init__(unit="mm", format="A4")
        fonts = resource("fonts")
        self.add_font("Inter", "", fonts / "Inter-Regular.ttf")
        self.add_font("Inter", "B", fonts / "Inter-Bold.ttf")
        self.set_auto_page_break(False)
        self.c_margin = 0

    def close(self) -> None:
        """Close the font files, which the library leaves open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def slip(self, place: int, slip: Slip) -> None:
        """Draw one slip into its place of the running sheet."""
        on_page = place % (_ACROSS * _DOWN)
        if on_page == 0:
            self.add_page()
        left, top = _MARGIN + on_page % _ACROSS * _WIDTH, _MARGIN + on_page // _ACROSS * _HEIGHT
        self.set_draw_color(_GREY)
        self.set_dash_pattern(dash=1, gap=1)
        self.rect(left, top, _WIDTH, _HEIGHT)
        y = self._line(left, top + _PAD, slip.shop, 7, "", 4.0)
        y = self._line(left, y, slip.offer, 11, "B", 5.5, lines=2)
        self._line(left, max(y, top + _HEIGHT - 14.0), slip.code, 13, "B", 6.5)
        self._line(left, top + _HEIGHT - _PAD - 3.5, slip.until, 7, "", 3.5)

    def _line(self, left: float, y: float, text: str, size: int, style: str, height: float, *, lines: int = 1) -> float:
        """Text in at most so many lines; what does not fit is left out. Returns where it ends."""
        self.set_font("Inter", style, size)
        width = _WIDTH - 2 * _PAD
        parts = self.multi_cell(width, height, text, dry_run=True, output=MethodReturnValue.LINES) if text else []
        for part in parts[:lines] if isinstance(parts, list) else ():  # asked for lines, it answers with lines
            self.set_xy(left + _PAD, y)
            self.cell(width, height, part)
            y += height
        return y
