"""Who acts. Roles are asked here, below any window, so that no button is needed to keep a rule."""

from dataclasses import dataclass

from shopassistant.core.errors import NotAllowed

ROLES = ("associate", "manager", "administrator")


@dataclass(frozen=True, slots=True)
class Actor:
    """The one in whose name a unit of work writes.

    Attributes:
        kind: ``staff``, ``kiosk``, ``import``, ``api`` or ``system``.
        name: shown in the audit trail.
        staff_id: set for staff.
        role: one of `ROLES`, or empty for actors without a role.
    """

    kind: str
    name: str
    staff_id: int | None = None
    role: str = ""

    def has_role(self, role: str) -> bool:
        """Whether the actor holds `role` or a higher one. The system itself may do everything."""
        if self.kind == "system":
            return True
        return self.role in ROLES and ROLES.index(self.role) >= ROLES.index(role)

    def require(self, role: str) -> None:
        """Raise NotAllowed(``role.required``) unless the actor holds `role` or a higher one."""
        if not self.has_role(role):
            raise NotAllowed("role.required", role=role, actor=self.name)

    def require_kiosk_or(self, role: str) -> None:
        """As `require`, but the kiosk may, too: what a visitor does at the mirror without signing in."""
        if self.kind != "kiosk":
            self.require(role)


SYSTEM = Actor("system", "system")
IMPORT = Actor("import", "import")
