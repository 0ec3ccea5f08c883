"""Inventory: what the stock is worth and how long it lasts, what runs out, what to order today and why."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractScrollArea, QFileDialog, QMenu, QScroller, QStackedWidget, QWidget

from shopassistant.desktop.pages.counter.words import ago
from shopassistant.desktop.pages.inventory.actions import add_actions
from shopassistant.desktop.pages.inventory.advice_desk import AdviceDesk
from shopassistant.desktop.pages.inventory.advice_view import AdvicePanel
from shopassistant.desktop.pages.inventory.alert_rows import AlertRows
from shopassistant.desktop.pages.inventory.alerts_place import AlertsPlace
from shopassistant.desktop.pages.inventory.answer_menus import ReasonDialog, dismiss_menu, snooze_menu
from shopassistant.desktop.pages.inventory.arrangement import DeskArrangement, FloorArrangement, Parts
from shopassistant.desktop.pages.inventory.desk import InventoryDesk
from shopassistant.desktop.pages.inventory.filter_row import FilterRow
from shopassistant.desktop.pages.inventory.lens_words import ORDERS
from shopassistant.desktop.pages.inventory.lists import ProductsPanel, RiskPanel
from shopassistant.desktop.pages.inventory.matrix import Matrix
from shopassistant.desktop.pages.inventory.parts import BuiltInParts
from shopassistant.desktop.pages.inventory.product_desk import StoryDesk
from shopassistant.desktop.pages.inventory.product_view import ProductView
from shopassistant.desktop.pages.inventory.strip import Strip
from shopassistant.desktop.pages.inventory.views import Choices, Question, Shown
from shopassistant.desktop.pages.inventory.what_if_desk import WhatIfDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import column, label, row, set_property

if TYPE_CHECKING:
    from shopassistant.inventory.dashboard.story import Story

_AGE_EVERY_MS = 30_000


class InventoryPage(Page):
    """The dashboard; a product that is opened takes its place until Esc."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = InventoryDesk(context, self)
        self.stories = StoryDesk(context, self.desk, self)
        self.advice_desk = AdviceDesk(context, self.desk, self)
        self.what_if_desk = WhatIfDesk(context, self.advice_desk, self)
        self.arrangement: DeskArrangement | FloorArrangement | None = None
        add_actions(self)
        self._build_head()
        self._build_body()
        self.desk.load()
        first = (self._build_numbers, self._build_work, self._build_alerts, self._arrange, self._connect)
        self._building = BuiltInParts(self, first, (self._build_product, self._build_charts, self._build_rest))

    def finish(self) -> None:
        """Build what is still missing, for whoever needs all of the page at once."""
        self._building.finish()

    @property
    def stands(self) -> bool:
        """Whether all parts are there that are seen when the page opens."""
        return self._building.stands

    @property
    def is_built(self) -> bool:
        """Whether all parts are there, those of an opened product included."""
        return self._building.is_built

    def _build_head(self) -> None:
        self.filters = FilterRow(self.context.theme)
        self.age = label("", "caption", "muted")
        self.age.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head = row(label(self.tr("Inventory"), "title"), self.filters, self.age, gap=GAP)
        self.head.setStretch(1, 1)
        self._age_timer = QTimer(self)
        self._age_timer.setInterval(_AGE_EVERY_MS)
        self._age_timer.timeout.connect(self._on_minute)

    def _build_body(self) -> None:
        self.overview = QWidget()
        self._overview = column(gap=0)
        self.overview.setLayout(self._overview)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.overview)
        whole = column(self.head, self.stack, margin=GAP, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _build_numbers(self) -> None:
        context = self.context
        self.strip = Strip(context.theme, context.catalogue)
        self.products = ProductsPanel(context, self.desk)
        self.matrix = Matrix(context.theme, context.catalogue)

    def _build_work(self) -> None:
        context = self.context
        self.advice = AdvicePanel(context)
        self.advice.use(self.advice_desk)
        self.risk = RiskPanel(context, self.desk)
        self.alerts = AlertsPlace(context.theme)
        self.parts = Parts(self.strip, self.advice, self.risk, self.alerts, self.matrix, self.products)

    def _build_alerts(self) -> None:
        self.alert_rows = AlertRows(self)

    def _connect(self) -> None:
        desk = self.desk
        desk.chosen.connect(self._on_choices)
        desk.shown.connect(self._on_shown)
        desk.building.connect(self._on_building)
        desk.changed.connect(self._on_changed)
        desk.saved.connect(self._on_saved)
        self.filters.narrowed.connect(self._on_narrowed)
        self.filters.entered.connect(self._focus_table)
        self.strip.wanted.connect(self.show_lens)
        self.matrix.wanted.connect(self._on_cell)
        self.products.widened.connect(self.widen)
        self.products.importing.connect(self._on_import)
        self.products.table.sorted_by.connect(self._on_sorted)
        self.products.table.typed.connect(self.filters.type)
        self.risk.table.typed.connect(self.filters.type)
        for table in (self.products.table, self.risk.table):
            table.opened.connect(self.open_product)
        self.advice.opened.connect(self.open_product)
        self.advice.order_wanted.connect(self._on_draft)
        self.advice.forecast_wanted.connect(self.advice_desk.forecast_now)
        self.stories.told.connect(self._on_told)
        self.context.theme.changed.connect(self._arrange)
        self.filters.show_question(desk.question)
        if desk.choices is not None:
            self._on_choices(desk.choices)
        if desk.answer is not None:
            self._on_shown(desk.answer)
        if self.isVisible():
            self.advice.table.view.setFocus()

    def _arrange(self) -> None:
        """Desk or floor, as the profile says."""
        kind = FloorArrangement if self.context.theme.is_floor else DeskArrangement
        if isinstance(self.arrangement, kind):
            return
        before, self.arrangement = self.arrangement, kind()
        self.strip.arrange()
        set_property(self.age, "role", "body" if self.context.theme.is_floor else "caption")
        self.arrangement.take(self.parts)
        self._overview.addWidget(self.arrangement)
        if before is not None:
            self._overview.removeWidget(before)
            before.deleteLater()
        self.arrangement.show_rows_only(self.desk.question.lens != "all")
        self._make_kinetic()

    def _make_kinetic(self) -> None:
        """On the floor a thumb moves the lists."""
        views: list[QAbstractScrollArea] = [one.table.view for one in (self.advice, self.risk, self.products)]
        if isinstance(self.arrangement, FloorArrangement):
            views.append(self.arrangement.numbers)
        for view in views:
            if self.context.theme.is_floor:
                QScroller.grabGesture(view.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture)
            else:
                QScroller.ungrabGesture(view.viewport())

    # The window's hooks

    def shown(self) -> None:
        self._age_timer.start()
        if self.desk.answer is not None:
            self.desk.refresh()
        self._show_age()
        if self.stands and self.stack.currentWidget() is self.overview:
            self.advice.table.view.setFocus()

    def hidden(self) -> None:
        self._age_timer.stop()

    def open_with(self, what: object) -> None:
        """Another page hands over: ``("variant", id)``, ``("lens", name)`` or the name of a part."""
        self.finish()
        match what:
            case ("variant", int(variant_id)):
                self.open_product(variant_id)
            case ("lens", str(lens)):
                self.show_lens(lens)
            case str(part):
                self.show_part(part)

    def go_back(self) -> bool:
        if self.stack.currentWidget() is not self.overview:
            self.close_product()
            return True
        if self.desk.question.is_narrowed:
            self.widen()
            return True
        return False

    # What the desk says

    def _on_choices(self, choices: Choices) -> None:
        self.filters.show_choices(choices, self.desk.question)

    def _on_shown(self, answer: Shown) -> None:
        self.strip.show_figures(answer.figures)
        self.matrix.show_figures(answer.figures)
        self.matrix.choose(answer.question.abc, answer.question.xyz)
        self.products.show_answer(answer)
        self.risk.show_ids(answer.running_out)
        self.filters.show_question(answer.question)
        if self.arrangement is not None:
            self.arrangement.show_rows_only(answer.question.lens != "all")
        self._show_age()

    def _on_building(self, is_building: bool) -> None:
        if is_building:
            self.age.setText(self.tr("Putting the figures together for the first time"))

    def _on_changed(self) -> None:
        for table in (self.products.table, self.risk.table):
            table.refresh()

    def _on_minute(self) -> None:
        """A day may be over, or another window may have forecast: asking costs some milliseconds."""
        self._show_age()
        self.desk.refresh()

    def _show_age(self) -> None:
        answer = self.desk.answer
        if answer is not None:
            when = ago(self.context.catalogue, answer.made_at, self.context.store.clock.now())
            figures = self.tr("Figures: {when}").format(when=when)
            self.age.setText(f"{figures}\n{self.context.catalogue.say(*answer.forecast)}")

    # What people do

    def show_lens(self, lens: str) -> None:
        """The rows behind a number, in the order that is of most use."""
        sort, descending = ORDERS[lens]
        self.desk.narrow(lens=lens, sort=sort, descending=descending)

    def show_part(self, name: str) -> None:
        """Bring a part to the front and the focus into it."""
        self.finish()
        if self.arrangement is not None:
            self.close_product()
            self.arrangement.show_part(name)
        views = {
            "advice": self.advice.table, "risk": self.risk.table, "products": self.products.table,
            "alerts": self.alert_rows.panel.table,
        }  # fmt: skip
        if name in views:
            views[name].view.setFocus()

    def widen(self) -> None:
        """Everything again."""
        self.filters.search.clear()
        sort, descending = ORDERS["all"]
        self.desk.question = Question(sort=sort, descending=descending)
        self.desk.ask()

    def _build_product(self) -> None:
        self.product = view = ProductView(self.context)
        view.left.connect(self.close_product)
        view.stock_wanted.connect(self._on_stock)
        view.play_wanted.connect(self._on_play)
        self.stack.addWidget(view)

    def _build_charts(self) -> None:
        self.product.build_charts()

    def _build_rest(self) -> None:
        self.product.build_rest()
        what_if = self.product.what_if
        what_if.asked.connect(self.what_if_desk.ask)
        self.what_if_desk.began.connect(what_if.show_basis)
        self.what_if_desk.answered.connect(what_if.show_answer)

    def open_product(self, variant_id: int) -> None:
        """What lies behind one product."""
        self.finish()
        self.stories.open(variant_id)

    def _on_told(self, story: "Story | None") -> None:
        if story is None:
            self.close_product()
            return
        is_new = self.stack.currentWidget() is not self.product
        self.stack.setCurrentWidget(self.product)
        self.product.show_story(story)
        if is_new:
            self.product.back.setFocus()

    def close_product(self) -> None:
        """Back to the overview."""
        self.stories.open(0)
        if self.stack.currentWidget() is not self.overview:
            self.stack.setCurrentWidget(self.overview)
            self.products.table.view.setFocus()

    def _on_play(self, variant_id: int, price_minor: int) -> None:
        self.what_if_desk.begin(variant_id, self.desk.question.location_id, price_minor)

    def _on_stock(self, variant_id: int) -> None:
        self.context.navigate.open("stock", ("variant", variant_id))

    def refresh(self) -> None:
        """Look at the store again."""
        self.desk.refresh()

    def _on_narrowed(self, values: dict[str, object]) -> None:
        self.desk.narrow(**values)

    def _on_cell(self, abc: int, xyz: int) -> None:
        self.desk.narrow(abc=None if abc < 0 else abc, xyz=None if xyz < 0 else xyz)

    def _on_sorted(self, sort: str, descending: bool) -> None:
        self.desk.narrow(sort=sort, descending=descending)

    def _on_import(self) -> None:
        self.context.navigate.open("import")

    def focus_search(self) -> None:
        """To the search box."""
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _focus_table(self) -> None:
        self.products.table.view.setFocus()
        self.products.table.select_first()

    def save_csv(self) -> None:
        """All rows of the table, as it is shown, into a file."""
        self.products.table.ask_export()

    def save_pdf(self) -> None:
        """The numbers and the rows that are shown, as a document."""
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the inventory"), "inventory.pdf", self.tr("Documents (*.pdf)")
        )
        if path:
            self.desk.save_pdf(Path(path), self.filters.names())

    def _on_saved(self, name: str) -> None:
        self.context.toasts.show(self.tr("Saved {path}").format(path=name))

    # Advice

    def order(self) -> None:
        """Turn the chosen advice into drafts of purchase orders."""
        if chosen := self.advice.chosen():
            self.advice_desk.order(chosen)

    def snooze(self) -> None:
        """Ask when to be asked again about the selected lines."""
        if self.advice.picked():
            self._pop(snooze_menu(self), self.advice.snooze, self._on_snoozed)

    def dismiss(self) -> None:
        """Ask why the selected lines are not to be ordered."""
        if self.advice.picked():
            self._pop(dismiss_menu(self, self.context.catalogue), self.advice.dismiss, self._on_dismissed)

    def _pop(self, menu: QMenu, under: QWidget, slot: Callable[[QAction], None]) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.triggered.connect(slot)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _on_snoozed(self, action: QAction) -> None:
        self.advice_desk.snooze(self.advice.picked(), int(action.data()))

    def _on_dismissed(self, action: QAction) -> None:
        reason = str(action.data())
        if reason == "other":
            self.reason.ask()
        else:
            self.advice_desk.dismiss(self.advice.picked(), reason)

    @cached_property
    def reason(self) -> ReasonDialog:
        """Asks for a reason in words; made when first needed."""
        dialog = ReasonDialog(self.context, self)
        dialog.submitted.connect(self._on_reason)
        return dialog

    def _on_reason(self) -> None:
        self.reason.accept()
        self.advice_desk.dismiss(self.advice.picked(), "other", self.reason.note.text())

    def _on_draft(self, order_id: int) -> None:
        self.context.navigate.open("orders", ("order", order_id))
