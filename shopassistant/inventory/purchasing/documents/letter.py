"""The e-mail a purchase order goes out with. Its words are data: one template per language in ``resources/letters``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from shopassistant.core.messages import Catalogue
from shopassistant.core.paths import resource
from shopassistant.inventory.purchasing.documents.view import PurchaseOrderView
from shopassistant.store.shop import Shop

TEMPLATE = "purchase_order.txt"
# Windows hands at most so many characters of an address to the mail program.
LONGEST_LINK = 2_000


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail before it is sent.

    Attributes:
        to: address, empty where the supplier's is not known.
        subject: one line.
        body: plain text with line feeds.
    """

    to: str
    subject: str
    body: str

    @property
    def text(self) -> str:
        """Subject and body, for the clipboard."""
        return f"{self.subject}\n\n{self.body}"

    def link(self) -> tuple[str, bool]:
        """A ``mailto:`` address (RFC 6068), and whether the body fitted into it."""
        head = f"mailto:{quote(self.to, safe='@')}?subject={quote(self.subject, safe='')}"
        whole = f"{head}&body={quote(self.body.replace(chr(10), chr(13) + chr(10)), safe='')}"
        return (whole, True) if len(whole) <= LONGEST_LINK else (head, False)


def order_letter(order: PurchaseOrderView, shop: Shop, catalogue: Catalogue) -> Letter:
    """Subject and body in the catalogue's language (English where it has no letter of its own)."""
    return render(_template(catalogue.language).read_text("utf-8"), order, shop, catalogue)


def render(source: str, order: PurchaseOrderView, shop: Shop, catalogue: Catalogue) -> Letter:
    """Fill a template: its first line is the subject, after an empty one comes the body."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def day(value: date | None) -> str:
        return "" if value is None else catalogue.formats.say_day(value, catalogue.formats.long_day)

    filters: Mapping[str, object] = {"money": catalogue.money, "number": catalogue.number, "day": day}
    # A template is a text file somebody may have changed: it sees values, never the program. Plain text, no markup.
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters.update(filters)
    text = environment.from_string(source).render(order=order, shop=shop, supplier=order.supplier)
    subject, _, body = text.partition("\n")
    return Letter(_one_line(order.supplier.email), _one_line(subject), body.strip() + "\n")


def _template(language: str) -> Path:
    for one in (language, language.split("-")[0]):
        path = resource("letters", one, TEMPLATE)
        if path.exists():
            return path
    return resource("letters", "en", TEMPLATE)


def _one_line(text: str) -> str:
    """No line break gets into the head of a mail."""
    return " ".join(text.split())
