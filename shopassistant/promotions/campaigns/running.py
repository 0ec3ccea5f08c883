"""A campaign from its approval to its last mail, in one call; broken off, it goes on from there."""

from typing import TYPE_CHECKING

from shopassistant.core.errors import UserError
from shopassistant.core.language import LanguageModel
from shopassistant.core.progress import Progress
from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
from shopassistant.promotions.campaigns.queueing import write_mails
from shopassistant.promotions.campaigns.rows import campaign_row
from shopassistant.promotions.campaigns.sending import Sent, send_mails
from shopassistant.promotions.campaigns.smtp_client import MailServer
from shopassistant.promotions.campaigns.starting import start_campaign
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.secrets import read_secret

if TYPE_CHECKING:
    from shopassistant.recommend.engine import Engine


def run_campaign(
    store: Store,
    actor: Actor,
    campaign_id: int,
    engine: "Engine",
    model: LanguageModel | None = None,
    progress: Progress | None = None,
) -> Sent:
    """Do what is left to do of an approved campaign; managers. See `send_mails` for when it returns.

    Nobody is drawn and nothing is written before the mail server let the shop in.

    Raises:
        NotAllowed, NotFound, Conflict, UserError, EnvironmentProblem, Cancelled: as `start_campaign`, `write_mails` and
            `send_mails`; ``campaign.not_yet`` before its hour.
    """
    actor.require("manager")
    with store.read() as session:
        campaign = campaign_row(session, campaign_id, "approved", "sending", "paused")
        settings = load_mail_settings(session)
        planned = campaign.scheduled_at if campaign.status == "approved" else None
        if planned is not None and planned > store.clock.now():
            raise UserError("campaign.not_yet", name=campaign.name, start_at=planned.isoformat())
        status = campaign.status
    password = read_secret(settings.secret_name) if settings.user else ""
    if status == "approved":
        with MailServer(settings, password) as server:
            server.open()
        start_campaign(store, actor, campaign_id)
    write_mails(store, actor, campaign_id, engine, model, progress)
    return send_mails(store, actor, campaign_id, password, progress, engine)
