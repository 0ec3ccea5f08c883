"""How the shop wants its try-on: what is offered, how long a hold waits, when an idle kiosk forgets its visitor."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.store.actor import ROLES, Actor
from shopassistant.store.database import Store
from shopassistant.store.wishes import load_wishes, save_wishes

ROLE = "manager"
# The kinds of things that can be put on, as a shop switches them on and off.
KINDS = ("glasses", "hat", "earrings", "necklace", "lipstick", "blush", "ring", "watch", "mesh")
_PREFIX = "try_on."


@dataclass(frozen=True)
class TryOnPlan:
    """The shop's wish.

    Attributes:
        not_offered: kinds that are not offered, separated by commas.
        in_stock_only: what is counted and not there is left out.
        hold_hours: how long a hold waits, 1 to 72.
        idle_seconds: without a touch or a face for so long, the kiosk wipes the visit; 15 to 600.
        exit_role: who may leave the kiosk with their PIN, one of the roles.
    """

    not_offered: str = ""
    in_stock_only: bool = False
    hold_hours: int = 4
    idle_seconds: int = 60
    exit_role: str = "associate"

    def __post_init__(self) -> None:
        self._require(set(self.not_offered.split(",")) <= {*KINDS, ""}, "not_offered")
        self._require(1 <= self.hold_hours <= 72, "hold_hours")
        self._require(15 <= self.idle_seconds <= 600, "idle_seconds")
        self._require(self.exit_role in ROLES, "exit_role")

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is offered, of `KINDS`."""
        left_out = self.not_offered.split(",")
        return tuple(kind for kind in KINDS if kind not in left_out)

    def _require(self, condition: bool, name: str) -> None:
        """Raise UserError ``try_on.setting`` naming the field, unless `condition`."""
        if not condition:
            raise UserError("try_on.setting", field=name, value=str(getattr(self, name)))


def load_try_on_plan(session: Session) -> TryOnPlan:
    """The stored plan; what was never set is as in `TryOnPlan`.

    Raises:
        UserError: ``try_on.setting``, a stored value makes no sense.
    """
    return load_wishes(session, TryOnPlan, _PREFIX, "try_on.setting")


def save_try_on_plan(store: Store, actor: Actor, plan: TryOnPlan) -> None:
    """Store the plan; managers.

    Raises:
        NotAllowed: ``role.required``.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        save_wishes(unit, plan, _PREFIX)
        unit.audit("try_on.planned", "shop_setting", None, hold_hours=plan.hold_hours, not_offered=plan.not_offered)
        unit.commit()
