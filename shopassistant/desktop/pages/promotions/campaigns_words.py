"""How campaigns are said: their columns, states, blocks and why somebody gets nothing."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.widgets.table import Column
from shopassistant.promotions.campaigns.drafts import HOLDOUT
from shopassistant.promotions.campaigns.listing import CampaignLine

_TONES = {
    "draft": "muted", "approved": "accent", "sending": "accent", "paused": "warning", "sent": "positive",
    "stopped": "critical",
}  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("campaigns", text)


def status_words(catalogue: Catalogue, status: str) -> str:
    """The state of a campaign."""
    return catalogue.say(f"campaign.status.{status}")


def status_tone(status: str) -> str:
    """Its tone."""
    return _TONES[status]


def block_words(kind: str) -> str:
    """What a block of a mail is called."""
    return {
        "greeting": _tr("Greeting"),
        "text": _tr("Text"),
        "products": _tr("Personal products"),
        "offer": _tr("Offer"),
        "coupon": _tr("Coupon"),
        "call_to_action": _tr("Button"),
        "closing": _tr("Closing"),
    }[kind]


def block_hint(kind: str) -> str:
    """What the text of a block is for."""
    return {
        "greeting": "",
        "text": "",
        "products": _tr("Heading above them; names and prices come from the store."),
        "offer": _tr("A word under the offer, which comes from the promotion; may stay empty."),
        "coupon": _tr("A word above the customer\u2019s own code."),
        "call_to_action": _tr("Words on the button."),
        "closing": "",
    }[kind]


def placeholder_words(name: str) -> str:
    """What a placeholder stands for."""
    kind, _, number = name.rpartition("_")
    if kind == "product":
        return _tr("Name of product {number}").format(number=number)
    if kind == "price":
        return _tr("Price of product {number}").format(number=number)
    return {
        "first_name": _tr("First name"),
        "shop": _tr("Name of the shop"),
        "offer": _tr("The offer"),
        "offer_until": _tr("Last day of the offer"),
        "code": _tr("The customer\u2019s code"),
        "address": _tr("Address of the shop"),
    }[name]


def template_words(name: str) -> str:
    """What a template is called."""
    return {
        "offer": _tr("An offer"),
        "personal": _tr("Picked for you"),
        "we_miss_you": _tr("We miss you"),
        "plain": _tr("Empty letter"),
    }[name]


def arm_words(name: str) -> str:
    """An arm; the hold-out is called what it is."""
    return _tr("Hold-out, gets nothing") if name == HOLDOUT else _tr("Letter {name}").format(name=name)


def reason_words(catalogue: Catalogue, reason: str) -> str:
    """Why somebody gets nothing, or how a mail came about."""
    code = f"campaign.reason_left.{reason}"
    if code in catalogue:
        return catalogue.say(code)
    return _tr("Written by the template") if reason in catalogue else reason


def mail_status_words(status: str) -> str:
    """The state of one mail."""
    return {
        "queued": _tr("waiting"),
        "sending": _tr("leaving"),
        "sent": _tr("sent"),
        "uncertain": _tr("uncertain"),
        "failed": _tr("failed"),
        "bounced": _tr("came back"),
        "skipped": _tr("left out"),
    }[status]


def campaign_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """The columns of the table of campaigns."""

    def number(count: int) -> str:
        return catalogue.number(count) if count else "\u2013"

    def share(part: int, whole: int) -> str:
        return catalogue.formats.say_share(part / whole) if whole else "\u2013"

    return (
        Column("name", _tr("Campaign"), lambda row: row.name, 0, strong=True),
        Column(
            "status", _tr("State"), lambda row: status_words(catalogue, row.status), 108,
            tone=lambda row: status_tone(row.status), badge=True,
        ),
        Column("segment", _tr("For"), lambda row: row.segment or _tr("everybody"), 110),
        Column("promotion", _tr("About"), lambda row: row.promotion or "\u2013", 130, shown=False),
        Column("out", _tr("Sent"), lambda row: number(row.out), 72, "right", value=lambda row: row.out),
        Column("left", _tr("To go"), lambda row: number(row.left), 72, "right", value=lambda row: row.left),
        Column(
            "readers", _tr("Read"), lambda row: share(row.readers, row.out), 72, "right",
            tip=lambda _row: _tr("Opened or clicked by people; machines are left out."), value=lambda row: row.readers,
        ),
        Column(
            "clicks", _tr("Clicked"), lambda row: share(row.clicks, row.out), 76, "right",
            value=lambda row: row.clicks,
        ),
        Column(
            "started", _tr("Began"), lambda row: day(catalogue, _began(row), today()), 92,
            tip=lambda row: exact_day(catalogue, _began(row)),
        ),
    )  # fmt: skip


def _began(row: CampaignLine) -> datetime | None:
    return row.started_at or row.scheduled_at
