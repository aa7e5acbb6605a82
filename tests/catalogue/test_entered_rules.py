"""The board sees which figures are missing, enters them, and they count as a file does."""

import re
from html import unescape

import pytest
from django.urls import reverse

from entries import commands as entries_commands
from entries.commands import RulesOvertaken
from interchange.audit.models import Event
from interchange.catalogue import entered, queries
from interchange.catalogue import specification as specifications
from interchange.catalogue.models import EnteredRules, Qualification, SpecificationVersion
from interchange.catalogue.published import published
from tests.catalogue.test_entering_figures import SPORT, sport
from tests.catalogue.test_entering_figures import entered as text_of

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.slow]


@pytest.fixture
def board(client, sign_in, board_administrator):
    """The browser of whoever manages the catalogue."""
    sign_in(board_administrator)
    return client


@pytest.fixture
def sport_l2(catalogue):
    return Qualification.objects.get(code=SPORT)


def page_of(client, data=None, code=SPORT):
    address = reverse("admin:catalogue_enteredrules_enter", args=[code])
    return client.post(address, data) if data else client.get(address)


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def boxes(response):
    """What the boxes of the page hold, as a browser would send them."""
    sheet = response.context_data["sheet"]
    found = {"seen": str(sheet.seen)}
    for form in (sheet.figures, *sheet.units, *sheet.groups):
        for field in form:
            value = field.value()
            if value not in (None, "", False):
                found[field.html_name] = "on" if value is True else str(value)
    for rows in (sheet.units, sheet.groups):
        found |= {box.html_name: str(box.value()) for box in rows.management_form}
    if hidden := re.search(r'name="shown" value="([^"]+)"', response.content.decode()):
        found["shown"] = hidden[1]
    return found


def typed(client, **more):
    """A made-up certificate of three units of 60 GLH, the first examined."""
    data = boxes(page_of(client)) | {"source": "Handbook, page 9", "offered": "on"}
    for place, number in enumerate(("1", "2", "3")):
        data |= {
            f"unit-{place}-number": number,
            f"unit-{place}-title": f"Unit {number}",
            f"unit-{place}-size": "60",
            f"unit-{place}-reference": "",
        }
    data |= {
        "unit-0-examined": "on",
        "group-0-title": "Mandatory units",
        "group-0-counts": "3",
        "group-0-units": "1, 2, 3",
    }
    return {**data, **more}


def kept(client, **more):
    checked = page_of(client, typed(client, act="check", **more))
    return page_of(client, boxes(checked) | {"act": "keep"})


def test_the_list_says_exactly_what_each_lacks(board):
    page = board.get(reverse("admin:catalogue_enteredrules_lacking"))

    shown = {one.qualification.code: one.lacks for one in page.context_data["found"]}
    assert len(shown) == Qualification.objects.filter(offered=False).count() == 26
    assert [one.sentence for one in shown["05320"]] == ["none of its units is known"]
    assert "The size of unit 3 is missing" in words(page)


def test_what_is_checked_is_shown_and_what_is_shown_is_kept(board, sport_l2):
    checked = page_of(board, typed(board, act="check"))
    assert "It would be offered" in words(checked)
    assert not EnteredRules.objects.exists()

    assert page_of(board, boxes(checked) | {"act": "keep"}).status_code == 302

    [one] = EnteredRules.objects.all()
    assert (one.qualification, one.number) == (sport_l2, 1)
    rules = specifications.load(SPORT, text=one.text)
    assert (rules.offered, len(rules.units)) == (True, 3)
    assert Event.objects.filter(name="enteredrules.enter").exists()


def test_it_counts_once_the_files_are_loaded_as_a_new_version(board, board_administrator, at):
    kept(board)
    assert not Qualification.objects.get(code=SPORT).offered

    changed = entries_commands.put_rules_in_force(by=board_administrator, at=at)

    assert changed == [SPORT]
    assert Qualification.objects.get(code=SPORT).offered
    assert SpecificationVersion.objects.filter(qualification__code=SPORT).count() == 2
    assert queries.specifications([SPORT])[SPORT].unit("1").examined


def test_the_file_that_is_handed_over_loads_to_the_same(board, tmp_path):
    kept(board)
    one = EnteredRules.objects.get()

    answer = board.get(reverse("admin:catalogue_enteredrules_file", args=[one.pk]))
    text = b"".join(answer.streaming_content).decode()

    found = {one.code: one.digest for one in published()}
    assert specifications.digest(specifications.load(SPORT, text=text)) == found[SPORT]


WRONG = [
    ({"unit-1-size": ""}, "The size of unit 2 is missing."),
    ({"unit-1-size": "45"}, "There are no points for D at a unit of size 45."),
    ({"unit-0-reference": "A/507/4999"}, "has the wrong check letter"),
    ({"group-0-units": "1, 2, 9"}, "Unit 9 of 'Mandatory units' is not in the bank"),
    ({"group-0-counts": "4"}, "It counts 4 of 3 units."),
    ({"boundaries": "D* 40\nD thirty"}, "“D thirty” is no grade with its points."),
    ({"boundaries": "P 30\nD 38"}, "The boundaries must stand highest first"),
    ({"boundaries": "P 99\nD* 5"}, "A better grade must begin at more points"),
    ({"boundaries": "D* 40\nD* 5"}, "D* is given twice."),
    ({"points": "60: D 14, M 12, M 10"}, "M is given twice."),
    ({"points": "60: D 14, M 12, P 10\n60: D 9, M 8, P 7"}, "Size 60 stands in two lines."),
    ({"points": "sixty: D 14"}, "gives no points"),
    ({"source": ""}, "every figure has its source"),
    ({"unit-2-number": "2"}, "Unit 2 stands in two rows."),
    ({"unit-2-title": ""}, "Give the unit's title, or empty the row."),
    ({"total": "240"}, "its units do not reach the total of its size".capitalize()),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG)
def test_what_the_loader_refuses_is_said_and_nothing_typed_is_lost(board, wrong, sentence):
    page = page_of(board, typed(board, act="check", **wrong))

    assert sentence in words(page)
    assert "Keep these rules" not in words(page)
    assert page.context_data["sheet"].units[0]["title"].value() == "Unit 1"
    assert not EnteredRules.objects.exists()


def test_half_of_it_is_kept_without_being_offered(board):
    kept(board, **{"unit-1-size": "", "offered": ""})

    rules = specifications.load(SPORT, text=EnteredRules.objects.get().text)
    assert not rules.offered
    assert [one.sentence for one in specifications.lacking(rules)][0] == (
        "the size of unit 2 is missing"
    )


def test_what_was_changed_after_the_check_is_not_kept(board):
    checked = page_of(board, typed(board, act="check"))

    page = page_of(board, boxes(checked) | {"act": "keep", "unit-0-title": "Another one"})

    assert "This is not what the page showed you" in words(page)
    assert not EnteredRules.objects.exists()


def test_sent_twice_it_is_kept_once(board):
    data = boxes(page_of(board, typed(board, act="check"))) | {"act": "keep"}

    first, second = page_of(board, data), page_of(board, data)

    assert first.status_code == second.status_code == 302
    assert EnteredRules.objects.count() == 1


def test_of_two_at_once_the_second_is_told(sport_l2, board_administrator, at):
    one, other = text_of(SPORT, sport()), text_of(SPORT, sport(source="Other"))
    given = {"qualification": sport_l2, "seen": 0, "by": board_administrator, "at": at}
    entries_commands.enter_rules(text=one, **given)

    with pytest.raises(RulesOvertaken, match="were entered since you opened this page"):
        entries_commands.enter_rules(text=other, **given)


def test_what_no_longer_loads_gives_way_to_its_file_and_is_told(board, sport_l2, at):
    EnteredRules.objects.create(qualification=sport_l2, number=1, text="title = 3\n", entered_at=at)

    assert entered.unreadable() == [SPORT]
    assert {one.code for one in published()} >= {SPORT}
    page = board.get(reverse("admin:catalogue_enteredrules_lacking"))
    assert "no longer loads" in words(page)


def test_the_file_counts_again_once_the_board_says_so(board, sport_l2, board_administrator, at):
    kept(board)
    one = EnteredRules.objects.get()

    entries_commands.let_the_file_count(entered=one, by=board_administrator, at=at)

    assert {one.code: one.specification.offered for one in published()}[SPORT] is False


def test_who_does_not_manage_the_catalogue_enters_nothing(client, sign_in, processor):
    sign_in(processor)

    assert page_of(client).status_code == 403


def test_the_button_asks_first(board):
    kept(board)
    one = EnteredRules.objects.get()
    address = reverse("admin:catalogue_enteredrules_changelist")

    page = board.post(address, {"action": "let_the_file_count", "_selected_action": [one.pk]})

    assert page.context_data["title"] == "Let the file count again"
    assert EnteredRules.objects.count() == 1
