"""Who is here? Tiles of the staff and a number pad; the digits of the keyboard do the same."""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from shopassistant.core.errors import ShopError
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.header import avatar
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HUGE, UNIT, WIDE
from shopassistant.desktop.widgets.basics import Card, column, label, row
from shopassistant.store.actor import Actor

LONGEST_PIN = 12


class SignInPresenter(QObject):
    """Loads who works here and checks PINs, in lanes. No widgets.

    Signals:
        loaded: tuple of `StaffMember`.
        signed_in: the `Actor`.
        refused: the sentence why not.
    """

    loaded = Signal(object)
    signed_in = Signal(object)
    refused = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context

    def load(self) -> None:
        """Ask for the staff."""
        store = self._context.store

        def job(_progress: object) -> tuple[object, ...]:
            from shopassistant.store.staff import list_staff

            return tuple(list_staff(store))

        self._context.lanes.read.run(self, job, self.loaded.emit, key="staff")

    def check(self, staff_id: int | None, pin: str) -> None:
        """Check the PIN of one of the staff, or for None see whose it is."""
        store = self._context.store

        def job(_progress: object) -> Actor:
            from shopassistant.store.pin_alone import sign_in_by_pin
            from shopassistant.store.staff import sign_in

            return sign_in_by_pin(store, pin) if staff_id is None else sign_in(store, staff_id, pin)

        self._context.lanes.db.run(self, job, self.signed_in.emit, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self._context.catalogue.explain(error))
        else:
            self.refused.emit("")
            self._context.errors.show(error)


class PinPad(QWidget):
    """Digits to press or type.

    Signals:
        entered: the PIN, on Enter.
    """

    entered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setProperty("look", "search")
        self.edit.setMaxLength(LONGEST_PIN)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setPlaceholderText(self.tr("PIN"))
        self.edit.setAccessibleName(self.tr("PIN"))
        self.edit.returnPressed.connect(self._on_enter)
        grid = QGridLayout()
        grid.setSpacing(UNIT)
        for place, digit in enumerate("123456789"):
            grid.addWidget(self._key(digit), place // 3, place % 3)
        clear = self._key("", self.tr("Delete"))
        clear.setIcon(theme.icon("delete"))
        clear.setIconSize(QSize(24, 24))
        enter = self._key("", self.tr("Sign in"))
        enter.setProperty("kind", "big-primary")
        enter.setIcon(theme.icon("log-in", "accent_text"))
        enter.setIconSize(QSize(24, 24))
        grid.addWidget(clear, 3, 0)
        grid.addWidget(self._key("0"), 3, 1)
        grid.addWidget(enter, 3, 2)
        clear.clicked.connect(self.edit.backspace)
        enter.clicked.connect(self._on_enter)
        self.setLayout(column(self.edit, grid, gap=GAP))

    def _key(self, digit: str, name: str = "") -> QPushButton:
        made = QPushButton(digit)
        made.setProperty("kind", "big")
        made.setAccessibleName(name or digit)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setMinimumSize(80, 56)
        if digit:
            made.clicked.connect(self._on_digit)
        return made

    def _on_digit(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.edit.insert(sender.text())
            self.edit.setFocus()

    def _on_enter(self) -> None:
        pin = self.edit.text()
        if pin:
            self.entered.emit(pin)


class SignInScreen(QWidget):
    """Takes the place of the pages until a PIN fits. Esc goes back where somebody is still signed in.

    A PIN alone is enough: while no name is chosen it is the one of whoever has it, so that a colleague's PIN never
    counts against the name that happens to stand first.

    Signals:
        left: Esc; the one who was signed in goes on.
        nobody: no one works here yet.
    """

    left = Signal()
    nobody = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self.presenter = SignInPresenter(context)
        self._chosen: int | None = None
        self._tiles: dict[int, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(UNIT)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._notice = label(tone="critical", wrap=True)
        self._notice.setMinimumHeight(2 * context.theme.scale.body + UNIT)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.pad = PinPad(context.theme)
        self.pad.entered.connect(self._on_pin)
        self._lay_out()
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.signed_in.connect(self._on_signed_in)
        self.presenter.refused.connect(self._on_refused)

    def _lay_out(self) -> None:
        tiles = QWidget()
        tiles.setObjectName("scrolled")
        tiles.setLayout(self._grid)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(tiles)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumSize(2 * 208 + WIDE, 360)
        card = Card(margin=HUGE, gap=GAP)
        left = column(label(self.tr("Who is here?"), "title"), scroll, gap=GAP)
        right = column(self.pad, self._notice, 1, gap=GAP)
        body = row(left, right, gap=HUGE)
        body.setStretch(0, 1)
        card.box.addLayout(body)
        card.setMaximumWidth(920)
        words = self.tr("Type your PIN and press Enter. Arrow keys choose a name.")
        hint = label(words, "caption", "muted")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = column(1, card, hint, 2, gap=GAP)
        whole = row(1, middle, 1, margin=WIDE)
        whole.setStretch(1, 8)
        self.setLayout(whole)

    def prepare(self) -> None:
        """Called when it is shown: fresh names, an empty PIN."""
        self.pad.edit.clear()
        self._notice.clear()
        self._choose_nobody()
        self.presenter.load()
        self.pad.edit.setFocus()

    def _choose_nobody(self) -> None:
        self._chosen = None
        self._group.setExclusive(False)
        for tile in self._tiles.values():
            tile.setChecked(False)
        self._group.setExclusive(True)

    def _on_loaded(self, members: tuple[object, ...]) -> None:
        for tile in self._tiles.values():
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.deleteLater()
        self._tiles = {}
        if not members:
            self.nobody.emit()
            return
        for place, member in enumerate(members):
            tile = self._tile(member)
            self._grid.addWidget(tile, place // 2, place % 2)
        if self._chosen not in self._tiles:
            self._chosen = next(iter(self._tiles)) if len(self._tiles) == 1 else None
        if self._chosen in self._tiles:
            self._tiles[self._chosen].setChecked(True)

    def _tile(self, member: object) -> QPushButton:
        from shopassistant.store.staff import StaffMember

        if not isinstance(member, StaffMember):
            raise TypeError(member)
        tile = QPushButton(member.name)
        tile.setCheckable(True)
        tile.setProperty("tile", True)
        tile.setMinimumWidth(208)
        tile.setIcon(QIcon(avatar(self._context.theme, member.name, 32, self.devicePixelRatioF())))
        tile.setIconSize(QSize(36, 32))
        tile.setProperty("staff", member.id)
        tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tile.clicked.connect(self._on_tile)
        self._group.addButton(tile)
        self._tiles[member.id] = tile
        return tile

    def choose(self, staff_id: int) -> None:
        """Select a name."""
        self._chosen = staff_id
        if staff_id in self._tiles:
            self._tiles[staff_id].setChecked(True)
        self._notice.clear()
        self.pad.edit.clear()
        self.pad.edit.setFocus()

    def _on_tile(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.choose(int(sender.property("staff")))

    def _on_pin(self, pin: str) -> None:
        self.pad.setEnabled(False)
        self.presenter.check(self._chosen, pin)

    def _on_signed_in(self, actor: Actor) -> None:
        self.pad.setEnabled(True)
        self.pad.edit.clear()
        self._context.staff.sign_in(actor)

    def _on_refused(self, sentence: str) -> None:
        self.pad.setEnabled(True)
        self.pad.edit.clear()
        self._notice.setText(sentence)
        self.pad.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 2, Qt.Key.Key_Up: -2}.get(
            Qt.Key(event.key())
        )
        if step is not None and self._tiles:
            ids = list(self._tiles)
            at = ids.index(self._chosen) + step if self._chosen in ids else 0
            self.choose(ids[min(max(at, 0), len(ids) - 1)])
            return
        if event.key() == Qt.Key.Key_Escape and not self._context.staff.is_locked:
            self.left.emit()
            return
        super().keyPressEvent(event)
