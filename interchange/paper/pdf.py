"""A sheet as a PDF of A4 pages: first everything finds its page, then the pages are drawn."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from interchange.paper import letters
from interchange.paper.letters import BOLD, PLAIN

WIDE, HIGH = A4
MARGIN = 14 * mm
TOP, BOTTOM = HIGH - 22 * mm, 18 * mm  # below what every page repeats, above its number
ACROSS = WIDE - 2 * MARGIN
PAD = 1.2 * mm
LEADING = 1.3  # of the size
INK, RULE = HexColor("#12211f"), HexColor("#9aa8a6")
BOX = 3.2 * mm
LACKING = (
    "❏ stands for a letter this file's typeface lacks: the page printed from the browser shows it."
)


@dataclass(frozen=True)
class PrintedRow:
    """A row that is ready to be drawn: for each column its left edge, its width and its lines."""

    cells: tuple[tuple[float, float, tuple[str, ...], bool, bool], ...]
    size: float = 7.5
    font: str = PLAIN
    ruled: bool = True
    above: float = 0  # to leave free

    @cached_property
    def height(self):
        """How much of the page it takes."""
        lines = max((len(lines) for _, _, lines, _, _ in self.cells), default=1)
        return max(lines, 1) * self.size * LEADING + 2 * PAD + self.above


@dataclass
class Pages:
    """The pages so far: (row, its top edge) pairs."""

    done: list[list[tuple[PrintedRow, float]]] = field(default_factory=lambda: [[]])
    y: float = TOP

    @property
    def room(self):
        """How much is left of this page."""
        return self.y - BOTTOM

    def turn(self):
        """Go on to the next page."""
        self.done.append([])
        self.y = TOP

    def put(self, row):
        """Set a row below the others."""
        self.done[-1].append((row, self.y))
        self.y -= row.height


def draw(sheet, file):
    """Write the sheet as PDF to the open file."""
    draw_all([sheet], file, f"{sheet.title} ({sheet.running})")


def draw_all(sheets, file, title):
    """Write the sheets as one PDF to the open file, each on pages of its own that are counted."""
    canvas = Canvas(file, pagesize=A4, lang="en-GB")
    canvas.setTitle(title)
    canvas.setAuthor("Interchange")
    for sheet in sheets:
        _draw(sheet, canvas)
    canvas.save()


def _draw(sheet, canvas):
    """Draw the sheet on the pages that follow."""
    pages = placed(sheet)
    for number, rows in enumerate(pages, 1):
        canvas.setFillColor(INK)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        pen = letters.Pen(canvas)
        _repeat(canvas, pen, sheet.running, f"Page {number} of {len(pages)}")
        for row, top in rows:
            _ink(canvas, pen, row, top)
        pen.done()
        canvas.showPage()


def placed(sheet):
    """The rows of each page: no block is split that fits on a page."""
    pages = Pages()
    pages.put(replace(_line(sheet.title, BOLD), size=13))
    for name, value in sheet.facts:
        pages.put(_fact(name, value))
    for block in sheet.blocks:
        _place(pages, block)
    for note in [*sheet.notes, *([LACKING] if _is_lacking(sheet) else [])]:
        row = replace(_line(note), above=PAD)
        if row.height > pages.room:
            pages.turn()
        pages.put(row)
    return pages.done


def _place(pages, block):
    """Set a block: below the others, or on pages of its own, each with its headings again."""
    title, head, *rows = _rows_of(block)
    first = title.height + head.height + (rows[0].height if rows else 0)
    needed = first + sum(row.height for row in rows[1:])
    if pages.done[-1] and (pages.room < needed <= TOP - BOTTOM or pages.room < first):
        pages.turn()
    pages.put(title)
    pages.put(head)
    for row in rows:
        if row.height > pages.room:
            pages.turn()
            pages.put(_line(f"{block.title} (continued)", BOLD))
            pages.put(head)
        pages.put(row)


def _rows_of(block):
    """The block's title, headings and rows, each text cut into the lines it needs."""
    whole = sum(column.share for column in block.columns)
    edges, x = [], MARGIN
    for column in block.columns:
        wide = ACROSS * column.share / whole
        edges.append((x, wide))
        x += wide
    head = [column.title for column in block.columns]
    yield replace(_line(block.title, BOLD), above=4 * mm)
    yield _row_of(block.columns, edges, head, font=BOLD)
    for texts in block.rows:
        yield _row_of(block.columns, edges, texts)


def _row_of(columns, edges, texts, *, font=PLAIN):
    """A row under the columns; a box to tick stands in rows, not in headings."""
    size = PrintedRow.size
    cells = (
        (
            *at,
            lines_of(text, at[1] - PAD, size, font),
            column.centred,
            column.ticks and font == PLAIN,
        )
        for text, at, column in zip(texts, edges, columns, strict=True)
    )
    return PrintedRow(tuple(cells), size, font)


def _line(text, font=PLAIN):
    """A text across the page."""
    size = 9.5 if font == BOLD else PrintedRow.size
    lines = lines_of(text, ACROSS, size, font)
    return PrintedRow(((MARGIN, ACROSS, lines, False, False),), size, font, ruled=False)


def _fact(name, value):
    """A name and its value."""
    edge = 32 * mm
    told = lines_of(value, ACROSS - edge, PrintedRow.size, PLAIN)
    cells = ((MARGIN, edge, (name,), False, False), (MARGIN + edge, ACROSS, told, False, False))
    return PrintedRow(cells, ruled=False)


def lines_of(text, wide, size, font):
    """The text cut where it is too wide, between words if it can be."""
    text = letters.tidy(text)
    if letters.width(text, font) * size <= wide:
        return (text,)
    lines, now = [], ""
    for word in text.split():
        longer = f"{now} {word}" if now else word
        if letters.width(longer, font) * size <= wide:
            now = longer
            continue
        if now:
            lines.append(now)
        *full, now = _broken(word, wide, size, font)
        lines += full
    return (*lines, now)


def _broken(word, wide, size, font):
    """A word, cut into pieces where it alone is too wide."""
    piece = ""
    for letter in word:
        if piece and letters.width(piece + letter, font) * size > wide:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _is_lacking(sheet):
    """Whether any letter of the sheet cannot be shown."""
    texts = {text for block in sheet.blocks for row in block.rows for text in row}
    texts |= {block.title for block in sheet.blocks} | {value for _, value in sheet.facts}
    return any(letters.lacks(letters.tidy(text)) for text in texts)


def _repeat(canvas, pen, running, number):
    """What stands on every page."""
    pen.put(MARGIN, HIGH - 14 * mm, letters.tidy(running), BOLD, 8.5)
    canvas.line(MARGIN, HIGH - 17 * mm, WIDE - MARGIN, HIGH - 17 * mm)
    wide = letters.width(number, PLAIN) * 8
    pen.put(WIDE - MARGIN - wide, 11 * mm, number, PLAIN, 8)


def _ink(canvas, pen, row, top):
    """Draw a row below its top edge."""
    for x, wide, lines, centred, ticks in row.cells:
        y = top - row.above - PAD - row.size
        if ticks:
            canvas.rect(x + (wide - BOX) / 2, y - 0.2 * mm, BOX, BOX)
        for text in filter(None, lines):
            shift = (wide - letters.width(text, row.font) * row.size) / 2 if centred else 0
            pen.put(x + max(shift, 0), y, text, row.font, row.size)
            y -= row.size * LEADING
    if row.ruled:
        canvas.line(MARGIN, top - row.height, WIDE - MARGIN, top - row.height)
