"""Who hears of which alerts: by role or person, kind and category. A manager for whom nobody chose hears of all."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound, UserError
from shopassistant.inventory.alerts.kinds import KINDS
from shopassistant.store.actor import ROLES, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AlertSubscription, Category, Staff

WITHOUT_ANY = "manager"
# What a role above associates is to hear of was chosen for managers; what associates are to hear of leaves them theirs.
_CHOSEN_FOR = ("manager", "administrator")


@dataclass(frozen=True, slots=True)
class Subscription:
    """One line of who hears of what; None for all kinds, all categories."""

    role: str | None = None
    staff_id: int | None = None
    kind: str | None = None
    category_id: int | None = None
    id: int | None = None


def subscriptions(session: Session) -> tuple[Subscription, ...]:
    """All of them, the oldest first."""
    rows = session.scalars(select(AlertSubscription).order_by(AlertSubscription.id))
    return tuple(Subscription(row.role, row.staff_id, row.kind, row.category_id, row.id) for row in rows)


def subscribe(store: Store, actor: Actor, wanted: Subscription) -> int:
    """Let a role or a person hear of alerts; managers, and everyone for themselves. The id of the subscription.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``alert.subscriber`` (neither or both of role and person), ``alert.kind``, ``alert.subscribed``.
        NotFound: ``staff.unknown``, ``category.unknown``.
    """
    actor.require("associate")
    actor.require(_needed(actor, wanted))
    if (wanted.role is None) == (wanted.staff_id is None) or (wanted.role is not None and wanted.role not in ROLES):
        raise UserError("alert.subscriber")
    if wanted.kind is not None and wanted.kind not in KINDS:
        raise UserError("alert.kind", kind=wanted.kind, known=", ".join(KINDS))
    with store.begin(actor) as unit:
        if wanted.staff_id is not None and unit.session.get(Staff, wanted.staff_id) is None:
            raise NotFound("staff.unknown", staff_id=wanted.staff_id)
        if wanted.category_id is not None and unit.session.get(Category, wanted.category_id) is None:
            raise NotFound("category.unknown", category_id=wanted.category_id)
        if any(_same(one, wanted) for one in subscriptions(unit.session)):
            raise UserError("alert.subscribed")
        row = AlertSubscription(
            role=wanted.role, staff_id=wanted.staff_id, kind=wanted.kind, category_id=wanted.category_id
        )
        unit.session.add(row)
        unit.session.flush()
        unit.audit("alert.subscribed", "alert_subscription", row.id, role=wanted.role, staff_id=wanted.staff_id,
                   kind=wanted.kind, category_id=wanted.category_id)  # fmt: skip
        unit.commit()
        return row.id


def unsubscribe(store: Store, actor: Actor, subscription_id: int) -> Subscription:
    """End one; managers, and everyone for themselves. Returns it, so that it can be taken back.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``alert.subscription_unknown``.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        row = unit.session.get(AlertSubscription, subscription_id)
        if row is None:
            raise NotFound("alert.subscription_unknown", subscription_id=subscription_id)
        ended = Subscription(row.role, row.staff_id, row.kind, row.category_id)
        actor.require(_needed(actor, ended))
        unit.session.delete(row)
        unit.audit("alert.unsubscribed", "alert_subscription", subscription_id, role=ended.role, kind=ended.kind)
        unit.commit()
    return ended


def hears_of(session: Session, actor: Actor) -> "Hearing":
    """What somebody wants to hear of."""
    every = subscriptions(session)
    mine = tuple(
        one
        for one in every
        if (one.staff_id is not None and one.staff_id == actor.staff_id)
        or (one.role is not None and actor.has_role(one.role))
    )
    below = {one.category_id: _below(session, one.category_id) for one in mine if one.category_id is not None}
    chosen = any(one.staff_id is not None or one.role in _CHOSEN_FOR for one in mine)
    return Hearing(mine, below, hears_all=not chosen and actor.has_role(WITHOUT_ANY))


@dataclass(frozen=True, slots=True)
class Hearing:
    """Attributes:
    mine: what was subscribed to.
    below: each category's ids with all below it.
    hears_all: nobody chose what such a person hears of, and the role hears of all.
    """

    mine: tuple[Subscription, ...]
    below: dict[int, frozenset[int]]
    hears_all: bool

    def wants(self, kind: str, category_id: int | None) -> bool:
        """Whether an alert of that kind about a product of that category (None: about none) is wanted."""
        return self.hears_all or any(
            (one.kind is None or one.kind == kind)
            and (one.category_id is None or category_id in self.below[one.category_id])
            for one in self.mine
        )


def _needed(actor: Actor, wanted: Subscription) -> str:
    return "associate" if wanted.staff_id is not None and wanted.staff_id == actor.staff_id else "manager"


def _same(one: Subscription, other: Subscription) -> bool:
    return (one.role, one.staff_id, one.kind, one.category_id) == (
        other.role, other.staff_id, other.kind, other.category_id
    )  # fmt: skip


def _below(session: Session, category_id: int) -> frozenset[int]:
    path = session.scalar(select(Category.path).where(Category.id == category_id))
    if path is None:
        return frozenset()
    under = Category.path.startswith(path + " / ", autoescape=True)
    return frozenset(session.scalars(select(Category.id).where((Category.path == path) | under)))
