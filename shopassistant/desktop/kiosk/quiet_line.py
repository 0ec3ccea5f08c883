"""The one quiet line under the mirror: what is worn, whether it fits, what it costs, whether it is here."""

from collections.abc import Sequence

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.kiosk.goods import Goods
from shopassistant.desktop.kiosk.words import stock_words

_BETWEEN = "  ·  "


def quiet_line(worn: Sequence[Goods], fit: str, catalogue: Catalogue) -> str:
    """The line; of several things each with its price, of one also how it fits and whether it is here."""
    if len(worn) == 1:
        one = worn[0]
        parts = (one.short_title, fit, catalogue.money(one.price_minor), stock_words(one.stock))
        return _BETWEEN.join(part for part in parts if part)
    priced = [f"{one.name} {catalogue.money(one.price_minor)}" for one in worn]
    total = catalogue.money(sum(one.price_minor for one in worn))
    return _BETWEEN.join([*priced, f"= {total}"]) if worn else ""
