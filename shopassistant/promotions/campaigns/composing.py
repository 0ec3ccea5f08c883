"""A letter put together: the words of a campaign filled with the facts of one customer, before it is drawn."""

import re
from dataclasses import dataclass

from shopassistant.promotions.campaigns.content import Block, Content, Words
from shopassistant.promotions.campaigns.facts import Facts, ProductFact
from shopassistant.promotions.campaigns.placeholders import fill, lacks


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a letter with everything filled in.

    Attributes:
        kind: one of `content.KINDS`.
        paragraphs: of the text; lines within one are separated by line feeds.
        products: those a "products" block shows.
    """

    kind: str
    paragraphs: tuple[str, ...] = ()
    products: tuple[ProductFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What one customer is told.

    Attributes:
        written_by: ``template``, or the name of the language model.
        refused: why a model's text was not used, as the code of a sentence; empty where it was, or none was asked.
        refused_values: what that sentence needs.
    """

    language: str
    subject: str
    preheader: str
    parts: tuple[Part, ...]
    facts: Facts
    written_by: str = "template"
    refused: str = ""
    refused_values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Words of a language model in place of a template's, with placeholders; checked."""

    by: str
    subject: str
    preheader: str
    paragraphs: tuple[str, ...]


def compose(content: Content, facts: Facts, written: Written | None = None) -> Letter:
    """Fill the words of the facts' language; a model's words stand for subject, preheader and text.

    Raises:
        UserError: ``campaign.content_empty``.
    """
    language, words = content.in_language(facts.language)
    values = facts.values()
    if written is not None:
        words = Words(written.subject, written.preheader, _with_text(words.blocks, written.paragraphs))
    parts = tuple(part for block in words.blocks if (part := _part(block, facts, values)) is not None)
    return Letter(
        language=language,
        subject=one_line(fill(words.subject, values)),
        preheader=one_line(fill(words.preheader, values)),
        parts=parts,
        facts=facts,
        written_by=written.by if written else "template",
    )


def one_line(text: str) -> str:
    """No line break gets into the head of a mail."""
    return " ".join(text.split())


def _with_text(blocks: tuple[Block, ...], paragraphs: tuple[str, ...]) -> tuple[Block, ...]:
    """The model's paragraphs where the first text stood (else after the greeting); the other texts go."""
    text = Block("text", "\n\n".join(paragraphs))
    kinds = [block.kind for block in blocks]
    place = kinds.index("text") if "text" in kinds else (kinds.index("greeting") + 1 if "greeting" in kinds else 0)
    before = [block for block in blocks[:place] if block.kind != "text"]
    after = [block for block in blocks[place:] if block.kind != "text"]
    return (*before, text, *after)


def _part(block: Block, facts: Facts, values: dict[str, str]) -> Part | None:
    """None for a block that has nothing to show: no coupon, no offer, no products."""
    if block.kind == "products" and not facts.products:
        return None
    if (block.kind == "coupon" and not facts.code) or (block.kind == "offer" and not facts.offer):
        return None
    kept = [
        one for one in block.text.split("\n\n") if not lacks(one, values)
    ]  # a paragraph about what is not there goes
    paragraphs = tuple(filled for one in kept if (filled := _tidy(fill(one, values))))
    if not paragraphs and block.kind in ("greeting", "text", "closing"):
        return None
    return Part(block.kind, paragraphs, facts.products if block.kind == "products" else ())


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t]+([,.!?;:])", r"\1", " ".join(line.split())) for line in text.strip().splitlines()]
    return "\n".join(lines)
