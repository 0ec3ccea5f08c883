"""Signed links of a letter: what they lead to stands in the store, never in the link, so that none can be bent.

``/o/TOKEN/SIGNATURE.gif`` tells that a letter was opened, ``/c/TOKEN/SIGNATURE`` leads where its button leads, and
``/u/TOKEN/SIGNATURE`` takes the reader off the list. The token is random and says nothing about the customer.
"""

import base64
import hashlib
import hmac
import secrets

from shopassistant.promotions.campaigns.drawing import Links
from shopassistant.promotions.campaigns.keys import Keys
from shopassistant.promotions.campaigns.mail_settings import MailSettings

OPEN, CLICK, UNSUBSCRIBE = "o", "c", "u"
_TOKEN_BYTES = 16
# 128 bits of HMAC-SHA256: as short as a truncated one should be for messages that live this long (RFC 2104, section 5).
_SIGNATURE_BYTES = 16


def new_token() -> str:
    """22 letters that nobody guesses."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def signature(keys: Keys, kind: str, token: str) -> str:
    """What proves that the shop made this link; of 22 letters."""
    digest = hmac.new(keys.links, f"{kind}:{token}".encode(), hashlib.sha256).digest()[:_SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def is_signed(keys: Keys, kind: str, token: str, given: str) -> bool:
    """Whether `given` is the signature; takes the same time for every wrong one."""
    return hmac.compare_digest(signature(keys, kind, token).encode(), given.encode())


def links_of(keys: Keys, settings: MailSettings, token: str, url: str) -> Links:
    """The links of one letter; without a public address the button leads straight to `url`, and nothing is counted."""
    answer = settings.reply_to or settings.sender
    base = settings.public_url.rstrip("/")
    if not base:
        return Links(action=url, unsubscribe_mail=answer)

    def link(kind: str, ending: str = "") -> str:
        return f"{base}/{kind}/{token}/{signature(keys, kind, token)}{ending}"

    return Links(link(CLICK), link(OPEN, ".gif"), link(UNSUBSCRIBE), answer)
