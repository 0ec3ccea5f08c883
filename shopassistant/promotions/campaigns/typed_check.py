"""The words a person wrote, before they are kept: placeholders that exist, and no price or percentage of one's own."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.promotions.campaigns.content import Content
from shopassistant.promotions.campaigns.fact_book import FactBook, read_book
from shopassistant.promotions.campaigns.fact_check import check_typed
from shopassistant.promotions.campaigns.facts import Facts
from shopassistant.promotions.campaigns.placeholders import check_text


@dataclass(frozen=True, slots=True)
class Typed:
    """Something wrong in a typed text.

    Attributes:
        code, values: the sentence.
        text: where it stands.
    """

    code: str
    values: dict[str, object]
    text: str


def refuse_invented(session: Session, content: Content, promotion_id: int | None) -> None:
    """Refuse words that state what the store does not.

    Raises:
        UserError: the code of the first thing found: ``campaign.text.*`` or ``campaign.fact_unknown``.
    """
    for wrong in look_over(content, read_book(session, promotion_id)):
        raise UserError(wrong.code, **wrong.values)


def look_over(content: Content, book: FactBook) -> Iterator[Typed]:
    """Everything that is wrong in a content's words, from top to bottom, language by language."""
    for language, words in content.words.items():
        last = book.last_day()
        formats = book.catalogues[language].formats
        facts = Facts(
            language=language, shop=book.shop.name, address=book.shop.address, offer=book.offers[language],
            offer_until=formats.say_day(last, formats.long_day) if last else "",
        )  # fmt: skip
        for text in (words.subject, words.preheader, *(block.text for block in words.blocks)):
            for problem in check_text(text, content.products):
                yield Typed(problem.code, dict(problem.values), text)
            for finding in check_typed(text, facts):
                yield Typed("campaign.fact_unknown", {"text": finding.text}, text)
