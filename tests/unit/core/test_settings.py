"""The machine's settings survive a restart, a broken file and a newer version's extra keys."""

import json
from pathlib import Path

import pytest

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.settings import Settings, SettingsFile


def test_nothing_stored_gives_defaults(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    assert file.load() == Settings()
    assert file.set_aside is None


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    settings = Settings(theme="dark", scanner_gap_ms=35, window={"main": "AAEC"})
    SettingsFile(tmp_path / "deep" / "settings.json").save(settings)
    assert SettingsFile(tmp_path / "deep" / "settings.json").load() == settings
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"not json"])
def test_a_broken_file_is_set_aside_not_lost(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    file = SettingsFile(path)
    assert file.load() == Settings()
    assert file.set_aside is not None
    assert file.set_aside.read_bytes() == content
    assert not path.exists()


def test_unknown_keys_and_wrong_types_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(
        json.dumps({"theme": "dark", "scanner_gap_ms": "fast", "of_next_year": 1, "lock_after_minutes": True})
    )
    assert SettingsFile(path).load() == Settings(theme="dark")


def test_json_of_another_kind_gives_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("[1, 2]")
    assert SettingsFile(path).load() == Settings()


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem, match=r"settings\.unwritable"):
        SettingsFile(tmp_path / "file" / "settings.json").save(Settings())


def test_where_nothing_can_be_read_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    with pytest.raises(EnvironmentProblem, match=r"settings\.unreadable"):
        SettingsFile(tmp_path / "settings.json").load()
