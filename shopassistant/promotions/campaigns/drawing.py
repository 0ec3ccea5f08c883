"""A letter drawn as HTML and as plain text, from the two templates in ``resources/campaigns/mail``.

The HTML brings everything with it: tables with inline styles that mail programs understand, colours that stay readable
where a program inverts them, and a dark look where one is asked for. Nothing is loaded from elsewhere, except the
picture of one point by which the shop counts opens, and that only where it has an address for it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from shopassistant.core.messages import Catalogue
from shopassistant.core.paths import resource
from shopassistant.promotions.campaigns.composing import Letter, Part

if TYPE_CHECKING:
    from jinja2 import Environment

WIDTH = 600
_TEXT_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one look; text on its ground has a contrast of at least 4.5 to 1 (a test holds it)."""

    ground: str
    card: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    tint: str


# No pure white or black: programs that invert those by themselves leave these alone.
LIGHT = Palette("#f1efeb", "#fdfdfc", "#22211f", "#5f5b55", "#dcd8d1", "#1d5a8f", "#fdfdfc", "#eaf1f7")
DARK = Palette("#171614", "#22211f", "#eceae6", "#a9a49c", "#3d3a36", "#8fc1ec", "#171614", "#26323d")


@dataclass(frozen=True, slots=True)
class Links:
    """Where a letter leads; an empty one is left out.

    Attributes:
        action: behind the button.
        opened: address of the picture of one point.
        unsubscribe: the page that takes the reader off the list.
        unsubscribe_mail: an address to write to for the same.
    """

    action: str = ""
    opened: str = ""
    unsubscribe: str = ""
    unsubscribe_mail: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A letter as it is sent."""

    subject: str
    html: str
    text: str


def draw(letter: Letter, links: Links, catalogue: Catalogue, palette: Palette = LIGHT) -> Drawn:
    """Draw a letter.

    Args:
        catalogue: sentences in the letter's language.
        palette: the look without a wish of the reader; the dark one in previews only.
    """
    environment = _environment()
    shown: dict[str, Any] = {
        "letter": letter,
        "facts": letter.facts,
        "links": links,
        "light": asdict(palette),
        "dark": asdict(DARK),
        "width": WIDTH,
        "say": _sayer(catalogue),
        "reason": _reasoner(catalogue),
    }
    html = environment.get_template("mail.html").render(shown)
    text = environment.get_template("mail.txt").render(shown)
    return Drawn(letter.subject, html, _as_text(text))


def _sayer(catalogue: Catalogue) -> Any:
    def say(name: str, **values: object) -> str:
        return catalogue.say(f"campaign.mail.{name}", values)

    return say


def _reasoner(catalogue: Catalogue) -> Any:
    """Why a product is shown, where that may be said aloud to the customer in so many words."""

    def reason(code: str, values: Mapping[str, object] | None) -> str:
        known = f"campaign.reason.{code.removeprefix('recommend.reason.')}"
        return catalogue.say(known, values or {}) if known in catalogue else ""

    return reason


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(str(resource("campaigns", "mail"))),
        undefined=StrictUndefined,
        autoescape=lambda name: name is None or name.endswith(".html"),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["wrapped"] = _wrapped
    return environment


def _wrapped(text: str) -> str:
    import textwrap

    return "\n".join(
        textwrap.fill(line, _TEXT_WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )


def _as_text(text: str) -> str:
    """No more than one empty line in a row, none at the ends."""
    lines: list[str] = []
    for line in (one.rstrip() for one in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"


def shows(letter: Letter, kind: str) -> Part | None:
    """The first part of a kind, None where there is none."""
    return next((part for part in letter.parts if part.kind == kind), None)
