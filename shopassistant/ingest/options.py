"""What the person who imports may decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shopassistant.core.errors import UserError

PRESETS = ("auto", "online-retail", "generic")
KINDS = ("sales", "products", "customers", "stock")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Decisions that the files cannot make for themselves; None leaves a question to the evidence in the file.

    Attributes:
        preset: one of `PRESETS`; ``auto`` recognises a preset by its header.
        kind: one of `KINDS`, where the header alone does not tell.
        mapping: field name to column heading; wins over the synonyms. An empty heading leaves the field out.
        day_first: whether 03/04/2024 is the third of April.
        encoding: name of the text encoding.
        delimiter: one character.
        decimal_mark: ``"."`` or ``","``.
        timezone: IANA name of the shop's zone, in which times without an offset are read.
        keep_duplicates: book lines that are alike in every field as often as they stand in a file, instead of once.
        reject_file: where refused lines are written (CSV); None writes none.
    """

    preset: str = "auto"
    kind: str | None = None
    mapping: Mapping[str, str] | None = None
    day_first: bool | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal_mark: str | None = None
    timezone: str = "UTC"
    keep_duplicates: bool = False
    reject_file: Path | None = None

    def __post_init__(self) -> None:
        if self.preset not in PRESETS:
            raise UserError("import.preset_unknown", preset=self.preset, known=", ".join(PRESETS))
        if self.kind is not None and self.kind not in KINDS:
            raise UserError("import.kind_not_known", kind=self.kind, known=", ".join(KINDS))
        if self.decimal_mark not in (None, ".", ","):
            raise UserError("import.decimal_mark", mark=self.decimal_mark)
        if self.delimiter is not None and len(self.delimiter) != 1:
            raise UserError("import.delimiter", delimiter=self.delimiter)
