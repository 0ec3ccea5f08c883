"""A thread that sees faces can neither write a file nor reach a network: the kernel refuses it what that takes.

Linux lets a thread give up system calls for good (seccomp filters, prctl(2)), for itself and every thread it starts;
MediaPipe's own threads are among those of the mirror. So what pictures go through cannot leave the process even by a
mistake of ours or of a library. The rest of the program keeps all it needs.
"""

import ctypes
import errno
import platform
import struct
import sys

_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_LOAD, _EQUALS, _ANY_BIT, _AT_LEAST, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
# In `struct seccomp_data`: the call's number, the processor, and the low halves of the second and third argument.
_NUMBER, _PROCESSOR, _SECOND, _THIRD = 0, 4, 24, 32
_X32 = 0x40000000
# fcntl.h: for writing, for both, create, truncate, append.
_WRITE_ONLY, _BOTH, _CREATE, _TRUNCATE, _APPEND = 0o1, 0o2, 0o100, 0o1000, 0o2000

# By processor: the kernel's word for it, then numbers of the calls. The first two open files and are refused only with
# flags for writing (`open` with them second, `openat` third); the others are refused always: socket, connect, accept,
# accept4, bind, listen, sendto, sendmsg, sendmmsg, rename*, link*, symlink*, mkdir*, mknod*, rmdir, unlink*, creat,
# truncate, openat2, io_uring_setup, open_by_handle_at, execve, execveat.
_CALLS: dict[str, tuple[int, int | None, int, tuple[int, ...]]] = {
    "x86_64": (
        0xC000003E, 2, 257,
        (41, 42, 43, 288, 49, 50, 44, 46, 307, 82, 264, 316, 86, 265, 88, 266, 83, 258, 133, 259, 84, 87, 263, 85, 76,
         437, 425, 304, 59, 322),
    ),
    "aarch64": (
        0xC00000B7, None, 56,
        (198, 203, 202, 242, 200, 201, 206, 211, 269, 38, 276, 37, 36, 34, 33, 35, 45, 437, 425, 265, 221, 281),
    ),
}  # fmt: skip


def seal_thread(*, may_use_devices: bool = False) -> bool:
    """Give up writing files and reaching networks, in this thread and all that it starts from now on, for good.

    Files and sockets that are open stay so. Load what is to be imported before.

    Args:
        may_use_devices: existing files may be opened for reading and writing both, as cameras are; none is created.

    Returns:
        Whether that was done; not where the system has no such thing.
    """
    calls = _CALLS.get(platform.machine())
    if not sys.platform.startswith("linux") or calls is None:
        return False
    program = _filter(*calls, _WRITE_ONLY | _CREATE | _TRUNCATE | _APPEND | (0 if may_use_devices else _BOTH))
    library = ctypes.CDLL(None, use_errno=True)
    held = ctypes.create_string_buffer(program)
    described = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(held)))
    nothing = ctypes.c_ulong(0)
    if library.prctl(_SET_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), nothing, nothing, nothing) != 0:
        return False
    return bool(library.prctl(_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), described, nothing, nothing) == 0)


def _filter(processor: int, opens: int | None, opens_at: int, refused: tuple[int, ...], flags: int) -> bytes:
    """A program of classic BPF: each instruction is a code, two jumps (if so, if not) and a value."""
    made = [
        (_LOAD, 0, 0, _PROCESSOR), (_EQUALS, 1, 0, processor), (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _REFUSE),
    ]  # fmt: skip
    for call in refused:
        made += [(_EQUALS, 0, 1, call), (_RETURN, 0, 0, _REFUSE)]
    for opening, argument in ((opens, _SECOND), (opens_at, _THIRD)):
        if opening is not None:
            made += [
                (_EQUALS, 0, 4, opening), (_LOAD, 0, 0, argument), (_ANY_BIT, 0, 1, flags), (_RETURN, 0, 0, _REFUSE),
                (_RETURN, 0, 0, _ALLOW),
            ]  # fmt: skip
    made.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *one) for one in made)
