"""MediaPipe's library sends statistics of its use to its maker; this keeps it from doing so.

Its terms say that it "will contact Google servers from time to time", with performance, input sizes and system; no
option turns that off. It sends by a copy of curl of its own, which asks the process for a proxy whenever it sends. So
it is told of one that cannot exist, and gives up before it looks up a name.

The variables are set where only C libraries look: `os.environ`, and with it every Python client, stays as it was.
"""

import ctypes
import sys

# curl refuses a proxy of a scheme it does not know without any connection; a list of exceptions of the user's own would
# win over it, so that is replaced, too.
_VARIABLES = {"https_proxy": "blocked://nowhere", "no_proxy": "nowhere.invalid"}


def keep_quiet() -> None:
    """Call before a task of MediaPipe is made; it can be called again.

    Raises:
        OSError: the system refuses; then no task should be made.
    """
    for name, value in _VARIABLES.items():
        if sys.platform == "win32":
            is_set = bool(ctypes.windll.kernel32.SetEnvironmentVariableW(name, value))
        else:
            is_set = ctypes.CDLL(None, use_errno=True).setenv(name.encode(), value.encode(), 1) == 0
        if not is_set:
            raise OSError(ctypes.get_errno(), f"{name} cannot be set")
