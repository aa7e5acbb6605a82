"""The marks of what other centres did, and which of them an answer to a centre tells."""

import re

MARKS = {  # of what other centres did, which nobody here may read
    "a centre's name": "Hiddenham",
    "a centre's number": "77777",
    "the number of a claim": "98765",
    "an exam": "Exam, January 2025",
    "an exam without a grade": "Exam, January 2024",
    "a pending exam": ">January 2024</td>",
    "a name": "Zyxwvut",
    "a ULN": "9276308686",
    "a day": "4 November 2026",
    "a day in a table": "04/11/2026",
    "a day for machines": "2026-11-04",
}
GRADE = re.compile(r'(?<!<kbd)>\s*(?:<strong>)?(?:R|Near pass)\s*<|"grade":\s*"R"|,R,')
UCI = re.compile(r"\b\d{12}[0-9A-Z]\b")  # begins with the number of the centre that gave it
NUMBER = re.compile(r"\b739\d\b")  # candidate numbers at the other centres
CHOICE = re.compile(r"<option(?![^>]*\bselected\b)[^>]*>[^<]*")  # every grade stands there

KEY = re.compile(  # of codes of grades, the same for everybody: every grade stands there, too
    r"<tr>\s*<td[^>]*>Unit</td>\s*<th[^>]*>[^<]*</th>\s*<td[^>]*>[^<]*<.*?</tr>"
    r"|^Unit,\w+,\w+,(?:Yes|\"No)",
    re.MULTILINE | re.DOTALL,
)

CALENDAR = re.compile(r'<time class="calendar__date"[^>]*>')  # every day of a month stands there


def marks_in(text, address):
    """Which marks stand in an answer, but for what was typed in a search and may be chosen."""
    text = KEY.sub("", text)
    text = UCI.sub("", text)  # is the person's, and stands on papers
    text = CALENDAR.sub("", text)
    offered = re.sub(r"<(input|a|link|option)\b[^>]*>", "", CHOICE.sub("", text))
    text = re.sub(r"<(input|a|link|option)\b[^>]*>", "", text)
    found = [what for what, mark in MARKS.items() if mark in text]
    if NUMBER.search(text):
        found.append("a candidate number")
    if GRADE.search(offered):
        found.append("a grade")
    if "Zyxwvut" in address:
        found = [what for what in found if what != "a name"]
    return found
