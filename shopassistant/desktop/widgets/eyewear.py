"""Frames drawn from their own millimetres, seen from the front, so that two frames that differ look different."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen

from shopassistant.desktop.theme.tokens import mix
from shopassistant.desktop.widgets.product_look import ProductLook

# How far a corner is rounded, as a share of half the lens: above and below.
_ROUNDNESS = {
    "round": (1.0, 1.0), "panto": (0.75, 1.0), "oval": (1.0, 1.0), "square": (0.32, 0.36), "rectangle": (0.26, 0.30),
    "aviator": (0.45, 1.0), "cat-eye": (0.40, 0.85), "browline": (0.35, 0.9), "wayfarer": (0.30, 0.60),
    "geometric": (0.12, 0.12), "butterfly": (0.45, 0.9),
}  # fmt: skip


def draw_frame(painter: QPainter, rect: QRectF, look: ProductLook, line: str) -> None:
    """Paint the frame of `look` into the middle of `rect`; `line` (``#rrggbb``) is the colour of thin lines."""
    width_mm = max(look.frame_width_mm, 2 * look.lens_width_mm + look.bridge_mm + 4)
    scale = min(rect.width() / (width_mm + 4), rect.height() / (look.lens_height_mm + 10))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    painter.scale(scale, scale)  # from here on in millimetres, the nose in the middle
    _draw(painter, look, line, width_mm)
    painter.restore()


def _draw(painter: QPainter, look: ProductLook, line: str, width_mm: float) -> None:
    thickness = {"rimless": 0.8, "half": 2.0}.get(look.rim, 3.4)
    half = look.lens_width_mm / 2
    middle = look.bridge_mm / 2 + half
    lens = lens_path(look)
    edge = QPen(_material(look), thickness)
    edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    edge.setCapStyle(Qt.PenCapStyle.RoundCap)
    thin = QPen(QColor(line), 0.7)
    _bridge(painter, look, edge)
    for side in (-1, 1):
        painter.save()
        painter.translate(side * middle, 0)
        painter.scale(side, 1)  # the path is drawn for the right lens; its outer side is at plus x
        painter.setPen(thin if look.rim == "rimless" else edge)
        painter.setBrush(_glass(look))
        painter.drawPath(lens)
        if look.shape == "browline" or look.rim == "half":
            _brow(painter, look, edge)
        _hinge(painter, look, edge, width_mm / 2 - middle)
        painter.restore()


def lens_path(look: ProductLook) -> QPainterPath:
    """The right lens around the origin, in millimetres, its outer side at plus x."""
    half_width, half_height = look.lens_width_mm / 2, look.lens_height_mm / 2
    above, below = _ROUNDNESS.get(look.shape, (0.5, 0.7))
    lift = half_height * 0.28 if look.shape in ("cat-eye", "butterfly") else 0.0
    narrow = half_width * 0.12 if look.shape in ("aviator", "cat-eye", "browline", "panto", "wayfarer") else 0.0
    corners = (
        (QPointF(half_width, -half_height - lift), above),
        (QPointF(half_width - narrow, half_height), below),
        (QPointF(-half_width + narrow, half_height), below),
        (QPointF(-half_width, -half_height), above),
    )
    return _rounded(corners, half_width, half_height)


def _rounded(corners: tuple[tuple[QPointF, float], ...], half_width: float, half_height: float) -> QPainterPath:
    path = QPainterPath()
    count = len(corners)
    for at, (corner, share) in enumerate(corners):
        before, after = corners[at - 1][0], corners[(at + 1) % count][0]
        start = _towards(corner, before, share, half_width, half_height)
        end = _towards(corner, after, share, half_width, half_height)
        if at == 0:
            path.moveTo(start)
        else:
            path.lineTo(start)
        # Four such curves with share 1 make an ellipse.
        pull = 0.5523
        path.cubicTo(start + (corner - start) * pull, end + (corner - end) * pull, end)
    path.closeSubpath()
    return path


def _towards(corner: QPointF, other: QPointF, share: float, half_width: float, half_height: float) -> QPointF:
    """The point on the way from `corner` to `other` where the rounding begins: at most half the way."""
    return corner + (other - corner) * (share * 0.5)


def _bridge(painter: QPainter, look: ProductLook, edge: QPen) -> None:
    half = look.bridge_mm / 2 + 1.2
    y = -look.lens_height_mm * (0.20 if look.shape in ("round", "panto", "oval") else 0.24)
    path = QPainterPath(QPointF(-half, y))
    path.quadTo(QPointF(0, y - 4.5), QPointF(half, y))
    if look.shape == "aviator":
        path.moveTo(-half - 4, -look.lens_height_mm * 0.44)
        path.lineTo(half + 4, -look.lens_height_mm * 0.44)
    pen = QPen(edge)
    pen.setWidthF(max(1.4, edge.widthF() * 0.9))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _brow(painter: QPainter, look: ProductLook, edge: QPen) -> None:
    pen = QPen(edge)
    pen.setWidthF(4.4 if look.shape == "browline" else 2.6)
    painter.setPen(pen)
    half_width, top = look.lens_width_mm / 2, -look.lens_height_mm / 2
    path = QPainterPath(QPointF(-half_width + 1, top * 0.45))
    path.quadTo(QPointF(-half_width + 2, top), QPointF(-half_width * 0.4, top))
    path.lineTo(QPointF(half_width * 0.55, top))
    path.quadTo(QPointF(half_width, top), QPointF(half_width, top * 0.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _hinge(painter: QPainter, look: ProductLook, edge: QPen, outer: float) -> None:
    """The end piece, as far out as the frame is wide, with the temple seen from the front."""
    y = -look.lens_height_mm * 0.30
    pen = QPen(edge)
    pen.setWidthF(max(1.6, edge.widthF()))
    painter.setPen(pen)
    start = look.lens_width_mm / 2 - 0.5
    painter.drawLine(QPointF(start, y), QPointF(max(start + 1.5, outer - 1), y))


def _glass(look: ProductLook) -> QBrush:
    glass = QColor("#2b3238" if look.is_sun else "#cfe3ee")
    glass.setAlphaF(0.78 if look.is_sun else 0.38)
    return QBrush(glass)


def _material(look: ProductLook) -> QBrush:
    if not look.is_tortoise:
        return QBrush(QColor(look.colour))
    mottled = QLinearGradient(0, 0, 21, 13)
    mottled.setSpread(QLinearGradient.Spread.ReflectSpread)
    dark = mix(look.colour, "#1c0f06", 0.5)
    for at, tone in ((0.0, look.colour), (0.35, dark), (0.6, mix(look.colour, "#e0a050", 0.35)), (1.0, dark)):
        mottled.setColorAt(at, QColor(tone))
    return QBrush(mottled)
