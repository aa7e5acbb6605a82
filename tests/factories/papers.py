"""Files as centres send them: one small good one of each kind, and archives made to measure."""

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from interchange import uploads
from interchange.reader.__main__ import tables
from interchange.uploads.tables import table

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"
    b":~\x9bU\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND"
    b"\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
CSV = "candidate,unit,grade\n50000001,3,M\nÅsa,4,P\n".encode()


def archive(parts, packing=zipfile.ZIP_DEFLATED):
    """A zip archive of the parts, by path."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as made:
        for path, content in parts.items():
            made.writestr(path, content)
    return packed.getvalue()


def xlsx():
    """A small spreadsheet as Excel would save it."""
    book = Workbook()
    book.active.append(["OCR candidate number", "Unit number", "Grade"])
    book.active.append(["50000001", "3", "M"])
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def xlsx_with(parts):
    """A spreadsheet with further parts in it."""
    packed = BytesIO(xlsx())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as made:
        for path, content in parts.items():
            made.writestr(path, content)
    return packed.getvalue()


DOCX = archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})

GOOD = {  # name: (content, type)
    "register.pdf": (PDF, uploads.PDF.content_type),
    "plan.png": (PNG, uploads.PNG.content_type),
    "log.jpg": (JPEG, uploads.JPEG.content_type),
    "Photo.JPEG": (JPEG, uploads.JPEG.content_type),
    "missed.xlsx": (xlsx(), uploads.XLSX.content_type),
    "letter.docx": (DOCX, uploads.DOCX.content_type),
    "grades.csv": (CSV, uploads.CSV.content_type),
}


def a_file(name="register.pdf", content=None):
    """One of them, as a form gets it."""
    return SimpleUploadedFile(name, GOOD[name][0] if content is None else content)


def tables_of(name, content):
    """What a file of rows holds, as Tables, read here and not in a process of its own."""
    said = tables(name, content)
    return uploads.Tables(name, [table(*sheet) for sheet in said["sheets"]], said["remarks"])
