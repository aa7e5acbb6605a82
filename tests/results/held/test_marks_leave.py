"""Each way out tells the mark of an exam once its results are told, and none before."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from results import commands
from results.exam_file import BOUNDARIES_LINE, MARKED_LINE
from tests.factories import results
from tests.factories.results import DIPLOMA
from tests.results.held.files import AFTER, BEFORE, confirm, tell

pytestmark = pytest.mark.slow


@pytest.fixture
def boundaries(june, board_administrator):
    """The boundaries of the exam of unit 1: 60 marks, M from 40."""
    text = f"{BOUNDARIES_LINE}\n2026-06,{DIPLOMA},1,60,48,40,32,26\n"
    more = {"source": "Notice 5", "provisional": False}
    return commands.load_boundaries(text, by=board_administrator, at=BEFORE, **more)


@pytest.fixture
def load(entry, processor):
    """A function that has a file with the candidate's mark of unit 1 loaded."""

    def load(mark, at=BEFORE, cause=""):
        line = f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},1,,{mark}"
        text = f"{MARKED_LINE}\n{line}"
        file = commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)
        return confirm(file, processor, at, cause)

    return load


def channels(client, centre, entry):
    """What each way out says to a reader, by its name: page, CSV, XLSX, paper and API."""

    def get(address, *args, **asked):
        answer = client.get(reverse(address, args=[centre.number, *args]), asked)
        return b"".join(answer) if answer.streaming else answer.content

    csv_rows = list(csv.reader(StringIO(get("results:export").decode("utf-8-sig"))))
    book = CalamineWorkbook.from_filelike(BytesIO(get("results:export", **{"as": "xlsx"})))
    paper = get("results:statement", entry.candidate.ocr_number)
    return {
        "page": " ".join(get("results:test_results").decode().split()),
        "csv": [row[6] for row in csv_rows],
        "xlsx": [row[6] for row in book.get_sheet_by_index(0).to_python()],
        "paper": " ".join(PdfReader(BytesIO(paper)).pages[0].extract_text().split()),
        "api": [
            (one["mark"], one["mark_in_words"]) for one in json.loads(get("results:api"))["results"]
        ],
    }


def test_each_way_out_tells_the_mark_once_it_is_told_and_none_before(
    entry, boundaries, load, centre, tutor, sign_in
):
    load(43)
    client = sign_in(tutor)

    before = channels(client, centre, entry)
    tell(AFTER)
    after = channels(client, centre, entry)

    assert before["csv"] == before["xlsx"] == ["Mark"]
    assert before["api"] == []
    assert "of 60 marks" not in before["page"] + before["paper"]
    assert after["csv"] == after["xlsx"] == ["Mark", "43"]
    assert after["api"] == [(43, "43 of 60 marks, M from 40")]
    assert "43 of 60 marks, M from 40" in after["page"]
    assert "43 of 60 marks, M from 40" in after["paper"]


def test_a_corrected_result_leaves_with_its_mark_and_one_by_a_claim_with_none(
    entry, boundaries, load, centre, tutor, sign_in
):
    load(43)
    tell(AFTER)
    load(50, at=AFTER, cause="Marked again.")
    results.hold([entry], {"4": "M"})

    assert channels(sign_in(tutor), centre, entry)["csv"] == ["Mark", "50", ""]
