"""The builder: five steps on one page, everything editable in any order, the rehearsal beside it after every change."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QFrame, QLineEdit, QScrollArea, QWidget

from shopassistant.desktop.pages.promotions.builder_desk import BuilderDesk
from shopassistant.desktop.pages.promotions.builder_link import BuilderLink
from shopassistant.desktop.pages.promotions.go_step import GoStep
from shopassistant.desktop.pages.promotions.offer_step import OfferStep
from shopassistant.desktop.pages.promotions.people_step import PeopleStep
from shopassistant.desktop.pages.promotions.products_step import ProductsStep
from shopassistant.desktop.pages.promotions.rehearsal_panel import RehearsalPanel
from shopassistant.desktop.pages.promotions.step_card import StepCard
from shopassistant.desktop.pages.promotions.tab_actions import STEPS, step_names
from shopassistant.desktop.pages.promotions.words import state_tone, state_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, badge, button, column, label, row, set_property
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.promotions.drafts.terms import LONGEST_NAME, Terms
from shopassistant.promotions.drafts.view import PromotionView

_NAME_WIDTH = 216


class BuilderView(QWidget):
    """Lays out the parts and moves between them; what they mean to each other is the link's.

    Signals:
        left: back to the table.
    """

    left = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.desk = BuilderDesk(context, self)
        self._build_head()
        self._left_to_make: list[Callable[[], None]] = [
            self._make_frame,
            self._make_products,
            self._make_people,
            self._make_offer,
            self._make_rest,
            self._connect,
        ]

    def make_more(self) -> bool:
        """Make one more part, so that no event takes long. False once all is there."""
        if self._left_to_make:
            self._left_to_make.pop(0)()
        return bool(self._left_to_make)

    def finish(self) -> None:
        """Make what is left."""
        while self.make_more():
            pass

    def _make_frame(self) -> None:
        self._lay_out_steps()
        self.rehearsal = RehearsalPanel(self.context)
        body = row(self.steps_area, self.rehearsal, gap=GAP)
        body.setStretch(0, 1)
        whole = column(self.head, body, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.ground_box.addStretch(1)
        for part in self.steps_ground.findChildren(QWidget):
            if isinstance(part, QAbstractSpinBox | QComboBox):
                part.installEventFilter(self)
        self.products.float_on(self.steps_ground)
        self.link = BuilderLink(self)
        self.desk.opened.connect(self._on_opened)
        self.desk.edited.connect(self.show_terms)
        self.desk.stored.connect(self._on_stored)
        self.name.textEdited.connect(self._on_name)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _build_head(self) -> None:
        context = self.context
        self.back = button(self.tr("All promotions"), "quiet", theme=context.theme, icon="arrow-left")
        self.back.clicked.connect(self.left.emit)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("Name of the promotion"))
        self.name.setAccessibleName(self.tr("Name of the promotion"))
        self.name.setMinimumWidth(_NAME_WIDTH)
        self.state = badge("")
        self.stored = label("", "caption", "muted")
        self.steps = Segmented(list(_step_titles()), self.tr("Steps"))
        self.steps.chosen.connect(self.show_step)
        self.go_button = KeyButton(context.actions, "promotions.go", context.theme, "primary", self.tr("Approve"))
        self.head = row(self.back, self.name, self.state, self.stored, 1, self.steps, self.go_button, gap=UNIT)

    def _make_products(self) -> None:
        self.products = ProductsStep(self.context, _key("products"))
        self.ground_box.addWidget(self.products)

    def _make_people(self) -> None:
        self.people = PeopleStep(self.context, _key("people"))
        self.ground_box.addWidget(self.people)

    def _make_offer(self) -> None:
        self.offer = OfferStep(self.context, _key("offer"))
        self.ground_box.addWidget(self.offer)

    def _make_rest(self) -> None:
        self.go_step = GoStep(self.context, _key("go"))
        self.ground_box.addWidget(self.go_step)

    def _lay_out_steps(self) -> None:
        self.steps_ground = QWidget()
        self.steps_ground.setObjectName("scrolled")
        self.ground_box = column(gap=GAP)
        self.steps_ground.setLayout(self.ground_box)
        self.steps_area = QScrollArea()
        self.steps_area.setFrameShape(QFrame.Shape.NoFrame)
        self.steps_area.setWidgetResizable(True)
        self.steps_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps_area.setWidget(self.steps_ground)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel moves the page; it changes no number that somebody is not in."""
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(watched, QAbstractSpinBox | QComboBox)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # Moving

    def step_card(self, step: str) -> StepCard | RehearsalPanel:
        """The part a step is."""
        parts: dict[str, StepCard | RehearsalPanel] = {
            "products": self.products,
            "people": self.people,
            "offer": self.offer,
            "rehearsal": self.rehearsal,
            "go": self.go_step,
        }
        return parts[step]

    def show_step(self, step: str) -> None:
        """Bring a step into view and put the focus there."""
        self.steps.choose(step)
        part = self.step_card(step)
        if isinstance(part, StepCard):
            self.steps_area.verticalScrollBar().setValue(part.y())
        part.focus()
        if isinstance(part, StepCard):
            self.steps_area.verticalScrollBar().setValue(part.y())

    def focus_search(self) -> None:
        """Look for a product."""
        self.show_step("products")
        if self.products.search.isVisible():
            self.products.search.setFocus()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible():
            return
        for step in STEPS:
            if self.step_card(step).isAncestorOf(now):
                self.steps.choose(step)
                if step != "rehearsal":
                    self.steps_area.ensureWidgetVisible(now, 0, GAP)

    def shown(self) -> None:
        """The tab came to the front again."""
        self.desk.look_again()

    def go_back(self) -> bool:
        """Esc: out of a number first, then back to the table. True if something here took it."""
        focused = self.focusWidget()
        if self.products.search.text():
            self.products.search.empty()
            return True
        if focused is not None and focused.hasFocus() and isinstance(focused, QLineEdit):
            self.steps_area.setFocus()
        return False

    # Showing

    def open(self, promotion_id: int) -> None:
        """Show a promotion."""
        self.finish()
        self.desk.open(promotion_id)

    def _on_opened(self, view: PromotionView) -> None:
        state = view.row.state
        self.state.setText(state_words(state))
        set_property(self.state, "badge", state_tone(state))
        is_draft = state == "draft"
        self.go_button.setText(self.tr("Approve") if is_draft else self.tr("Change from now on"))
        self.go_button.setVisible(self.desk.is_draft or self.desk.is_live)
        for part in (self.products, self.people, self.offer, self.name):
            part.setEnabled(self.desk.is_draft or self.desk.is_live)
        self.go_step.show_view(view)
        self.show_terms(self.desk.terms)

    def show_terms(self, terms: Terms) -> None:
        """Show the terms in every step; what somebody is typing in is left alone."""
        if " ".join(self.name.text().split()) != terms.name:
            self.name.setText(terms.name)
        self.products.show_terms(terms)
        self.people.show_segment(terms.segment_id)
        self.offer.show_terms(terms)
        self.go_step.show_terms(terms)

    def _on_stored(self, stored: str) -> None:
        words = {
            "saving": self.tr("Saving \u2026"),
            "saved": self.tr("Saved") if self.desk.is_draft else "",
            "unsaved": self.tr("Changed, does not count yet"),
        }
        self.stored.setText(words[stored])

    def _on_name(self, text: str) -> None:
        self.desk.edit(name=" ".join(text.split()))

    # What the keys of the page do here

    def go(self) -> None:
        """Approve, or change from now on."""
        self.link.go()

    def compare(self) -> None:
        """Keep the terms as they are beside what is changed next."""
        self.link.compare()

    def undo(self) -> None:
        """Take the last change back."""
        self.desk.undo()


def _key(step: str) -> str:
    return f"F{STEPS.index(step) + 2}"


def _step_titles() -> "list[tuple[str, str]]":
    return [(step, f"{place} {words}") for place, (step, words) in enumerate(step_names().items(), start=1)]
