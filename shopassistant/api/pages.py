"""The few pages a link of a mail can lead to: plain, for phones, light and dark, loading nothing."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from shopassistant.core.messages import Catalogue
from shopassistant.core.paths import resource
from shopassistant.promotions.campaigns.events import Landing

if TYPE_CHECKING:
    from jinja2 import Template


def unsubscribe_page(landing: Landing, catalogue: Catalogue) -> str:
    """Asks once; its button takes the reader off the list."""
    return _page(
        landing.language,
        title=catalogue.say("campaign.page.unsubscribe_title", {"shop": landing.shop}),
        text=catalogue.say("campaign.page.unsubscribe_text"),
        button=catalogue.say("campaign.page.unsubscribe_button"),
    )


def done_page(landing: Landing, catalogue: Catalogue) -> str:
    """They are off the list."""
    return _page(
        landing.language,
        title=catalogue.say("campaign.page.done_title"),
        text=catalogue.say("campaign.page.done_text", {"shop": landing.shop}),
    )


def offer_page(landing: Landing, catalogue: Catalogue) -> str:
    """The offer with the code to show at the till, for a shop without a page of its own."""
    until = catalogue.say("campaign.mail.until", {"day": landing.offer_until}) if landing.offer_until else ""
    return _page(
        landing.language,
        title=catalogue.say("campaign.page.offer_title", {"shop": landing.shop}),
        text=catalogue.say("campaign.page.offer_text"),
        offer=landing.offer,
        until=until,
        code=landing.code,
    )


def plain_page(catalogue: Catalogue, name: str) -> str:
    """``unknown`` or ``busy``."""
    return _page(
        catalogue.language,
        title=catalogue.say(f"campaign.page.{name}_title"),
        text=catalogue.say(f"campaign.page.{name}_text"),
    )


def _page(language: str, **shown: Any) -> str:
    values = {"button": "", "offer": "", "until": "", "code": "", **shown}
    return _template().render(language=language, **values)


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    return environment.from_string(resource("campaigns", "pages", "page.html").read_text("utf-8"))
