"""Files made to harm who reads them, and files that people send by mistake: the forger's bench."""

import random
import struct
import zipfile
import zlib
from io import BytesIO

from openpyxl import Workbook

from tests.factories import papers

SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"


def a_sheet(rows, **more):
    """An XLSX file whose first sheet holds the rows; `more` are cells by their address."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for address, value in more.items():
        book.active[address] = value
    return saved(book)


def saved(book):
    """A workbook as the bytes of a file."""
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def with_parts(parts):
    """A small XLSX file with some parts in the place of its own, or beside them.

    A picture beside them keeps the archive from looking too dense.
    """
    packed = BytesIO()
    noise = random.Random(1).randbytes(sum(map(len, parts.values())) // 90)
    parts = {**parts, "xl/media/image1.png": noise}
    with (
        zipfile.ZipFile(BytesIO(a_sheet([["a"]]))) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in [*old.namelist(), *(one for one in parts if one not in old.namelist())]:
            new.writestr(part, parts[part] if part in parts else old.read(part))
    return packed.getvalue()


def with_sheet(xml, path=SHEET):
    """An XLSX file whose sheet is the XML."""
    return with_parts({path: xml})


def a_worksheet(rows, after=b""):
    """The XML of a sheet with those rows."""
    return (
        b"<worksheet " + SPACE + b"><sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"
    )


def a_cell(address, row="1"):
    """An XLSX file with one text at an address, in a row of that number."""
    cell = f'<row r="{row}"><c r="{address}" t="str"><v>a</v></c></row>'
    return with_sheet(a_worksheet(cell.encode()))


def billion_laughs():
    """XML entities that unfold into a billion."""
    names = "abcdefghi"
    entities = "".join(
        f'<!ENTITY {one} "{f"&{last};" * 10}">' for last, one in zip(names, names[1:], strict=False)
    )
    head = f'<!DOCTYPE x [<!ENTITY a "ha">{entities}]>'
    return with_sheet(head.encode() + a_worksheet(b"<row><c t='str'><v>&i;</v></c></row>"))


def external_entity():
    """XML that asks for a file of the server."""
    head = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return with_sheet(head + a_worksheet(b"<row><c t='str'><v>&a;</v></c></row>"))


def shared_strings():
    """One long text that hundreds of thousands of cells share."""
    text = b"<sst " + SPACE + b"><si><t>" + b"a" * 32_000 + b"</t></si></sst>"
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>"
    return with_parts({SHEET: a_worksheet(row * 2_000), "xl/sharedStrings.xml": text})


def many_strings():
    """Millions of texts that no cell shows."""
    return with_parts(
        {
            "xl/sharedStrings.xml": b"<sst "
            + SPACE
            + b">"
            + b"<si><t>a</t></si>" * 4_000_000
            + b"</sst>"
        }
    )


def many_cells():
    """Millions of values at one and the same address."""
    return with_sheet(
        a_worksheet(b'<row r="1">' + b'<c r="A1"><v>1</v></c>' * 3_000_000 + b"</row>")
    )


def merged_cells():
    """Two million merged cells."""
    one = b'<mergeCell ref="A1:B2"/>'
    return with_sheet(a_worksheet(b"", b"<mergeCells>" + one * 2_000_000 + b"</mergeCells>"))


def many_styles():
    """A million formats of cells."""
    styles = b"<styleSheet " + SPACE + b"><cellXfs>" + b'<xf numFmtId="14"/>' * 4_000_000
    return with_parts({"xl/styles.xml": styles + b"</cellXfs></styleSheet>"})


def deep_xml():
    """Elements within elements, a million deep."""
    return with_sheet(a_worksheet(b"<a>" * 5_000_000))


def long_attribute():
    """An attribute of sixty million signs."""
    return with_sheet(a_worksheet(b'<row r="' + b"1" * 60_000_000 + b'"/>'))


def many_sheets(count=10_000):
    """A workbook that lists thousands of sheets, all of them one and the same part."""
    inner = b"".join(
        b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(1, count)
    )
    link = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    book = b"<workbook " + SPACE + b" " + link + b"><sheets>" + inner + b"</sheets></workbook>"
    row = b"<row>" + b"<c><v>1</v></c>" * 40 + b"</row>"
    return with_parts({"xl/workbook.xml": book, SHEET: a_worksheet(row * 1_500)})


def nested_bomb():
    """A spreadsheet that holds an archive that holds gigabytes."""
    inner = papers.archive({f"{n}.bin": b"\0" * 10_000_000 for n in range(9)})
    return papers.xlsx_with({"xl/embeddings/a.zip": papers.archive({"b.zip": inner})})


def overlapping_bomb():
    """An archive whose parts are all one and the same packed megabytes."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(b"<a/>" * 12_000_000) + deflate.flush()
    crc, names = zlib.crc32(b"<a/>" * 12_000_000), [b"[Content_Types].xml", b"xl/workbook.xml"]
    names += [b"x/%03d.xml" % n for n in range(200)]
    sizes = struct.pack("<LLL", crc, len(packed), 48_000_000)
    local = b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes
    body = local + struct.pack("<HH", len(names[0]), 0) + names[0] + packed
    listed = b"".join(
        b"PK\1\2"
        + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33)
        + sizes
        + struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0)
        + name
        for name in names
    )
    end = b"PK\5\6" + struct.pack(
        "<HHHHLLH", 0, 0, len(names), len(names), len(listed), len(body), 0
    )
    return body + listed + end


def wrong_sizes():
    """An archive whose list says that a part is small."""
    honest = papers.xlsx_with({"xl/big.xml": b"<a>" + b"a" * 3_000_000 + b"</a>"})
    size = struct.pack("<L", 3_000_007)
    assert size in honest
    return honest.replace(size, struct.pack("<L", 30))


def hollow_sheet():
    """Three million rows with formats and nothing in them."""
    return with_sheet(a_worksheet(b'<row><c s="1"/></row>' * 4_000_000))


DAMAGED, TOO_MUCH = "is damaged", "Copy the rows you need into a new"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3_000
ODS = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}

FORGED = {  # what it is: (name, how it is made, what the sentence says)
    "the last column, eleven digits": ("a.xlsx", lambda: a_cell("XFD000001048576"), DAMAGED),
    "a row of nine digits": ("a.xlsx", lambda: a_cell("A1", row="999999999"), DAMAGED),
    "a cell in a row of nine digits": ("a.xlsx", lambda: a_cell("A999999999"), DAMAGED),
    "a row of a thousand digits": ("a.xlsx", lambda: a_cell("A1", row="9" * 1_000), DAMAGED),
    "row 0": ("a.xlsx", lambda: a_cell("A0"), DAMAGED),
    "a column past the last": ("a.xlsx", lambda: a_cell("XFE1"), DAMAGED),
    "a column of a hundred letters": ("a.xlsx", lambda: a_cell("Z" * 100 + "1"), DAMAGED),
    "no address at all": ("a.xlsx", lambda: a_cell("nowhere"), DAMAGED),
    "the last cell of a sheet": ("a.xlsx", lambda: a_cell("XFD1048576"), "row 1,048,576"),
    "many cells": ("a.xlsx", many_cells, TOO_MUCH),
    "formats": ("a.xlsx", many_styles, TOO_MUCH),
    "shared strings": ("a.xlsx", shared_strings, TOO_MUCH),
    "strings that nobody sees": ("a.xlsx", many_strings, TOO_MUCH),
    "deep XML": ("a.xlsx", deep_xml, TOO_MUCH),
    "a long attribute": ("a.xlsx", long_attribute, TOO_MUCH),
    "hollow rows": ("a.xlsx", hollow_sheet, TOO_MUCH),
    "many sheets": ("a.xlsx", many_sheets, TOO_MUCH),
    "billion laughs": ("a.xlsx", billion_laughs, DAMAGED),
    "an external entity": ("a.xlsx", external_entity, DAMAGED),
    "overlapping parts": ("a.xlsx", overlapping_bomb, TOO_MUCH),
    "sizes that lie": ("a.xlsx", wrong_sizes, DAMAGED),
    "a password": ("a.xlsx", lambda: OLD, "has a password"),
    "an old spreadsheet": ("a.xls", lambda: OLD, "of the old kind"),
    "an open document": ("a.ods", lambda: papers.archive(ODS), "is an archive of files"),
    "an open document under another name": ("a.xlsx", lambda: papers.archive(ODS), "is an archive"),
    "a PDF under another name": ("a.xlsx", lambda: papers.PDF, "is not a table"),
    "nothing": ("a.csv", lambda: b"", "is empty"),
    "nothing, as a spreadsheet": ("a.xlsx", lambda: b"", "is empty"),
    "NUL": ("a.csv", lambda: b"a,b\n\0,c\n", "signs that are not text"),
    "NUL alone": ("a.csv", lambda: b"\0" * 5_000_000, "signs that are not text"),
    "UTF-16 without its mark": ("a.csv", lambda: "a,b\n".encode("utf-16-le"), "are not text"),
    "half a pair in UTF-16": ("a.csv", lambda: b"\xff\xfea\0\x00\xd8,\0", "could not be read"),
    "UTF-32": ("a.csv", lambda: "a,b\n".encode("utf-32"), "are not text"),
    "one endless line": ("a.csv", lambda: b"a," * 5_000_000, "a cell that never ends"),
    "one endless cell": ("a.csv", lambda: b"a" * 10_000_000, "a cell that never ends"),
    "fifty megabytes": ("a.csv", lambda: b"a" * 50_000_000, "the most is 10 MB"),
    "an endless quotation": ("a.csv", lambda: b'"' + b"a\n" * 5_000_000, "never ends"),
    "an endless row of quotations": ("a.csv", lambda: b'"a\nb",' * 1_700_000, TOO_MUCH),
    "2.4 million rows": ("a.csv", lambda: b"a,b\n" * 2_400_000, "in row 5,001"),
    "five million empty rows": ("a.csv", lambda: b",\n" * 5_000_000, "in row 1,048,577"),
}
