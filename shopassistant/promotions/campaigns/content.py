"""What an e-mail of a campaign says: subject, preheader and blocks per language, as plain text with placeholders.

The form is data (JSON in `CampaignArm.content`), read through `content_from_json`, which refuses what makes no sense.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from shopassistant.core.errors import UserError

# What a mail is made of, each at most once except "text". Products, offer and coupon show what the store says.
KINDS = ("greeting", "text", "products", "offer", "coupon", "call_to_action", "closing")
LANGUAGES = ("en", "de")
WRITERS = ("template", "model")
LONGEST_SUBJECT, LONGEST_PREHEADER, LONGEST_BLOCK = 120, 150, 2_000
MOST_BLOCKS, MOST_PRODUCTS = 20, 8
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a mail.

    Attributes:
        kind: one of `KINDS`.
        text: plain words with placeholders; a heading for "products", the button's words for "call_to_action".
    """

    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A mail in one language.

    Attributes:
        subject: one line.
        preheader: the line an inbox shows beside the subject; may be empty.
        blocks: from top to bottom.
    """

    subject: str
    preheader: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A mail of one arm, in the languages it was written in.

    Attributes:
        words: by language, at least one.
        products: how many personal products are shown, 0 to `MOST_PRODUCTS`.
        url: where the call to action leads (http or https); empty: to the page of the offer at the shop's own address.
        writer: ``model`` lets a language model write subject and text for each customer where one is configured.
        brief: what the model is told about tone and occasion.
    """

    words: Mapping[str, Words] = field(default_factory=dict)
    products: int = 3
    url: str = ""
    writer: str = "template"
    brief: str = ""

    def in_language(self, language: str | None) -> tuple[str, Words]:
        """The words for a customer: their language, else English, else the first there is. Returns also which."""
        wanted = (language or "").lower().split("-")[0].split("_")[0]
        for one in (wanted, "en", *self.words):
            if one in self.words:
                return one, self.words[one]
        raise UserError("campaign.content_empty")


def content_from_json(raw: object) -> Content:
    """Read a mail's content.

    Raises:
        UserError: ``campaign.no_subject``; ``campaign.content`` with ``field``, something is missing, too long or of
            another kind; ``campaign.content_empty``, no language has a subject and a block; ``campaign.content_url``.
    """
    if not isinstance(raw, Mapping) or raw.get("version", _VERSION) != _VERSION:
        raise UserError("campaign.content", field="version")
    words = raw.get("words")
    if not isinstance(words, Mapping) or not words:
        raise UserError("campaign.content_empty")
    read = {_language(language): _words(one) for language, one in words.items()}
    products = raw.get("products", 0)
    if not isinstance(products, int) or isinstance(products, bool) or not 0 <= products <= MOST_PRODUCTS:
        raise UserError("campaign.content", field="products")
    writer = raw.get("writer", "template")
    if writer not in WRITERS:
        raise UserError("campaign.content", field="writer")
    return Content(read, products, check_url(raw.get("url", "")), writer, _text(raw, "brief", LONGEST_BLOCK))


def content_to_json(content: Content) -> dict[str, Any]:
    """The form `content_from_json` reads."""
    return {
        "version": _VERSION,
        "words": {
            language: {
                "subject": one.subject,
                "preheader": one.preheader,
                "blocks": [{"kind": block.kind, "text": block.text} for block in one.blocks],
            }
            for language, one in content.words.items()
        },
        "products": content.products,
        "url": content.url,
        "writer": content.writer,
        "brief": content.brief,
    }


def check_url(url: object) -> str:
    """A web address as it was given, without blanks around it; empty stays empty.

    Raises:
        UserError: ``campaign.content_url``, it is no http or https address, or carries a name and password.
    """
    if not isinstance(url, str):
        raise UserError("campaign.content_url", url=str(url))
    cleaned = url.strip()
    if not cleaned:
        return ""
    try:
        parts = urlsplit(cleaned)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_good = False
    if not is_good or any(letter.isspace() or ord(letter) < 32 for letter in cleaned) or len(cleaned) > 1_000:
        raise UserError("campaign.content_url", url=cleaned)
    return cleaned


def _language(language: object) -> str:
    if language not in LANGUAGES:
        raise UserError("campaign.content", field="language")
    return str(language)


def _words(raw: object) -> Words:
    if not isinstance(raw, Mapping):
        raise UserError("campaign.content", field="words")
    subject = _text(raw, "subject", LONGEST_SUBJECT)
    if not subject.strip():
        raise UserError("campaign.no_subject")
    if len(subject.splitlines()) > 1:  # a line break in a header would be another header
        raise UserError("campaign.content", field="subject")
    blocks = raw.get("blocks")
    if not isinstance(blocks, list) or not 1 <= len(blocks) <= MOST_BLOCKS:
        raise UserError("campaign.content", field="blocks")
    return Words(subject, _text(raw, "preheader", LONGEST_PREHEADER), _blocks(blocks))


def _blocks(raw: list[Any]) -> tuple[Block, ...]:
    blocks, seen = [], set()
    for one in raw:
        if not isinstance(one, Mapping) or one.get("kind") not in KINDS:
            raise UserError("campaign.content", field="blocks")
        kind = str(one["kind"])
        if kind != "text" and kind in seen:
            raise UserError("campaign.content_twice", block=kind)
        seen.add(kind)
        blocks.append(Block(kind, _text(one, "text", LONGEST_BLOCK)))
    return tuple(blocks)


def _text(raw: Mapping[str, Any], name: str, longest: int) -> str:
    value = raw.get(name, "")
    if not isinstance(value, str) or len(value) > longest or "\x00" in value:
        raise UserError("campaign.content", field=name)
    return value
