"""The basket column: product box, lines, what goes with them, the total, and the one loud button."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.line_row import LineRow
from shopassistant.desktop.pages.counter.offers_strip import OffersStrip
from shopassistant.desktop.pages.counter.views import Offer
from shopassistant.desktop.shell.actions import ActionRegistry
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import (
    Card,
    ElidedLabel,
    KeyButton,
    button,
    column,
    hairline,
    label,
    row,
)
from shopassistant.desktop.widgets.clamped import ClampedLabel

if TYPE_CHECKING:
    from shopassistant.sales.basket import BasketView


class GoesWith(QWidget):
    """A few things that go with what is in the basket.

    Signals:
        wanted: an `Offer`.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[tuple[QWidget, ElidedLabel, ClampedLabel, QLabel, QPushButton]] = []
        self._offers: tuple[Offer, ...] = ()
        self._box = column(label(self.tr("Goes with it"), "caption", "muted", strong=True), gap=2)
        self.setLayout(self._box)
        self.hide()

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show the offers; none hides the strip."""
        self._offers = offers
        while len(self._rows) < len(offers):
            self._rows.append(self._new_row(len(self._rows)))
        for position, (ground, name, why, price, add) in enumerate(self._rows):
            ground.setVisible(position < len(offers))
            if position < len(offers):
                offer = offers[position]
                name.setText(offer.name)
                name.setToolTip(offer.why)
                price.setText(offer.price)
                why.setText(offer.why)
                add.setAccessibleName(self.tr("Add {name}").format(name=offer.name))
        self.setVisible(bool(offers))

    def _new_row(self, position: int) -> tuple[QWidget, ElidedLabel, ClampedLabel, QLabel, QPushButton]:
        name, why, price = ElidedLabel(), ClampedLabel(2, "caption", "muted"), label("", tone="muted")
        add = button(self.tr("Add"), "quiet", theme=self._theme, icon="plus", tone="accent")
        add.setProperty("look", "small")
        add.setProperty("position", position)
        add.clicked.connect(self._on_add)
        ground = QWidget()
        box = row(column(name, why, gap=0), price, add, gap=UNIT)
        box.setStretch(0, 1)
        ground.setLayout(box)
        self._box.addWidget(ground)
        return ground, name, why, price, add

    def _on_add(self) -> None:
        sender = self.sender()
        position = sender.property("position") if sender is not None else None
        if isinstance(position, int) and position < len(self._offers):
            self.wanted.emit(self._offers[position])


class BasketPanel(QWidget):
    """Lines and totals of the basket.

    Signals: as those of `LineRow`, and
        wanted: an `Offer` of what goes with it.
        points_wanted, coupon_removed: as those of `OffersStrip`.
    """

    points_wanted = Signal(bool)
    coupon_removed = Signal(int)
    quantity_wanted = Signal(int, int)
    code_typed = Signal(str)
    discount_wanted = Signal(int)
    removed = Signal(int)
    wanted = Signal(object)

    def __init__(self, theme: Theme, catalogue: Catalogue, actions: ActionRegistry) -> None:
        super().__init__()
        self._theme = theme
        self._catalogue = catalogue
        self._rows: list[LineRow] = []
        self._count = 0
        self._current = 0
        self.goes_with = GoesWith(theme)
        self.goes_with.wanted.connect(self.wanted)
        self.strip = OffersStrip(theme, catalogue)
        self.strip.points_wanted.connect(self.points_wanted)
        self.strip.coupon_removed.connect(self.coupon_removed)
        self._build_lines()
        card = Card(margin=UNIT + HALF, gap=UNIT)
        card.box.addLayout(self._build_head(actions))
        card.box.addWidget(self._empty, 1)
        card.box.addWidget(self._scroll, 1)
        card.box.addWidget(self.goes_with)
        card.box.addWidget(self.strip)
        card.box.addWidget(hairline())
        card.box.addLayout(self._build_totals())
        card.box.addWidget(self._build_complete(actions))
        self.setLayout(column(card))

    def _build_head(self, actions: ActionRegistry) -> QHBoxLayout:
        self._title = label(self.tr("Basket"), "lead", strong=True)
        parts = []
        for action_id, text in (
            ("counter.hold", self.tr("Hold")),
            ("counter.resume", self.tr("Resume")),
            ("counter.return", self.tr("Return")),
        ):
            made = KeyButton(actions, action_id, self._theme, "quiet", text)
            made.setIcon(QIcon())  # word and key say it, and leave the title its room
            made.setProperty("look", "small")
            parts.append(made)
        return row(self._title, 1, *parts, gap=0)

    def _build_lines(self) -> None:
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        self.ground = QWidget()
        self.ground.setObjectName("scrolled")
        self.ground.setLayout(self._lines)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.ground)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words = label(self.tr("Scan a product, or press F3 and type its name."), "body", "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign = QLabel()
        sign.setPixmap(self._theme.icon("scan-barcode", "muted").pixmap(40, 40))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty = QWidget()
        self._empty.setLayout(column(1, sign, words, 1, gap=GAP))

    def _build_totals(self) -> QVBoxLayout:
        self._small = label("", "caption", "muted")
        self._total = label("", "figure")
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._total_word = label(self.tr("Total"), "lead", strong=True)
        self.kept = label("", "caption", "warning", wrap=True)
        self.kept.hide()
        totals = column(row(self._total_word, 1, self._total), self._small, gap=0)
        return column(self.kept, totals, gap=HALF)

    def _build_complete(self, actions: ActionRegistry) -> KeyButton:
        self._complete = KeyButton(actions, "counter.complete", self._theme, "primary", self.tr("Complete"))
        self._complete.setProperty("look", "big")
        return self._complete

    @property
    def rows(self) -> tuple[LineRow, ...]:
        """The lines shown, in order."""
        return tuple(self._rows[: self._count])

    @property
    def total_text(self) -> str:
        """The total as it stands on the page."""
        return self._total.text()

    @property
    def total_word(self) -> str:
        """What the total is: to pay, or to give back."""
        return self._total_word.text()

    @property
    def small_text(self) -> str:
        """What stands under it: what comes back, the discount, the tax."""
        return self._small.text()

    def show_basket(self, view: "BasketView") -> None:
        """Show a `BasketView`."""
        warnings: dict[int, list[str]] = {}
        for warning in view.warnings:
            values = dict(warning.values)
            code = f"counter.line.{warning.code}" + (".none" if values.get("stock") == 0 else "")
            words = self._catalogue.say(code, values)
            warnings.setdefault(warning.line_id, []).append(words)
        while len(self._rows) < len(view.lines):
            self._rows.append(self._new_row())
        grew = len(view.lines) > self._count
        self._count = len(view.lines)
        for position, made in enumerate(self._rows):
            made.setVisible(position < self._count)
            if position < self._count:
                line = view.lines[position]
                made.show_line(line, tuple(warnings.get(line.id, ())))
        self._empty.setVisible(not view.lines)
        self._scroll.setVisible(bool(view.lines))
        self._title.setText(self.tr("Basket ({count})").format(count=view.units) if view.units else self.tr("Basket"))
        self.strip.show_basket(view)
        self._show_totals(view)
        if grew:
            self._lines.activate()
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _show_totals(self, view: "BasketView") -> None:
        money = self._catalogue.money
        parts = [self.tr("incl. tax {tax}").format(tax=money(view.tax_minor))] if view.tax_minor else []
        back = [line for line in view.lines if line.returns_line_id is not None]
        if discount := view.discount_minor - sum(line.discount_minor for line in back):
            parts.insert(0, self.tr("discount {amount}").format(amount=money(-discount)))
        if back:
            amount = money(-sum(line.total_minor for line in back))
            parts.insert(0, self.tr("given back {amount}").format(amount=amount))
        self._small.setText("  ·  ".join(parts))
        self.kept.setText(self._catalogue.say("counter.points_kept", {"kept_minor": view.due_minor}))
        self.kept.setVisible(view.due_minor > 0)
        self._total_word.setText(self.tr("To give back") if view.total_minor < 0 else self.tr("Total"))
        self._total.setText(money(abs(view.total_minor)))
        self._complete.setEnabled(bool(view.lines))

    def flash(self, line_id: int) -> None:
        """Show which line just changed."""
        for made in self.rows:
            if made.line_id == line_id:
                made.flash()
                self._scroll.ensureWidgetVisible(made, 0, 0)

    @property
    def current_line(self) -> int:
        """The line that was touched or focused last; 0 for none."""
        shown = [made.line_id for made in self.rows]
        if self._current in shown:
            return self._current
        return shown[-1] if shown else 0

    def make_current(self, line_id: int) -> None:
        """Let F4 mean this line."""
        self._current = line_id

    def focus_lines(self) -> bool:
        """Put the focus on the current line."""
        for made in self.rows:
            if made.line_id == self.current_line:
                made.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def _new_row(self) -> LineRow:
        made = LineRow(self._theme, self._catalogue)
        made.quantity_wanted.connect(self.quantity_wanted)
        made.code_typed.connect(self.code_typed)
        made.discount_wanted.connect(self.discount_wanted)
        made.removed.connect(self.removed)
        made.stepped.connect(self._on_stepped)
        made.focused.connect(self.make_current)
        self._lines.insertWidget(len(self._rows), made)
        return made

    def _on_stepped(self, steps: int) -> None:
        rows = self.rows
        here = next((position for position, made in enumerate(rows) if made.hasFocus()), -1)
        there = here + steps
        if here >= 0 and 0 <= there < len(rows):
            rows[there].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(rows[there])
