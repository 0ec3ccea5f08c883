"""Where stock can lie: the list of locations, and what a manager does with it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.settings.locations_desk import LocationsDesk
from shopassistant.desktop.pages.settings.sections import Section
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT, WIDE
from shopassistant.desktop.widgets.basics import Card, IconLabel, badge, button, hairline, label, row
from shopassistant.store.schema.stock import LOCATION_KINDS

if TYPE_CHECKING:
    from shopassistant.inventory.locations import LocationRow

_UNITS_WIDTH = 96
_ICONS = {"shop": "store", "backroom": "boxes", "warehouse": "warehouse", "damaged": "package-x"}


class LocationsSection(Section):
    """Every location with its kind and what lies there; add, rename, close."""

    def __init__(self, theme: Theme, catalogue: Catalogue, desk: LocationsDesk) -> None:
        super().__init__(theme)
        self._catalogue = catalogue
        self._desk = desk
        self._shown: tuple[LocationRow, ...] = ()
        self._list_card = Card(margin=WIDE, gap=UNIT)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(UNIT)
        self._list_card.box.addLayout(self._rows)
        self.box.insertWidget(self.box.count() - 1, self._list_card)
        self._build_form()
        desk.listed.connect(self._on_listed)
        desk.added.connect(self._on_added)

    def _build_form(self) -> None:
        self.name, self.code = QLineEdit(), QLineEdit()
        self.name.setMaxLength(80)
        self.code.setMaxLength(20)
        self.code.setMaximumWidth(200)
        self.kind = self._kinds("backroom")
        self.add = button(self.tr("Add location"), "primary")
        self.add.clicked.connect(self._on_add)
        self.code.returnPressed.connect(self._on_add)
        self._form = self.add_card()
        self._form.add_field(self.tr("Name"), self.name)
        self._form.add_field(
            self.tr("Kind"),
            self.kind,
            self.tr("What lies at a place for damaged goods is never counted as available."),
        )
        self._form.add_field(self.tr("Short code"), self.code, self.tr("A few letters for imports, such as BACK."))
        self._form.box.addLayout(row(1, self.add))

    def _kinds(self, chosen: str) -> QComboBox:
        made = QComboBox()
        for kind in LOCATION_KINDS:
            if kind != "transit":  # made by transfers themselves
                made.addItem(self._catalogue.say(f"location.kind.{kind}"), kind)
        made.setCurrentIndex(max(0, made.findData(chosen)))
        return made

    def entered(self) -> None:
        self._form.setVisible(self._desk.is_manager)
        self._desk.load()

    def _on_listed(self, rows: "tuple[LocationRow, ...]") -> None:
        self._shown = rows
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, location in enumerate(rows):
            if place:
                self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(location))

    def _row(self, location: "LocationRow") -> QWidget:
        is_manager = self._desk.is_manager
        name = QLineEdit(location.name)
        name.setMaxLength(80)
        name.setReadOnly(not is_manager)
        name.setAccessibleName(self.tr("Name of {code}").format(code=location.code))
        name.setProperty("location", location.id)
        name.editingFinished.connect(self._on_name)
        kind = self._kinds(location.kind)
        kind.setEnabled(is_manager and location.active)
        kind.setAccessibleName(self.tr("Kind of {name}").format(name=location.name))
        kind.setProperty("location", location.id)
        kind.activated.connect(self._on_kind)
        units = self.tr("{units} units").format(units=self._catalogue.number(location.units))
        amount = label(units, tone="muted")
        amount.setMinimumWidth(_UNITS_WIDTH)
        sign = IconLabel(self.theme, _ICONS.get(location.kind, "map-pin"), "muted")
        line = row(sign, name, kind, amount, gap=GAP)
        line.setStretch(1, 1)
        if not location.active:
            line.addWidget(badge(self.tr("closed")))
        if is_manager:
            active = button(self.tr("Close") if location.active else self.tr("Open again"))
            active.setProperty("location", location.id)
            active.setMinimumWidth(112)
            active.clicked.connect(self._on_active)
            line.addWidget(active)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _location(self) -> "LocationRow | None":
        """The location of the field that was touched."""
        sender = self.sender()
        wanted = 0 if sender is None else int(sender.property("location"))
        return next((one for one in self._shown if one.id == wanted), None)

    def _on_name(self) -> None:
        location, edit = self._location(), self.sender()
        if location is not None and isinstance(edit, QLineEdit) and edit.text().strip() != location.name:
            self._desk.rename(location, edit.text().strip())

    def _on_kind(self, _place: int) -> None:
        location, combo = self._location(), self.sender()
        if location is not None and isinstance(combo, QComboBox) and combo.currentData() != location.kind:
            self._desk.set_kind(location, str(combo.currentData()))

    def _on_active(self) -> None:
        location = self._location()
        if location is not None:
            self._desk.set_active(location, not location.active)

    def _on_add(self) -> None:
        name = self.name.text().strip()
        code = self.code.text().strip() or "".join(letter for letter in name.upper() if letter.isalnum())[:12]
        self._desk.add(code, name, str(self.kind.currentData()))

    def _on_added(self) -> None:
        self.name.clear()
        self.code.clear()
        self.name.setFocus()
