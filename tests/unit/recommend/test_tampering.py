"""A version that is not, to the byte, what this shop wrote is refused with its name and file; nothing in it is run."""

import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.lib import format as npy

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.messages import Catalogue
from shopassistant.recommend import artefacts
from shopassistant.store.artefacts import version_folder
from tests.unit.recommend.shop import START

KEY = b"the shop's own"
ARRAYS = {
    "model.weights": np.linspace(0, 1, 50).reshape(5, 10).astype(np.float32),
    "model.order": np.asfortranarray(np.arange(12, dtype=np.int32).reshape(3, 4)),
    "model.nothing": np.zeros((0, 7), np.int64),
    "model.names": np.array(["red", "blue"]),
    "model.number": np.array(7),
}
TEXTS = {"ranker.again": "tree\nnum_leaves=31\nÄÖÜ\n", "ranker.empty": ""}


@pytest.fixture
def version(tmp_path: Path) -> Path:
    """The folder of a good version."""
    return tmp_path / save(tmp_path)


def save(folder: Path, **more: Any) -> str:
    return artefacts.save(folder, START, {"a": 1} | more, ARRAYS, TEXTS, KEY)


def refused(version: Path) -> str:
    """The file a version is refused for."""
    with pytest.raises(EnvironmentProblem) as caught:
        artefacts.load(version.parent, version.name, KEY)
    problem = caught.value
    assert problem.code == "recommend.index_damaged"
    sentence = Catalogue().explain(problem)
    assert version.name in sentence
    assert str(problem.values["file"]) in sentence
    return str(problem.values["file"])


def test_what_was_written_comes_back(version: Path) -> None:
    loaded, arrays, texts = artefacts.load(version.parent, version.name, KEY)
    assert loaded.description["a"] == 1
    assert texts == TEXTS
    assert set(arrays) == set(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert np.array_equal(arrays[name], array)
        assert not arrays[name].flags.writeable or not array.size


@pytest.mark.parametrize(
    "file", [*(f"{name}.npy" for name in ARRAYS), *(f"{name}.txt" for name in TEXTS), "index.json"]
)
def test_one_other_byte_in_any_file_is_noticed(version: Path, file: str) -> None:
    raw = bytearray((version / file).read_bytes()) or bytearray(b"\0")
    for place in {0, len(raw) // 2, len(raw) - 1}:
        harmed = bytearray(raw)
        harmed[place] ^= 0x10
        (version / file).write_bytes(harmed)
        assert refused(version) == file
    (version / file).write_bytes(raw[:-1] if len(raw) > 1 else b"x")
    assert refused(version) == file
    (version / file).unlink()
    assert refused(version) == file


def test_a_changed_seal_is_noticed(version: Path) -> None:
    (version / "index.json.seal").write_text("0" * 64)
    assert refused(version) == "index.json"
    (version / "index.json.seal").unlink()
    assert refused(version) == "index.json.seal"


def reseal(version: Path, change: Callable[[dict[str, Any]], None], key: bytes = KEY) -> None:
    """Change the description and give it a fitting seal."""
    description = json.loads((version / "index.json").read_text())
    change(description)
    raw = json.dumps(description).encode()
    (version / "index.json").write_bytes(raw)
    (version / "index.json.seal").write_text(hmac.new(key, raw, "sha256").hexdigest())


@pytest.mark.parametrize("key", [b"", b"guessed"])
def test_fitting_checksums_are_no_use_without_the_shops_key(version: Path, key: bytes) -> None:
    path = version / "model.weights.npy"
    np.save(path, np.ones((5, 10), np.float32))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    reseal(version, lambda description: description["files"].update({"model.weights": digest}), key)
    assert refused(version) == "index.json"


def test_parts_of_another_version_are_noticed(version: Path, tmp_path: Path) -> None:
    other = tmp_path / save(tmp_path, b=2)
    shutil.copy(version / "model.weights.npy", other / "model.order.npy")
    assert refused(other) == "model.order.npy"
    shutil.rmtree(other)
    shutil.copytree(version, other)
    assert refused(other) == "index.json"


@pytest.mark.parametrize(
    "name", ["../x", "..", "/etc/passwd", "a/b", "a\\b", "c:x", "", "x\0y", "x" * 200, ".x", "x.", "a..b", "nul\n"]
)
@pytest.mark.parametrize("kind", ["files", "texts"])
def test_names_of_parts_lead_nowhere_else(version: Path, name: str, kind: str) -> None:
    np.save(version.parent / "x.npy", np.arange(3))
    digest = hashlib.sha256((version.parent / "x.npy").read_bytes()).hexdigest()
    reseal(version, lambda description: description[kind].update({name: digest}))
    assert refused(version) == "index.json"
    with pytest.raises(ValueError, match="no name for a part"):
        artefacts.save(version.parent, START, {}, {name: np.arange(3)})


@pytest.mark.parametrize("kind", ["files", "texts"])
@pytest.mark.parametrize("value", [None, [], "x", {"x": 7}, {"x": None}])
def test_a_list_of_parts_of_another_kind_is_refused(version: Path, kind: str, value: Any) -> None:
    reseal(version, lambda description: description.update({kind: value}))
    assert refused(version)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b'"x"'])
def test_a_description_that_is_none_is_refused(version: Path, raw: bytes) -> None:
    (version / "index.json").write_bytes(raw)
    (version / "index.json.seal").write_text(hmac.new(KEY, raw, "sha256").hexdigest())
    with pytest.raises(EnvironmentProblem, match=r"recommend\.index_(damaged|format)"):
        artefacts.load(version.parent, version.name, KEY)


def put(version: Path, raw: bytes) -> None:
    """Another file in place of an array, with fitting checksum and seal."""
    (version / "model.weights.npy").write_bytes(raw)
    digest = hashlib.sha256(raw).hexdigest()
    reseal(version, lambda description: description["files"].update({"model.weights": digest}))


def header(shape: object, descr: str = "<f4") -> bytes:
    """A file in NumPy's format that says this of itself and holds next to nothing."""
    text = f"{{'descr': {descr!r}, 'fortran_order': False, 'shape': {shape!r}, }}\n".encode()
    return npy.MAGIC_PREFIX + bytes([1, 0]) + len(text).to_bytes(2, "little") + text + b"\0" * 16


class Runs:
    """What a pickle could do."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return os.mkdir, ("ran",)


@pytest.mark.parametrize(
    "raw",
    [
        header((1 << 40,)),
        header((1 << 62, 1 << 62)),
        header((-4,)),
        header((-1, -4)),
        header((5,)),
        header((3,)),
        header("__import__('os').mkdir('ran')"),
        header((2,), "|O"),
        header((2,), "O8"),
        header((4,), "<i4, <i4"),
        header((1,), "|V16"),
        npy.MAGIC_PREFIX + bytes([3, 0]) + (2**31).to_bytes(4, "little") + b"{",
        npy.MAGIC_PREFIX + bytes([2, 0]) + (2**31).to_bytes(4, "little") + b"{" + b" " * 50_000,
        npy.MAGIC_PREFIX,
        b"",
        b"PK\3\4 a zip",
    ],
)
def test_an_array_that_lies_about_itself_is_refused(
    version: Path, raw: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even with fitting checksums: this is what stands between a leaked key and a program that runs or fills memory."""
    monkeypatch.chdir(tmp_path)
    put(version, raw)
    assert refused(version) == "model.weights.npy"
    assert not (tmp_path / "ran").exists()


def test_no_pickle_is_ever_loaded(version: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    evil = tmp_path / "evil.npy"
    np.save(evil, np.array([Runs(), 1], object), allow_pickle=True)
    put(version, evil.read_bytes())
    assert refused(version) == "model.weights.npy"
    put(version, evil.read_bytes()[evil.read_bytes().index(b"\n") + 1 :])  # the pickle alone, as np.load would take it
    assert refused(version) == "model.weights.npy"
    assert not (tmp_path / "ran").exists()
    with pytest.raises(ValueError, match="no array of"):
        artefacts.save(tmp_path, START, {}, {"x": np.array([{}], object)})
    assert not list(tmp_path.glob(".writing-*"))


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX knows them")
@pytest.mark.parametrize("file", ["model.weights.npy", "ranker.again.txt", "index.json", "index.json.seal"])
def test_links_and_pipes_are_refused(version: Path, tmp_path: Path, file: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    (version / file).rename(elsewhere)
    (version / file).symlink_to(elsewhere)
    assert refused(version) == file
    (version / file).unlink()
    (version / file).hardlink_to(elsewhere)
    assert refused(version) == file
    (version / file).unlink()
    os.mkfifo(version / file)
    assert refused(version) == file
    (version / file).unlink()
    (version / file).mkdir()
    assert refused(version) == file


def test_a_pointer_leads_to_versions_only(version: Path, tmp_path: Path) -> None:
    folder = version.parent
    (folder / "elsewhere").mkdir()
    (folder / "20260101T000000-00000000").symlink_to(folder / "elsewhere")
    for name in ("../x", "elsewhere", "20260101T000000-00000000", "", "\xff", "x" * 5_000):
        (folder / "CURRENT").write_text(name, "latin-1")
        assert version_folder.current(folder) is None
    (folder / "CURRENT").write_text(version.name)
    assert version_folder.current(folder) == version.name
    assert version_folder.names(folder) == [version.name]
