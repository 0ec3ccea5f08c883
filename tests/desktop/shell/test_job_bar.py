"""Long jobs show themselves, with how far they are, and can be stopped; short ones do not."""

import threading

from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from shopassistant.core.messages import Catalogue
from shopassistant.core.progress import Progress
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.shell.job_bar import stage_words
from shopassistant.desktop.tasks.lanes import State


def test_a_long_job_appears_and_can_be_stopped(desktop: Desktop, qtbot: QtBot) -> None:
    go = threading.Event()

    def long(progress: Progress) -> None:
        while True:
            progress.report("recommend.reading", 250, 1000)
            go.wait(0.002)

    bar = desktop.window.jobs
    handle = desktop.shell.lanes.db.run(desktop, long, title="Learning")
    assert bar.isHidden()
    qtbot.waitUntil(lambda: any(one.handle is handle for one in bar.shown))
    row = next(one for one in bar.shown if one.handle is handle)
    qtbot.waitUntil(lambda: row.findChild(QProgressBar).value() == 250)
    assert {"Learning", "Reading sales", "250 of 1,000"} <= {one.text() for one in row.findChildren(QLabel)}
    row._cancel.click()
    assert desktop.shell.lanes.wait_idle()
    assert handle.state is State.CANCELLED
    assert bar.isHidden()


def test_a_short_job_does_not(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.shell.lanes.db.run(desktop, lambda _progress: None, title="Short")
    assert desktop.shell.lanes.wait_idle()
    assert desktop.window.jobs.isHidden()
    assert desktop.window.jobs.shown == []


def test_a_stage_without_words_takes_those_of_the_wider_one() -> None:
    catalogue = Catalogue()
    assert stage_words(catalogue, "recommend.fitting.nonsense") == stage_words(catalogue, "recommend.fitting") != ""
    assert stage_words(catalogue, "nothing.at.all") == ""
