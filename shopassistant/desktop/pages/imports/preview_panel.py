"""The look at a file before it is imported: what it is read as, which column is which, its first rows."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QListWidget, QScrollArea, QSizePolicy, QWidget

from shopassistant.desktop.pages.imports.field_words import field_words
from shopassistant.desktop.pages.imports.presenter import ImportDesk, Looked
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, button, column, label, row
from shopassistant.desktop.widgets.form_dialog import field
from shopassistant.desktop.widgets.table import Column, LazyTable
from shopassistant.desktop.widgets.wrapping import WrappingRow
from shopassistant.ingest.options import KINDS, PRESETS

_ENCODINGS = ("utf-8", "cp1252", "iso-8859-1", "iso-8859-15", "cp1250", "cp850", "utf-16", "mac-roman")
_DELIMITERS = (",", ";", "\t", "|")
_REQUIRED = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("imports", text)


def kind_words(kind: str) -> str:
    """A kind of records as people call it."""
    names = {
        "sales": _tr("Sales"),
        "products": _tr("Products"),
        "customers": _tr("Customers"),
        "stock": _tr("Stock counts"),
        "": _tr("Not clear yet"),
        "mixed": _tr("Several kinds"),
    }
    return names[kind]


def delimiter_words(mark: str) -> str:
    """A delimiter by its name."""
    return {",": _tr("Comma"), ";": _tr("Semicolon"), "\t": _tr("Tab"), "|": _tr("Bar")}.get(mark, mark)


class PreviewPanel(QWidget):
    """Shows the files and asks what only a person knows.

    Signals:
        run_wanted: import them.
        left: other files, or none.
    """

    run_wanted = Signal()
    left = Signal()

    def __init__(self, context: AppContext, desk: ImportDesk) -> None:
        super().__init__()
        self.context = context
        self.desk = desk
        self.files: tuple[Looked, ...] = ()
        self._shown = 0
        self._combos: dict[str, QComboBox] = {}
        self.table: LazyTable | None = None
        self._build()
        desk.looked.connect(self.show_files)

    # Building

    def _build(self) -> None:
        theme = self.context.theme
        self._list = QListWidget()
        self._list.setFixedWidth(220)
        self._list.currentRowChanged.connect(self._on_file)
        self._name = ElidedLabel(role="title")
        self._facts = label("", tone="muted")
        self._build_options()
        self._build_question()
        self._problems = label("", tone="warning", wrap=True)
        self._mapping = QGridLayout()
        self._mapping.setHorizontalSpacing(UNIT)
        self._mapping.setVerticalSpacing(UNIT // 2)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self._mapping, 1))
        self.mapping_view = _Upright()
        self.mapping_view.setWidget(ground)
        columns = Card()
        columns.setMinimumWidth(392)
        columns.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        columns.box.addWidget(label(self.tr("Which column is which"), "lead", strong=True))
        columns.box.addWidget(self.mapping_view, 1)
        self._table_place = column(gap=0)
        body = row(columns, self._table_place, gap=GAP)
        body.setStretch(1, 1)
        other = button(self.tr("Other files"), theme=theme, icon="arrow-left")
        other.clicked.connect(self.left)
        self.run_button = button(self.tr("Import"), "primary", theme=theme, icon="import")
        self.run_button.clicked.connect(self.run_wanted)
        self._sum = label("", tone="muted")
        head = row(self._name, self._facts, gap=GAP)
        head.setStretch(0, 1)
        right = column(head, self._options, self._question, self._problems, body, gap=UNIT + UNIT // 2)
        right.setStretch(4, 1)
        whole = row(self._list, right, gap=GAP)
        whole.setStretch(1, 1)
        page = column(whole, row(other, 1, self._sum, self.run_button, gap=GAP), gap=GAP)
        page.setStretch(0, 1)
        self.setLayout(page)

    def _build_options(self) -> None:
        self.kind, self.preset, self.encoding = QComboBox(), QComboBox(), QComboBox()
        self.delimiter, self.decimals = QComboBox(), QComboBox()
        parts = (
            (self.kind, self.tr("Holds")),
            (self.preset, self.tr("Written by")),
            (self.encoding, self.tr("Letters")),
            (self.delimiter, self.tr("Between columns")),
            (self.decimals, self.tr("Before decimals")),
        )
        box = WrappingRow(GAP)
        fields = [field(name, combo) for combo, name in parts]
        self._text_only = fields[2:4]
        for part, (combo, _name) in zip(fields, parts, strict=True):
            combo.setMinimumWidth(128)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.activated.connect(self._on_option)
            box.addWidget(part)
        self._options = QWidget()
        self._options.setLayout(box)

    def _build_question(self) -> None:
        self._question = QFrame()
        self._question.setProperty("bar", "warning")
        self._question_words = label("", strong=True, wrap=True)
        self.day_first = button("")
        self.month_first = button("")
        self.day_first.clicked.connect(self._on_day_first)
        self.month_first.clicked.connect(self._on_month_first)
        box = row(self._question_words, self.day_first, self.month_first, margin=UNIT)
        box.setStretch(0, 1)
        self._question.setLayout(box)
        self._question.hide()

    # Showing

    def show_files(self, files: tuple[Looked, ...]) -> None:
        """Files as they are understood with the decisions so far."""
        self.files = files
        self._shown = min(self._shown, max(0, len(files) - 1))
        self._list.blockSignals(True)
        self._list.clear()
        for one in files:
            self._list.addItem(("" if one.is_ready else "! ") + one.path.name)
        self._list.setCurrentRow(self._shown)
        self._list.blockSignals(False)
        self._list.setVisible(len(files) > 1)
        ready = sum(one.is_ready for one in files)
        self.run_button.setEnabled(bool(files) and ready == len(files))
        words = self.tr("{count} files, imported together or not at all") if len(files) > 1 else ""
        self._sum.setText(words.format(count=len(files)))
        self._show()

    def _show(self) -> None:
        if not self.files:
            return
        looked = self.files[self._shown]
        self._name.setText(looked.path.name)
        problems = "\n".join(one for one in looked.problems if not looked.asks_date_order or len(looked.problems) > 1)
        self._problems.setText(looked.refusal or problems)
        self._problems.setVisible(bool(looked.refusal or problems))
        self._question.setVisible(looked.asks_date_order)
        for part in (self._options, self._mapping.parentWidget()):
            if part is not None:
                part.setVisible(looked.preview is not None)
        if looked.asks_date_order:
            self._ask(looked)
        if looked.preview is None:
            self._facts.clear()
            self._show_rows((), ())
            return
        self._fill_options(looked)
        self._fill_mapping(looked)
        self._show_rows(looked.preview.header, looked.preview.rows)
        size = looked.preview.size
        number = self.context.catalogue.formats.say_number
        self._facts.setText(f"{number(size / 1_000_000, 1)} MB" if size > 100_000 else f"{number(size / 1000, 1)} kB")

    def _ask(self, looked: Looked) -> None:
        example, day, month = looked.ambiguous
        words = self.tr("The dates can be read in two ways. What does {example} mean?")
        self._question_words.setText(words.format(example=example))
        self.day_first.setText(day)
        self.month_first.setText(month)

    def _fill_options(self, looked: Looked) -> None:
        preview, options = looked.preview, self.desk.options
        if preview is None:
            return
        found = self.tr("{value} (recognised)")
        _fill(
            self.kind,
            [("", found.format(value=kind_words(preview.kind)))],
            [(k, kind_words(k)) for k in KINDS],
            options.kind,
        )
        presets = {"auto": self.tr("Any program"), "online-retail": "Online Retail", "generic": self.tr("Generic")}
        _fill(self.preset, [], [(name, presets[name]) for name in PRESETS], options.preset)
        first = [("", found.format(value=preview.encoding or "Unicode"))]
        _fill(self.encoding, first, [(name, name) for name in _ENCODINGS], options.encoding)
        first = [("", found.format(value=delimiter_words(preview.delimiter)))]
        _fill(self.delimiter, first, [(mark, delimiter_words(mark)) for mark in _DELIMITERS], options.delimiter)
        marks = {".": self.tr("Point"), ",": self.tr("Comma")}
        shown = found.format(value=marks[preview.decimal_mark]) if preview.decimal_mark else self.tr("As found")
        _fill(self.decimals, [("", shown)], list(marks.items()), options.decimal_mark)
        is_text = bool(preview.encoding)
        for part in self._text_only:
            part.setVisible(is_text)

    def _fill_mapping(self, looked: Looked) -> None:
        preview = looked.preview
        if preview is None:
            return
        if list(self._combos) != list(preview.fields):
            self._build_mapping(preview.fields)
        for name, combo in self._combos.items():
            combo.blockSignals(True)
            combo.clear()
            combo.addItem(self.tr("\u2013 not in the file"), "")
            for heading in preview.header:
                if heading:
                    combo.addItem(heading, heading)
            combo.setCurrentIndex(max(0, combo.findData(preview.mapping.get(name, ""))))
            combo.blockSignals(False)

    def _build_mapping(self, fields: tuple[str, ...]) -> None:
        while (item := self._mapping.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._combos = {}
        for place, name in enumerate(fields):
            combo = QComboBox()
            combo.setAccessibleName(field_words(name))
            combo.setProperty("field", name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(14)
            combo.activated.connect(self._on_mapped)
            words = label(field_words(name), strong=place < _REQUIRED)
            words.setBuddy(combo)
            self._mapping.addWidget(words, place, 0)
            self._mapping.addWidget(combo, place, 1)
            self._combos[name] = combo
        self._mapping.setColumnStretch(1, 1)

    def _show_rows(self, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        if self.table is not None:
            self._table_place.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        columns = [
            Column(str(place), heading or f"({place + 1})", _Cell(place), 120) for place, heading in enumerate(header)
        ]
        self.table = LazyTable(self.context, "import-preview", columns or [Column("0", "", str, 0)], lambda ids: {})
        self.table.set_rows(dict(enumerate(rows, 1)))
        self._table_place.addWidget(self.table)

    # Deciding

    def _on_file(self, place: int) -> None:
        self._shown = max(0, place)
        self._show()

    def _on_option(self) -> None:
        self.desk.decide(
            kind=self.kind.currentData() or None,
            preset=self.preset.currentData(),
            encoding=self.encoding.currentData() or None,
            delimiter=self.delimiter.currentData() or None,
            decimal_mark=self.decimals.currentData() or None,
        )

    def _on_mapped(self) -> None:
        sender = self.sender()
        if isinstance(sender, QComboBox):
            self.desk.map_field(str(sender.property("field")), str(sender.currentData()))

    def _on_day_first(self) -> None:
        self.desk.decide(day_first=True)

    def _on_month_first(self) -> None:
        self.desk.decide(day_first=False)


class _Upright(QScrollArea):
    """Scrolls up and down only: it is as wide as what it holds, at any size of text."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        held = self.widget()
        width = held.minimumSizeHint().width() if held is not None else 0
        return QSize(width + self.verticalScrollBar().sizeHint().width(), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class _Cell:
    """The text of one column of a row of texts."""

    def __init__(self, place: int) -> None:
        self._place = place

    def __call__(self, row_: tuple[str, ...]) -> str:
        return row_[self._place]


def _fill(combo: QComboBox, first: list[tuple[str, str]], more: list[tuple[str, str]], chosen: str | None) -> None:
    combo.blockSignals(True)
    combo.clear()
    for value, words in (*first, *more):
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen or "")))
    combo.blockSignals(False)
