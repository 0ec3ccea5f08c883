"""Every write goes through here: it knows who acts, writes the audit row with the change, and rolls back by default."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from shopassistant.core.clock import Clock
from shopassistant.store.actor import Actor
from shopassistant.store.schema import AuditEntry, NumberSeries


class UnitOfWork:
    """One transaction in the name of one actor. Get it from `Store.begin`.

    Attributes:
        session: the open session; use it for reads and writes alike.
        actor: who acts.
        clock: what time it is; all rows of one unit should use one `clock.now()`.
    """

    def __init__(self, session: Session, actor: Actor, clock: Clock) -> None:
        self.session = session
        self.actor = actor
        self.clock = clock

    def audit(self, action: str, subject_type: str, subject_id: int | None, **details: object) -> None:
        """Record what was done, in this transaction.

        Args:
            action: dotted code such as ``"sale.completed"``.
            subject_type: table of what was changed.
            subject_id: its id.
            details: plain JSON values; no secrets, no contact data.
        """
        self.session.add(
            AuditEntry(
                at=self.clock.now(),
                actor_kind=self.actor.kind,
                actor_name=self.actor.name,
                staff_id=self.actor.staff_id,
                action=action,
                subject_type=subject_type,
                subject_id=subject_id,
                details=details,
            )
        )

    def next_number(self, series: str) -> int:
        """Take the next number of `series`, starting with 1; a unit that rolls back takes none."""
        taken = self.session.scalar(
            update(NumberSeries)
            .where(NumberSeries.name == series)
            .values(next_value=NumberSeries.next_value + 1)
            .returning(NumberSeries.next_value)
        )
        if taken is not None:
            return int(taken) - 1
        self.session.add(NumberSeries(name=series, next_value=2))
        self.session.flush()
        return 1

    def commit(self) -> None:
        """Make it durable. Nothing is reported as done before this returns."""
        self.session.commit()
