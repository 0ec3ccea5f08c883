"""Keep the window's translations in step with its texts.

Qt's own collector reads Python line by line and misses what goes through a page's short helper (``_tr("Name")``), so
the texts are taken from the syntax tree here. Run it after changing a text, translate what it lists as missing in
``resources/translations/shopassistant_<language>.ts`` (by hand or with Qt Linguist), and run it again::

    python packaging/translations.py            # every language that has a .ts
    python packaging/translations.py fr         # begin a new one
    python packaging/translations.py kiosk_pl   # begin one for the kiosk alone, for visitors who speak no other
    python packaging/translations.py --check    # change nothing, fail if something is missing or out of step
"""

import argparse
import ast
import functools
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
NAME = "shopassistant"
KIOSK = "kiosk_"

# A context (a class, or the first argument of translate) and a text in it.
Text = tuple[str, str]


@functools.cache
def texts_of_the_window(root: Path = ROOT / "shopassistant" / "desktop") -> dict[Text, None]:
    """Every text the window can show, in order of context and text.

    Raises:
        ValueError: a text is put together at run time, so that nobody can translate it.
    """
    found: set[Text] = set()
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"), str(path))
        found.update(_Collector(path, _helpers(tree)).of(tree))
    return dict.fromkeys(sorted(found))


def texts_of_the_kiosk() -> dict[Text, None]:
    """Every text that a visitor can be shown: the kiosk's own, and the digits of the PIN."""
    desktop = ROOT / "shopassistant" / "desktop"
    pad = {text: None for text in texts_of_the_window(desktop / "shell") if text[0] == "PinPad"}
    return texts_of_the_window(desktop / "kiosk") | pad


def _texts_of(language: str) -> dict[Text, None]:
    return texts_of_the_kiosk() if language.startswith(KIOSK) else texts_of_the_window()


def stem_of(language: str) -> str:
    """The name of a language's files: ``kiosk_fr`` is French for the kiosk alone, ``de`` German for everything."""
    return language if language.startswith(KIOSK) else f"{NAME}_{language}"


def _helpers(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Functions of one text that only hand it to translate: name -> (context, name of its parameter)."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and isinstance(last := node.body[-1], ast.Return):
            call = last.value
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "QCoreApplication.translate":
                context, text = call.args
                if isinstance(context, ast.Constant) and isinstance(text, ast.Name):
                    found[node.name] = (str(context.value), text.id)
    return found


class _Collector:
    def __init__(self, path: Path, helpers: dict[str, tuple[str, str]]) -> None:
        self._path = path
        self._helpers = helpers
        self._parameters = {parameter for _, parameter in helpers.values()}
        self._aliases = {"QCoreApplication.translate"}

    def of(self, tree: ast.AST, context: str = "") -> Iterator[Text]:
        """The texts below a node, inside the class `context`."""
        for node in ast.iter_child_nodes(tree):
            if isinstance(node, ast.Assign) and ast.unparse(node.value) == "QCoreApplication.translate":
                self._aliases.update(ast.unparse(target) for target in node.targets)
            if isinstance(node, ast.Call):
                yield from self._of_call(node, context)
            yield from self.of(node, node.name if isinstance(node, ast.ClassDef) else context)

    def _of_call(self, call: ast.Call, context: str) -> Iterator[Text]:
        name = ast.unparse(call.func)
        if name == "self.tr":
            yield from ((context, text) for text in self._literals(call.args[0]))
        elif name in self._aliases:
            if not (isinstance(call.args[1], ast.Name) and call.args[1].id in self._parameters):
                for own in self._literals(call.args[0]):
                    yield from ((own, text) for text in self._literals(call.args[1]))
        elif name in self._helpers:
            yield from ((self._helpers[name][0], text) for text in self._literals(call.args[0]))
        elif name.endswith(".tr"):
            raise ValueError(f"{self._path}:{call.lineno}: whose text is {ast.unparse(call)}? Only self.tr is known")

    def _literals(self, node: ast.expr) -> Iterator[str]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from self._literals(node.body)
            yield from self._literals(node.orelse)
        else:
            raise ValueError(f"{self._path}:{node.lineno}: {ast.unparse(node)} is no plain text")


def read_translations(path: Path) -> dict[Text, str]:
    """The finished translations in a .ts file."""
    if not path.exists():
        return {}
    found = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314  our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None and translation.text:
                found[context.findtext("name", ""), message.findtext("source", "")] = translation.text
    return found


def ts_text(language: str, translations: dict[Text, str]) -> str:
    """A .ts file of all texts of the window; those without a translation are marked unfinished."""
    root = ET.Element("TS", version="2.1", language=language.removeprefix(KIOSK), sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for context, source in _texts_of(language):
        if context not in contexts:
            contexts[context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[context], "name").text = context
        message = ET.SubElement(contexts[context], "message")
        ET.SubElement(message, "source").text = source
        done = translations.get((context, source))
        translation = ET.SubElement(message, "translation", {} if done else {"type": "unfinished"})
        translation.text = done
    ET.indent(root, "    ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{ET.tostring(root, "unicode")}\n'


def compile_ts(ts: Path, qm: Path) -> None:
    """Make the file Qt loads, with Qt's own compiler (it comes with PySide6)."""
    tool = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent)) or shutil.which("pyside6-lrelease")
    if tool is None:
        raise SystemExit("pyside6-lrelease is missing; it comes with PySide6-Essentials")
    subprocess.run([tool, "-silent", str(ts), "-qm", str(qm)], check=True)  # noqa: S603


def problems(language: str, folder: Path = FOLDER) -> list[str]:
    """What is missing or out of step in one language's files."""
    ts, qm = folder / f"{stem_of(language)}.ts", folder / f"{stem_of(language)}.qm"
    done = read_translations(ts)
    found = [f"{ts.name}: {context}: {source!r} is not translated" for context, source in _missing(language, done)]
    if ts.read_text("utf-8") != ts_text(language, done):
        found.append(f"{ts.name} is not in step with the window's texts")
    with tempfile.TemporaryDirectory() as made:
        fresh = Path(made) / qm.name
        compile_ts(ts, fresh)
        if not qm.exists() or qm.read_bytes() != fresh.read_bytes():
            found.append(f"{qm.name} was not made from {ts.name}")
    return found


def _missing(language: str, done: dict[Text, str]) -> list[Text]:
    return [text for text in _texts_of(language) if text not in done]


def main() -> int:
    """Bring the files in step, or only look; 1 if something is missing."""
    parser = argparse.ArgumentParser(description="Bring the window's translations in step with its texts.")
    parser.add_argument("language", nargs="*", help="languages to bring in step (default: all there are)")
    parser.add_argument("--check", action="store_true", help="change nothing")
    args = parser.parse_args()
    languages = args.language or [ts.stem.removeprefix(f"{NAME}_") for ts in sorted(FOLDER.glob("*.ts"))]
    left = []
    for language in languages:
        if not args.check:
            FOLDER.mkdir(parents=True, exist_ok=True)
            ts = FOLDER / f"{stem_of(language)}.ts"
            ts.write_text(ts_text(language, read_translations(ts)), "utf-8")
            compile_ts(ts, ts.with_suffix(".qm"))
        left += problems(language)
    sys.stdout.writelines(f"{problem}\n" for problem in left)
    return bool(left)


if __name__ == "__main__":
    sys.exit(main())
