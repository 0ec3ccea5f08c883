"""The style sheet, written from the tokens: one rule set for every page, so that no page styles itself."""

from collections.abc import Mapping

from shopassistant.desktop.theme.tokens import (
    FAMILY,
    FOCUS_RING,
    HALF,
    RADIUS_CARD,
    RADIUS_CONTROL,
    TOUCH,
    UNIT,
    Colours,
    Scale,
    mix,
)


def build(colours: Colours, scale: Scale, signs: Mapping[str, str]) -> str:
    """The application's style sheet for one theme and one profile.

    Args:
        signs: paths of the small pictures a style sheet can only name by file: ``check``, ``dot``, ``down``, ``up``.
    """
    parts = (_base, _labels, _buttons, _fields, _views, _bars, _shell, _sliders)
    return "\n".join([*(part(colours, scale) for part in parts), _signs(colours, scale, signs)])


def _base(c: Colours, s: Scale) -> str:
    return f"""
    * {{ font-family: "{FAMILY}"; font-size: {s.body}px; color: {c.text}; outline: 0; }}
    QMainWindow, QDialog, QWidget#surface {{ background: {c.surface}; }}
    QToolTip {{ background: {c.text}; color: {c.surface}; border: 0; padding: {HALF}px {UNIT}px;
        font-size: {s.caption}px; }}
    QFrame[card="true"] {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: {RADIUS_CARD}px; }}
    QFrame[card="true"][chosen="true"] {{ border: {FOCUS_RING}px solid {c.accent}; }}
    QFrame[card="true"]:focus {{ border: {FOCUS_RING}px solid {c.accent}; }}
    QFrame[line="horizontal"] {{ background: {c.line}; border: 0; max-height: 1px; min-height: 1px; }}
    QFrame[line="vertical"] {{ background: {c.line}; border: 0; max-width: 1px; min-width: 1px; }}
    QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{ background: transparent; border: 0; }}
    QSplitter::handle {{ background: transparent; }}
    QSplitter::handle:hover {{ background: {c.line}; }}
    """


def _labels(c: Colours, s: Scale) -> str:
    sizes = {
        "caption": s.caption,
        "body": s.body,
        "lead": s.lead,
        "title": s.title,
        "figure": s.figure,
        "display": s.display,
    }
    rules = ["QLabel { background: transparent; border: 0; }"]
    for role, size in sizes.items():
        weight = 600 if role in ("title", "figure", "display") else 400
        rules.append(f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: {weight}; }}')
    rules.append('QLabel[strong="true"] { font-weight: 600; }')
    for tone in ("muted", "accent", "positive", "warning", "critical"):
        rules.append(f'QLabel[tone="{tone}"] {{ color: {c.tone(tone)}; }}')
    for tone in ("muted", "accent", "positive", "warning", "critical"):
        rules.append(
            f'QLabel[badge="{tone}"] {{ color: {c.tone(tone)}; background: {c.soft(tone)}; border-radius: {HALF}px;'
            f" padding: 1px {HALF + 2}px; font-size: {s.caption}px; font-weight: 600; }}"
        )
    rules.append(
        f'QLabel[keycap="true"] {{ color: {c.muted}; background: {c.surface}; border: 1px solid {c.line};'
        f" border-radius: {HALF}px; padding: 0 {HALF}px; font-size: {s.caption}px; }}"
    )
    return "\n".join(rules)


def _buttons(c: Colours, s: Scale) -> str:
    ring = FOCUS_RING
    return f"""
    QPushButton, QToolButton {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.control_line};
        border-radius: {RADIUS_CONTROL}px; padding: 0 {UNIT + HALF}px; min-height: {s.control - 2}px;
        font-weight: 500; }}
    QToolButton {{ padding: 0 {UNIT}px; }}
    QPushButton:hover, QToolButton:hover {{ background: {c.hover}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {c.pressed}; }}
    QPushButton:checked, QToolButton:checked {{ background: {c.chosen}; border-color: {c.accent}; color: {c.accent}; }}
    QPushButton:focus, QToolButton:focus {{ border: {ring}px solid {c.accent}; padding: 0 {UNIT + HALF - 1}px;
        min-height: {s.control - 2 * ring}px; }}
    QToolButton:focus {{ padding: 0 {UNIT - 1}px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; background: {c.surface}; border-color: {c.line}; }}
    QPushButton[kind="primary"], QPushButton[kind="big-primary"]
        {{ background: {c.accent}; color: {c.accent_text}; border: 1px solid {c.accent}; font-weight: 600; }}
    QPushButton[kind="primary"]:hover, QPushButton[kind="big-primary"]:hover {{ background: {_shade(c, 0.12)}; }}
    QPushButton[kind="primary"]:pressed, QPushButton[kind="big-primary"]:pressed {{ background: {_shade(c, 0.22)}; }}
    QPushButton[kind="primary"]:focus, QPushButton[kind="big-primary"]:focus {{ border: {ring}px solid {c.text}; }}
    QPushButton[kind="primary"]:disabled, QPushButton[kind="big-primary"]:disabled
        {{ background: {c.line}; color: {c.muted}; border-color: {c.line}; }}
    QPushButton[kind="danger"] {{ color: {c.critical}; border-color: {c.critical}; }}
    QPushButton[kind="danger"]:hover {{ background: {c.soft("critical")}; }}
    QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
    QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {c.hover}; }}
    QPushButton[kind="quiet"]:checked, QToolButton[kind="quiet"]:checked
        {{ background: {c.chosen}; color: {c.accent}; }}
    QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{ border-color: {c.accent}; }}
    QPushButton[kind="big"], QPushButton[kind="big-primary"]
        {{ font-size: {s.title}px; min-height: {s.control * 3 // 2}px; }}
    QPushButton[tile="true"] {{ text-align: left; min-height: {s.control + 2 * UNIT - 2}px; }}
    QPushButton[look="big"] {{ font-size: {s.lead}px; min-height: {s.control * 3 // 2 - 2}px; }}
    QPushButton[look="big"]:focus {{ min-height: {s.control * 3 // 2 - 2 * ring}px; }}
    QPushButton[look="small"], QToolButton[look="small"] {{ font-size: {s.caption}px; padding: 0 {HALF + 2}px;
        min-height: {s.control - 8}px; }}
    QToolButton[look="small"] {{ padding: 0 2px; }}
    QPushButton[look="small"]:focus, QToolButton[look="small"]:focus {{ padding: 0 {HALF + 1}px;
        min-height: {s.control - 10}px; }}
    QPushButton[look="dense"], QToolButton[look="dense"] {{ padding: 0; min-height: {s.control - 10}px; }}
    QPushButton[kind="figure"], QPushButton[kind="fact"] {{ background: transparent; text-align: left; padding: 0;
        border: {ring}px solid transparent; }}
    QPushButton[kind="figure"] {{ font-size: {s.figure - 4}px; font-weight: 600; min-height: {s.figure + HALF}px; }}
    QPushButton[kind="fact"] {{ font-size: {_small(s)}px; color: {c.muted}; min-height: {_fact_height(s)}px; }}
    QPushButton[kind="figure"]:hover, QPushButton[kind="fact"]:hover {{ text-decoration: underline; }}
    QPushButton[kind="figure"]:focus, QPushButton[kind="fact"]:focus {{ border-color: {c.accent}; padding: 0;
        min-height: 0; }}
    QPushButton[kind="figure"]:focus {{ min-height: {s.figure + HALF}px; }}
    QPushButton[kind="fact"]:focus {{ min-height: {_fact_height(s)}px; }}
    QPushButton[tone="warning"] {{ color: {c.warning}; }}
    QPushButton[tone="critical"] {{ color: {c.critical}; }}
    QPushButton[kind="link"] {{ background: transparent; border: 0; color: {c.accent}; text-align: left;
        padding: 0; min-height: 0; }}
    QPushButton[kind="link"]:hover, QPushButton[kind="link"]:focus {{ text-decoration: underline; }}
    QPushButton[segment="true"] {{ border-radius: 0; margin-left: -1px; }}
    QPushButton[segment="true"][edge="first"] {{ border-top-left-radius: {RADIUS_CONTROL}px;
        border-bottom-left-radius: {RADIUS_CONTROL}px; margin-left: 0; }}
    QPushButton[segment="true"][edge="last"] {{ border-top-right-radius: {RADIUS_CONTROL}px;
        border-bottom-right-radius: {RADIUS_CONTROL}px; }}
    QToolButton::menu-indicator {{ image: none; }}
    QCheckBox, QRadioButton {{ spacing: {UNIT}px; min-height: {s.control - 4}px; background: transparent;
        border: {ring}px solid transparent; border-radius: {HALF}px; padding: 0 {HALF}px; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {s.icon}px; height: {s.icon}px; background: {c.raised};
        border: 1px solid {c.control_line}; border-radius: {HALF}px; }}
    QRadioButton::indicator {{ border-radius: {s.icon // 2 + 1}px; }}
    QCheckBox::indicator:checked, QRadioButton::indicator:checked
        {{ background: {c.accent}; border-color: {c.accent}; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {c.muted}; }}
    """


def _fields(c: Colours, s: Scale) -> str:
    fields = "QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit, QDateTimeEdit"
    focused = ", ".join(f"{field.strip()}:focus" for field in fields.split(","))
    disabled = ", ".join(f"{field.strip()}:disabled" for field in fields.split(","))
    return f"""
    {fields} {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.control_line};
        border-radius: {RADIUS_CONTROL}px; padding: 0 {UNIT}px; min-height: {s.control - 2}px;
        selection-background-color: {c.accent}; selection-color: {c.accent_text};
        placeholder-text-color: {c.muted}; }}
    {focused} {{ border: {FOCUS_RING}px solid {c.accent}; padding: 0 {UNIT - 1}px;
        min-height: {s.control - 2 * FOCUS_RING}px; }}
    {disabled} {{ background: {c.surface}; color: {c.muted}; border-color: {c.line}; }}
    QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus
        {{ border: 0; padding: 0 {HALF}px; min-height: 0; background: transparent; }}
    QPlainTextEdit, QTextEdit {{ padding: {HALF}px {UNIT}px; }}
    QLineEdit[wrong="true"] {{ border: {FOCUS_RING}px solid {c.critical}; }}
    QLineEdit[look="search"] {{ font-size: {s.lead}px; min-height: {s.control + 6}px; }}
    QLineEdit[look="search"]:focus {{ min-height: {s.control + 4}px; }}
    QLineEdit[look="dense"] {{ padding: 0 2px; min-height: {s.control - 10}px; }}
    QLineEdit[look="dense"]:focus {{ padding: 0 1px; min-height: {s.control - 12}px; }}
    QLineEdit QToolButton {{ background: transparent; border: 0; padding: 0; min-height: 0; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: {s.control - 8}px; }}
    QComboBox QAbstractItemView {{ background: {c.raised}; border: 1px solid {c.line}; padding: {HALF}px; }}
    QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button,
        QTimeEdit::up-button, QTimeEdit::down-button
        {{ width: 0; border: 0; }}
    """


def _views(c: Colours, s: Scale) -> str:
    return f"""
    QAbstractItemView {{ background: {c.raised}; border: 0; alternate-background-color: {c.raised};
        selection-background-color: {c.chosen}; selection-color: {c.text}; }}
    QTableView, QListView, QTreeView {{ border: {FOCUS_RING}px solid transparent; gridline-color: {c.line}; }}
    QTableView:focus, QListView:focus, QTreeView:focus {{ border: {FOCUS_RING}px solid {c.accent}; }}
    QTableView::item, QListView::item, QTreeView::item {{ padding: 0 {UNIT}px; border: 0; }}
    QTableView::item {{ border-bottom: 1px solid {c.line}; }}
    QListView#sections {{ background: transparent; }}
    QListView::item {{ min-height: {s.row}px; border-radius: {HALF}px; }}
    QAbstractItemView::item:hover {{ background: {c.hover}; }}
    QAbstractItemView::item:selected {{ background: {c.chosen}; color: {c.text}; }}
    QHeaderView {{ background: {c.raised}; border: 0; }}
    QHeaderView::section {{ background: {c.raised}; color: {c.muted}; border: 0;
        border-bottom: 1px solid {c.control_line};
        padding: 0 {UNIT}px; min-height: {s.row - 4}px; font-size: {_small(s)}px; font-weight: 600; }}
    QHeaderView::section:hover {{ color: {c.text}; }}
    QTableCornerButton::section {{ background: {c.raised}; border: 0; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {_handle(c)}; border-radius: 4px; margin: 2px;
        min-height: 32px; min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page
        {{ background: transparent; border: 0; width: 0; height: 0; }}
    QMenu {{ background: {c.raised}; border: 1px solid {c.line}; padding: {HALF}px; }}
    QMenu::item {{ padding: {UNIT}px {UNIT * 2}px; border-radius: {HALF}px; }}
    QMenu::item:selected {{ background: {c.chosen}; }}
    QMenu::separator {{ background: {c.line}; height: 1px; margin: {HALF}px; }}
    QTabBar::tab {{ background: transparent; color: {c.muted}; border: 0; border-bottom: 2px solid transparent;
        padding: {UNIT}px {UNIT * 2}px; font-weight: 500; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
    QTabBar::tab:focus {{ border: {FOCUS_RING}px solid {c.accent}; }}
    QTabBar {{ qproperty-drawBase: 0; }}
    QTabWidget::pane {{ border: 0; border-top: 1px solid {c.line}; }}
    """


def _handle(c: Colours) -> str:
    """A scroll handle: found when looked for, quiet otherwise."""
    return mix(c.raised, c.text, 0.28)


def _bars(c: Colours, s: Scale) -> str:
    bars = "\n".join(
        f'QFrame[bar="{tone}"] {{ background: {c.soft(tone)}; border: 1px solid {c.tone(tone)};'
        f" border-radius: {RADIUS_CONTROL}px; }}"
        for tone in ("accent", "positive", "warning", "critical")
    )
    return f"""
    {bars}
    QProgressBar {{ background: {c.line}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QFrame#toast {{ background: {c.text}; border-radius: {RADIUS_CONTROL}px; }}
    QFrame#toast QLabel {{ color: {c.surface}; }}
    QFrame#toast QPushButton {{ background: transparent; color: {c.surface}; border: 1px solid {c.muted}; }}
    QFrame#toast QPushButton:focus {{ border: {FOCUS_RING}px solid {c.surface}; }}
    """


def _shell(c: Colours, s: Scale) -> str:
    return f"""
    QWidget#rail {{ background: {c.raised}; border-right: 1px solid {c.line}; }}
    QWidget#header {{ background: {c.raised}; border-bottom: 1px solid {c.line}; }}
    QWidget#jobbar {{ background: {c.raised}; border-top: 1px solid {c.line}; }}
    QFrame#floating {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: {RADIUS_CARD}px; }}
    QToolButton[rail="true"] {{ background: transparent; border: {FOCUS_RING}px solid transparent; color: {c.muted};
        border-radius: {RADIUS_CONTROL}px; font-size: {s.caption}px; font-weight: 500; padding: {HALF}px 0; }}
    QToolButton[rail="true"]:hover {{ background: {c.hover}; color: {c.text}; }}
    QToolButton[rail="true"]:checked {{ background: {c.chosen}; color: {c.accent}; }}
    QToolButton[rail="true"]:focus {{ border: {FOCUS_RING}px solid {c.accent}; padding: {HALF}px 0; }}
    """


def _sliders(c: Colours, s: Scale) -> str:
    """A handle as large as what is pressed with a finger."""
    side, groove = s.control, HALF * 2
    return f"""
    QSlider#turning {{ min-height: {side}px; background: transparent; }}
    QSlider#turning::groove:horizontal {{ height: {groove}px; background: {c.line}; border-radius: {groove // 2}px; }}
    QSlider#turning::sub-page:horizontal {{ background: {c.line}; border-radius: {groove // 2}px; }}
    QSlider#turning::handle:horizontal {{ width: {side}px; height: {side}px; margin: {(groove - side) // 2}px 0;
        background: {c.accent}; border: 0; border-radius: {side // 2}px; }}
    QSlider#turning::handle:horizontal:pressed {{ background: {_shade(c, 0.22)}; }}
    """


def _small(s: Scale) -> int:
    """Small print that must be read all the same: from two metres it is as large as the rest."""
    return s.body if s.control >= TOUCH else s.caption


def _fact_height(s: Scale) -> int:
    """A small number one can press: a finger's height where fingers press."""
    return s.control if s.control >= TOUCH else s.caption + 2 * HALF


def _shade(c: Colours, share: float) -> str:
    return mix(c.accent, c.text, share)


def _signs(c: Colours, s: Scale, signs: Mapping[str, str]) -> str:
    return f"""
    QCheckBox::indicator:checked {{ image: url("{signs["check"]}"); }}
    QRadioButton::indicator:checked {{ image: url("{signs["dot"]}"); }}
    QComboBox::down-arrow, QDateEdit::down-arrow
        {{ image: url("{signs["down"]}"); width: {s.icon - 2}px; height: {s.icon - 2}px; }}
    QHeaderView::down-arrow {{ image: url("{signs["down"]}"); width: {s.caption}px; height: {s.caption}px; }}
    QHeaderView::up-arrow {{ image: url("{signs["up"]}"); width: {s.caption}px; height: {s.caption}px; }}
    """
