"""Matrix operations of the app keep to one thread unless somebody asks for more."""

import os
import subprocess
import sys

import pytest

_SHOW = """
import shopassistant
import numpy, threadpoolctl
print(*{pool["num_threads"] for pool in threadpoolctl.threadpool_info() if pool["internal_api"] == "openblas"})
"""


@pytest.mark.parametrize(("asked", "used"), [(None, "1"), ("2", "2")])
def test_matrix_operations_keep_to_one_thread(asked: str | None, used: str) -> None:
    """Waiting for each other, threads made an answer six times as slow on a machine busy with something else."""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    if asked:
        environment["OPENBLAS_NUM_THREADS"] = asked
    done = subprocess.run([sys.executable, "-c", _SHOW], capture_output=True, text=True, check=True, env=environment)
    expected = str(min(int(used), os.cpu_count() or 1))
    assert done.stdout.strip() in (expected, ""), "nothing is shown by a NumPy that is built on another library"
