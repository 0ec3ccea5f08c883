"""`python main.py` opens the desktop app."""

import sys

from shopassistant.cli import main

if __name__ == "__main__":
    sys.exit(main())
