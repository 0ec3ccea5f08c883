"""What the kiosk says to visitors: short, without a name of anything technical, and always with what to do."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.tryon.sources.source import SourceState

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.tryon.face.fit import FitAdvice
    from shopassistant.tryon.face.measures import Interval

# Said without "probably" from here on.
SURE_ENOUGH = 0.75


def _tr(text: str) -> str:
    return QCoreApplication.translate("kiosk", text)


def camera_words(state: SourceState | None) -> tuple[str, str]:
    """What the matter with the camera is, and what happens now; both empty while pictures come."""
    told = "opening" if state is None else state.state
    if told == "live":
        return "", ""
    again = _tr("It comes back by itself as soon as it can.")
    return {
        "opening": (_tr("The mirror is opening ..."), ""),
        "busy": (_tr("Another program is using the camera"), again),
        "lost": (_tr("The camera was unplugged"), _tr("Please ask our staff. The mirror goes on when it is back.")),
        "none": (_tr("There is no camera"), _tr("Please ask our staff. The mirror opens when one is plugged in.")),
        "refused": (_tr("This device does not allow the camera"), _tr("Please ask our staff to allow it.")),
        "format": (_tr("The camera gives no usable picture"), _tr("Please ask our staff to try another one.")),
        "ended": (_tr("The film is over"), ""),
    }.get(told, (_tr("The camera gives no picture"), again))


def coaching_words(code: str) -> str:
    """What to do to be seen better, empty for a code without words."""
    return {
        "nobody": _tr("Step in front of the mirror"),
        "dark": _tr("A little more light, please"),
        "close": _tr("A little further away"),
        "far": _tr("Come a little closer"),
        "turn": _tr("Turn your head slowly"),
        "hair": _tr("Hair is over an eye"),
        "off": _tr("A little more to the middle"),
    }.get(code, "")


def fit_words(advice: "FitAdvice") -> str:
    """Whether glasses fit, with the measures it is said by; "probably" where these leave room for the opposite."""
    said = {("fits", part): _tr("fits you") for part in ("width", "bridge", "pupils", "temple")} | {
        ("narrow", "width"): _tr("too narrow for you"),
        ("wide", "width"): _tr("too wide for you"),
        ("narrow", "bridge"): _tr("bridge too narrow"),
        ("wide", "bridge"): _tr("bridge too wide"),
        ("narrow", "pupils"): _tr("lenses too close together"),
        ("wide", "pupils"): _tr("lenses too far apart"),
        ("short", "temple"): _tr("temples too short"),
        ("long", "temple"): _tr("temples too long"),
    }
    words = said[advice.code, advice.part]
    if advice.sure < SURE_ENOUGH:
        words = _tr("probably {words}").format(words=words)
    values = {
        "frame": round(advice.frame_mm),
        "face": round(advice.face.value),
        "off": max(1, round((advice.face.high - advice.face.low) / 2)),
    }
    return f"{words} ({_measures(advice.part).format(**values)})"


def _measures(part: str) -> str:
    return {
        "width": _tr("frame {frame} mm, face {face} \u00b1 {off} mm"),
        "bridge": _tr("bridge {frame} mm, nose {face} \u00b1 {off} mm"),
        "pupils": _tr("lenses {frame} mm apart, pupils {face} \u00b1 {off} mm"),
        "temple": _tr("temples {frame} mm, to the ear {face} \u00b1 {off} mm"),
    }[part]


def card_words(code: str) -> str:
    """What to do with the card, by how far a measuring has come."""
    return {
        "search": _tr("Hold a card flat against your forehead"),
        "tilted": _tr("Tilt it less: flat against your forehead"),
        "mouth": _tr("Higher: against your forehead"),
        "apart": _tr("Closer: it should touch your forehead"),
        "reading": _tr("Good, hold it like that ..."),
        "done": _tr("Thank you, you can put it away"),
    }.get(code, "")


def measured_words(interval: "Interval", catalogue: "Catalogue") -> str:
    """A pupil distance with its interval, to half a millimetre: it is not known better."""
    value, low, high = (
        catalogue.number(Decimal(round(2 * millimetres)) / 2)
        for millimetres in (interval.value, interval.low, interval.high)
    )
    return _tr("Your pupil distance: {value} mm ({low} to {high})").format(value=value, low=low, high=high)


def stock_words(stock: int | None) -> str:
    """Whether it is here."""
    if stock is None:
        return ""
    if stock <= 0:
        return _tr("not here today, we can order it")
    return _tr("last one here") if stock == 1 else _tr("here in the shop")


def trouble_words(code: str) -> str:
    """What went wrong, for somebody who can only ask for help."""
    if code.startswith("hold.too_many_waiting"):
        return _tr("No more can be put aside at the moment. Please ask our staff.")
    if code.startswith(("hold.", "variant.")):
        return _tr("This cannot be put aside. Please ask our staff.")
    if code.startswith("picture."):
        return _tr("The picture could not be saved. Please ask our staff.")
    if code == "kiosk.refused":
        return _tr("This one cannot be shown here. Please ask our staff.")
    if code.startswith("tryon."):
        return _tr("The mirror cannot draw anything. Please ask our staff.")
    return _tr("Something went wrong. Please ask our staff.")
