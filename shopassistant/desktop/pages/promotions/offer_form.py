"""The offer in words with fields in them: ``Buy 2, get 1 at 100 % off``; one form for each of the eight kinds."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QStackedWidget, QWidget

from shopassistant.core.errors import UserError
from shopassistant.desktop.pages.promotions.boxes import quietly
from shopassistant.desktop.pages.promotions.offer_kinds import FORMS, KindForm
from shopassistant.desktop.pages.promotions.offer_words import kind_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import column, label
from shopassistant.promotions.rules.offer_json import offer_kind
from shopassistant.promotions.rules.offers import Offer

_PER_LINE = 4


class OfferForm(QWidget):
    """Eight kinds to choose from, and the fields of the one that is chosen.

    Signals:
        changed: the new `Offer`.
        wrong: the sentence why the fields make no offer; empty when they do again.
    """

    changed = Signal(object)
    wrong = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._forms: dict[str, KindForm] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(UNIT // 2)
        self.stack = QStackedWidget()
        for place, (kind, words) in enumerate(kind_words().items()):
            grid.addWidget(self._kind_button(kind, words), place // _PER_LINE, place % _PER_LINE)
            self._forms[kind] = FORMS[kind](context, self._on_field)
            self.stack.addWidget(self._forms[kind])
        self.notice = label("", tone="critical", wrap=True)
        self.notice.hide()
        self.setLayout(column(grid, self.stack, self.notice, gap=UNIT))

    def _kind_button(self, kind: str, words: str) -> QPushButton:
        made = QPushButton(words)
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setProperty("kind_of_offer", kind)
        made.clicked.connect(self._on_kind)
        self._group.addButton(made)
        self._buttons[kind] = made
        return made

    @property
    def kind(self) -> str:
        """The kind that is chosen."""
        return next((kind for kind, made in self._buttons.items() if made.isChecked()), "percent")

    def form(self, kind: str) -> KindForm:
        """The fields of a kind."""
        return self._forms[kind]

    def show_offer(self, offer: Offer) -> None:
        """Show an offer; what somebody is typing in is left alone where it means the same."""
        kind = offer_kind(offer)
        for made in self._buttons.values():
            quietly(made, lambda made=made: made.setChecked(made is self._buttons[kind]))  # type: ignore[misc]
        self._show_form(kind)
        if self._read() != offer:
            self._forms[kind].show_offer(offer)
        self._say("")

    def focus(self) -> None:
        """Put the focus on what is chosen."""
        self._buttons[self.kind].setFocus()

    def _show_form(self, kind: str) -> None:
        self.stack.setCurrentIndex(list(self._forms).index(kind))
        self.stack.setMaximumHeight(self._forms[kind].sizeHint().height())

    def _read(self) -> Offer | None:
        try:
            return self._forms[self.kind].offer()
        except UserError:
            return None

    def _on_kind(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.pick(str(sender.property("kind_of_offer")))

    def pick(self, kind: str) -> None:
        """Choose a kind; its fields are as they were last."""
        self._buttons[kind].setChecked(True)
        self._show_form(kind)
        self._on_field()

    def _on_field(self) -> None:
        self._show_form(self.kind)
        try:
            offer = self._forms[self.kind].offer()
        except UserError as error:
            self._say(self.context.catalogue.explain(error))
            return
        self._say("")
        self.changed.emit(offer)

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))
        self.wrong.emit(sentence)
