"""A mail whose fate is unknown, settled by somebody who looked into the server's log. Managers."""

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound
from shopassistant.promotions.campaigns.rows import ROLE
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Campaign, MailMessage


def settle_mail(store: Store, actor: Actor, mail_id: int, arrived: bool) -> Changes:
    """Say what became of an uncertain mail: it arrived, or it did not and is to be sent after all; managers.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``campaign.mail_unknown``.
        Conflict: ``campaign.mail_not_uncertain``.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        mail = unit.session.get(MailMessage, mail_id)
        if mail is None:
            raise NotFound("campaign.mail_unknown", mail_id=mail_id)
        if mail.status != "uncertain":
            raise Conflict("campaign.mail_not_uncertain")
        if arrived:
            mail.status, mail.sent_at, mail.html = "sent", mail.claimed_at, ""
        else:
            mail.status, mail.claimed_at, mail.next_try_at = "queued", None, unit.clock.now()
            campaign = unit.session.get_one(Campaign, mail.campaign_id)
            if campaign.status == "sent":
                campaign.status, campaign.finished_at = "sending", None
        unit.audit("mail.settled", "mail_message", mail_id, arrived=arrived)
        unit.commit()
        return Changes(campaigns=frozenset({mail.campaign_id}))
