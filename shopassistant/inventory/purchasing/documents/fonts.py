"""Letters the bundled font does not have (Chinese, Arabic, Thai ...): a font of this machine that has them."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
# Fonts known to hold many scripts are looked into first; the rest in the order of their names.
_BROAD = (
    "dejavusans.", "notosans-regular", "notosanscjk", "arialuni", "msyh", "simsun", "yugothm", "malgun", "gulim",
    "pingfang", "hiragino", "applesdgothic", "arial unicode", "droidsansfallback", "wqy", "nirmala", "leelawui",
    "segoeui.", "arial.", "freesans.",
)  # fmt: skip
# A machine of a print shop has thousands; looking into one costs some 5 ms.
_MOST_FONTS = 600


@dataclass(frozen=True, slots=True)
class Fallback:
    """A font file that has letters the bundled one lacks; `number` counts within a collection."""

    path: Path
    number: int


def font_folders() -> tuple[Path, ...]:
    """Where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local")))
        return Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", local / "Microsoft" / "Windows" / "Fonts"
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local" / "share" / "fonts"


def missing_letters(text: str, bundled: Path) -> set[str]:
    """The printable characters of `text` that the font file `bundled` lacks."""
    return {letter for letter in set(text) - _letters(bundled, 0) if letter.isprintable() and not letter.isspace()}


def find_fallbacks(missing: set[str], folders: Sequence[Path]) -> tuple[tuple[Fallback, ...], str]:
    """Fonts in `folders` that have the `missing` letters, as few as it takes.

    Returns:
        The fonts, and the letters that none of them has, sorted.
    """
    found, left = [], set(missing)
    for path in _files(folders):
        if not left:
            break
        has = left & _letters(path, 0)
        if has:
            found.append(Fallback(path, 0))
            left -= has
    return tuple(found), "".join(sorted(left))


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    seen = [
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in _SUFFIXES
    ]
    yield from sorted(seen, key=_rank)[:_MOST_FONTS]


def _rank(path: Path) -> tuple[int, str]:
    name = path.name.lower()
    return next((place for place, known in enumerate(_BROAD) if name.startswith(known)), len(_BROAD)), name


def _letters(path: Path, number: int) -> set[str]:
    """The characters a font file has; none for a file that is no readable font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        # The library leaves a file open that it cannot read.
        with path.open("rb") as file, TTFont(file, fontNumber=number, lazy=True) as font:
            return {chr(code) for code in font.getBestCmap() or {}}
    except (TTLibError, OSError, KeyError, AssertionError, ValueError):
        return set()  # a broken or foreign font file of the system is not our matter
