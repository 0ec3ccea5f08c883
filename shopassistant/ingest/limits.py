"""How much a file may ask of the machine. Beyond these a file is refused with a sentence, never with a full disk."""

# Bytes of one file once unpacked.
MAX_BYTES = 1 << 30
# A real export shrinks tenfold or so; one that unpacks to hundreds of times its size is a trap.
MAX_RATIO = 200
RATIO_FREE_BYTES = 64 << 20
# Unpacked XML of one workbook; it is parsed as a whole, so the limit is lower.
MAX_WORKBOOK_BYTES = 400 << 20
MAX_WORKBOOK_PARTS = 2_000
# One physical line, in bytes; longer ones are no table.
MAX_LINE_BYTES = 1 << 20
# One cell, in characters (what a spreadsheet holds at most).
MAX_FIELD = 32_767
MAX_COLUMNS = 256
MAX_LINES = 5_000_000
# Rows a sheet can have, and how many of them may reach beyond the columns (stray formatting does).
MAX_SHEET_ROWS = 1_048_576
MAX_WIDE_ROWS = 100
# A quoted cell may run over this many lines; beyond it a quotation mark was left open.
MAX_QUOTED_LINES = 64
# So many malformed lines, and the file is no table of the kind it seems.
MAX_MALFORMED = 10_000
# Control characters per thousand of the sample; beyond it the file is no text.
MAX_CONTROL_PER_MILLE = 20
# Rows of a head that are searched for the header.
HEADER_ROWS = 12
SAMPLE_BYTES = 256 << 10
MAX_EXAMPLES = 5
# Numbers of one line; beyond them a column was taken for another.
MAX_QUANTITY = 10_000_000
MAX_AMOUNT_MINOR = 10**12
