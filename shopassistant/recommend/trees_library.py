"""Answers from LightGBM's trees without importing its Python package, which brings pandas and scikit-learn with it.

A counter terminal asks trees and never grows any; three seconds of imports before the first recommendation would be
three seconds too many. The functions called here are LightGBM's documented C interface (its "C API" page), loaded from
the package's own shared library.
"""

import ctypes
import importlib.util
import threading
from functools import cache
from pathlib import Path

import numpy as np

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.recommend.history import Floats

_FLOAT32 = 0
_ROW_MAJOR = 1
_RAW_SCORE = 1
_ALL_TREES = -1
_PARAMETERS = b"num_threads=1 verbosity=-1"


class Trees:
    """A forest in LightGBM's memory. Thread safe; freed with the object.

    Args:
        text: LightGBM's description of it.

    Raises:
        ValueError: the text describes no trees.
        EnvironmentProblem: ``recommend.trees_missing``, the library cannot be loaded.
    """

    def __init__(self, text: str) -> None:
        self._library = _load_library()
        self._handle = ctypes.c_void_p()
        self._lock = threading.Lock()
        trees = ctypes.c_int(0)
        if not text.startswith("tree\n") or "end of trees" not in text:
            raise ValueError("no trees: the text is not whole")
        self._check(
            self._library.LGBM_BoosterLoadModelFromString(
                text.encode(), ctypes.byref(trees), ctypes.byref(self._handle)
            )
        )

    @property
    def columns(self) -> int:
        """How many columns the trees read."""
        found = ctypes.c_int(0)
        self._check(self._library.LGBM_BoosterGetNumFeature(self._handle, ctypes.byref(found)))
        return found.value

    def margin(self, rows: Floats) -> Floats:
        """float32 (k,): log odds of rows, float32 (k, columns), C order."""
        count, width = rows.shape
        out = np.empty(count, np.float64)
        length = ctypes.c_int64(0)
        with self._lock:
            self._check(
                self._library.LGBM_BoosterPredictForMat(
                    self._handle, rows.ctypes.data, _FLOAT32, count, width, _ROW_MAJOR, _RAW_SCORE,
                    0, _ALL_TREES, _PARAMETERS, ctypes.byref(length), out.ctypes.data,
                )
            )  # fmt: skip
        if length.value != count:
            raise ValueError(f"no trees: {length.value} answers for {count} rows")
        return out.astype(np.float32)

    def __del__(self) -> None:
        if self._handle:
            self._library.LGBM_BoosterFree(self._handle)

    def _check(self, failed: int) -> None:
        if failed:
            raise ValueError(f"no trees: {self._library.LGBM_GetLastError().decode('utf-8', 'replace')}")


@cache
def _load_library() -> ctypes.CDLL:
    """LightGBM's shared library, found where its own module `libpath` finds it."""
    package = importlib.util.find_spec("lightgbm")
    try:
        if package is None or package.origin is None:
            raise OSError("LightGBM is not installed")
        spec = importlib.util.spec_from_file_location("_lightgbm_libpath", Path(package.origin).with_name("libpath.py"))
        if spec is None or spec.loader is None:
            raise OSError("LightGBM has no libpath module")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        library: ctypes.CDLL = module._LIB
    except OSError as error:
        raise EnvironmentProblem("recommend.trees_missing", reason=str(error)) from error
    library.LGBM_GetLastError.restype = ctypes.c_char_p
    library.LGBM_BoosterLoadModelFromString.argtypes = (
        ctypes.c_char_p,
        ctypes.POINTER(ctypes.c_int),
        ctypes.POINTER(ctypes.c_void_p),
    )
    library.LGBM_BoosterFree.argtypes = (ctypes.c_void_p,)
    library.LGBM_BoosterGetNumFeature.argtypes = (ctypes.c_void_p, ctypes.POINTER(ctypes.c_int))
    library.LGBM_BoosterPredictForMat.argtypes = (
        ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int32, ctypes.c_int32, ctypes.c_int, ctypes.c_int,
        ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.POINTER(ctypes.c_int64), ctypes.c_void_p,
    )  # fmt: skip
    return library
