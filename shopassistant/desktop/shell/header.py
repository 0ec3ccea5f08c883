"""The line on top: the shop, the palette, the theme, and who is signed in."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from shopassistant.desktop.shell.actions import key_text
from shopassistant.desktop.shell.context import Shell
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT, mix
from shopassistant.desktop.widgets.basics import badge, button, label, row


class Header(QWidget):
    """Says where one is and who one is.

    Signals:
        switch_wanted: the staff button was pressed.
        palette_wanted: the palette button was pressed.
        theme_wanted: the theme button was pressed.
        advice_wanted: the sign that the recommendations need a manager was pressed.
    """

    switch_wanted = Signal()
    palette_wanted = Signal()
    theme_wanted = Signal()
    advice_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._shell = shell
        self._shop = label(role="lead", strong=True)
        self._demo = badge(self.tr("Demo shop"), "warning")
        self._demo.hide()
        self._attention: tuple[str, ...] = ()
        self.advice = button(self.tr("Look at the recommendations"), "quiet", theme=shell.theme, icon="gauge")
        self.advice.setToolTip(self.tr("They no longer fit what is sold, or cannot be learned anew."))
        self.advice.clicked.connect(self.advice_wanted)
        self.advice.hide()
        self._palette = _quiet(shell.theme, "search", self.tr("All actions") + "  " + key_text("Ctrl+K"))
        self._palette.clicked.connect(self.palette_wanted)
        self._theme = _quiet(shell.theme, "moon", self.tr("Light or dark"))
        self._theme.clicked.connect(self.theme_wanted)
        self._staff = QPushButton()
        self._staff.setProperty("kind", "quiet")
        self._staff.setAutoDefault(False)
        self._staff.clicked.connect(self.switch_wanted)
        box = row(self._shop, self._demo, 1, self.advice, self._palette, self._theme, self._staff)
        box.setContentsMargins(GAP, UNIT, UNIT, UNIT)
        self.setLayout(box)
        shell.staff.changed.connect(self._on_staff)
        shell.theme.changed.connect(self._on_staff)
        self._on_staff()

    def set_shop(self, name: str, *, is_demo: bool) -> None:
        """Show the shop's name."""
        self._shop.setText(name)
        self._demo.setVisible(is_demo)

    def set_attention(self, codes: tuple[str, ...]) -> None:
        """Show a manager that the recommendations need a look; nothing for an empty tuple."""
        self._attention = codes
        self._on_staff()

    def _on_staff(self) -> None:
        theme, staff = self._shell.theme, self._shell.staff
        self.setFixedHeight(theme.scale.control + 2 * UNIT)
        for one in (self._palette, self._theme):
            one.setIconSize(QSize(theme.scale.icon, theme.scale.icon))
        self._theme.setIcon(theme.icon("sun" if theme.colours.is_dark else "moon"))
        self._staff.setVisible(not staff.is_locked)
        self.advice.setVisible(bool(self._attention) and not staff.is_locked and staff.actor.has_role("manager"))
        if staff.is_locked:
            return
        name = staff.actor.name
        size = theme.scale.icon + UNIT
        self._staff.setText(name)
        self._staff.setIconSize(QSize(size + HALF, size))
        self._staff.setIcon(QIcon(avatar(theme, name, size, self.devicePixelRatioF())))
        self._staff.setToolTip(self.tr("Switch staff") + "  " + key_text("Ctrl+L"))


def _quiet(theme: Theme, icon: str, tip: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("kind", "quiet")
    made.setIcon(theme.icon(icon))
    made.setIconSize(QSize(theme.scale.icon, theme.scale.icon))
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    return made


def initials(name: str) -> str:
    """One or two capital letters for a name: ``"mia van dam"`` gives ``"MD"``."""
    words = name.split()
    picked = [words[0][0], words[-1][0]] if len(words) > 1 else [words[0][:1]] if words else ["?"]
    return "".join(picked).upper()


def avatar(theme: Theme, name: str, size: int, ratio: float = 1.0) -> QPixmap:
    """A disc with the initials, in a series colour that stays with the name."""
    pixmap = QPixmap(round((size + HALF) * ratio), round(size * ratio))  # a little room before the name
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    series = theme.colours.series
    ground = series[sum(name.encode()) % len(series)]
    tint = QColor(mix(theme.colours.raised, ground, 0.28))
    painter.setBrush(tint)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QRectF(0, 0, size, size))
    font = theme.font("caption", 600)
    font.setPixelSize(max(9, round(size * 0.42)))
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    painter.drawText(QRectF(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.end()
    return pixmap
