"""How does a name get onto a PDF, whatever letters it has?

By the typeface that comes with reportlab; by one of the same design with more letters where the
machine has it; by putting the letter and its accents together; else by the typefaces that come as
packages, for Arabic and for Chinese and Japanese. Arabic letters are joined and stand from the
right. What none of them can show is a hollow square, and the file says so.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from arabic_reshaper import ArabicReshaper
from bidi import get_display
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD, SIGNS = "Vera", "VeraBd", "ZapfDingbats"
MORE = {  # where Debian's fonts-dejavu-core puts it: Vera with more letters
    PLAIN: ("DejaVuSans", Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")),
    BOLD: ("DejaVuSansBold", Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf")),
}
ACCENTS = dict(zip("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308", "`´ˆ˜¯˘˙¨", strict=True))
ACCENTS |= dict(zip("\u030a\u030b\u030c\u0327\u0328", "˚˝ˇ¸˛", strict=True))
LOW = {"\u0326": ",", "\u0323": "."}  # signs of the line, set below the letter
RIGHT_TO_LEFT = {"R", "AL"}
PACKED = {  # typefaces in packages of their own: (package, file)
    "NotoSansArabic": ("fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    "MicroHei": ("paperang_p2_fonts_cjk", "fonts/wqy-microhei.ttc"),
}
JOINED = ArabicReshaper({"ARABIC LIGATURE ALLAH": False})  # of which typefaces lack the sign
LIFT, SINK = 0.18, 0.22  # of the size: over a capital, below a letter


@dataclass(frozen=True)
class Mark:
    """One sign of a font, moved by parts of the size; it moves on by `width` of them."""

    font: str
    sign: str
    right: float = 0.0
    up: float = 0.0
    width: float = 0.0


@lru_cache
def _known(font):
    """The letters of one of our fonts, which is set up the first time."""
    if font not in pdfmetrics.getRegisteredFontNames():
        more = {name: str(path) for name, path in MORE.values()}
        path = _packed(font) if font in PACKED else more.get(font, f"{font}.ttf")
        pdfmetrics.registerFont(TTFont(font, path))
    return frozenset(map(chr, pdfmetrics.getFont(font).face.charToGlyph))


def _packed(font):
    """Where the file of a typeface in a package is."""
    package, name = PACKED[font]
    return str(Path(find_spec(package).origin).parent / name)


@lru_cache(maxsize=5_000)
def as_read(text):
    """The tidy text from left to right as it is read, Arabic letters joined."""
    if not any(unicodedata.bidirectional(one) in RIGHT_TO_LEFT for one in text):
        return text
    return get_display(JOINED.reshape(text))


def tidy(text):
    """The text in the form fonts are made for, on one line, without what cannot be seen."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(one for one in composed if unicodedata.category(one) not in ("Cc", "Cf"))


@lru_cache(maxsize=50_000)
def width(text, font):
    """How wide the tidy text is, in parts of the size."""
    if _known(font).issuperset(text):
        return pdfmetrics.stringWidth(text, font, 1)
    return sum(marks(one, font)[0].width for one in as_read(text))


class Pen:
    """Writes on one page of a canvas; `done` puts what it wrote there."""

    def __init__(self, canvas):
        """Begin on the canvas's page."""
        self.canvas = canvas
        self.text = canvas.beginText()
        self.has = None

    def put(self, x, y, text, font, size):
        """Write the tidy text at a place of the page."""
        if _known(font).issuperset(text):
            self.write(x, y, text, font, size)
            return
        for one in as_read(text):
            letter, *accents = marks(one, font)
            for mark in (letter, *accents):
                self.write(x + mark.right * size, y + mark.up * size, mark.sign, mark.font, size)
            x += letter.width * size

    def write(self, x, y, text, font, size):
        """Write what the font has."""
        if self.has != (font, size):
            self.text.setFont(font, size)
            self.has = font, size
        self.text.setTextOrigin(x, y)
        self.text.textOut(text)

    def done(self):
        """Put everything on the page."""
        self.canvas.drawText(self.text)


def lacks(text):
    """Whether the tidy text has a letter that is shown as a hollow square."""
    if _known(PLAIN).issuperset(text):
        return False
    return any(marks(one, PLAIN)[0] == HOLLOW for one in as_read(text))


@lru_cache(maxsize=5_000)
def marks(letter, font):
    """What to draw for one letter: a sign, and the accents that are not in it."""
    if letter in _known(font):
        return (_plain(letter, font),)
    if letter == "✓":
        return (_plain(letter, SIGNS),)
    more, path = MORE[font]
    if path.exists() and letter in _known(more):
        return (_plain(letter, more),)
    return _put_together(letter, font) or _from_package(letter) or (HOLLOW,)


def _from_package(letter):
    """The letter in a typeface that comes as a package; None where it has none."""
    found = next((font for font in PACKED if letter in _known(font)), None)
    return (_plain(letter, found),) if found else None


def _plain(letter, font):
    """The letter as the font has it."""
    return Mark(font, letter, width=pdfmetrics.stringWidth(letter, font, 1))


def _put_together(letter, font):
    """The letter without its accents, and each of them over or below it; None if that fails."""
    base, *accents = unicodedata.normalize("NFD", letter)
    shown = "ı" if base == "i" and accents and accents[0] in ACCENTS else base
    if shown not in _known(font) or not all(one in ACCENTS or one in LOW for one in accents):
        return None
    body = _plain(shown, font)
    return (body, *(_over(body, one, base, font) for one in accents))


def _over(body, accent, base, font):
    """An accent in its place beside a letter."""
    sign = ACCENTS.get(accent) or LOW[accent]
    own = pdfmetrics.stringWidth(sign, font, 1)
    if accent in LOW:
        return Mark(font, sign, (body.width - own) / 2, -SINK)
    if unicodedata.combining(accent) < 230:  # it hangs below: cedilla, ogonek
        return Mark(font, sign, (body.width - own) / 2)
    return Mark(font, sign, (body.width - own) / 2, LIFT if base.isupper() else 0)


HOLLOW = _plain("❏", SIGNS)
