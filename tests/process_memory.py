"""What is in the memory of another process, seen from outside (Linux; of a child of one's own)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path


def writable(process: int) -> Iterator[bytes]:
    """The memory of a process that it can write to and has written to."""
    whole = Path(f"/proc/{process}/smaps").read_text("ascii", errors="replace")
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for begin, end, may, kilobytes in re.findall(
            r"^(\w+)-(\w+) (\S+) [^\n]*\n(?:[^\n]*\n)*?Rss: +(\d+)", whole, re.M
        ):
            if may.startswith("rw") and int(kilobytes):
                memory.seek(int(begin, 16))
                try:
                    piece = memory.read(int(end, 16) - int(begin, 16))
                except OSError:
                    continue  # given back meanwhile
                yield piece


def found(process: int, wanted: Mapping[str, bytes]) -> set[str]:
    """Which of these are somewhere in its memory."""
    there: set[str] = set()
    for piece in writable(process):
        there |= {name for name, row in wanted.items() if name not in there and row in piece}
    return there
