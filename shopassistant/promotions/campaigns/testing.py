"""A letter as some customer would get it, sent to oneself; and a mail that only tries the server."""

import html
from typing import TYPE_CHECKING

from shopassistant.core.errors import EnvironmentProblem, NotFound, UserError
from shopassistant.core.language import LanguageModel
from shopassistant.promotions.campaigns.composing import Letter
from shopassistant.promotions.campaigns.content import Content
from shopassistant.promotions.campaigns.drawing import Links, draw
from shopassistant.promotions.campaigns.fact_book import language_of, read_book
from shopassistant.promotions.campaigns.links import new_token
from shopassistant.promotions.campaigns.mail_format import mail_bytes
from shopassistant.promotions.campaigns.mail_settings import MailSettings, load_mail_settings
from shopassistant.promotions.campaigns.rows import ROLE
from shopassistant.promotions.campaigns.smtp_client import MailServer, SendFailure
from shopassistant.promotions.campaigns.writing import write_letter
from shopassistant.store.actor import Actor
from shopassistant.store.contacts import normalise_email
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer, Promotion

if TYPE_CHECKING:
    from shopassistant.recommend.engine import Engine

# Shown where a real letter would carry a code; no till takes it.
SAMPLE_CODE = "SAMPLE-CODE"


def sample_letter(
    store: Store,
    engine: "Engine",
    content: Content,
    promotion_id: int | None,
    customer_id: int,
    model: LanguageModel | None = None,
) -> Letter:
    """The letter one customer would get now, with a code that is none.

    Raises:
        NotFound: ``recommend.customer_unknown``.
        UserError: ``campaign.content_empty``.
    """
    with store.read() as session:
        customer = session.get(Customer, customer_id)
        if customer is None:
            raise NotFound("recommend.customer_unknown", customer=customer_id)
        book = read_book(session, promotion_id)
        promotion = session.get(Promotion, promotion_id) if promotion_id else None
    language = language_of(content, customer)
    products = book.products(engine, customer_id, content.products, language)
    code = SAMPLE_CODE if promotion is not None and promotion.needs_coupon else ""
    return write_letter(content, book.facts(customer, products, language, code), model)


def send_test(store: Store, actor: Actor, password: str, address: str, letter: Letter, links: Links) -> str:
    """Send a letter to oneself; managers. Nothing of it is counted.

    Returns:
        The server's answer.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``campaign.test_address``, ``campaign.no_server``.
        EnvironmentProblem: ``campaign.smtp_*``.
    """
    actor.require(ROLE)
    with store.read() as session:
        settings = load_mail_settings(session)
        book = read_book(session, None)
    drawn = draw(letter, links, book.catalogues[letter.language])
    return _send(store, settings, password, address, drawn.subject, drawn.text, drawn.html)


def try_server(store: Store, actor: Actor, settings: MailSettings, password: str, address: str, words: str) -> str:
    """Send one line through a server that may not be saved yet; administrators.

    Raises:
        NotAllowed, UserError, EnvironmentProblem: as `send_test`.
    """
    actor.require("administrator")
    return _send(store, settings, password, address, words, f"{words}\n", f"<p>{html.escape(words)}</p>")


def _send(store: Store, settings: MailSettings, password: str, address: str, subject: str, text: str, page: str) -> str:
    recipient = normalise_email(address)
    if recipient is None:
        raise UserError("campaign.test_address", address=address)
    if not settings.is_ready:
        raise UserError("campaign.no_server")
    message_id = f"<{new_token()}@{settings.domain}>"
    envelope = mail_bytes(settings, recipient, message_id, subject, text, page, Links(), store.clock.now(), test=True)
    with MailServer(settings, password) as server:
        try:
            return server.send(envelope)
        except SendFailure as failure:
            raise EnvironmentProblem("campaign.smtp_test", reason=failure.reply) from failure
