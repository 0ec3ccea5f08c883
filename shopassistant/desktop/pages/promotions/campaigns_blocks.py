"""The parts of a mail under each other: each a text with placeholders, checked while somebody types."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.promotions.campaigns_words import block_hint, block_words, placeholder_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.promotions.campaigns.content import KINDS, LONGEST_BLOCK, MOST_BLOCKS, Block
from shopassistant.promotions.campaigns.placeholders import check_text, names_for

_LINES = {"text": 4, "greeting": 1, "closing": 2}


class WordsEdit(QPlainTextEdit):
    """Plain text of some lines with its faults told below. Tab goes on; the menu puts placeholders in.

    Signals:
        edited: somebody changed it.
    """

    edited = Signal()

    def __init__(
        self, theme: Theme, catalogue: Catalogue, name: str, lines: int = 1, longest: int = LONGEST_BLOCK
    ) -> None:
        super().__init__()
        self._catalogue, self._lines, self._longest = catalogue, lines, longest
        self._theme = theme
        self._products = 0
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.fault = label("", "caption", "critical", wrap=True)
        self.fault.hide()
        self._fit()
        theme.changed.connect(self._fit)
        self.textChanged.connect(self._on_text)

    def _fit(self) -> None:
        metrics = QFontMetrics(self._theme.font("body"))
        self.setFixedHeight(metrics.lineSpacing() * self._lines + 2 * UNIT + 6)

    def set_products(self, products: int) -> None:
        """How many products there are to name."""
        if products != self._products:
            self._products = products
            self._check()

    def show_text(self, text: str) -> None:
        """Put a text in without telling anybody."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._check()

    @property
    def text(self) -> str:
        """What stands here."""
        return self.toPlainText()

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.fault.text()

    def put_in(self, name: str) -> None:
        """A placeholder at the cursor."""
        self.insertPlainText(
            "{" + name + ("|there}" if name == "first_name" and self._catalogue.language == "en" else "}")
        )
        self.setFocus()

    def _on_text(self) -> None:
        if len(self.text) > self._longest:
            cursor = self.textCursor()
            self.show_text(self.text[: self._longest])
            cursor.movePosition(QTextCursor.MoveOperation.End)
            self.setTextCursor(cursor)
        self._check()
        self.edited.emit()

    def _check(self) -> None:
        problems = check_text(self.text, self._products)
        said = self._catalogue.say(problems[0].code, dict(problems[0].values)) if problems else ""
        self.fault.setText(said)
        self.fault.setVisible(bool(said) and self.fault.parent() is not None)


class BlockRow(QWidget):
    """One block.

    Signals:
        edited: its text changed.
        moved: up (-1) or down (1).
        removed: it is to go.
    """

    edited = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, theme: Theme, catalogue: Catalogue, block: Block, products: int) -> None:
        super().__init__()
        self.kind = block.kind
        name, hint = block_words(block.kind), block_hint(block.kind)
        self.words = WordsEdit(theme, catalogue, name, _LINES.get(block.kind, 1))
        self.words.set_products(products)
        self.words.show_text(block.text)
        self.words.setPlaceholderText(hint)
        self.words.edited.connect(self.edited.emit)
        self._put = put = _tool(theme, "plus", self.tr("Put in a name, a price, the offer"))
        up, down = _tool(theme, "chevron-up", self.tr("Up")), _tool(theme, "chevron-down", self.tr("Down"))
        away = _tool(theme, "x", self.tr("Remove"))
        put.clicked.connect(self._on_put)
        up.clicked.connect(self._on_up)
        down.clicked.connect(self._on_down)
        away.clicked.connect(self.removed.emit)
        self._products = products
        head = row(label(name, "caption", "muted"), 1, put, up, down, away, gap=0)
        self.setLayout(column(head, self.words, self.words.fault, gap=2))

    @property
    def block(self) -> Block:
        """As it is now."""
        return Block(self.kind, self.words.text)

    def set_products(self, products: int) -> None:
        """How many products there are to name."""
        self._products = products
        self.words.set_products(products)

    def _on_put(self) -> None:
        below = self._put.mapToGlobal(QPoint(0, self._put.height()))
        placeholder_menu(self, self._products, self.words).popup(below)

    def _on_up(self) -> None:
        self.moved.emit(-1)

    def _on_down(self) -> None:
        self.moved.emit(1)


def placeholder_menu(parent: QWidget, products: int, words: WordsEdit) -> QMenu:
    """What can be put into a text."""
    menu = QMenu(parent)
    for name in names_for(products):
        menu.addAction(placeholder_words(name), partial(words.put_in, name))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _tool(theme: Theme, icon: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(theme.icon(icon, "muted"))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setAutoRaise(True)
    return made


class Blocks(QWidget):
    """All blocks of a mail.

    Signals:
        edited: something changed.
    """

    edited = Signal()

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._theme, self._catalogue = theme, catalogue
        self._products = 0
        self.rows: list[BlockRow] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(UNIT)
        self.add_button = button(self.tr("Add a part"), theme=theme, icon="plus")
        self.add_button.clicked.connect(self._ask_kind)
        self.setLayout(column(self._box, row(self.add_button, 1)))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """As they are now."""
        return tuple(one.block for one in self.rows)

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong with any."""
        return all(one.words.is_good for one in self.rows)

    def show_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Show these in place of those there."""
        for one in self.rows:
            self._box.removeWidget(one)
            one.hide()
            one.deleteLater()
        self.rows = []
        for block in blocks:
            self._insert(len(self.rows), block)

    def set_products(self, products: int) -> None:
        """How many products there are to name."""
        self._products = products
        for one in self.rows:
            one.set_products(products)

    def _insert(self, place: int, block: Block) -> BlockRow:
        made = BlockRow(self._theme, self._catalogue, block, self._products)
        made.edited.connect(self.edited.emit)
        made.moved.connect(self._on_moved)
        made.removed.connect(self._on_removed)
        self.rows.insert(place, made)
        self._box.insertWidget(place, made)
        self.add_button.setEnabled(len(self.rows) < MOST_BLOCKS)
        return made

    def _on_moved(self, by: int) -> None:
        one = self.sender()
        if not isinstance(one, BlockRow):
            return
        place = self.rows.index(one)
        if 0 <= place + by < len(self.rows):
            self.rows.insert(place + by, self.rows.pop(place))
            self._box.removeWidget(one)
            self._box.insertWidget(place + by, one)
            self.edited.emit()

    def _on_removed(self) -> None:
        one = self.sender()
        if len(self.rows) == 1 or not isinstance(one, BlockRow):
            return
        self.rows.remove(one)
        self._box.removeWidget(one)
        one.hide()
        one.deleteLater()
        self.add_button.setEnabled(True)
        self.edited.emit()

    def _ask_kind(self) -> None:
        menu, there = QMenu(self), {one.kind for one in self.rows}
        for kind in KINDS:
            if kind == "text" or kind not in there:
                menu.addAction(block_words(kind), partial(self._add, kind))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def _add(self, kind: str) -> None:
        place = len(self.rows)
        if self.rows and self.rows[-1].kind == "closing":
            place -= 1
        self._insert(place, Block(kind)).words.setFocus()
        self.edited.emit()
