"""The customer at a glance: who, how much, how lately, what was promised; folds out to notes and history."""

from PySide6.QtCore import QDate, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from shopassistant.desktop.pages.counter.views import CustomerCard, Figure, FollowUpRow, Promise
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, badge, button, column, label, row
from shopassistant.desktop.widgets.clamped import BadgeStrip

_SPARED_ON_FLOOR = (2, 4)  # places of figures


class InitialsBadge(QWidget):
    """A round mark with a person's initials; the colour comes from the name, so that people keep theirs."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self.setFixedSize(44, 44)
        theme.changed.connect(self.update)

    def show_initials(self, text: str) -> None:
        """Show these letters."""
        self._text = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.soft("accent")))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        if self._text:
            painter.setPen(self._theme.colour("accent"))
            painter.setFont(self._theme.font("lead", 600))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._text)
        else:
            side = 22
            corner = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
            self._theme.icon("user-round", "accent").paint(painter, corner)
        painter.end()


class FigureLabel(QWidget):
    """A number over its name."""

    def __init__(self) -> None:
        super().__init__()
        self._value = label("", "lead", strong=True)
        self._name = label("", "caption", "muted")
        self.setLayout(column(self._value, self._name, gap=0))

    def show_figure(self, figure: Figure) -> None:
        """Show a figure."""
        self._value.setText(figure.value)
        self._name.setText(figure.label)
        self.setToolTip(figure.exact)


class ConsentLabel(QWidget):
    """Icon and word: may we, may we not, or did nobody ask."""

    def __init__(self, theme: Theme, word: str, is_granted: bool | None, exact: str) -> None:
        super().__init__()
        sign = QLabel()
        name = {True: "check", False: "x", None: "circle-help"}[is_granted]
        sign.setPixmap(theme.icon(name, "positive" if is_granted else "muted").pixmap(QSize(14, 14)))
        box = row(sign, label(word, "caption", "" if is_granted else "muted"), gap=HALF)
        self.setLayout(box)
        self.setToolTip(exact)


class PromiseBar(QWidget):
    """A follow-up with the button that keeps it; with `whose`, a name that opens the customer comes first.

    Signals:
        kept: id of the follow-up.
        opened: id of the customer.
    """

    kept = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme, promise: Promise, whose: FollowUpRow | None = None) -> None:
        super().__init__()
        self._id = promise.id
        self._customer_id = whose.customer_id if whose is not None else 0
        sign = QLabel()
        sign.setPixmap(theme.icon("bell", "warning" if promise.is_late else "accent").pixmap(QSize(16, 16)))
        name = button(whose.name if whose is not None else "", "link")
        if whose is None:  # never shown by hand: without a window around it, it would be one
            name.hide()
        name.clicked.connect(self._on_name)
        words = ElidedLabel(promise.text)
        done = button(self.tr("Done"), "quiet", theme=theme, icon="check")
        done.setProperty("look", "small")
        done.setAccessibleName(self.tr("Done: {text}").format(text=promise.text))
        done.clicked.connect(self._on_done)
        due = badge(promise.due, "warning" if promise.is_late else "muted")
        box = row(sign, name, words, due, done, gap=UNIT)
        box.setStretch(2, 1)
        self.setLayout(box)

    def _on_done(self) -> None:
        self.kept.emit(self._id)

    def _on_name(self) -> None:
        self.opened.emit(self._customer_id)


class CustomerPanel(Card):
    """The card of the customer; with nobody there, what was promised for today.

    Signals:
        closed: the associate is done with this customer.
        noted: a note's text.
        promised: a follow-up's text and the day it is due.
        kept: id of a follow-up that is done.
        history_wanted: fold the history out or in.
        customer_wanted: id of a customer to open.
    """

    closed = Signal()
    noted = Signal(str)
    promised = Signal(str, object)
    kept = Signal(int)
    history_wanted = Signal(bool)
    customer_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=GAP - HALF, gap=UNIT)
        self._theme = theme
        self._customer_id: int | None = None
        self._build_head()
        self._build_rest()
        theme.changed.connect(self._on_theme)
        self._on_theme()
        self.show_card(None)

    def _build_head(self) -> None:
        self._badge = InitialsBadge(self._theme)
        self._name = ElidedLabel("", "title")
        self._line = ElidedLabel("", "caption", "muted")
        names = column(self._name, self._line, gap=0)
        self.note_button = self._tool("sticky-note", self.tr("Note"))
        self.note_button.clicked.connect(self._on_note_button)
        self.promise_button = self._tool("bell", self.tr("Follow-up"))
        self.promise_button.clicked.connect(self._on_promise_button)
        self.history_button = self._tool("history", self.tr("History"))
        self.history_button.setCheckable(True)
        self.history_button.toggled.connect(self.history_wanted)
        self.close_button = self._tool("x", self.tr("Clear"))
        self.close_button.setToolTip(self.tr("Next customer, the basket stays (Esc)"))
        self.close_button.clicked.connect(self.closed)
        head = row(self._badge, names, self.note_button, self.promise_button, self.history_button, self.close_button)
        head.setStretch(1, 1)
        self.box.addLayout(head)

    def _tool(self, icon: str, text: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setIcon(self._theme.icon(icon, "muted"))
        made.setIconSize(QSize(16, 16))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setProperty("kind", "quiet")
        made.setProperty("look", "small")
        return made

    def _build_rest(self) -> None:
        self._figures = [FigureLabel() for _ in range(5)]
        self._consents = row(gap=UNIT + HALF)
        self._figure_row = QWidget()
        figures = row(*self._figures, 1, self._consents, gap=GAP)
        self._figure_row.setLayout(figures)
        self._chips = BadgeStrip()
        self._note = ElidedLabel("", "caption", "muted")
        self._note_edit = QLineEdit()
        self._note_edit.setMaxLength(4000)
        self._note_edit.returnPressed.connect(self._on_note)
        self._due = QDateEdit()
        self._due.setCalendarPopup(True)
        self._due.setAccessibleName(self.tr("Due on"))
        self._due.setDisplayFormat(self.tr("d MMM yyyy"))
        self._due.installEventFilter(self)
        writing = row(self._note_edit, self._due)
        writing.setStretch(0, 1)
        self._writing = QWidget()
        self._writing.setLayout(writing)
        self._writing.hide()
        self._promises = QVBoxLayout()
        self._promises.setSpacing(0)
        for part in (self._figure_row, self._chips, self._note, self._writing):
            self.box.addWidget(part)
        self.box.addLayout(self._promises)

    def _on_theme(self) -> None:
        """On the floor the usual basket and the returns give their room to the consents; the profile has them."""
        for place in _SPARED_ON_FLOOR:
            self._figures[place].setVisible(not self._theme.is_floor)

    def show_card(self, card: CustomerCard | None) -> None:
        """Show a customer, or that nobody is known yet."""
        is_known = card is not None
        for part in (
            self.note_button,
            self.promise_button,
            self.history_button,
            self.close_button,
            self._figure_row,
            self._chips,
        ):
            part.setVisible(is_known)
        self._note.hide()
        self._clear_promises()
        shown, self._customer_id = self._customer_id, card.id if card is not None else None
        if shown != self._customer_id:  # news of the one who is there must not close what is being written or read
            self._writing.hide()
            self._note_edit.clear()
            self.history_button.setChecked(False)
        if card is None:
            self._badge.show_initials("")
            self._name.setText(self.tr("Walk-in customer"))
            self._line.setText(self.tr("Find them by name, phone, e-mail, card or receipt, or just start scanning"))
            return
        self._badge.show_initials(card.initials)
        self._name.setText(card.name)
        self._line.setText(" · ".join([card.number, *(text for _kind, text in card.contacts)]))
        self._show_figures(card)
        self._show_chips(card)
        if card.remarks:
            self._note.setText(f"{card.remarks[0].by}: {card.remarks[0].text}")
            self._note.setToolTip("\n".join(f"{one.by}: {one.text}" for one in card.remarks))
            self._note.show()
        for promise in card.promises[:2]:
            self._add_promise(promise)

    def show_due(self, due: tuple[FollowUpRow, ...]) -> None:
        """What was promised for today; shown while nobody stands here."""
        self._clear_promises()
        for one in due[:3]:
            self._add_promise(Promise(one.id, one.text, one.due, one.is_late), one)

    @property
    def is_noting(self) -> bool:
        """Whether the field for a note is open."""
        return self._writing.isVisible()

    @property
    def has_note(self) -> bool:
        """Whether a note is shown."""
        return not self._note.isHidden()

    def start_note(self) -> None:
        """Open the field for a note."""
        self._write(self.tr("What should we remember? Enter saves, Esc leaves"), is_promise=False)

    def start_promise(self) -> None:
        """Open the field for a follow-up, due in a week unless another day is chosen."""
        self._due.setDate(QDate.currentDate().addDays(7))
        self._write(self.tr("What do we promise? Enter saves, Esc leaves"), is_promise=True)

    def _write(self, hint: str, *, is_promise: bool) -> None:
        self._note_edit.setPlaceholderText(hint)
        self._due.setVisible(is_promise)
        self._writing.show()
        self._note_edit.setFocus()

    def stop_note(self) -> None:
        """Close it; what was typed stays for the next time."""
        self._writing.hide()

    def _show_figures(self, card: CustomerCard) -> None:
        for widget, figure in zip(self._figures, card.figures, strict=False):
            widget.show_figure(figure)
        _empty(self._consents)
        for mark in card.consents:
            self._consents.addWidget(ConsentLabel(self._theme, mark.word, mark.is_granted, mark.exact))

    def _show_chips(self, card: CustomerCard) -> None:
        chips = [(text, "warning") for text in card.dates] + list(card.standing)
        chips += [(text, "accent") for text in card.wishes]
        chips += [(text, "muted") for text in card.tastes]
        self._chips.show_badges(chips)
        self._chips.setVisible(bool(chips))

    def _add_promise(self, promise: Promise, whose: FollowUpRow | None = None) -> None:
        bar = PromiseBar(self._theme, promise, whose)
        bar.kept.connect(self.kept)
        bar.opened.connect(self.customer_wanted)
        self._promises.addWidget(bar)

    def _clear_promises(self) -> None:
        _empty(self._promises)

    def _on_note_button(self) -> None:
        if self.is_noting:
            self.stop_note()
        else:
            self.start_note()

    def _on_note(self) -> None:
        text = self._note_edit.text()
        is_promise = not self._due.isHidden()
        self._note_edit.clear()
        self.stop_note()
        if not text.strip():
            return
        if is_promise:
            self.promised.emit(text, self._due.date().toPython())
        else:
            self.noted.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in enter:
            self._on_note()  # from the day as from the words
            return True
        return super().eventFilter(watched, event)

    def _on_promise_button(self) -> None:
        if self.is_noting:
            self.stop_note()
        else:
            self.start_promise()


def _empty(box: QHBoxLayout | QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
