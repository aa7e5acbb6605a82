"""How records get, and keep, the keys by which likely duplicates are found."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command

from entries import commands, queries
from entries.models import Candidate
from entries.rules import details
from entries.rules.likeness_keys import keys
from entries.rules.people import Person
from tests.entries.commands.desk import ADA
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]
BORN = date(2009, 3, 10)


def alike(centre, *name, born_on=BORN):
    [likely] = queries.likely_duplicates(centre, [Person(*name, born_on)], BORN)
    return [one.candidate for one in likely]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "born_on"),
    [
        (("Ashworth", "Katherine"), date(2009, 10, 3)),
        (("Ashworth", "Katherine"), date(2010, 3, 10)),
        (("Ashworth", "Katherine"), date(2009, 3, 20)),
        (("Ashworth", "Kate"), BORN),
        (("Katherine", "Ashworth"), BORN),
    ],
)
def test_a_record_is_found_by_another_date_or_form_of_its_name(centre, name, born_on):
    known = make.a_candidate("Ashworth", "Katherine", born_on=BORN)

    assert alike(centre, *name, born_on=born_on) == [known]


@pytest.mark.slow
def test_a_record_without_keys_is_found_at_once_and_has_them_when_the_sweeper_came(desk):
    desk.load(ADA)
    record = Candidate.objects.get()
    assert record.likeness_keys == keys(record)
    Candidate.objects.update(likeness_keys=None)
    surname, forenames = ADA["name"].title().split(": ")

    before = alike(desk.centre, surname, forenames, born_on=ADA["born_on"])
    assert commands.keep_likeness_keys() == len(before) == 1

    record = Candidate.objects.get()
    assert record.likeness_keys == keys(record)
    assert alike(desk.centre, surname, forenames, born_on=ADA["born_on"]) == before
    assert commands.keep_likeness_keys() == 0


@pytest.mark.slow
def test_a_former_name_stays_among_the_keys_also_of_records_that_had_none(centre, processor, at):
    known = make.a_candidate("Ashworth", "Katherine", born_on=BORN)
    new = replace(details.of(known), surname="Okafor")
    told = {"reason": "Deed poll.", "by": processor, "at": at}
    commands.correct_details(candidate=known, seen=details.of(known), new=new, **told)
    kept = Candidate.objects.get().likeness_keys
    Candidate.objects.update(likeness_keys=None)

    call_command("keep_likeness_keys")

    assert Candidate.objects.get().likeness_keys == kept
    assert {*keys(known), *keys(Candidate.objects.get())} == {*kept}


@pytest.mark.slow
def test_all_keys_are_made_anew_when_the_lists_of_names_have_changed():
    known = make.a_candidate("Ashworth", "Katherine", born_on=BORN)
    Candidate.objects.update(likeness_keys=[1])

    call_command("keep_likeness_keys", all=True)

    known.refresh_from_db()
    assert known.likeness_keys == keys(known)
