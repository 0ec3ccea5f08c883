"""A pupil distance that somebody wrote into a customer's notes: from a prescription, so better than any camera's."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Note

# What opticians call it, then within a few characters a figure; "PD 31/32" gives each eye from the nose.
_SAID = re.compile(
    r"\b(?:PD|IPD|interpupillary distance|pupil(?:lary)? distance|Pupillendistanz|Pupillenabstand|Augenabstand)\b"
    r"[^\d\n]{0,12}(\d{2}(?:[.,]\d)?)(?:\s*(?:/|\+|\s)\s*(\d{2}(?:[.,]\d)?))?",
    re.IGNORECASE,
)
# Adults and children; beyond these it is a slip (Dodgson, "Variation and extrema of human interpupillary distance",
# SPIE 5291, 2004: adults 52 to 78 mm, children down to 40).
LEAST_MM, MOST_MM = 40.0, 80.0
_HALF_MM = (20.0, 40.0)


@dataclass(frozen=True, slots=True)
class NotedPupilDistance:
    """What was written, and when.

    Attributes:
        distance_mm: between the pupils' centres, looking far.
    """

    distance_mm: float
    noted_at: datetime


def noted_pupil_distance(session: Session, customer_id: int) -> NotedPupilDistance | None:
    """The pupil distance in the newest note that has one; None where no note does."""
    query = select(Note.text, Note.at).where(Note.customer_id == customer_id).order_by(Note.at.desc(), Note.id.desc())
    for text, at in session.execute(query):
        distance = read_pupil_distance(text)
        if distance is not None:
            return NotedPupilDistance(distance, at)
    return None


def read_pupil_distance(text: str) -> float | None:
    """Millimetres, of a text such as ``PD 63.5`` or ``Pupillendistanz: 31,5/32``; None where it says none."""
    for match in _SAID.finditer(text):
        first, second = (None if part is None else float(part.replace(",", ".")) for part in match.groups())
        if first is None:
            continue
        if LEAST_MM < first <= MOST_MM:
            return first
        low, high = _HALF_MM
        if second is not None and low <= first <= high and low <= second <= high:
            return first + second
    return None
