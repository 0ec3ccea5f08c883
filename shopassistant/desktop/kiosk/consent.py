"""Asks before the camera opens, in words that everybody understands and that are true."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopassistant.desktop.kiosk.controls import Controls
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.screen import Screen, heading
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HUGE, WIDE
from shopassistant.desktop.widgets.basics import IconLabel, column, label, row


class ConsentScreen(Screen):
    """Three facts and a yes or no."""

    def __init__(self, theme: Theme, desk: KioskDesk) -> None:
        super().__init__(theme, desk)
        facts = (
            ("camera", self.tr("The camera is on only from your yes until you finish.")),
            ("eye-off", self.tr("Your picture stays in the memory of this device. It is not saved and not sent.")),
            (
                "trash-2",
                self.tr("When you leave, everything is overwritten. We note that somebody was here, never who."),
            ),
        )
        self.controls = Controls(theme)
        self.controls.add("back", self.tr("No, thank you"), "x")
        self.controls.add("agree", self.tr("Yes, open the camera"), "camera", "primary")
        self.controls.pressed.connect(self.wanted)
        middle = column(heading(self.tr("May the camera look at you?")), gap=HUGE)
        for icon, text in facts:
            middle.addLayout(self._fact(icon, text))
        whole: QVBoxLayout = column(1, middle, 1, self.controls, gap=HUGE)
        whole.setContentsMargins(HUGE, HUGE, HUGE, HUGE)
        inner = QWidget()
        inner.setLayout(whole)
        inner.setMaximumWidth(theme.scale.body * 46)
        ground = row(1, inner, 1)
        ground.setStretch(1, 100)
        self.setLayout(ground)

    def _fact(self, icon: str, text: str) -> QVBoxLayout:
        words = label(text, "lead", wrap=True)
        line = row(IconLabel(self.theme, icon, "accent", self.theme.scale.icon * 3 // 2), words, gap=WIDE)
        line.setStretch(1, 1)
        return column(line, gap=GAP)

    def entered(self) -> None:
        self.controls.button("agree").setFocus()
