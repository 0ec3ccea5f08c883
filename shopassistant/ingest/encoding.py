"""Which bytes mean which letters. A byte order mark or valid UTF-8 decides; else the reading that gives words wins."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from shopassistant.core.errors import UserError
from shopassistant.ingest import limits, source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Single-byte encodings of Western and Central European systems, the likelier first: ties go to the earlier.
_WESTERN = ("cp1252", "iso8859-15", "cp1250", "mac_roman", "cp850")
_LETTER = re.compile(r"[^\W\d_]")
# What stands in shops' files beside letters: currency signs, quotation marks, degrees, fractions.
_EXPECTED_SIGNS = set("£€§°²³½¼¾®©™«»„“”‘’–—…•´·ªº¿¡\u00a0×µ")
_COMMON = set("äöüßÄÖÜéèêëàâáãåçñóòôíìîïúùûœæøÉÈÀÇÑÅØÆŒłńśźżąęćčšžřůý")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text.

    Attributes:
        name: as Python knows it.
        basis: ``mark``, ``valid`` (valid UTF-8), ``pattern`` (UTF-16 by its zeros), ``words`` or ``option``.
    """

    name: str
    basis: str


def detect(sample: bytes, file: str) -> Encoding:
    """The encoding of `sample`, the beginning of a file.

    Raises:
        UserError: ``import.not_a_table`` where it is no text at all.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return Encoding(name, "mark")
    wide = _wide(sample)
    if wide:
        return Encoding(wide, "pattern")
    if len(_CONTROL.findall(sample)) * 1000 > limits.MAX_CONTROL_PER_MILLE * max(len(sample), 200):
        raise UserError("import.not_a_table", file=file)
    if _is_utf8(sample):
        return Encoding("utf-8", "valid")
    return Encoding(_by_words(sample), "words")


def detect_whole(path: Path, kind: str, given: str | None) -> Encoding:
    """The encoding of a whole file: what looks like UTF-8 at its head is read to its end before it is believed.

    Also finds lines that are longer than any table's, before anything tries to hold one.

    Raises:
        UserError: ``import.not_a_table``, ``import.line_too_long``, ``import.encoding_unknown``, or a limit.
    """
    if given is not None:
        check_name(given)
    with source.opened(path, kind) as stream:
        block = stream.read(limits.SAMPLE_BYTES)
        found = Encoding(given, "option") if given else detect(block, path.name)
        decoder = codecs.getincrementaldecoder("utf-8")()
        strange: list[bytes] = []
        doubted = found.name == "utf-8" and not given
        tail = 0
        line = 1
        while block:
            tail, line = _check_lines(block, tail, line, path.name)
            if doubted and not strange:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    strange.append(block)
            elif doubted and len(strange) < 8 and not block.isascii():
                strange.append(block)
            block = stream.read(_BLOCK)
    if strange:
        lines = b"\n".join(part for piece in strange for part in piece.splitlines() if not part.isascii())
        return Encoding(_by_words(lines[: limits.SAMPLE_BYTES]), "words")
    return found


def check_name(name: str) -> None:
    """Raise UserError(``import.encoding_unknown``) unless Python knows the text encoding `name`."""
    try:
        is_text = codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        is_text = False
    if not is_text:
        raise UserError("import.encoding_unknown", encoding=name[:40])


def _check_lines(block: bytes, tail: int, line: int, file: str) -> tuple[int, int]:
    first = _newline(block, 0)
    if first < 0:
        tail += len(block)
    else:
        longest = tail + first
        if longest <= limits.MAX_LINE_BYTES and len(block) > limits.MAX_LINE_BYTES // 2:
            longest = max(longest, max(map(len, re.split(rb"[\r\n]", block))))
        line += block.count(b"\n") or block.count(b"\r")
        last = max(block.rfind(b"\n"), block.rfind(b"\r"))
        tail = len(block) - last - 1
        if longest > limits.MAX_LINE_BYTES:
            raise UserError("import.line_too_long", file=file, line=line)
    if tail > limits.MAX_LINE_BYTES:
        raise UserError("import.line_too_long", file=file, line=line)
    return tail, line


def _newline(block: bytes, start: int) -> int:
    places = [place for place in (block.find(b"\n", start), block.find(b"\r", start)) if place >= 0]
    return min(places) if places else -1


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: nearly every second byte of plain text is zero."""
    if len(sample) < 8:
        return ""
    half = len(sample) // 2
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    if even > 0.6 and odd < 0.1:
        return "utf-16-be"
    return ""


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _by_words(sample: bytes) -> str:
    """The single-byte encoding whose reading looks most like words; other scripts by charset-normalizer."""
    scored = [
        (score, -place, name) for place, name in enumerate(_WESTERN) if (score := _score(sample, name)) is not None
    ]
    best = max(scored, default=(0.0, 0, ""))
    if best[0] > 0.3:
        return best[2]
    from charset_normalizer import from_bytes

    guess = from_bytes(sample[:65_536]).best()
    if guess is not None and _decodes(sample, guess.encoding):
        return guess.encoding
    return best[2] or "latin-1"


def _score(sample: bytes, name: str) -> float | None:
    """Mean worth of the non-ASCII characters under an encoding; None where it cannot be that."""
    try:
        text = sample.decode(name, errors="strict")
    except UnicodeDecodeError:
        # One stray byte in a large file is a slip of the pen, many are another encoding.
        text = sample.decode(name, errors="replace")
        if text.count("\ufffd") * 50 > sum(letter > "\x7f" for letter in text):
            return None
    marks = [(i, letter) for i, letter in enumerate(text[:200_000]) if letter > "\x7f"]
    if not marks:
        return 0.0
    worth = 0.0
    for place, letter in marks:
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if letter in _COMMON:
            worth += 1.0 if _LETTER.match(before) or _LETTER.match(after) else 0.6
        elif letter in _EXPECTED_SIGNS:
            worth += 0.7
        elif _LETTER.match(letter):
            worth += 0.2
        else:
            worth -= 1.0
    return worth / len(marks)


def _decodes(sample: bytes, name: str) -> bool:
    try:
        sample.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
