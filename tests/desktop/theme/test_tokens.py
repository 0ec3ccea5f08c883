"""The tokens keep their promises: contrast, colour blindness, greyscale; and nothing else names a colour."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF, QRawFont

import shopassistant.desktop
from shopassistant.desktop.shell.context import Shell
from shopassistant.desktop.theme.tokens import CONTRAST, DARK, LIGHT, Colours, contrast, luminance, mix

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
ALL = pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])


@ALL
def test_text_can_be_read(colours: Colours) -> None:
    grounds = [colours.surface, colours.raised, colours.hover, colours.chosen]
    for tone in ("text", "muted", "accent", "positive", "warning", "critical"):
        for ground in grounds[: 4 if tone in ("text", "accent") else 2]:
            assert contrast(colours.tone(tone), ground) >= 4.5, (tone, ground)
    for tone in ("muted", "accent", "positive", "warning", "critical"):
        assert contrast(colours.tone(tone), colours.soft(tone)) >= 4.5, tone
        assert contrast(colours.text, colours.soft(tone)) >= 4.5, tone
    assert contrast(colours.accent_text, colours.accent) >= 4.5
    assert contrast(colours.accent_text, mix(colours.accent, colours.text, 0.22)) >= 4.5
    assert contrast(colours.surface, colours.text) >= 4.5  # toasts and tooltips


@ALL
def test_edges_can_be_found(colours: Colours) -> None:
    assert contrast(colours.control_line, colours.raised) >= 3
    assert contrast(colours.accent, colours.surface) >= 3  # the focus ring
    assert contrast(colours.accent, colours.raised) >= 3


def test_high_contrast_is_high() -> None:
    for tone in ("text", "muted", "accent", "positive", "warning", "critical"):
        for ground in (CONTRAST.surface, CONTRAST.raised, CONTRAST.chosen, CONTRAST.pressed):
            assert contrast(CONTRAST.tone(tone), ground) >= 7, (tone, ground)
    assert contrast(CONTRAST.accent_text, CONTRAST.accent) >= 7
    assert contrast(CONTRAST.line, CONTRAST.surface) >= 3


def _seen_with(colour: str, kind: str) -> tuple[float, float, float]:
    """Linear RGB as dichromats see it (Vienot, Brettel and Mollon 1999)."""
    linear = [((int(colour[at : at + 2], 16) / 255 + 0.055) / 1.055) ** 2.4 for at in (1, 3, 5)]
    matrices = {
        "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
        "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    }
    seen = [sum(weight * value for weight, value in zip(row, linear, strict=True)) for row in matrices[kind]]
    return seen[0], seen[1], seen[2]


def _lab(linear: tuple[float, float, float]) -> tuple[float, float, float]:
    red, green, blue = (max(0.0, value) for value in linear)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@BOTH
@pytest.mark.parametrize("kind", ["full", "protan", "deutan"])
def test_series_stay_apart(colours: Colours, kind: str) -> None:
    for one, other in combinations(colours.series, 2):
        a, b = _lab(_seen_with(one, kind)), _lab(_seen_with(other, kind))
        distance = sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5
        assert distance >= 15, (one, other, kind, distance)


@BOTH
def test_series_stay_apart_in_grey(colours: Colours) -> None:
    greys = sorted(116 * luminance(colour) ** (1 / 3) - 16 for colour in colours.series)
    assert min(b - a for a, b in pairwise(greys)) >= 5, greys


def test_only_the_tokens_name_colours() -> None:
    root = Path(str(shopassistant.desktop.__path__[0]))
    # Drawn products have colours of their own, whatever the theme.
    may = {"tokens.py", "product_look.py", "eyewear.py", "illustration.py"}
    for path in root.rglob("*.py"):
        if path.name not in may:
            assert not re.search(r"[\"']#[0-9a-fA-F]{3,8}[\"']|rgba?\(", path.read_text("utf-8")), path


def test_figures_are_tabular(shell: Shell) -> None:
    for weight in (400, 500, 600, 700):
        metrics = QFontMetricsF(shell.theme.font("body", weight))
        widths = {round(metrics.horizontalAdvance(digit * 10), 2) for digit in "0123456789"}
        assert len(widths) == 1, (weight, widths)
    assert shell.theme.font().family() == "Inter"
    raw = QRawFont.fromFont(shell.theme.font())
    assert all(raw.supportsCharacter(ord(letter)) for letter in "ßéŁЖΩ£€₺→✓")
