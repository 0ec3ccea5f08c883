"""The command line: what a wrong call says, and that each command explains itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from shopassistant.cli import COMMANDS, main


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert "--" in capsys.readouterr().out


def test_a_shop_that_is_not_there_is_said_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--db", str(tmp_path / "none.db")]) == 1
    said = capsys.readouterr().err
    assert "There is no shop at" in said
    assert len(said.splitlines()) == 1


def test_a_file_that_is_no_shop_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear shop, " * 1000)
    assert main(["check", "--db", str(letter)]) == 1
    assert "not a shop's database" in capsys.readouterr().err
    assert letter.read_text() == "Dear shop, " * 1000


def test_help_costs_no_heavy_import() -> None:
    program = (
        "import sys; from shopassistant.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'sqlalchemy', 'PySide6', 'sklearn', 'cv2'} & set(sys.modules)\n"
        "sys.exit(1 if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0
