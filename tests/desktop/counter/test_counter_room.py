"""Nothing a person has to read is cut off, at the counter's size and at the floor's, on the smallest screen."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from shopassistant.desktop.widgets.basics import ElidedLabel
from shopassistant.desktop.widgets.clamped import ClampedLabel
from shopassistant.promotions.rules.offers import PercentOff
from shopassistant.store.database import Store
from tests.desktop.counter.conftest import SCARF_CODE, Counter, Shop
from tests.unit.promotions.shop import approve
from tests.unit.shop_rows import a_product

PROFILES = ("counter", "floor")


@pytest.fixture
def roomy(counter: Counter) -> Counter:
    counter.desktop.window.resize(1366, 768)
    counter.settle()
    return counter


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""


def _cut(ground: QWidget) -> list[str]:
    """Texts of buttons and plain labels that have less room than they need; what may end in an ellipsis is left out."""
    found = []
    for widget in ground.findChildren(QWidget):
        is_plain = isinstance(widget, (QAbstractButton, QLabel)) and not isinstance(widget, (ElidedLabel, ClampedLabel))
        if not is_plain or not widget.isVisibleTo(ground) or not _text(widget):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            continue
        if widget.width() < widget.sizeHint().width():
            found.append(f"{_text(widget)!r}: {widget.width()} of {widget.sizeHint().width()}")
    return found


def _overlapping(card: QWidget) -> list[str]:
    parts = [one for one in card.children() if isinstance(one, QWidget) and one.isVisibleTo(card)]
    return [
        f"{_text(one) or one} and {_text(other) or other}"
        for place, one in enumerate(parts)
        for other in parts[place + 1 :]
        if one.geometry().intersects(other.geometry())
    ]


def _use(counter: Counter, profile: str) -> None:
    counter.desktop.shell.theme.use("light", profile)
    counter.settle()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_page_with_customer_and_basket(roomy: Counter, shop: Shop, profile: str) -> None:
    _use(roomy, profile)
    roomy.open_customer(shop.ann)
    roomy.scan(SCARF_CODE)
    roomy.page.presenter.basket.set_quantity(roomy.page.presenter.basket.view.lines[0].id, 12)
    roomy.page.presenter.basket.set_discount(None, percent_bp=1_000)
    roomy.settle()
    assert "\n".join(_cut(roomy.page)) == ""
    for card in roomy.page.flow.cards:
        assert _overlapping(card) == []


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("kind", ["card", "cash", "voucher", "transfer"])
def test_taking_the_money(roomy: Counter, shop: Shop, profile: str, kind: str) -> None:
    roomy.page.presenter.basket.add(shop.frame, quantity=11)
    roomy.settle()
    roomy.page.complete()
    roomy.page.tender.choose(kind)
    _use(roomy, profile)
    assert "\n".join(_cut(roomy.page.tender)) == ""


def test_a_line_can_be_changed_with_a_thumb(roomy: Counter) -> None:
    _use(roomy, "floor")
    roomy.scan(SCARF_CODE)
    (row,) = roomy.page.panel.rows
    for target in (row._less, row._more, row._cut, row._bin):
        assert min(target.width(), target.height()) >= 40


@pytest.mark.parametrize("profile", PROFILES)
def test_the_sign_keeps_to_the_text(roomy: Counter, profile: str) -> None:
    _use(roomy, profile)
    box = roomy.page.customer_box
    assert box._sign.height() == roomy.desktop.shell.theme.scale.icon


def _squeezed(ground: QWidget) -> list[str]:
    """Wrapped texts that have fewer lines than they need."""
    wrapped = [one for one in ground.findChildren(QLabel) if one.wordWrap() and one.isVisibleTo(ground) and one.text()]
    return [one.text() for one in wrapped if one.height() < one.heightForWidth(one.width())]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_dialogues(roomy: Counter, store: Store, profile: str) -> None:
    name = "Wilhelmina oversized double-breasted herringbone wool overcoat with detachable collar, midnight blue"
    (coat,) = a_product(store, name, price=89_900, stock=3)
    _use(roomy, profile)
    roomy.page.presenter.basket.add(coat)
    roomy.settle()
    roomy.page.discount_current()
    roomy.page.discount.ask_manager(
        "A sentence about the cost of it that is longer than one line at any size there is."
    )
    roomy.page.discount.refuse("That PIN is not right. 4 tries left.")
    roomy.settle()
    assert _cut(roomy.page.discount) == []
    assert _squeezed(roomy.page.discount) == []
    roomy.page.discount.reject()
    roomy.page.complete()
    roomy.page.tender.take()
    roomy.settle()
    roomy.page.returns.ask(roomy.page.done.number)
    roomy.settle()
    assert _cut(roomy.page.returns) == []
    assert _squeezed(roomy.page.returns) == []


def test_a_full_basket_squeezes_no_line_into_the_next(roomy: Counter, shop: Shop, store: Store) -> None:
    approve(store, PercentOff(1_000), name="Ten off everything")
    for price in range(1000, 1900, 100):
        (variant,) = a_product(store, f"Thing at {price}", price=price, cost=100, stock=5)
        roomy.page.presenter.basket.add(variant)
    roomy.settle()
    rows = roomy.page.panel.rows
    assert len(rows) == 9
    for made in rows:
        assert made.offers.isVisibleTo(made)
        assert made.offers.geometry().top() >= made._edit.geometry().bottom()
        assert made.height() >= made.offers.geometry().bottom()


def test_what_comes_back_the_discount_and_the_tax_are_all_read(roomy: Counter, store: Store) -> None:
    panel = roomy.page.panel
    panel._small.setText("given back £1,149.00  ·  discount -£110.00  ·  incl. tax £138.83")
    panel._total.setText("£12,345.00")
    roomy.settle()
    assert _cut(panel) == []


def test_a_note_does_not_lie_over_the_bar_about_an_unknown_code(roomy: Counter) -> None:
    roomy.desktop.shell.toasts.show("The coupon applies.")
    roomy.scan("4006381333931")
    window, bar, note = roomy.desktop.window, roomy.page.code_bar, roomy.desktop.window.toast_host
    assert bar.isVisible()
    assert note.isVisible()
    assert not note.geometry().intersects(QRect(bar.mapTo(window, QPoint(0, 0)), bar.size()))
