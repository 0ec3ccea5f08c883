"""A process with a camera, for the test that takes it away: prints each state of the source, ends with its input."""

import sys
import threading
import time
from pathlib import Path

from shopassistant.tryon.sources import steady
from shopassistant.tryon.sources.linux import LinuxCameras
from shopassistant.tryon.sources.source import SourceState
from shopassistant.tryon.sources.steady import SteadySource
from shopassistant.tryon.sources.webcam import Webcam


def main(folder: Path) -> None:
    def tell(state: SourceState) -> None:
        print(state.state, state.name, state.by, sep="|", flush=True)

    steady.LONGEST_WAIT_S, steady.SILENT_S = 0.2, 1.0  # a test waits for nobody
    source = SteadySource(Webcam(None, LinuxCameras(devices=folder)), tell)
    ended = threading.Event()

    def watch() -> None:
        sys.stdin.read()
        ended.set()
        source.stop()

    threading.Thread(target=watch, daemon=True).start()
    sizes, ages = set(), [0.0]
    while not ended.is_set():
        frame = source.read()
        if frame is not None:
            sizes.add(frame.picture.shape)
            ages.append(time.monotonic() * 1000 - frame.at_ms)
    source.close()
    print(*(f"{width} x {height}" for height, width, _ in sizes), "old" if min(ages[1:]) >= 39 else "", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
