"""Cells of the grid, as its page gives them and its script sends them."""

import json


def row(cell, seen=""):
    """A cell as the script sends it."""
    return [cell.candidate_id, cell.unit_id, cell.grade or "", cell.assessor_id, seen, ""]


def data_of(page):
    """What the page gives its script."""
    text = page.content.decode()
    start = text.index('<script id="grid-data" type="application/json">') + 47
    return json.loads(text[start : text.index("</script>", start)])
