"""What the columns of the groups, of their differences and of the numbers of groups say."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter

from shopassistant.core.messages import Catalogue
from shopassistant.customers.segments.wording import feature_name, tell_value
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.table import Column

if TYPE_CHECKING:
    from shopassistant.customers.segments.apart import Difference
    from shopassistant.customers.segments.choosing import Measured
    from shopassistant.customers.segments.clustering_view import GroupView


def _tr(text: str) -> str:
    return QCoreApplication.translate("segments", text)


def group_columns(theme: Theme, catalogue: Catalogue, name: Callable[[int], str]) -> tuple[Column, ...]:
    """Columns of `GroupView`; `name` is what a group is called now."""

    def dot(painter: QPainter, rect: QRect, one: "GroupView") -> None:
        side = min(rect.height(), 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colours.series[one.label % 5])
        painter.drawEllipse(rect.center().x() - side // 2, rect.center().y() - side // 2, side, side)

    def share(value: float) -> str:
        return catalogue.formats.say_share(value)

    return (
        Column("colour", "", lambda one: "", 28, paint=dot),
        Column("name", _tr("Group"), lambda one: name(one.label), 0, strong=True),
        Column(
            "size", _tr("Customers"), lambda one: catalogue.number(one.size), 88, "right", value=lambda one: one.size
        ),
        Column("share", _tr("Share"), lambda one: share(one.share), 64, "right"),
        Column("spend", _tr("Of sales"), lambda one: share(one.spend_share), 74, "right"),
    )


def difference_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """Columns of `Difference`: what sets a group apart, the largest first."""

    def said(one: "Difference", value: float) -> str:
        return tell_value(catalogue, one.feature, value, one.word)

    def lift(one: "Difference") -> str:
        times = one.lift if one.word else one.value / one.overall if one.overall > 0 else 0.0
        return f"\u00d7 {_number(catalogue, times, 1)}" if times > 0 else ""

    return (
        Column("feature", _tr("What sets it apart"), lambda one: feature_name(catalogue, one.feature, one.word), 0),
        Column("value", _tr("Here"), lambda one: said(one, one.value), 92, "right", strong=True),
        Column("overall", _tr("All"), lambda one: said(one, one.overall), 92, "right"),
        Column("lift", _tr("Times"), lift, 70, "right"),
    )


def measured_columns(catalogue: Catalogue, recommended: Callable[[], int]) -> tuple[Column, ...]:
    """Columns of `Measured`: how good each number of groups is."""

    def mark(one: "Measured") -> str:
        return _tr("recommended") if one.count == recommended() else ""

    def plain(name: str, digits: int) -> Callable[["Measured"], str]:
        return lambda one: _number(catalogue, getattr(one, name), digits)

    return (
        Column("count", _tr("Groups"), lambda one: catalogue.number(one.count), 64, "right", strong=True),
        Column("silhouette", _tr("Silhouette"), plain("silhouette", 3), 84, "right"),
        Column("bouldin", _tr("Davies-Bouldin"), plain("davies_bouldin", 2), 112, "right"),
        Column("stability", _tr("Stability"), plain("stability", 2), 78, "right"),
        Column("inertia", _tr("Inertia"), plain("inertia", 2), 84, "right"),
        Column("mark", "", mark, 0, tone=lambda one: "positive"),
    )


def _number(catalogue: Catalogue, value: float, digits: int) -> str:
    return catalogue.number(Decimal(f"{value:.{digits}f}"))
