"""A promotion built in the real window: what the manager sees after each change, and what is in the store."""

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.customers.segments.definitions import RfmGroups
from shopassistant.customers.segments.keeping import save_segment
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.promotions.builder_view import BuilderView
from shopassistant.desktop.pages.promotions.promotions_tab import PromotionsTab
from shopassistant.promotions.choosing.choice import Choice
from shopassistant.promotions.drafts.terms import BUY, EVERYTHING, GET
from shopassistant.promotions.rehearsal.result import rehearsal_from_json
from shopassistant.promotions.rules.offers import (
    AmountOff,
    Bundle,
    BuyGet,
    FixedPrice,
    PercentOff,
    Points,
    Threshold,
    Tiered,
)
from shopassistant.promotions.rules.rule import Limits
from shopassistant.store.actor import SYSTEM, Actor
from tests.desktop.hands import Hands
from tests.desktop.promotions.conftest import Goods, Settle, at_rest


def said(builder: BuilderView) -> str:
    """What stands in the way, as one text."""
    labels = builder.go_step.findChildren(type(builder.go_step.words))
    return " ".join(one.text() for one in labels)


def test_a_draft_saves_itself_as_it_is_written(
    desktop: Desktop, builder: BuilderView, goods: Goods, settle: Settle
) -> None:
    one = builder.desk.promotion_id
    assert desktop.window.focusWidget() is builder.name
    Hands(desktop.window).type("Scarf week")
    builder.desk._save_timer.timeout.emit()
    settle()
    assert goods.terms(one).name == "Scarf week"
    assert builder.stored.text() == "Saved"


def test_a_product_found_by_its_code_is_in_the_promotion(builder: BuilderView, goods: Goods, settle: Settle) -> None:
    builder.products.search.entered.emit("5901234123457")
    settle()
    at_rest(builder, settle)
    assert goods.terms(builder.desk.promotion_id).choices == {GET: Choice(picked=(goods.scarf,))}
    assert builder.products.table.model.ids == [goods.scarf]
    assert builder.products.figures.text().startswith("1 products, 397 units in stock worth £3,970.00 at cost")
    builder.products.table.deleted.emit(goods.scarf)
    at_rest(builder, settle)
    assert list(builder.products.table.model.ids) == []


def test_filters_choose_and_say_what_they_found(builder: BuilderView, goods: Goods, settle: Settle) -> None:
    filters = builder.products.filters
    at = next(place for place in range(filters.category.count()) if filters.category.itemText(place) == "Hats")
    filters.category.setCurrentIndex(at)
    filters.category.activated.emit(at)
    at_rest(builder, settle)
    assert set(builder.products.table.model.ids) == {goods.hat, goods.cap}
    assert builder.products.summary.full_text() == "2"
    filters.more.setChecked(True)
    filters.price_from.setValue(20)
    at_rest(builder, settle)
    assert list(builder.products.table.model.ids) == [goods.hat]


def test_several_categories_are_not_shown_as_the_first_of_them(
    builder: BuilderView, goods: Goods, settle: Settle
) -> None:
    filters = builder.products.filters
    ids = tuple(filters.category.itemData(place) for place in range(1, filters.category.count()))
    assert len(ids) == 2
    filters.show_choice(Choice(category_ids=ids))
    assert filters.category.currentText() == "2 chosen"
    filters.words.setText("a")
    filters._tell()
    at_rest(builder, settle)
    assert set(builder.products.table.model.ids) == {goods.scarf, goods.hat, goods.cap}
    filters.category.setCurrentIndex(1)
    filters.category.activated.emit(1)
    at_rest(builder, settle)
    assert filters.category.count() == 3
    assert len(builder.products.table.model.ids) < 3


def test_the_offer_is_shown_on_a_basket_somebody_bought(builder: BuilderView, goods: Goods, settle: Settle) -> None:
    builder.desk.edit(choices={GET: Choice(picked=(goods.scarf,))})
    builder.offer.offer.pick("buy_get")
    at_rest(builder, settle)
    assert goods.terms(builder.desk.promotion_id).offer == BuyGet(2, 1)
    assert builder.offer.example.total.text() == "£75.00 becomes £50.00: £25.00 off"
    assert builder.offer.summary.full_text().startswith("3 for 2, ")


_KINDS = {
    "percent": PercentOff(3_000),
    "amount": AmountOff(500),
    "price": FixedPrice(1_000),
    "buy_get": BuyGet(2, 1),
    "bundle": Bundle((1, 1), price_minor=5_000),
    "threshold": Threshold(spend_minor=5_000, amount_minor=1_000),
    "tiered": Tiered("units", ((2, 1_000), (3, 2_000))),
    "points": Points(points_per_major=2),
}


def test_every_kind_of_offer_can_be_made_and_shown_again(builder: BuilderView, goods: Goods, settle: Settle) -> None:
    form = builder.offer.offer
    for kind, offer in _KINDS.items():
        form.pick(kind)
        form.form(kind).show_offer(offer)
        form.form(kind).tell()
        builder.desk.save_now()
        settle()
        assert goods.terms(builder.desk.promotion_id).offer == offer
        assert form.form(kind).offer() == offer
    form.form("tiered").show_offer(Tiered("spend", ((5_000, 1_000),)))
    assert form.form("tiered").offer() == Tiered("spend", ((5_000, 1_000),))


def test_what_is_bought_and_what_is_got_have_their_own_products(
    builder: BuilderView, goods: Goods, settle: Settle
) -> None:
    builder.offer.offer.pick("buy_get")
    settle()
    step = builder.products
    assert step.part is not None
    assert step.mode.value == "some"
    step.part._pick("buy0")
    assert step.mode.value == "same"
    step.mode._pick("everything")
    step.part._pick("get0")
    step.search.entered.emit("5901234123457")
    settle()
    at_rest(builder, settle)
    assert goods.terms(builder.desk.promotion_id).choices == {BUY: EVERYTHING, GET: Choice(picked=(goods.scarf,))}


def test_what_is_missing_is_said_with_the_way_to_it(
    desktop: Desktop, builder: BuilderView, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    at_rest(builder, settle)
    assert "No products are chosen, or none match." in said(builder)
    assert "It has no name yet." in said(builder)
    assert not builder.go_button.isEnabled()
    qtbot.keyClick(desktop.window, Qt.Key.Key_F8)
    settle()
    assert goods.status(builder.desk.promotion_id) == "draft"
    assert builder.steps.value == "go"


def test_approved_with_one_key_and_taken_back_with_undo(
    desktop: Desktop, builder: BuilderView, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    one = builder.desk.promotion_id
    builder.desk.edit(name="Scarf week", choices={GET: Choice(picked=(goods.scarf,))})
    at_rest(builder, settle)
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        qtbot.keyClick(desktop.window, Qt.Key.Key_F8)
    settle()
    assert goods.status(one) == "approved"
    assert goods.items(one) == {goods.scarf}
    assert builder.state.text() == "Coming"
    shown.args[0].undo()
    settle()
    assert goods.status(one) == "draft"


def test_below_cost_needs_a_managers_pin(desktop: Desktop, builder: BuilderView, goods: Goods, settle: Settle) -> None:
    one = builder.desk.promotion_id
    builder.desk.edit(name="Caps", choices={GET: Choice(picked=(goods.cap,))})
    at_rest(builder, settle)
    assert "Cap, M would go below cost: £12.00 instead of at least £14.00." in said(builder)
    builder.go()
    pin = builder.link.pin
    assert pin.isVisible()
    pin.pin.setText("9999")
    pin.submit()
    settle()
    assert goods.status(one) == "draft"
    assert "That PIN is not right" in pin.notice.text()
    pin.pin.setText("2468")
    pin.submit()
    settle()
    assert goods.status(one) == "approved"
    assert "floor_passed" in goods.actions()


def test_what_goes_below_cost_can_be_taken_out(builder: BuilderView, goods: Goods, settle: Settle) -> None:
    builder.desk.edit(name="Hats", choices={GET: Choice(picked=(goods.cap, goods.hat))})
    at_rest(builder, settle)
    builder.go_step.take_out_wanted.emit()
    at_rest(builder, settle)
    builder.go()
    settle()
    assert goods.items(builder.desk.promotion_id) == {goods.hat}


def test_what_runs_changes_only_when_somebody_says_so(
    desktop: Desktop, builder: BuilderView, goods: Goods, settle: Settle
) -> None:
    one = builder.desk.promotion_id
    builder.desk.edit(name="Scarf week", choices={GET: Choice(picked=(goods.scarf,))})
    at_rest(builder, settle)
    builder.go()
    settle()
    assert not builder.go_button.isEnabled()
    builder.offer.offer.form("percent").share.setValue(30)  # type: ignore[attr-defined]
    at_rest(builder, settle)
    assert builder.stored.text() == "Changed, does not count yet"
    assert goods.terms(one).offer == PercentOff(2_000)
    builder.go()
    settle()
    assert goods.terms(one).offer == PercentOff(3_000)


def test_a_change_can_be_taken_back(desktop: Desktop, builder: BuilderView, settle: Settle, qtbot: QtBot) -> None:
    builder.offer.limits.coupon.setChecked(True)
    builder.offer.limits.budget.setValue(100)
    assert builder.desk.terms.limits == Limits(budget_minor=10_000)
    builder.name.clearFocus()
    desktop.shell.actions.start("promotions.back")
    assert builder.desk.terms.limits == Limits()
    assert builder.desk.terms.needs_coupon
    desktop.shell.actions.start("promotions.back")
    assert not builder.offer.limits.coupon.isChecked()


def test_days_hours_and_places_are_narrowed_by_ticks(builder: BuilderView, goods: Goods, settle: Settle) -> None:
    form = builder.offer.when
    form.weekdays[5].click()
    form.hours.setChecked(True)
    form.channels[0].click()
    at_rest(builder, settle)
    terms = goods.terms(builder.desk.promotion_id)
    assert (terms.when.weekdays, terms.when.from_minute, terms.when.until_minute) == (frozenset({5}), 540, 1080)
    assert terms.channels == frozenset({"counter"})
    form.starts.setChecked(False)
    form.ends.setChecked(False)
    at_rest(builder, settle)
    terms = goods.terms(builder.desk.promotion_id)
    assert (terms.when.starts_at, terms.when.ends_at) == (None, None)


def test_other_promotions_for_the_same_goods_are_told(
    builder: BuilderView, tab: PromotionsTab, goods: Goods, settle: Settle
) -> None:
    builder.desk.edit(name="Scarf week", choices={GET: Choice(picked=(goods.scarf,))})
    at_rest(builder, settle)
    builder.go()
    settle()
    tab.copy_current()
    settle()
    at_rest(builder, settle)
    assert builder.desk.terms.name == "Scarf week"
    assert "P0001 Scarf week holds for some of the same goods; each unit gets one of the two." in said(builder)
    builder.offer.limits.mode._pick("alone")
    at_rest(builder, settle)
    assert "where this one applies, that one does not" in said(builder)


def test_the_page_fits_a_small_screen(desktop: Desktop, builder: BuilderView, settle: Settle) -> None:
    desktop.window.resize(1366, 768)
    at_rest(builder, settle)
    assert builder.steps_ground.minimumSizeHint().width() <= builder.steps_area.viewport().width()
    assert builder.rehearsal.isVisible()


def test_codes_are_made_and_saved_as_a_list_no_spreadsheet_runs(
    builder: BuilderView, goods: Goods, settle: Settle, tmp_path: Path
) -> None:
    box = builder.go_step.coupons
    assert not box.isVisibleTo(builder)
    builder.desk.edit(name="=cmd", choices={GET: Choice(picked=(goods.scarf,))}, needs_coupon=True)
    at_rest(builder, settle)
    assert "It needs a coupon, and no code can be used yet." in said(builder)
    box.count.setValue(25)
    box.make.click()
    settle()
    assert box.count_words.text() == "25 codes made, 0 used, 25 can be used"
    box.list_wanted.emit(tmp_path / "codes.csv")
    settle()
    lines = (tmp_path / "codes.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 26
    assert lines[0] == "code,customer,uses,used,valid_until,status"
    assert len({line.split(",")[0] for line in lines[1:]}) == 25
    box.slips_wanted.emit(tmp_path / "codes.pdf")
    settle()
    pages = PdfReader(tmp_path / "codes.pdf").pages
    text = " ".join(page.extract_text() for page in pages)
    assert len(pages) == 2
    assert all(line.split(",")[0] in text for line in lines[1:])


def test_the_rehearsal_follows_every_change_and_variants_stand_side_by_side(
    desktop: Desktop, builder: BuilderView, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    panel = builder.rehearsal
    at_rest(builder, settle)
    assert panel.told.text() == "Choose products first: then the past can be asked."
    builder.desk.edit(name="Scarf week", choices={GET: Choice(picked=(goods.scarf,))})
    at_rest(builder, settle)
    first = panel.shown_now
    assert first is not None
    assert first.heads == ("Without", "With it")
    assert [line.name for line in first.lines][:4] == ["Units", "Revenue", "Margin", "Discount given"]
    qtbot.keyClick(desktop.window, Qt.Key.Key_F9)
    settle()
    builder.desk.edit(offer=PercentOff(4_000))
    at_rest(builder, settle)
    second = panel.shown_now
    assert second is not None
    assert second.heads == ("40% off", "20% off")
    assert second.lines[0].name == "Adds in margin"
    builder.desk.undo()
    at_rest(builder, settle)
    assert panel.shown_now is not None
    assert panel.shown_now.heads == ("Without", "With it")  # what is kept is what is edited
    builder.desk.edit(offer=PercentOff(4_000))
    at_rest(builder, settle)
    panel.use_wanted.emit(1)
    at_rest(builder, settle)
    assert goods.terms(builder.desk.promotion_id).offer == PercentOff(2_000)
    third = panel.shown_now
    assert third is not None
    assert third.heads == ("Without", "With it")


def test_what_was_expected_is_kept_with_the_approval(builder: BuilderView, goods: Goods, settle: Settle) -> None:
    builder.desk.edit(name="Scarf week", choices={GET: Choice(picked=(goods.scarf,))})
    at_rest(builder, settle)
    builder.go()
    settle()
    assert builder.desk.view is not None
    assert rehearsal_from_json(builder.desk.view.rehearsal).name == "Scarf week"


def test_segments_are_ranked_and_one_is_chosen(builder: BuilderView, goods: Goods, settle: Settle) -> None:
    saved = save_segment(goods.store, SYSTEM, "Our best", RfmGroups(("champions", "loyal", "new", "promising")))
    builder.link.people.begin()
    builder.desk.edit(name="Scarf week", choices={GET: Choice(picked=(goods.scarf,))})
    at_rest(builder, settle)
    step = builder.people
    assert {row.name for row in step._rows.values()} == {"Everybody", "Our best"}
    assert all(row.gain for row in step._rows.values())
    assert builder.people.summary.full_text() == "Everybody"
    step.table.select(saved.segment_id)
    at_rest(builder, settle)
    assert goods.terms(builder.desk.promotion_id).segment_id == saved.segment_id
    assert builder.people.summary.full_text() == "Our best"


def test_undo_takes_back_what_was_approved_even_with_another_promotion_open(
    desktop: Desktop, tab: PromotionsTab, builder: BuilderView, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    one = builder.desk.promotion_id
    builder.desk.edit(name="Scarf week", choices={GET: Choice(picked=(goods.scarf,))})
    at_rest(builder, settle)
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        builder.go()
    settle()
    tab.new()
    settle()
    assert builder.desk.promotion_id != one
    shown.args[0].undo()
    settle()
    assert goods.status(one) == "draft"


def test_locking_the_terminal_loses_nothing(
    desktop: Desktop, builder: BuilderView, goods: Goods, settle: Settle, associate: Actor
) -> None:
    builder.desk.edit(name="Written in a hurry")
    desktop.shell.staff.lock()
    builder.desk.save_now()
    settle()
    assert goods.terms(builder.desk.promotion_id).name == "Written in a hurry"
