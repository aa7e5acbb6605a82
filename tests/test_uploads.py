"""What may be kept of what is uploaded, and in which words the rest is refused."""

import random
import struct
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from interchange import uploads
from interchange.uploads import UploadRefused
from tests.factories import papers


def named(name, content):
    upload = SimpleUploadedFile("x", content)
    upload._name = name  # as a browser that lies would send it
    return upload


def refusal(name, content):
    with pytest.raises(UploadRefused) as refused:
        uploads.check(named(name, content))
    return str(refused.value)


@pytest.mark.parametrize("name", papers.GOOD)
def test_each_kind_we_take_is_known_by_its_content(name):
    content, content_type = papers.GOOD[name]

    checked = uploads.check(named(name, content))

    assert (checked.name, checked.content_type) == (name, content_type)
    assert checked.size == len(content)
    assert len(checked.digest) == 64


def test_the_same_content_has_the_same_digest_under_any_name():
    first = uploads.check(named("a.pdf", papers.PDF))
    second = uploads.check(named("b.PDF", papers.PDF))

    assert first.digest == second.digest


def test_checking_leaves_the_file_at_its_beginning():
    upload = named("a.pdf", papers.PDF)

    uploads.check(upload)

    assert upload.read() == papers.PDF


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.pdf", b"", "is empty"),
        ("huge.pdf", papers.PDF + b" " * uploads.LARGEST, "10.0 MB; the most is 10 MB"),
        ("tool.exe", b"MZ\x90\x00rest", "is a program"),
        ("tool.pdf", b"MZ\x90\x00rest", "is a program"),
        ("tool.csv", b"#!/bin/sh\nrm -rf /\n", "is a program"),
        ("tool.csv", b"\x7fELF\x02\x01", "is a program"),
        ("page.csv", b"<html><script>alert(1)</script>", "not a table of values"),
        ("page.csv", b"\xef\xbb\xbf  <svg onload=x>", "not a table of values"),
        ("rich.csv", b"{\\rtf1 text}", "not a table of values"),
        ("page.html", b"<html></html>", "not a file we can read"),
        ("plan.svg", b"<svg></svg>", "not a file we can read"),
        ("plan.pdf", papers.PNG, "does not end in .png"),
        ("plan.pdf.exe", papers.PDF, "does not end in .pdf"),
        ("plan", papers.PDF, "does not end in .pdf"),
        ("photo.png", papers.JPEG, "does not end in .jpg or .jpeg"),
        ("book.docx", papers.xlsx(), "does not end in .xlsx"),
        ("book.xlsx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "of the old kind or has a password"),
        ("things.zip", papers.archive({"a.txt": b"a"}), "is an archive of files"),
        ("things.xlsx", papers.archive({"a.txt": b"a"}), "is an archive of files"),
        ("odd.csv", b"a,b\n\x00,c\n", "signs that are not text"),
        ("odd.csv", "a,b\n".encode("utf-16-le"), "signs that are not text"),
    ],
)
def test_what_cannot_be_kept_is_named_and_explained(name, content, says):
    sentence = refusal(name, content)

    assert says in sentence
    assert f"“{name}”" in sentence


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("/abs/plan.pdf", "plan.pdf"),
        ("  .plan.pdf  ", "plan.pdf"),
        ("Sitzplan – Ü.pdf", "Sitzplan – Ü.pdf"),
    ],
)
def test_folders_in_a_name_are_left_out(name, kept_as):
    assert uploads.tidy_name(name) == kept_as


@pytest.mark.parametrize(
    "name", ["pl\x00an.pdf", "plan.pdf\n", "x\u202efdp.exe", "a\u200b.pdf", "\x7f.pdf"]
)
def test_a_name_with_invisible_signs_is_refused(name):
    with pytest.raises(UploadRefused, match="invisible signs"):
        uploads.tidy_name(name)


@pytest.mark.parametrize("name", ["", "...", "/", " ", None])
def test_a_file_needs_a_name(name):
    with pytest.raises(UploadRefused, match="no name"):
        uploads.tidy_name(name)


def test_a_very_long_name_is_refused():
    with pytest.raises(UploadRefused, match="504 signs"):
        uploads.tidy_name("a" * 500 + ".pdf")


def test_ten_files_may_be_sent_together_and_no_more():
    uploads.check_count(10)
    with pytest.raises(UploadRefused, match="at most 10"):
        uploads.check_count(11)


@pytest.mark.slow
def test_a_spreadsheet_that_unfolds_into_too_much_is_refused():
    bomb = papers.xlsx_with({"xl/worksheets/sheet9.xml": b"\x00" * 90_000_000})

    assert "unpacks to far more" in refusal("bomb.xlsx", bomb)


@pytest.mark.slow
def test_a_spreadsheet_of_too_many_parts_is_refused():
    many = papers.xlsx_with({f"xl/parts/{n}.xml": b"" for n in range(2_001)})

    assert "unpacks to far more" in refusal("many.xlsx", many)


@pytest.mark.slow
def test_an_archive_that_lies_about_its_sizes_is_found_out():
    honest = papers.xlsx_with({"xl/big.xml": b"a" * 3_000_000})
    lying = honest.replace(struct.pack("<L", 3_000_000), struct.pack("<L", 30))

    assert "damaged or incomplete" in refusal("lying.xlsx", lying)


@pytest.mark.parametrize("path", ["../evil.xml", "/etc/cron.d/x", "xl\\..\\..\\x"])
def test_an_archive_whose_parts_lead_outside_is_refused(path):
    assert "damaged" in refusal("out.xlsx", papers.xlsx_with({path: b"x"}))


def test_an_archive_with_two_parts_of_one_name_is_refused():
    twice = papers.xlsx_with({"xl/workbook.xmk": b"<other/>"}).replace(b"book.xmk", b"book.xml")

    assert "damaged" in refusal("twice.xlsx", twice)


def test_macros_are_refused():
    assert "contains macros" in refusal("m.xlsx", papers.xlsx_with({"xl/vbaProject.bin": b"x"}))


def test_packings_that_unfold_without_limit_are_refused():
    packed = papers.archive(
        {"[Content_Types].xml": b"x", "xl/workbook.xml": b"x" * 99}, zipfile.ZIP_LZMA
    )

    assert "damaged" in refusal("lzma.xlsx", packed)


def test_a_locked_archive_is_refused():
    open_one = bytearray(papers.xlsx())
    place = open_one.rindex(b"PK\x01\x02") + 8
    open_one[place] |= 1

    assert "has a password" in refusal("locked.xlsx", bytes(open_one))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_half_a_spreadsheet_is_refused(share):
    whole = papers.xlsx()

    assert "damaged" in refusal("half.xlsx", whole[: int(len(whole) * share)])


@pytest.mark.slow
@pytest.mark.parametrize("name", papers.GOOD)
def test_no_damage_ends_in_anything_but_a_sentence(name):
    content, _ = papers.GOOD[name]
    chance = random.Random(name)

    for _ in range(300):
        try:
            uploads.check(named(name, mutant(content, chance)))
        except UploadRefused as refused:
            assert f"“{name}”" in str(refused)


def mutant(content, chance):
    changed = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 8])):
        place = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1:
                del changed[place : place + chance.randrange(1, 40)]
            case 2:
                changed[place:place] = chance.randbytes(chance.randrange(1, 40))
            case _:
                changed[place : place + 4] = chance.choice(
                    [b"\xff" * 4, b"\x00" * 4, b"PK\x01\x02"]
                )
        if not changed:
            return b""
    return bytes(changed)


def test_a_spreadsheet_made_elsewhere_is_taken():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")

    assert uploads.check(named("a.xlsx", packed.getvalue())).name == "a.xlsx"
