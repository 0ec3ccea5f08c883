"""How a frame fits, said in one line; the kiosk and the counter say it alike. No widgets here."""

from typing import TYPE_CHECKING

from shopassistant.core.messages import Catalogue

if TYPE_CHECKING:
    from shopassistant.tryon.face.fit import Fit, FitAdvice

# Surer than this, advice is given straight; below it the line says that it is not sure yet.
SURE = 0.7


def fit_line(catalogue: Catalogue, fit: "Fit") -> str:
    """What matters most of a fit: ``Frame 138 mm, face 142 ± 4 mm: fits``."""
    return advice_line(catalogue, fit.worst)


def advice_line(catalogue: Catalogue, advice: "FitAdvice") -> str:
    """One part of a frame beside the face."""
    values = {
        "frame": catalogue.number(round(advice.frame_mm)),
        "face": catalogue.number(round(advice.face.value)),
        "off": catalogue.number(max(1, round(advice.face.spread))),
    }
    said = catalogue.say(f"try_on.fit.{advice.part}.{advice.code}", values)
    return said if advice.sure >= SURE else catalogue.say("try_on.fit.unsure", {"said": said})


def tone_of(fit: "Fit") -> str:
    """The colour that goes with the line; the words say it, the colour only helps."""
    worst = fit.worst
    if worst.code == "fits":
        return "positive"
    return "warning" if worst.sure >= SURE else "muted"
