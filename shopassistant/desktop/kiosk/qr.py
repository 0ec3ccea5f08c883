"""QR codes (ISO/IEC 18004) as rows of dark and light, for painting in any size."""

Squares = tuple[tuple[bool, ...], ...]
# White squares that must stand around a code, so that scanners find it.
QUIET = 4


def qr_of(text: str) -> Squares:
    """The code of a text, without the white around it: rows of squares, True for a dark one.

    Half of the redundancy steps up (level M): a screen has no stains, but it has reflections.
    """
    import cv2
    import numpy as np

    wanted = cv2.QRCodeEncoder.Params()
    wanted.correction_level = cv2.QRCodeEncoder_CORRECT_LEVEL_M
    code = np.asarray(cv2.QRCodeEncoder.create(wanted).encode(text)) < 128
    rows, columns = np.flatnonzero(code.any(axis=1)), np.flatnonzero(code.any(axis=0))
    inner = code[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return tuple(tuple(bool(one) for one in row) for row in inner)
