"""Long jobs at the foot of the window: what is done, how far it is, and how to stop it."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.tasks.lanes import JobHandle, State
from shopassistant.desktop.theme.tokens import GAP, HALF
from shopassistant.desktop.widgets.basics import button, column, label, row

# What is over sooner is not worth a bar.
APPEARS_AFTER_MS = 600


def stage_words(catalogue: Catalogue, stage: str) -> str:
    """The sentence for a stage, or for the wider one it is a part of (``import`` of ``import.reading``), or nothing."""
    while stage:
        for code in (stage, f"progress.{stage}"):
            if code in catalogue:
                return catalogue.say(code)
        stage = stage.rpartition(".")[0]
    return ""


class JobRow(QWidget):
    """One job."""

    def __init__(self, handle: JobHandle, catalogue: Catalogue) -> None:
        super().__init__()
        self.handle = handle
        self._catalogue = catalogue
        self.born = time.monotonic()
        self._stage = label(tone="muted")
        self._count = label(tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(handle.title)
        self._cancel = button(self.tr("Stop"))
        self._cancel.clicked.connect(self._on_cancel)
        line = row(label(handle.title, strong=True), self._stage, self._bar, self._count, self._cancel, gap=GAP)
        line.setStretch(2, 1)
        line.setContentsMargins(GAP, HALF, GAP, HALF)
        self.setLayout(line)
        handle.progressed.connect(self._on_progress)

    def _on_progress(self, stage: str, done: int, total: int) -> None:
        words = stage_words(self._catalogue, stage)
        self._stage.setText("" if words == self.handle.title else words)
        # Qt counts in 32 bits; thousandths are fine enough for a bar.
        self._bar.setRange(0, 1000 if total else 0)
        if total:
            self._bar.setValue(min(1000, done * 1000 // total))
            number = self._catalogue.number
            self._count.setText(self.tr("{done} of {total}").format(done=number(done), total=number(total)))
        else:
            self._count.setText(self._catalogue.number(done) if done else "")

    def appear(self) -> None:
        """It takes long enough to be worth telling."""
        self._cancel.setVisible(self.handle.can_cancel)
        self.show()

    def _on_cancel(self) -> None:
        self.handle.cancel()
        self._cancel.setEnabled(False)
        self._cancel.setText(self.tr("Stopping"))


class JobBar(QWidget):
    """All titled jobs that take longer than 600 ms. Takes no room while there are none."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.setObjectName("jobbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._catalogue = catalogue
        self._box = column(gap=0)
        self.setLayout(self._box)
        self._rows: list[JobRow] = []
        self._new: list[JobRow] = []
        self._timer = QTimer(self)
        self._timer.setInterval(APPEARS_AFTER_MS // 6)
        self._timer.timeout.connect(self._on_timer)
        self.hide()

    def watch(self, handle: JobHandle) -> None:
        """Show `handle`, unless it is over soon."""
        made = JobRow(handle, self._catalogue)
        made.setParent(self)
        made.hide()
        self._rows.append(made)
        self._new.append(made)
        self._box.addWidget(made)
        handle.finished.connect(self._on_finished)
        self._timer.start()

    @property
    def shown(self) -> list[JobRow]:
        """The rows that can be seen."""
        return [one for one in self._rows if not one.isHidden()]

    def _on_timer(self) -> None:
        due = [one for one in self._new if time.monotonic() - one.born >= APPEARS_AFTER_MS / 1000]
        for one in due:
            one.appear()
            self._new.remove(one)
        if due:
            self.show()
        if not self._new:
            self._timer.stop()

    def _on_finished(self) -> None:
        for one in [one for one in self._rows if one.handle.is_over or one.handle.state is State.CANCELLED]:
            self._rows.remove(one)
            if one in self._new:
                self._new.remove(one)
            self._box.removeWidget(one)
            one.hide()
            one.deleteLater()
        self.setVisible(bool(self.shown))
