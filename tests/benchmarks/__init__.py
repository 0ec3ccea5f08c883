"""Benchmarks run as the app does: what the package sets before NumPy is loaded is set here, too."""

import shopassistant as shopassistant
