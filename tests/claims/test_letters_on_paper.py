"""Every letter is drawn on paper, on any machine."""

import unicodedata

import pytest

from interchange.paper import letters, pdf
from tests.claims.sheets import PLAIN, candidates, drawn, lines, sheet, units


def test_a_text_too_wide_for_its_column_is_cut_between_words_and_a_word_where_it_must():
    assert pdf.lines_of("one two three", 30, 8, PLAIN) == ("one", "two", "three")
    assert "".join(pdf.lines_of("m" * 60, 40, 8, PLAIN)) == "m" * 60
    assert pdf.lines_of("", 30, 8, PLAIN) == ("",)


@pytest.fixture
def no_other_font(monkeypatch, tmp_path):
    """A machine without the typeface that has more letters."""
    none = {font: (more, tmp_path / "none.ttf") for font, (more, _) in letters.MORE.items()}
    monkeypatch.setattr(letters, "MORE", none)
    letters.marks.cache_clear()
    letters.width.cache_clear()
    yield
    letters.marks.cache_clear()
    letters.width.cache_clear()


LATIN = ["Ó Súilleabháin", "Łukasz Świątek", "Őry Űrsula", "Țepeș", "Ŵyn ŷ", "İnönü ğ", "Žižek"]


@pytest.mark.parametrize("name", [*LATIN, "Nguyễn Thị Hồng", "Jūratė Ķ"])
def test_names_with_accents_print_on_any_machine(no_other_font, name):
    assert not letters.lacks(letters.tidy(name))
    assert drawn(sheet("whole", lines(candidates(name), units(1)))).startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Петров", "王小明", "龍馬 さくら", "محمد علي", "پگاه"])
def test_names_in_other_letters_print_on_any_machine(no_other_font, name):
    made = sheet("whole", lines(candidates(name), units(1)))

    assert not letters.lacks(letters.tidy(name))
    assert not any("❏" in text for text in texts_of(made))
    assert drawn(made).startswith(b"%PDF")


def test_arabic_letters_are_joined_and_stand_from_the_right():
    shown = letters.as_read("محمد")

    assert len(shown) == 4
    assert unicodedata.name(shown[0]).endswith("DAL FINAL FORM")
    assert unicodedata.name(shown[-1]).endswith("MEEM INITIAL FORM")
    assert letters.as_read("Ada محمد").startswith("Ada ")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["x😀", "ꦗꦮ"])
def test_a_letter_no_typeface_has_is_a_hollow_square_and_the_file_says_so(no_other_font, name):
    made = sheet("candidate", lines(candidates(name), units(1)))

    assert letters.lacks(letters.tidy(name))
    assert any("❏ stands for" in text for text in texts_of(made))
    assert drawn(made).startswith(b"%PDF")


def test_where_every_letter_is_there_the_file_says_nothing_of_it():
    made = sheet("candidate", lines(candidates("Łukasz"), units(1)))

    assert not any("❏" in text for text in texts_of(made))


def texts_of(made):
    """All that the PDF of a sheet says."""
    return [" ".join(cell[2]) for page in pdf.placed(made) for row, _ in page for cell in row.cells]


def test_an_accent_stands_over_its_letter_and_takes_no_room(no_other_font):
    letter, accent = letters.marks("ś", PLAIN)

    assert (letter.sign, accent.sign) == ("s", "´")
    assert letters.width("ś", PLAIN) == letters.width("s", PLAIN)
    assert letters.marks("Ś", PLAIN)[1].up > accent.up


@pytest.mark.parametrize("text", ["a\nb", "a\tb", " a  b ", "a\u200b b", "a \x07b"])
def test_a_text_is_drawn_on_one_line_without_what_cannot_be_seen(text):
    assert letters.tidy(text) == "a b"
