"""Small parts with the house's look: labels by role, cards, lines, buttons that show their key."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shopassistant.desktop.shell.actions import ActionRegistry, key_text
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT

# The colour of an icon on a button of each kind.
TONES = {"primary": "accent_text", "danger": "critical"}


def label(text: str = "", role: str = "body", tone: str = "", *, strong: bool = False, wrap: bool = False) -> QLabel:
    """Text by role (caption, body, lead, title, figure, display) and tone (muted, accent, positive, warning ...)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if strong:
        made.setProperty("strong", True)
    made.setWordWrap(wrap)
    return made


def badge(text: str, tone: str = "muted") -> QLabel:
    """A word in a quiet coloured field; the word says it, the colour only helps."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("badge", tone)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def keycap(keys: str) -> QLabel:
    """A key sequence drawn as a key."""
    made = QLabel(key_text(keys))
    made.setProperty("keycap", True)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def icon_size(theme: Theme) -> QSize:
    """Size of an icon before words: a little wider than high, so that the words keep their distance."""
    return QSize(theme.scale.icon + HALF, theme.scale.icon)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and have it looked at again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def hairline(*, vertical: bool = False) -> QFrame:
    """A line of one pixel."""
    made = QFrame()
    made.setProperty("line", "vertical" if vertical else "horizontal")
    return made


def column(*parts: QWidget | QLayout | int, margin: int = 0, gap: int = UNIT) -> QVBoxLayout:
    """A vertical layout; a number is a stretch of that weight."""
    box = QVBoxLayout()
    _fill(box, parts, margin, gap)
    return box


def row(*parts: QWidget | QLayout | int, margin: int = 0, gap: int = UNIT) -> QHBoxLayout:
    """A horizontal layout; a number is a stretch of that weight."""
    box = QHBoxLayout()
    _fill(box, parts, margin, gap)
    return box


def _fill(box: QHBoxLayout | QVBoxLayout, parts: tuple[QWidget | QLayout | int, ...], margin: int, gap: int) -> None:
    box.setContentsMargins(margin, margin, margin, margin)
    box.setSpacing(gap)
    for part in parts:
        if isinstance(part, int):
            box.addStretch(part)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)


class IconLabel(QWidget):
    """An icon that stands by itself. It follows the theme, which a pixmap in a label would not."""

    def __init__(self, theme: Theme, name: str, tone: str = "text", size: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._tone = tone
        side = size or theme.scale.icon
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon."""
        self._name = name
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._theme.icon(self._name, self._tone).paint(painter, self.rect())
        painter.end()


class Card(QFrame):
    """A raised field with a hairline; put things into `box`."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = GAP, gap: int = UNIT) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(margin, margin, margin, margin)
        self.box.setSpacing(gap)


class ElidedLabel(QLabel):
    """One line that is cut with an ellipsis where there is no room; the whole text is in its tooltip."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "", *, strong: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        if strong:
            self.setProperty("strong", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._full = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`, on one line."""
        self._full = " ".join(text.split())
        super().setText(self._full)
        self._fit()

    def full_text(self) -> str:
        """The text before it was cut."""
        return self._full

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        self.setToolTip(self._full if self._is_cut() else "")

    def _is_cut(self) -> bool:
        return QFontMetrics(self.font()).horizontalAdvance(self._full) > self.contentsRect().width() > 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.contentsRect()
        cut = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), cut)
        painter.end()


def button(text: str, kind: str = "", *, theme: Theme | None = None, icon: str = "", tone: str = "") -> QPushButton:
    """A push button: ``primary`` for the one thing to do next, ``quiet``, ``danger``, ``link`` or plain."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if theme is not None and icon:
        made.setIcon(theme.icon(icon, tone or TONES.get(kind, "text")))
        made.setIconSize(icon_size(theme))
    made.setAutoDefault(False)
    return made


class KeyButton(QPushButton):
    """A button that starts an action of the registry and shows its key at its right edge."""

    def __init__(self, actions: ActionRegistry, action_id: str, theme: Theme, kind: str = "", text: str = "") -> None:
        super().__init__()
        self._actions = actions
        self._id = action_id
        self._theme = theme
        action = actions.get(action_id)
        if kind:
            self.setProperty("kind", kind)
        self._key = key_text(action.keys)
        self.setText(text or action.text)
        if action.icon:
            self.setIcon(theme.icon(action.icon, TONES.get(kind, "text")))
            self.setIconSize(icon_size(theme))
        self.setAutoDefault(False)
        self.setAccessibleDescription(self._key)
        self.clicked.connect(self._start)

    def _start(self) -> None:
        self._actions.start(self._id)

    @property
    def _shows_key(self) -> bool:
        """A small button on the floor needs its room for its word."""
        return bool(self._key) and not (self._theme.is_floor and self.property("look") == "small")

    def _key_width(self) -> int:
        if not self._shows_key:
            return 0
        return QFontMetrics(self._theme.font("caption")).horizontalAdvance(self._key) + 2 * HALF + 2

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + (self._key_width() + UNIT if self._shows_key else 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        text, icon = option.text, option.icon
        if not self._shows_key:
            painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
            painter.end()
            return
        # The key stands at the right edge; text and icon share what is left of it.
        option.text, option.icon = "", type(icon)()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        option.text, option.icon = text, icon
        reserved = self._key_width() + UNIT
        option.rect = self.rect().adjusted(0, 0, -reserved, 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        self._paint_key(painter)
        painter.end()

    def _paint_key(self, painter: QPainter) -> None:
        from PySide6.QtCore import QRectF

        is_primary = self.property("kind") == "primary" and self.isEnabled()
        colour = self._theme.colour("accent_text" if is_primary else "muted")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("caption", 500))
        height = QFontMetrics(self._theme.font("caption")).height() + 2
        width = self._key_width()
        rect = QRectF(self.width() - width - UNIT + 0.5, (self.height() - height) / 2 + 0.5, width - 1, height - 1)
        line = type(colour)(colour)
        line.setAlphaF(0.45)
        painter.setPen(line)
        painter.drawRoundedRect(rect, HALF, HALF)
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._key)
