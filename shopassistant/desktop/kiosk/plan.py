"""What the shop and this terminal want of the kiosk."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.core.paths import pictures_dir
from shopassistant.desktop.kiosk.presence import Limits

if TYPE_CHECKING:
    from shopassistant.store.database import Store

# A picture a visitor kept is deleted after so long.
PICTURE_HOURS = 24


@dataclass(frozen=True)
class KioskPlan:
    """How the kiosk behaves.

    Attributes:
        camera: index, name, or path of a film; empty for the first camera.
        limits: its patience.
        looks: how many things the row offers.
        pictures: where a picture is written that a visitor asks for.
        exit_role: the least role whose PIN closes it.
    """

    camera: str = ""
    limits: Limits = field(default_factory=Limits)
    looks: int = 40
    pictures: Path = field(default_factory=pictures_dir)
    exit_role: str = "associate"


def plan_of(store: "Store", camera: str) -> KioskPlan:
    """What the shop's settings ask for, with this terminal's camera. Reads the store.

    Raises:
        UserError: ``try_on.setting``, a stored value makes no sense.
    """
    from shopassistant.sales.try_on_plan import load_try_on_plan

    with store.read() as session:
        wish = load_try_on_plan(session)
    limits = Limits(idle_s=float(wish.idle_seconds), untouched_s=max(Limits().untouched_s, 4.0 * wish.idle_seconds))
    return KioskPlan(camera=camera, limits=limits, exit_role=wish.exit_role)
