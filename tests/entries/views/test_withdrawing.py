"""Withdrawing exam entries on the centre's pages."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from entries import commands
from entries.models import UnitEntry
from entries.unit_states import Status
from interchange.accounts.roles import Role
from interchange.catalogue.models import Series
from results.queries.sittings import sittings
from tests.factories import accounts as make_accounts
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.reading import text

pytestmark = [pytest.mark.usefixtures("catalogue")]

URL = "/centres/12345/entries/units/"
MEANING = re.compile(r'name="meaning" value="([^"]*)"')


@pytest.fixture
def entered(centre):
    """Two candidates entered for unit 1."""
    june = make_catalogue.a_series()
    unit = make_catalogue.unit(1)
    return [make.a_unit_entry(one, unit, june) for one in make.entries(centre, 2)]


@pytest.mark.slow
def test_the_list_offers_to_withdraw_to_whoever_may(sign_in, exams_officer, tutor, entered):
    button = "Withdraw those ticked"

    assert button in text(sign_in(exams_officer).get(URL))
    assert button not in text(sign_in(tutor).get(URL))


@pytest.mark.slow
def test_what_it_means_is_shown_before_anything_happens(page, entered):
    answer = page.get(f"{URL}withdraw/", {"entry": [one.pk for one in entered]}).content.decode()

    assert "Withdraw from 2 exams" in answer and "as if it had never been made" in answer
    assert set(UnitEntry.objects.values_list("status", flat=True)) == {Status.ENTERED}


@pytest.mark.slow
def test_confirmed_it_is_done(page, entered):
    answer = page.post(
        f"{URL}withdraw/", {"entry": [entered[0].pk], "grounds": "", "statement": ""}, follow=True
    ).content.decode()

    assert "is withdrawn" in answer
    assert UnitEntry.objects.get(pk=entered[0].pk).status == Status.WITHDRAWN


@pytest.mark.slow
def test_grounds_without_a_statement_are_asked_about_and_nothing_is_lost(page, entered):
    sent = {"entry": [entered[0].pk], "grounds": "medical", "statement": ""}

    answer = page.post(f"{URL}withdraw/", sent).content.decode()

    assert "Say in a sentence" in answer and 'value="medical"' in answer
    assert UnitEntry.objects.get(pk=entered[0].pk).status == Status.ENTERED


@pytest.mark.slow
def test_without_a_tick_the_list_says_what_to_do(page, entered):
    answer = page.get(f"{URL}withdraw/", follow=True).content.decode()

    assert "Tick at least one exam entry" in answer


@pytest.mark.slow
def test_another_centres_entries_are_not_there(page, other_centre):
    strange = make.a_unit_entry(
        make.an_entry(other_centre), make_catalogue.unit(1), make_catalogue.a_series()
    )

    answer = page.get(f"{URL}withdraw/", {"entry": strange.pk}, follow=True).content.decode()

    assert strange.candidate.name not in answer and "Tick at least one" in answer


@pytest.mark.slow
def test_pressed_twice_it_is_done_once_and_nobody_is_blamed(page, entered):
    sent = {"entry": [entered[0].pk], "grounds": "", "statement": ""}
    page.post(f"{URL}withdraw/", sent)

    answer = page.post(f"{URL}withdraw/", sent, follow=True).content.decode()

    assert "is withdrawn. A letter" in answer


@pytest.mark.slow
def test_a_colleague_who_comes_second_is_told_who_was_first(page, sign_in, centre, entered):
    other = make_accounts.with_role(Role.EXAMS_OFFICER, centre)
    sent = {"entry": [entered[0].pk], "grounds": "", "statement": ""}
    page.post(f"{URL}withdraw/", sent)

    answer = sign_in(other).post(f"{URL}withdraw/", sent).content.decode()

    assert "There is a problem" in answer and "withdrawn already, by Erin Officer" in answer


@pytest.mark.slow
def test_ticks_are_kept_from_page_to_page(page, entered):
    far = {"go": "?page=1", "elsewhere": f"{entered[0].pk} 987654", "entry": []}

    answer = page.post(URL, far).content.decode()

    assert f'value="{entered[0].pk}" checked' in answer
    assert 'name="elsewhere" value="987654"' in answer


@pytest.mark.slow
def test_those_ticked_on_several_pages_are_looked_at_together(page, entered):
    sent = {"review": "1", "entry": [entered[0].pk], "elsewhere": str(entered[1].pk)}

    answer = page.post(f"{URL}withdraw/", sent).content.decode()

    assert "Withdraw from 2 exams" in answer
    assert set(UnitEntry.objects.values_list("status", flat=True)) == {Status.ENTERED}


@pytest.mark.slow
def test_a_series_without_a_refund_date_says_so(page, entered):
    Series.objects.update(refund_until_on=None)

    answer = page.get(f"{URL}withdraw/", {"entry": entered[0].pk}).content.decode()

    assert "is not set yet, so it counts as not passed" in answer


@pytest.mark.slow
def test_the_candidates_page_leads_to_withdrawing_and_tells_of_it(page, entered):
    candidate = entered[0].candidate
    here = f"/centres/12345/candidates/{candidate.ocr_number}/"

    assert f"?q={candidate.ocr_number}" in page.get(here).content.decode()
    page.post(f"{URL}withdraw/", {"entry": [entered[0].pk], "grounds": "", "statement": ""})

    after = page.get(here).content.decode()
    assert "Unit entry: Withdrawn" in after and f"?q={candidate.ocr_number}" not in after


@pytest.mark.slow
def test_a_refund_that_ended_while_the_page_was_open_is_told_before_anybody_is_absent(
    page, entered
):
    entry = entered[0]
    looked = page.get(f"{URL}withdraw/", {"entry": entry.pk}).content.decode()
    Series.objects.update(refund_until_on=timezone.localdate() - timedelta(days=1))
    meaning = MEANING.search(looked)[1]
    sent = {"entry": entry.pk, "grounds": "", "statement": "", "meaning": meaning}

    answer = page.post(f"{URL}withdraw/", sent).content.decode()

    assert "What it means has changed" in answer
    assert f"plain:{entry.pk}:withdraw_late:" in MEANING.search(answer)[1]
    assert UnitEntry.objects.get(pk=entry.pk).status == Status.ENTERED


@pytest.mark.slow
def test_entries_of_a_merged_record_are_found_by_the_persons_number(page, centre, entered):
    person = make.an_entry(centre, make_catalogue.qualification("05347")).candidate
    merged = entered[0].candidate
    merged.merged_into = person
    merged.save()

    answer = page.get(URL, {"q": person.ocr_number}).content.decode()

    assert f'value="{entered[0].pk}"' in answer


@pytest.mark.slow
def test_what_a_later_entry_is_paid_back_is_shown_before_and_compared(
    page, centre, exams_officer, entered
):
    resit = a_further_attempt(entered[0], exams_officer)
    Series.objects.filter(pk=entered[0].series_id).update(
        refund_until_on=timezone.localdate() + timedelta(days=1)
    )

    looked = page.get(f"{URL}withdraw/", {"entry": entered[0].pk}).content.decode()
    assert "What comes later is changed by it" in looked
    assert "for a further attempt is paid back too" in looked

    sent = {"entry": entered[0].pk, "grounds": "", "statement": ""}
    before = re.sub(rf"plain:{resit.pk}:first:\S*", "", MEANING.search(looked)[1])
    answer = page.post(f"{URL}withdraw/", {**sent, "meaning": before}).content.decode()
    assert "What it means has changed" in answer
    page.post(f"{URL}withdraw/", {**sent, "meaning": MEANING.search(answer)[1]})
    assert not UnitEntry.objects.get(pk=resit.pk).resit


def a_further_attempt(entry, by):
    """The candidate entered for the exam in another series too, and charged for it."""
    later = make_catalogue.a_series(2030, 1, today=timezone.localdate())
    [made] = commands.enter_for_exams(
        centre=entry.centre,
        qualification=entry.qualification,
        series=later,
        chosen=[(entry.candidate, entry.unit)],
        sat=sittings,
        by=by,
        at=timezone.now(),
    )
    assert made.resit
    return made
