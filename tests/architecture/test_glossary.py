"""The glossary is in the order of its words, and each stands in it once."""

from django.conf import settings


def test_the_words_of_the_glossary_stand_in_order():
    text = (settings.BASE_DIR / "docs" / "glossary.md").read_text()
    rows = text.partition("| --- | --- | --- |\n")[2].splitlines()

    words = [row.split("|")[1].strip().lower() for row in rows]

    assert len(words) > 50
    assert words == sorted(set(words))
