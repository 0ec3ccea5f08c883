"""The parts of a letter are moved and taken away by their buttons."""

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.promotions.campaigns_blocks import BlockRow, Blocks
from shopassistant.desktop.shell.context import Shell
from shopassistant.promotions.campaigns.content import Block


def press(row: BlockRow, name: str) -> None:
    next(one for one in row.findChildren(QToolButton) if one.accessibleName() == name).click()


def test_parts_go_up_down_and_away(qtbot: QtBot, shell: Shell) -> None:
    blocks = Blocks(shell.theme, Catalogue())
    qtbot.addWidget(blocks)
    blocks.show_blocks((Block("greeting", "Hello"), Block("text", "News"), Block("closing", "Bye")))
    press(blocks.rows[2], "Up")
    assert [one.kind for one in blocks.blocks] == ["greeting", "closing", "text"]
    press(blocks.rows[0], "Down")
    assert [one.kind for one in blocks.blocks] == ["closing", "greeting", "text"]
    press(blocks.rows[0], "Up")
    assert [one.kind for one in blocks.blocks] == ["closing", "greeting", "text"], "it is the first already"
    with qtbot.waitSignal(blocks.edited):
        press(blocks.rows[1], "Remove")
    assert [one.kind for one in blocks.blocks] == ["closing", "text"]
