"""What the window itself can do, whatever page is in front."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from shopassistant.core.paths import log_dir
from shopassistant.desktop.shell.actions import Action

if TYPE_CHECKING:
    from shopassistant.desktop.app import Desktop


class WindowActions:
    """Registers the window's actions and does them."""

    def __init__(self, desktop: "Desktop") -> None:
        self._desktop = desktop
        self._window = desktop.window
        self._shell = desktop.shell
        self._shell.actions.add(*self._everyday(), *self._of_the_terminal())

    def _everyday(self) -> tuple[Action, ...]:
        say = QCoreApplication.translate
        return (
            Action("staff.switch", say("window", "Switch staff"), self.switch, "Ctrl+L", "users"),
            Action("staff.lock", say("window", "Lock this terminal"), self.lock, "Ctrl+Shift+L", "lock"),
            Action(
                "window.undo", say("window", "Undo the last step"), self.undo, "Ctrl+Z", "undo-2", "", self.can_undo
            ),
            Action("kiosk.open", say("window", "Open the kiosk for customers"), self.kiosk, icon="scan-face"),
            Action(
                "forecast.now",
                say("window", "Forecast the demand anew"),
                self.forecast,
                icon="refresh-cw",
                enabled=self.may_forecast,
            ),
        )

    def _of_the_terminal(self) -> tuple[Action, ...]:
        say = QCoreApplication.translate
        dark, size = (
            say("window", "Switch between light and dark"),
            say("window", "Switch between counter and floor size"),
        )
        full, logs = say("window", "Full screen on or off"), say("window", "Open the log folder")
        close = say("window", "Close the window")
        actions = (
            Action("window.palette", say("window", "Search all actions"), self.palette, "Ctrl+K", "search"),
            Action("window.keys", say("window", "Show the keys of this page"), self.keys, "F1", "keyboard"),
            Action("theme.toggle", dark, self.toggle_theme, "Ctrl+Shift+D", "moon"),
            Action("profile.toggle", size, self.toggle_profile, icon="monitor"),
            Action("window.fullscreen", full, self.full_screen, "F11", "monitor"),
            Action("window.logs", logs, self.logs, icon="folder-open"),
            Action("window.quit", close, self._window.close_soon, "Ctrl+Q", "log-out"),
        )
        return tuple(replace(action, needs_sign_in=False) for action in actions)

    def palette(self) -> None:
        """Open or close the palette."""
        palette = self._desktop.palette
        if palette.isVisible():
            palette.close_overlay()
        else:
            palette.open()

    def keys(self) -> None:
        """Show what keys do here."""
        self._desktop.key_sheet.open()

    def kiosk(self) -> None:
        """Give the screen to the customers."""
        self._desktop.open_kiosk()

    def switch(self) -> None:
        """Ask who is here; the one signed in stays until another PIN fits."""
        self._desktop.show_sign_in()

    def lock(self) -> None:
        """Nobody is signed in any more."""
        self._shell.staff.lock()

    def can_undo(self) -> bool:
        """Whether a toast offers it."""
        return self._window.toast_host.can_undo

    def undo(self) -> None:
        """Do what the toast's Undo would."""
        self._window.toast_host.undo()

    def may_forecast(self) -> bool:
        """Whether somebody who may is signed in, and nothing is being forecast already."""
        desk, staff = self._desktop.forecasting, self._shell.staff
        return desk is not None and not desk.is_busy and not staff.is_locked and staff.actor.has_role("manager")

    def forecast(self) -> None:
        """Forecast from what was sold until yesterday, whatever the plan says."""
        if self._desktop.forecasting is not None:
            self._desktop.forecasting.forecast_now()

    def toggle_theme(self) -> None:
        """The other of light and dark; remembered."""
        self._shell.settings.change(theme="light" if self._shell.theme.colours.is_dark else "dark")

    def toggle_profile(self) -> None:
        """The other of counter and floor; remembered."""
        self._shell.settings.change(profile="counter" if self._shell.theme.profile == "floor" else "floor")

    def full_screen(self) -> None:
        """To the whole screen and back."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def logs(self) -> None:
        """Show the log's folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_dir())))
