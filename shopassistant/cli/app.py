"""Open the window. The order of a start, so that the first picture comes within 0.6 s:

1. The command line is read with the standard library alone.
2. Is there a display? If not, one sentence says what to do, and the exit status is 1.
3. Qt is loaded (0.1 s); a missing system library is named with its Debian package.
4. The log, the hooks for unexpected errors, settings, theme: fonts and icons come from files beside the program.
5. The window is shown and painted, with a place held for the page. No database, no arrays, no models so far.
6. After that paint a lane loads SQLAlchemy and opens the shop; the first page is built when it is open.
7. After the first page a thread of its own warms what the next clicks will need.
8. Closing: jobs are asked to stop, waiting writes are written, and the wait for them is bounded.
"""

import argparse
import os
import time
from pathlib import Path

from shopassistant.desktop.display import check_display, load_qt


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Define the command's options."""
    parser.add_argument("--db", type=Path, metavar="PATH", help="the shop's file (default: the one opened last)")
    parser.add_argument("--demo", action="store_true", help="open the demo shop, made first where there is none")
    parser.add_argument(
        "--kiosk", action="store_true", help="open the customers' window; staff leave it with their PIN"
    )
    parser.add_argument("--camera", default="", metavar="WHICH", help="of the kiosk: index, name, or path of a film")
    parser.add_argument("--measure-start", action="store_true", help="print the times of the start as JSON and leave")


def run(args: argparse.Namespace) -> int:
    """Show the window until it is closed. Returns its exit status."""
    os.environ.setdefault("SHOPASSISTANT_STARTED_AT", repr(time.time()))
    check_display()
    load_qt()
    from shopassistant.desktop.app import Options
    from shopassistant.desktop.start import start

    measure = args.measure_start or os.environ.get("SHOPASSISTANT_TRACE_START") == "1"
    return start(Options(args.db, args.demo, args.kiosk, args.camera), measure=measure)
