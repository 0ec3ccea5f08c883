"""Settings: the shop, this terminal, the staff, learning, forecasts, try-on, e-mail, the data."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QStackedWidget, QWidget

from shopassistant.desktop.pages.settings.data_section import DataSection
from shopassistant.desktop.pages.settings.forecast_section import ForecastSection
from shopassistant.desktop.pages.settings.learning_section import LearningSection
from shopassistant.desktop.pages.settings.locations_desk import LocationsDesk
from shopassistant.desktop.pages.settings.locations_section import LocationsSection
from shopassistant.desktop.pages.settings.mail_desk import MailSettingsDesk
from shopassistant.desktop.pages.settings.mail_section import MailSection
from shopassistant.desktop.pages.settings.model_section import ModelSection
from shopassistant.desktop.pages.settings.presenter import SettingsPresenter
from shopassistant.desktop.pages.settings.sections import Section
from shopassistant.desktop.pages.settings.shop_section import ShopSection
from shopassistant.desktop.pages.settings.staff_section import StaffSection
from shopassistant.desktop.pages.settings.terminal_section import TerminalSection
from shopassistant.desktop.pages.settings.try_on_desk import TryOnSettingsDesk
from shopassistant.desktop.pages.settings.try_on_section import TryOnSection
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, UNIT, WIDE
from shopassistant.desktop.widgets.basics import column, icon_size, label, row

WIDEST = 820


class SettingsPage(Page):
    """Sections on the left, their fields on the right."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.presenter = SettingsPresenter(context)
        self._sections: dict[str, Section] = {}
        self._list = QListWidget()
        self._list.setFixedWidth(208)
        self._list.setObjectName("sections")
        self._list.setAccessibleName(self.tr("Sections"))
        self._stack = QStackedWidget()
        self._add("shop", self.tr("Shop"), "store", ShopSection(context.theme, self.presenter))
        self._add("terminal", self.tr("This terminal"), "monitor", TerminalSection(context.theme, context.settings))
        self.locations_desk = LocationsDesk(context, self)
        locations = LocationsSection(context.theme, context.catalogue, self.locations_desk)
        self._add("locations", self.tr("Locations"), "map-pin", locations)
        self._add("staff", self.tr("Staff"), "users", StaffSection(context.theme, self.presenter))
        self._add("learning", self.tr("Learning"), "gauge", LearningSection(context.theme, self.presenter))
        self._add("forecasts", self.tr("Forecasts"), "calendar-clock", ForecastSection(context.theme, self.presenter))
        self.try_on_desk = TryOnSettingsDesk(context, self)
        try_on = TryOnSection(context.theme, context.catalogue, self.try_on_desk)
        self._add("try_on", self.tr("Try-on"), "glasses", try_on)
        self.mail_desk = MailSettingsDesk(context, self)
        self._add("mail", self.tr("E-mail"), "mail", MailSection(context.theme, self.mail_desk))
        self._add("model", self.tr("Language model"), "message-circle", ModelSection(context.theme, self.mail_desk))
        self._add("data", self.tr("Data and about"), "database", DataSection(context, self.presenter))
        self._list.currentRowChanged.connect(self._on_row)
        self._list.setCurrentRow(0)
        self._list.setIconSize(icon_size(context.theme))
        self._list.setFixedHeight(self._list.count() * context.theme.scale.row + UNIT)
        left = column(label(self.tr("Settings"), "title"), self._list, 1, gap=GAP)
        body = row(left, self._stack, margin=WIDE, gap=WIDE)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._connect()

    def _connect(self) -> None:
        context = self.context
        self.presenter.done.connect(self._on_done)
        self.presenter.refused.connect(context.errors.show)
        self.presenter.kept.connect(self._on_kept)
        self.try_on_desk.saved.connect(self._on_try_on_saved)
        context.staff.changed.connect(self._on_staff)
        data = self._sections["data"]
        if isinstance(data, DataSection):
            words = (self.tr("Back up the shop"), self.tr("Bring a backup back"))
            context.actions.add(
                Action("settings.backup", words[0], data.backup.click, icon="save", page="settings"),
                Action("settings.restore", words[1], data.restore.click, icon="rotate-ccw", page="settings"),
            )

    def _add(self, name: str, title: str, icon: str, section: Section) -> None:
        self._sections[name] = section
        item = QListWidgetItem(self.context.theme.icon(icon, "muted"), title)
        item.setData(Qt.ItemDataRole.UserRole, name)
        self._list.addItem(item)
        ground = QWidget()
        ground.setObjectName("scrolled")
        section.setMaximumWidth(WIDEST)
        inner = row(section, 1)
        inner.setStretch(0, 100)
        inner.setContentsMargins(0, 0, UNIT, 0)
        ground.setLayout(inner)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(ground)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(scroll)

    def shown(self) -> None:
        self.presenter.load()
        self.mail_desk.load()
        self.try_on_desk.load()
        self._on_staff()
        self._list.setFocus()

    def open_with(self, what: object) -> None:
        """Show the section with this name."""
        names = list(self._sections)
        if what in names:
            self._list.setCurrentRow(names.index(str(what)))

    def _on_row(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        list(self._sections.values())[place].entered()

    def _on_staff(self) -> None:
        for section in self._sections.values():
            section.entered()

    def _on_done(self, code: str) -> None:
        words = {
            "shop": self.tr("Saved the shop"),
            "plan": self.tr("Saved the plan"),
            "forecast_plan": self.tr("Saved the plan"),
            "hired": self.tr("Added to staff"),
            "role": self.tr("The new role holds from the next sign-in on"),
            "pin": self.tr("The new PIN holds"),
            "active": self.tr("Saved"),
            "backup": self.tr("The copy is complete"),
            "restored": self.tr("The backup is back"),
        }
        self.context.toasts.show(words[code])

    def _on_try_on_saved(self) -> None:
        self._on_done("plan")

    def _on_kept(self, path: str) -> None:
        if path:
            words = self.tr("What was here before lies in {path}.")
            self.context.errors.tell(words.format(path=path), "positive")
