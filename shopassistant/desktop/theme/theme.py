"""The look as an object: fonts, palette, style sheet, icons; switched live, following the system when asked to."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from shopassistant.core.paths import resource
from shopassistant.desktop.theme import qss
from shopassistant.desktop.theme.icons import Icons
from shopassistant.desktop.theme.tokens import FAMILY, SCALES, THEMES, Colours, Scale

WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


class Theme(QObject):
    """The one look of the program. Widgets ask it for colours when they paint, so that a switch needs no rebuilding.

    Signals:
        changed: colours or sizes are new; whoever painted from them repaints.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "system", profile: str = "counter") -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self._profile = profile
        self.colours: Colours = THEMES[self._wanted()]
        self.scale: Scale = SCALES[profile]
        self.icons = Icons(self)
        self._folder = QTemporaryDir()
        load_fonts()
        if app.style().name() != "fusion":  # a second look in the same program does not style everything anew
            app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def mode(self) -> str:
        """``"light"``, ``"dark"`` or ``"system"``."""
        return self._mode

    @property
    def profile(self) -> str:
        """``"counter"`` or ``"floor"``."""
        return self._profile

    @property
    def is_floor(self) -> bool:
        """Whether it is the floor's profile: large letters for a thumb and no keyboard, so keys need no telling."""
        return self._profile == "floor"

    def use(self, mode: str | None = None, profile: str | None = None) -> None:
        """Switch the theme or the profile, at once."""
        self._mode = mode or self._mode
        self._profile = profile or self._profile
        self._refresh()

    def icon(self, name: str, tone: str = "text") -> QIcon:
        """The line icon `name`, in the colour `tone`, whichever theme is on when it is painted."""
        return self.icons.icon(name, tone)

    def colour(self, tone: str) -> QColor:
        """The colour of token `tone` in the theme that is on."""
        return QColor(self.colours.tone(tone))

    def font(self, role: str = "body", weight: int = 400) -> QFont:
        """A font of the type scale, for painting by hand."""
        font = QFont(FAMILY)
        font.setPixelSize(getattr(self.scale, role))
        font.setWeight(QFont.Weight(weight))
        return font

    def _wanted(self) -> str:
        if self._mode in THEMES:
            return self._mode
        return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode == "system":
            self._refresh()

    def _refresh(self) -> None:
        colours, scale = THEMES[self._wanted()], SCALES[self._profile]
        if (colours, scale) == (self.colours, self.scale):
            return
        self.colours, self.scale = colours, scale
        self._apply()
        self.changed.emit()

    def _signs(self) -> dict[str, str]:
        """Tinted pictures as files, because a style sheet takes them no other way."""
        folder = Path(self._folder.path())
        colours = self.colours
        wanted = (
            ("check", "check", "accent_text"),
            ("dot", "circle-dot", "accent_text"),
            ("down", "chevron-down", "muted"),
        )
        paths = {}
        for sign, icon, tone in (*wanted, ("up", "chevron-up", "muted")):
            path = folder / f"{sign}-{colours.name}.svg"
            if not path.exists():
                path.write_text(self.icons.svg(icon, colours.tone(tone)), "utf-8")
            paths[sign] = path.as_posix()
        return paths

    def _apply(self) -> None:
        target = self._target()
        target.setFont(self.font())
        target.setPalette(_palette(self.colours))
        target.setStyleSheet(qss.build(self.colours, self.scale, self._signs()))

    def _target(self) -> QApplication | QWidget:
        """What wears this look: all of the program."""
        return self._app


def load_fonts() -> None:
    """Make the bundled typeface known to Qt; a missing file is our bug."""
    if FAMILY in QFontDatabase.families():
        return
    for weight in WEIGHTS:
        path = resource("fonts", f"{FAMILY}-{weight}.ttf")
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"font cannot be loaded: {path}")


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for one, colour in (
        (role.Window, c.surface),
        (role.WindowText, c.text),
        (role.Base, c.raised),
        (role.AlternateBase, c.surface),
        (role.Text, c.text),
        (role.Button, c.raised),
        (role.ButtonText, c.text),
        (role.BrightText, c.critical),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.accent_text),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.PlaceholderText, c.muted),
        (role.ToolTipBase, c.text),
        (role.ToolTipText, c.surface),
        (role.Accent, c.accent),
        (role.Mid, c.line),
        (role.Dark, c.control_line),
        (role.Light, c.raised),
    ):
        palette.setColor(one, QColor(colour))
    for one in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(c.muted))
    return palette
