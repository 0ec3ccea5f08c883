"""Queued mails leave, one at a time, each at most once, whatever happens to this machine in between.

Before a mail is handed to the server it is claimed in a transaction of its own; after the server's 250 it is marked as
sent in another. A process that is killed in between leaves exactly one claimed mail: it may have arrived or not, nobody
can know, so it is reported as uncertain and never sent again by itself. All others are queued or sent. One process at a
time sends (`store.lease`), so that a claim without an owner is always one that was left behind.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, EnvironmentProblem
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.promotions.campaigns.claiming import Claim, claim_next
from shopassistant.promotions.campaigns.keys import Keys, ensure_keys
from shopassistant.promotions.campaigns.mail_format import mail_bytes
from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
from shopassistant.promotions.campaigns.quiet import quiet_until
from shopassistant.promotions.campaigns.rows import ROLE, campaign_row
from shopassistant.promotions.campaigns.smtp_client import (
    MailServer,
    NoSuchMailbox,
    Refused,
    SendFailure,
    Temporary,
    Unanswered,
)
from shopassistant.promotions.campaigns.suppression import suppress
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.lease import Lease, hold
from shopassistant.store.schema import Contact, MailEvent, MailMessage

if TYPE_CHECKING:
    from shopassistant.recommend.engine import Engine

LEASE = "mail"
# A temporary failure is tried again after 1, 2, 4 ... minutes, at most 4 hours, each time a random half more or less.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
MOST_ATTEMPTS = 8
# A pause within one call of `send_mails`; for longer ones it returns and says when to come again.
PATIENCE = timedelta(seconds=5)
# Waiting is cut into pieces of at most so many seconds, so that a window that closes is not held up.
SLICE_S = 0.5
_COUNTED_EVERY = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the mails.

    Attributes:
        sent, failed, bounced, skipped: mails of this call.
        uncertain: mails a process had in hand when it ended, found now, and those whose answer never came.
        left: mails still queued.
        status: of the campaign now.
        again_at: when to come again; None when nothing is left, or somebody paused it.
        why: the code of why it stopped early: ``quiet``, ``waiting``, ``paused``; empty where it is through.
    """

    sent: int = 0
    failed: int = 0
    bounced: int = 0
    skipped: int = 0
    uncertain: int = 0
    left: int = 0
    status: str = ""
    again_at: datetime | None = None
    why: str = ""
    changes: Changes = field(default_factory=Changes)


def send_mails(
    store: Store,
    actor: Actor,
    campaign_id: int,
    password: str = "",
    progress: Progress | None = None,
    engine: "Engine | None" = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Sent:
    """Send what is queued of a campaign; managers. Returns when all is done, or when there is nothing to do for now.

    Args:
        password: of the mail server.
        progress: told after each mail; its Cancelled stops between two mails.
        engine: for mails whose facts changed since they were written; None skips those.
        sleep: waits so many seconds.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``campaign.unknown``.
        Conflict: ``campaign.state``; ``campaign.sending_elsewhere``.
        EnvironmentProblem: ``campaign.smtp_*``: the server does not take mail at all; what is queued stays queued.
        Cancelled: by `progress`.
    """
    actor.require(ROLE)
    keys = ensure_keys(store)
    try:
        with hold(store, actor, LEASE) as lease:
            return _Run(store, actor, campaign_id, password, progress or NoProgress(), engine, sleep, keys, lease).go()
    except Conflict as error:
        if error.code == "retraining.elsewhere":
            raise Conflict("campaign.sending_elsewhere", owner=str(error.values.get("owner", ""))) from error
        raise


class _Run:
    """One call of `send_mails`."""

    def __init__(
        self,
        store: Store,
        actor: Actor,
        campaign_id: int,
        password: str,
        progress: Progress,
        engine: "Engine | None",
        sleep: Callable[[float], None],
        keys: Keys,
        lease: Lease,
    ) -> None:
        self._store, self._actor, self._campaign_id = store, actor, campaign_id
        self._progress, self._engine, self._sleep, self._keys, self._lease = progress, engine, sleep, keys, lease
        with store.read() as session:
            campaign_row(session, campaign_id, "sending", "paused", "approved")
            self._settings = load_mail_settings(session)
        self._server = MailServer(self._settings, password)
        self._counts: dict[str, int] = {}
        self._next_at = 0.0
        self._total = 0

    def go(self) -> Sent:
        self._count("uncertain", _note_left_behind(self._store, self._actor))
        with self._server:
            self._server.open()
            while True:
                self._lease.renew()
                self._report()
                if (end := self._pause()) is not None:
                    return end
                if self._waits_for_rate():
                    continue
                claim = claim_next(
                    self._store, self._actor, self._campaign_id, self._settings, self._keys, self._engine
                )
                if claim is None:
                    if (end := self._wait_or_end()) is not None:
                        return end
                elif claim.skipped:
                    self._count("skipped")
                else:
                    self._send(claim)
                    self._sent_one()

    def _send(self, claim: Claim) -> None:
        at = self._store.clock.now()
        try:
            envelope = mail_bytes(
                self._settings, claim.address, claim.message_id, claim.subject, claim.text, claim.html, claim.links, at
            )
        except ValueError:  # one odd address must not hold up everybody behind it
            self._end(claim, "failed", "unwritable", SendFailure("unwritable address"))
            return
        try:
            self._server.send(envelope)
        except Temporary as failure:
            self._later(claim, failure)
        except Unanswered as failure:
            self._end(claim, "uncertain", "unanswered", failure)
        except NoSuchMailbox as failure:
            self._end(claim, "bounced", "no_mailbox", failure)
        except Refused as failure:
            self._end(claim, "failed", "refused", failure)
        except EnvironmentProblem:  # the server takes nothing at all: the mail goes back, untouched
            self._mark(claim, status="queued", claimed_at=None)
            raise
        else:
            self._mark(claim, status="sent", sent_at=self._store.clock.now(), html="", last_error="")
            self._count("sent")

    def _later(self, claim: Claim, failure: SendFailure) -> None:
        if claim.attempts >= MOST_ATTEMPTS:
            self._end(claim, "failed", "gave_up", failure)
            return
        at = self._store.clock.now() + wait_after(claim.attempts)
        self._mark(claim, status="queued", next_try_at=at, claimed_at=None, last_error=failure.reply)

    def _end(self, claim: Claim, status: str, reason: str, failure: SendFailure) -> None:
        self._count(status)
        if status != "bounced":
            self._mark(claim, status=status, reason=reason, last_error=failure.reply)
            return
        with self._store.begin(self._actor) as unit:
            now = unit.clock.now()
            _update(unit.session, claim.mail_id, status=status, reason=reason, last_error=failure.reply)
            note_bounce(unit.session, self._keys, claim.mail_id, claim.address, now)
            unit.commit()

    def _mark(self, claim: Claim, **values: object) -> None:
        with self._store.begin(self._actor) as unit:
            _update(unit.session, claim.mail_id, **values)
            unit.commit()

    def _report(self) -> None:
        through = sum(self._counts.values())
        if through % _COUNTED_EVERY == 0:
            self._total = through + self._left()
        self._progress.report("campaign.sending", through, max(self._total, through))

    def _left(self) -> int:
        with self._store.read() as session:
            return _count_left(session, self._campaign_id)

    def _pause(self) -> Sent | None:
        """What to return where this is not the time to send."""
        with self._store.read() as session:
            status = campaign_row(session, self._campaign_id).status
        if status != "sending":
            return self._result(status, why="paused" if status == "paused" else "stopped")
        until = quiet_until(self._settings, self._store.clock.now())
        return self._result(status, why="quiet", again_at=until) if until else None

    def _wait_or_end(self) -> Sent | None:
        """Nothing is due: wait a little, say when to come again, or close the campaign."""
        with self._store.read() as session:
            next_at = session.scalar(
                select(func.min(MailMessage.next_try_at)).where(
                    MailMessage.campaign_id == self._campaign_id, MailMessage.status == "queued"
                )
            )
        if next_at is None:
            return self._result(finish(self._store, self._actor, self._campaign_id))
        wait = next_at - self._store.clock.now()
        if wait > PATIENCE:
            return self._result("sending", why="waiting", again_at=next_at)
        self._sleep(min(max(wait.total_seconds(), 0.01), SLICE_S))
        return None

    def _waits_for_rate(self) -> bool:
        """Wait a little where the next mail may not leave yet; before it is claimed, so that nothing is in hand."""
        wait = self._next_at - time.monotonic()
        if wait > 0:
            self._sleep(min(wait, SLICE_S))
        return wait > 0

    def _sent_one(self) -> None:
        if self._settings.per_minute:
            self._next_at = max(self._next_at, time.monotonic()) + 60 / self._settings.per_minute

    def _count(self, what: str, by: int = 1) -> None:
        self._counts[what] = self._counts.get(what, 0) + by

    def _result(self, status: str, why: str = "", again_at: datetime | None = None) -> Sent:
        counts = self._counts
        return Sent(
            sent=counts.get("sent", 0),
            failed=counts.get("failed", 0),
            bounced=counts.get("bounced", 0),
            skipped=counts.get("skipped", 0),
            uncertain=counts.get("uncertain", 0),
            left=self._left(),
            status=status,
            again_at=again_at,
            why=why,
            changes=Changes(campaigns=frozenset({self._campaign_id})),
        )


def wait_after(attempts: int, rand: Callable[[], float] = random.random) -> timedelta:
    """How long to wait after so many attempts: doubling, bounded, with jitter so that not all come back at once."""
    whole = min(FIRST_WAIT * (1 << max(attempts - 1, 0)), LONGEST_WAIT)
    return whole * (0.5 + rand())


def note_bounce(session: Session, keys: Keys, mail_id: int, address: str, at: datetime) -> None:
    """A mailbox that does not exist: remembered as an event, never written to again, marked at the customer."""
    session.add(MailEvent(message_id=mail_id, kind="bounce", at=at, machine=True))
    suppress(session, keys, address, "bounce", at, mail_id)
    session.execute(
        update(Contact).where(Contact.kind == "email", Contact.lookup == address.lower()).values(is_valid=False)
    )


def finish(store: Store, actor: Actor, campaign_id: int) -> str:
    """Close a campaign of which nothing is queued any more. Returns its status."""
    actor.require(ROLE)
    with store.begin(actor) as unit:
        campaign = campaign_row(unit.session, campaign_id)
        if campaign.status == "sending" and _count_left(unit.session, campaign_id) == 0:
            campaign.status, campaign.finished_at = "sent", unit.clock.now()
            unit.audit("campaign.sent", "campaign", campaign_id, name=campaign.name)
            unit.commit()
        return campaign.status


def _note_left_behind(store: Store, actor: Actor) -> int:
    """Mails somebody had in hand who is gone; who holds the lease may say so. Returns how many."""
    with store.begin(actor) as unit:
        rows = unit.session.scalars(select(MailMessage.id).where(MailMessage.status == "sending")).all()
        for mail_id in rows:
            _update(unit.session, mail_id, status="uncertain", reason="interrupted")
            unit.audit("mail.uncertain", "mail_message", mail_id)
        unit.commit()
    return len(rows)


def _update(session: Session, mail_id: int, **values: object) -> None:
    if "last_error" in values:  # a server's answer quotes the address, which may have been erased meanwhile
        values["last_error"] = case((MailMessage.address == "", ""), else_=values["last_error"])
    session.execute(update(MailMessage).where(MailMessage.id == mail_id).values(**values))


def _count_left(session: Session, campaign_id: int) -> int:
    statement = select(func.count()).where(
        MailMessage.campaign_id == campaign_id, or_(MailMessage.status == "queued", MailMessage.status == "sending")
    )
    return session.scalar(statement) or 0
