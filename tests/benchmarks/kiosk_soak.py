"""Hours of kiosk use at high speed with faults: nothing leaks, nothing crashes, every visit is wiped.

``python -m tests.benchmarks.kiosk_soak [--visits 100] [--losses 50]``. The kiosk's real window, camera lane, landmarks
and renderer run in a process whose camera driver is a stand-in: OpenCV's own camera code meets real error numbers when
the cable is pulled, when another process streams from the camera, when it hangs, is denied or changes its format. A
film brings faces in and takes them away. Time between pictures is skipped: these are hours by the kiosk's clock, not by
the processor's. The memory of the process is searched from outside for rows of the film. Linux with a C compiler.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import cv2
import matplotlib.cbook
import numpy as np
from numpy.typing import NDArray

from tests.process_memory import found
from tests.unit.tryon.sources.driver import Machine, built

WIDTH, HEIGHT = 1280, 720
# A leak of one picture a visit would be 2.6 MB; beginnings, when caches fill, do not count.
_SETTLED = 0.3


def run(tiny: bool = False, visits: int = 100, losses: int = 50, others: int = 4) -> dict[str, object]:
    """Figures of a whole run, or of three visits."""
    if tiny:
        visits, losses, others = 2, 1, 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "dev").mkdir()
        rows = make_film(folder / "dev" / "film")
        machine = Machine(folder / "dev", built(folder))
        machine.plug(0)
        told, looks, left = _soaked(folder, machine, rows, visits, losses, others, 1 if tiny else 5)
    return _figures(told) | {"memory looked at": looks, "rows found in memory": left}


def make_film(path: Path) -> dict[str, bytes]:
    """A film of two people who come, turn a little and go, with nobody between them; its first rows are noise.

    Returns:
        Rows as OpenCV makes them of what the camera sends, to look for.
    """
    face = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert face is not None
    noise = np.random.default_rng(11).integers(0, 256, (4, WIDTH, 2), dtype=np.uint8)
    rows: dict[str, bytes] = {}
    with path.open("wb") as file:
        for number, (person, share) in enumerate([*_passing(12), *_nobody(6), *_passing(12, other=True), *_nobody(6)]):
            picture = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
            if person:
                seen = face[:, ::-1] if person == 2 else face
                part = seen[: HEIGHT - 60]
                left = 320 + round(240 * share)
                picture[60 : 60 + len(part), left : left + part.shape[1]] = part
            sent = cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_YUYV)
            sent[:4] = noise
            sent[4] = number
            file.write(sent.tobytes())
    made: NDArray[np.uint8] = np.asarray(cv2.cvtColor(noise, cv2.COLOR_YUV2BGR_YUYV), np.uint8)
    rows["as taken"] = made[2, 600:640].tobytes()
    rows["other order"] = np.ascontiguousarray(made[2, 600:640, ::-1]).tobytes()
    return rows


def _passing(count: int, *, other: bool = False) -> list[tuple[int, float]]:
    return [(2 if other else 1, number / count) for number in range(count)]


def _nobody(count: int) -> list[tuple[int, float]]:
    return [(0, 0.0)] * count


def _soaked(
    folder: Path, machine: Machine, rows: dict[str, bytes], visits: int, losses: int, others: int, looks: int
) -> tuple[dict[str, Any], int, int]:
    asked = ["--visits", visits, "--losses", losses, "--others", others, "--looks", looks]
    environment = {name: value for name, value in machine.environment.items() if not name.startswith("QT_")} | {
        "QT_QPA_PLATFORM": "offscreen", "SHOPASSISTANT_HOME": str(folder), "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.benchmarks.kiosk_soak_worker", str(folder), *map(str, asked)]
    seen = left = 0
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line in process.stdout:
            told: dict[str, Any] = json.loads(line)
            if "look" not in told:
                return told, seen, left
            seen += 1
            left += len(found(process.pid, rows))
            process.stdin.write("\n")
            process.stdin.flush()
    raise RuntimeError(f"the kiosk ended with {process.returncode}")


def _figures(told: dict[str, Any]) -> dict[str, object]:
    counts = told["counts"]
    samples = told["samples"][int(len(told["samples"]) * _SETTLED) :]
    third = max(1, len(samples) // 3)
    megabytes, threads, handles = zip(*samples, strict=True)
    grown = statistics.median(megabytes[-third:]) - statistics.median(megabytes[:third])
    return {
        "visits": counts["visits"],
        "visits not wiped": counts["visits"] - counts.get("wiped", 0),
        "hours of the kiosk's clock": round(told["hours"], 2),
        "frames": counts["frames"],
        "frames with a face": counts.get("frames with a face", 0),
        "faces came or went": counts.get("faces came or went", 0),
        "camera lost": counts.get("lost", 0),
        "taken by another process": counts.get("taken by another process", 0),
        "denied, wrong format, hung": [counts.get(name, 0) for name in ("refused", "format", "hung")],
        "picture after camera's return p50, s": round(statistics.median(told["recovered_s"] or [0.0]), 2),
        "picture after camera's return, slowest, s": round(max(told["recovered_s"] or [0.0]), 2),
        "end of a visit, slowest, s": round(max(told["ended_s"]), 2),
        "memory, MB": round(statistics.median(megabytes)),
        "memory grown, MB": round(grown, 1),
        "threads grown": max(threads[-third:]) - max(threads[:third]),
        "file handles grown": max(handles[-third:]) - max(handles[:third]),
        "problem_count": len(told["problems"]),
        "problems": told["problems"][:5],
        "wall_s": round(told["wall_s"]),
        "cpu_s": round(told["cpu_s"]),
        "counts": counts,
    }


def main() -> None:
    """Run it and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=100)
    parser.add_argument("--losses", type=int, default=50)
    parser.add_argument("--others", type=int, default=4, help="of each other fault")
    parser.add_argument("--tiny", action="store_true")
    asked = parser.parse_args()
    print(platform.platform(), f"{os.cpu_count()} cores, Python {platform.python_version()}")
    print(json.dumps(run(asked.tiny, asked.visits, asked.losses, asked.others), indent=2))


if __name__ == "__main__":
    main()
