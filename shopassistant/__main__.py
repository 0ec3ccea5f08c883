"""So that `python -m shopassistant` does what the installed command does."""

import sys

from shopassistant.cli import main

if __name__ == "__main__":
    sys.exit(main())
