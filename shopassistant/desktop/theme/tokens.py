"""Every colour, size and distance of the program, in one place; nothing else may name a colour."""

from dataclasses import dataclass

FAMILY = "Inter"

# Distances on the 8-pixel grid; `HALF` only inside controls.
HALF = 4
UNIT = 8
GAP = 16
WIDE = 24
HUGE = 32

# The least height of what a finger presses.
TOUCH = 48

RADIUS_CARD = 8
RADIUS_CONTROL = 6
FOCUS_RING = 2
MOTION_MS = 140


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours as ``#rrggbb``.

    Attributes:
        surface: the window's ground.
        raised: cards, fields, tables.
        text, muted: what is read first and second.
        line: hairlines.
        accent, accent_text: the one thing to do next, and what is written on it.
        positive, warning, critical: good, look here, stop; used as text and as sign, never alone.
        series: five chart colours that stay apart for colour-blind eyes and in greyscale.
    """

    name: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    accent: str
    accent_text: str
    positive: str
    warning: str
    critical: str
    series: tuple[str, str, str, str, str]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return luminance(self.text) > luminance(self.surface)

    @property
    def hover(self) -> str:
        """A raised thing under the pointer."""
        return mix(self.raised, self.text, 0.05)

    @property
    def pressed(self) -> str:
        """A raised thing held down."""
        return mix(self.raised, self.text, 0.10)

    @property
    def chosen(self) -> str:
        """Ground of the selected row or tab."""
        return mix(self.raised, self.accent, 0.16 if self.is_dark else 0.10)

    @property
    def control_line(self) -> str:
        """Outline of a field or button: 3:1 against its ground, so that its edge is found without guessing."""
        return mix(self.raised, self.text, 0.50)

    @property
    def paper(self) -> str:
        """The ground a product is shown on: light in both themes, so that a product's colour is its own."""
        return mix(self.raised, self.text, 0.70) if self.is_dark else self.surface

    @property
    def ink(self) -> str:
        """Outlines on `paper`."""
        return self.surface if self.is_dark else self.text

    def soft(self, tone: str) -> str:
        """A quiet ground in the colour of `tone` (a colour's field name) for a bar or badge."""
        return mix(self.raised, self.tone(tone), 0.14 if self.is_dark else 0.09)

    def tone(self, name: str) -> str:
        """The colour of field or derived colour `name`; an unknown name is a bug and raises AttributeError."""
        return str(getattr(self, name.replace("-", "_")))


LIGHT = Colours(
    name="light",
    surface="#f3f5f7",
    raised="#ffffff",
    text="#14191f",
    muted="#56606c",
    line="#d8dee5",
    accent="#1f55c0",
    accent_text="#ffffff",
    positive="#12703f",
    warning="#8a5000",
    critical="#b3222b",
    series=("#5c65cd", "#99410d", "#0b4e54", "#d3806d", "#da4ea0"),
)

DARK = Colours(
    name="dark",
    surface="#111519",
    raised="#1a2026",
    text="#eceff2",
    muted="#a0abb6",
    line="#303942",
    accent="#86aefc",
    accent_text="#0a1630",
    positive="#63ca91",
    warning="#ebb052",
    critical="#ff8f8a",
    series=("#8396ed", "#c9b012", "#2c9680", "#e8c080", "#efd9ed"),
)

# For eyes that need it: every text at least 7:1 on its ground (WCAG 2.2, 1.4.6), edges as strong as the letters.
CONTRAST = Colours(
    name="contrast",
    surface="#000000",
    raised="#000000",
    text="#ffffff",
    muted="#e6e6e6",
    line="#9a9a9a",
    accent="#ffe14d",
    accent_text="#000000",
    positive="#7dff9e",
    warning="#ffd166",
    critical="#ffb3ad",
    series=DARK.series,
)

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


@dataclass(frozen=True, slots=True)
class Scale:
    """Type sizes and touch targets of one profile, in device-independent pixels."""

    name: str
    caption: int
    body: int
    lead: int
    title: int
    figure: int
    display: int
    control: int
    row: int
    icon: int


COUNTER = Scale("counter", caption=12, body=14, lead=16, title=20, figure=28, display=40, control=36, row=36, icon=18)
FLOOR = Scale("floor", caption=16, body=20, lead=24, title=28, figure=40, display=56, control=52, row=56, icon=26)
# Read from an arm's length by whoever comes, pressed with a thumb; the larger one is the visitor's own choice.
KIOSK = Scale("kiosk", caption=18, body=24, lead=28, title=36, figure=48, display=64, control=60, row=72, icon=30)
KIOSK_LARGE = Scale(
    "kiosk-large", caption=24, body=31, lead=36, title=44, figure=60, display=80, control=76, row=88, icon=38
)

SCALES = {scale.name: scale for scale in (COUNTER, FLOOR, KIOSK, KIOSK_LARGE)}


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(ground: str, colour: str, share: float) -> str:
    """`ground` with `share` (0 to 1) of `colour` in it."""
    pairs = [(int(ground[index : index + 2], 16), int(colour[index : index + 2], 16)) for index in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
