"""Ways in which a file can be broken or hostile, each a function of bytes and a dice."""

import gzip
import io
import random
import zipfile
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

_CELLS = (
    "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "+1", "\t=1", "1e309", "NaN", "inf", "-0", "9" * 40, "１２", "²",
    "0x10", "1,2,3", "1.2.3", "(5)", "5-", "--5", "£", "", " ", "\x00", "\u202e",
    "\ud7ff", "'", "\\", "%s%n", "0000-00-00",
    "31/02/2011", "13/13/2013", "9999-12-31", "0001-01-01 00:00:00", "2011-01-01T00:00:00+99:99", "1/2/3", "20111301",
    "Feb 30, 2011", "1" * 5000, "é" * 300, "DROP TABLE sale;--", "null", "\ufeff", "\u2028", "a\x0bb", "12:00", "١٢٣",
)  # fmt: skip
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-8-sig",
    "cp1252",
    "utf-32",
    "cp037",
    "shift_jis",
    "utf-7",
)


def flip_bytes(data: bytes, dice: random.Random) -> bytes:
    """Some bytes become others."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 40)):
        if changed:
            changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut_off(data: bytes, dice: random.Random) -> bytes:
    """The file ends anywhere."""
    return data[: dice.randrange(len(data) + 1)]


def put_nuls(data: bytes, dice: random.Random) -> bytes:
    """Runs of NUL."""
    place = dice.randrange(len(data) + 1)
    return data[:place] + b"\x00" * dice.choice((1, 2, 50, 5000)) + data[place:]


def put_noise(data: bytes, dice: random.Random) -> bytes:
    """Random bytes in the middle."""
    place = dice.randrange(len(data) + 1)
    return data[:place] + dice.randbytes(dice.choice((1, 10, 1000))) + data[place:]


def repeat_part(data: bytes, dice: random.Random) -> bytes:
    """A part stands twice."""
    first, last = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[:last] + data[first:last] + data[last:]


def drop_part(data: bytes, dice: random.Random) -> bytes:
    """A part is missing."""
    first, last = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[:first] + data[last:]


def other_encoding(data: bytes, dice: random.Random) -> bytes:
    """The text in another encoding, at times with a piece of a second one."""
    text = data.decode("utf-8", "replace")
    found = text.encode(dice.choice(_ENCODINGS), "replace")
    if dice.random() < 0.3:
        found += text[:200].encode(dice.choice(_ENCODINGS), "replace")
    return found


def mixed_line_ends(data: bytes, dice: random.Random) -> bytes:
    """Every kind of line end."""
    ends = (b"\r", b"\r\n", b"\n", b"\n\r", b"\r\r\n", b"\x0b\n", "\u2028".encode())
    return b"".join(line + dice.choice(ends) for line in data.splitlines())


def loose_quotes(data: bytes, dice: random.Random) -> bytes:
    """Quotation marks anywhere."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 30)):
        changed.insert(dice.randrange(len(changed) + 1), dice.choice(b"\"'`"))
    return bytes(changed)


def other_delimiters(data: bytes, dice: random.Random) -> bytes:
    """Another mark between columns, in all lines or in some."""
    mark = dice.choice((b";", b"\t", b"|", b":", b" "))
    share = dice.choice((1.0, 1.0, 0.3))
    return b"\n".join(line.replace(b",", mark) if dice.random() < share else line for line in data.splitlines())


def odd_cells(data: bytes, dice: random.Random) -> bytes:
    """Cells that are formulas, no numbers, no dates, or far too large."""
    lines = [line.split(b",") for line in data.splitlines()]
    for _ in range(dice.randint(1, 60)):
        cells = dice.choice(lines) if lines else []
        if cells:
            cells[dice.randrange(len(cells))] = dice.choice(_CELLS).encode("utf-8", "replace")
    return b"\n".join(b",".join(cells) for cells in lines)


def odd_column(data: bytes, dice: random.Random) -> bytes:
    """One column holds the same odd cell everywhere."""
    lines = [line.split(b",") for line in data.splitlines()]
    column, cell = dice.randrange(len(lines[0])) if lines else 0, dice.choice(_CELLS).encode("utf-8", "replace")
    for cells in lines[1:]:
        if column < len(cells):
            cells[column] = cell
    return b"\n".join(b",".join(cells) for cells in lines)


def odd_header(data: bytes, dice: random.Random) -> bytes:
    """Headings doubled, missing, empty, endless or in another order."""
    head, _, rest = data.partition(b"\n")
    names = head.split(b",")
    choice = dice.randrange(6)
    if choice == 0:
        names[dice.randrange(len(names))] = dice.choice(names)
    elif choice == 1:
        names.pop(dice.randrange(len(names)))
    elif choice == 2:
        names = [b""] * len(names)
    elif choice == 3:
        names *= dice.choice((2, 50, 500))
    elif choice == 4:
        dice.shuffle(names)
    else:
        return rest
    return b",".join(names) + b"\n" + rest


def huge_field(data: bytes, dice: random.Random) -> bytes:
    """A field of tens of thousands of characters, quoted or not."""
    lines = data.splitlines()
    if len(lines) < 2:
        return data
    place = dice.randrange(len(lines))
    field = b"x" * dice.choice((32_766, 40_000, 140_000, 900_000))
    lines[place] += b"," + (b'"' + field + b'"' if dice.random() < 0.5 else field)
    return b"\n".join(lines)


def huge_line(data: bytes, dice: random.Random) -> bytes:
    """A line of ten megabytes."""
    place = dice.randrange(len(data) + 1)
    return data[:place] + dice.choice((b"x", b",", b'"', b"1,2,")) * 10_000_000 + data[place:]


def zipped(data: bytes, dice: random.Random) -> bytes:
    """Compressed, at times cut off, damaged, doubled or with something behind it."""
    packed = gzip.compress(data, 1)
    choice = dice.randrange(6)
    if choice == 0:
        return packed[: dice.randrange(len(packed))]
    if choice == 1:
        return flip_bytes(packed, dice)
    if choice == 2:
        return packed + dice.randbytes(20)
    if choice == 3:
        return packed + packed
    if choice == 4:
        return gzip.compress(packed)
    return packed


TEXT_MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes, cut_off, put_nuls, put_noise, repeat_part, drop_part, other_encoding, mixed_line_ends, loose_quotes,
    other_delimiters, odd_cells, odd_column, odd_header, huge_field, zipped,
)  # fmt: skip
RARE_MUTATIONS: tuple[Mutation, ...] = (huge_line,)


def hostile_part(data: bytes, dice: random.Random) -> bytes:
    """A workbook with one part replaced by something damaged or hostile."""
    source = zipfile.ZipFile(io.BytesIO(data))
    names = source.namelist()
    target = dice.choice(names)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            part = source.read(name)
            if name == target:
                if dice.random() < 0.1:
                    continue
                part = _hostile(part, dice)
            archive.writestr(name, part)
    return out.getvalue()


def _hostile(part: bytes, dice: random.Random) -> bytes:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, (b"&e%d;" % (n - 1)) * 10 if n else b"ha" * 20) for n in range(9))
    choices: tuple[Callable[[], bytes], ...] = (
        lambda: flip_bytes(part, dice),
        lambda: cut_off(part, dice),
        lambda: b'<?xml version="1.0"?><!DOCTYPE x [' + entities + b"]><x>&e8;</x>",
        lambda: b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + part,
        lambda: part.replace(b'r="', b'r="ZZZ', dice.randint(1, 5)),
        lambda: part.replace(b"<v>", b"<v>9999999", dice.randint(1, 5)),
        lambda: part.replace(b'<row r="2"', b'<row r="1048576"'),
        lambda: part.replace(b'<row r="2"', b'<row r="99999999999"'),
        lambda: part.replace(b't="n"', b't="s"'),
        lambda: part.replace(b't="n"', b't="d"'),
        lambda: part.replace(b"<c ", b'<c s="999" '),
        lambda: part.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'),
        lambda: b"<x>" * 100_000,
        lambda: b"\x00" * 1_000,
        lambda: b"",
    )
    return dice.choice(choices)()


WORKBOOK_MUTATIONS: tuple[Mutation, ...] = (flip_bytes, cut_off, put_noise, hostile_part, hostile_part, hostile_part)


def bombs() -> dict[str, bytes]:
    """Small files that unpack to something enormous; costly to make, so made once."""
    rows = (b"Invoice,StockCode,Description,Quantity,InvoiceDate,Price\n" + b"1,2,x,1,2011-01-01,1\n" * 50_000) * 10
    members = gzip.compress(b"\x00" * 100_000_000, 9) * 3
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(45):
                sheet.write(b"<c>" * 3_400_000)
    return {"zeros.csv.gz": members, "rows.csv.gz": gzip.compress(rows, 9) * 60, "bomb.xlsx": out.getvalue()}
