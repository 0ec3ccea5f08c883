"""shopassistant: a desktop assistant for physical shops."""

import os

__version__ = "0.1.0"

# One thread per matrix operation, set before NumPy is loaded. The matrices of an answer are small: handing them to
# other threads costs more than it saves, and beside anything else that runs on the machine (a fit, another window) a
# hundred times as much, because the threads wait for each other. Trees are grown on all cores all the same.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
