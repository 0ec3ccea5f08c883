"""A window's name outlives the window, so that the basket left open in it is found again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.desktop.shell.terminal import TerminalName


def test_a_window_opened_again_has_its_old_name(tmp_path: Path) -> None:
    first = TerminalName(tmp_path / "shop.db", tmp_path / "windows")
    first.release()
    assert TerminalName(tmp_path / "shop.db", tmp_path / "windows").name == first.name


def test_two_windows_of_one_shop_differ_and_another_shop_counts_anew(tmp_path: Path) -> None:
    first = TerminalName(tmp_path / "shop.db", tmp_path / "windows")
    second = TerminalName(tmp_path / "shop.db", tmp_path / "windows")
    other = TerminalName(tmp_path / "other.db", tmp_path / "windows")
    assert first.name != second.name
    assert other.name == first.name


def test_a_killed_window_frees_its_name(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from shopassistant.desktop.shell.terminal import TerminalName\n"
        "folder = Path(sys.argv[1])\n"
        "name = TerminalName(folder / 'shop.db', folder / 'windows')\n"
        "print(name.name, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == -9
    assert TerminalName(tmp_path / "shop.db", tmp_path / "windows").name == done.stdout.strip()


@pytest.mark.skipif(os.name != "posix", reason="a file stands where the folder should on every system, errors differ")
def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "windows").write_text("in the way")
    with pytest.raises(EnvironmentProblem) as refused:
        TerminalName(tmp_path / "shop.db", tmp_path / "windows")
    assert refused.value.code == "settings.unwritable"
