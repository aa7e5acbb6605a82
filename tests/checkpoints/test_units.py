"""The second checkpoint: lists of units still needed, and telling the board of a whole one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate, now

from checkpoints import commands, queries
from checkpoints.models import Notice
from checkpoints.rules import CheckpointRefused
from checkpoints.rules.units import BY_SLUG
from claims.states import Status
from entries.rules.registering import summer_of
from interchange.catalogue.models import Series
from interchange.notifications.models import Message
from results.models import KeptStanding
from tests.factories import catalogue as offers
from tests.factories import entries, results, visits
from tests.factories.claims import claim_at
from tests.reading import text

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

EXAMINED, MODERATED = BY_SLUG["examined"], BY_SLUG["moderated"]


def on_list(section, centre):
    """Who stands on the list today, and with which units."""
    found = queries.unachieved(section, centre, localdate())
    return {one.entry.pk: one.units for one in queries.rows_of(section, found, localdate())}


def page(name, centre, *more):
    """The address of a page of the checkpoint."""
    return reverse(f"checkpoints:{name}", args=[centre.number, *more])


def test_who_lacks_an_exam_stands_among_examined_units_alone(centre, lacking):
    assert on_list(EXAMINED, centre)[lacking.pk] == ["1"]
    assert lacking.pk not in on_list(BY_SLUG["entries"], centre)


@pytest.fixture
def unvisited(centre, catalogue):
    """Who expects a result this summer, with the last units on a claim that has no visit."""
    certificate = offers.qualification("05839")
    claim_at(Status.READY, centre=centre, qualification=certificate, candidates=1, units=2)
    found = centre.entries.filter(qualification=certificate)
    found.update(completes_in=summer_of(localdate()))
    results.hold([found.get()], {"1": "M", "2": "M", "3": "M"})
    results.settle_at(centre)
    return found.get()


def test_whose_claim_has_no_visit_stands_among_moderated_units_until_one_is_asked_for(
    centre, unvisited
):
    claim = centre.claims.get()
    on_claim = {line.unit.number for line in claim.lines.all()}
    assert set(on_list(MODERATED, centre)[unvisited.pk]) == on_claim
    assert [number for _, number in queries.sections(centre, localdate())] == [0, 1, 0]

    day = localdate() + timedelta(days=30)
    visits.visit_at(centre=centre, subject=claim.qualification.subject.code, on=day)
    results.settle_at(centre)

    assert [number for _, number in queries.sections(centre, localdate())] == [0, 0, 0]


def test_whose_exam_has_no_result_although_others_have_stands_among_examined_units(centre, lacking):
    past = offers.a_series(2026, 6)
    type(past).objects.filter(pk=past.pk).update(results_on=localdate() - timedelta(days=9))
    results.enter([lacking], ["1"], past)
    results.settle_at(centre)

    assert lacking.kept.units[0] == "E"
    assert on_list(EXAMINED, centre)[lacking.pk] == ["1"]


@pytest.mark.parametrize("slug", BY_SLUG)
def test_every_list_leads_to_where_its_units_are_put_right(sign_in, centre, post_result_full, slug):
    answer = sign_in(post_result_full).get(page("section", centre, slug))

    addresses = [address for _, address in answer.context["acts"]]
    assert addresses and all(f'href="{one}"' in answer.content.decode() for one in addresses)


@pytest.mark.parametrize("slug", BY_SLUG)
def test_a_list_leads_nowhere_that_its_reader_may_not_go(sign_in, centre, post_result_read, slug):
    client = sign_in(post_result_read)

    acts = client.get(page("section", centre, slug)).context["acts"]

    assert [client.get(address).status_code for _, address in acts] == [200] * len(acts)


def test_who_completes_later_stands_on_no_list(centre, lacking):
    type(lacking).objects.filter(pk=lacking.pk).update(completes_in=lacking.completes_in + 1)

    assert [number for _, number in queries.sections(centre, localdate())] == [0, 0, 0]


def test_another_centres_candidates_stand_on_no_list(other_centre, lacking):
    assert on_list(EXAMINED, other_centre) == {}


def test_the_board_is_told_of_a_whole_list_once(centre, lacking, post_result_full):
    notice = commands.tell_board(centre=centre, section=EXAMINED, by=post_result_full, at=now())

    [told] = notice.entries.all()
    assert (told.entry_id, told.units) == (lacking.pk, "1")
    assert list(queries.rows_of_notice(notice))[0][-1] == "1"
    sent = Message.objects.filter(template="checkpoints/notice")
    assert centre.email in {one.to for one in sent} and sent.count() == 2
    with pytest.raises(CheckpointRefused, match="told of every candidate"):
        commands.tell_board(centre=centre, section=EXAMINED, by=post_result_full, at=now())


def test_the_board_is_told_again_of_whom_another_unit_fails(centre, lacking, post_result_full):
    commands.tell_board(centre=centre, section=EXAMINED, by=post_result_full, at=now())
    [told] = queries.unachieved(EXAMINED, centre, localdate())
    assert told.was_told
    KeptStanding.objects.filter(entry=lacking).update(units="TT" + lacking.kept.units[2:])

    [again] = queries.unachieved(EXAMINED, centre, localdate())
    assert not again.was_told
    notice = commands.tell_board(centre=centre, section=EXAMINED, by=post_result_full, at=now())
    assert notice.entries.get().units == "1, 2"


def test_the_letter_says_of_one_what_is_so_of_one_and_of_entries_that_no_unit_is_lacking(
    centre, lacking, post_result_full
):
    commands.tell_board(centre=centre, section=EXAMINED, by=post_result_full, at=now())
    letter = Message.objects.filter(template="checkpoints/notice").latest("pk")
    assert "1 candidate who expects a result" in letter.body
    assert "units that are listed will not be achieved" in letter.body

    KeptStanding.objects.filter(entry=lacking).update(units="A" * len(lacking.kept.units))
    commands.tell_board(centre=centre, section=BY_SLUG["entries"], by=post_result_full, at=now())

    letter = Message.objects.filter(template="checkpoints/notice").latest("pk")
    assert "No single unit is lacking" in letter.body and "achieved" not in letter.body
    assert "1 candidate (Entries)" in letter.subject


@pytest.mark.usefixtures("lacking")
@pytest.mark.parametrize("who", ["post_result_read", "tutor", "stranger"])
def test_others_do_not_tell_the_board(who, request, centre):
    by = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        commands.tell_board(centre=centre, section=EXAMINED, by=by, at=now())
    assert not Notice.objects.exists()


def test_the_pages_lead_to_the_list_and_tell_the_board(sign_in, centre, lacking, post_result_full):
    client = sign_in(post_result_full)
    assert page("section", centre, "examined") in text(client.get(page("units", centre)))
    listing = client.get(page("section", centre, "examined"))
    assert lacking.candidate.name in text(listing) and "Tell the board of this one" in text(listing)

    address = page("tell_board", centre, "examined")
    answer = client.post(address, {"shown": listing.context["shown"]}, follow=True)

    assert "The board is told of 1 candidate" in text(answer)
    assert "Tell the board" not in text(client.get(page("section", centre, "examined")))
    assert client.get(page("section", centre, "nonsense")).status_code == 404


def test_the_board_is_told_of_those_alone_that_the_page_showed(
    sign_in, centre, lacking, post_result_full
):
    client = sign_in(post_result_full)
    shown = client.get(page("section", centre, "examined")).context["shown"]
    another = entries.an_entry(
        centre, offers.qualification(results.DIPLOMA), completes_in=summer_of(localdate())
    )
    results.hold([another], results.OFFICIAL_EXAMPLE | {"1": "U"})
    type(lacking).objects.filter(pk=lacking.pk).update(completes_in=lacking.completes_in + 1)
    results.settle_at(centre)

    address = page("tell_board", centre, "examined")
    answer = client.post(address, {"shown": shown}, follow=True)

    assert "not what the page showed you" in text(answer)
    assert not Notice.objects.exists()


def test_who_may_only_read_reads_who_may_tell_the_board(sign_in, centre, lacking, post_result_read):
    client = sign_in(post_result_read)

    assert "needs the role" in text(client.get(page("section", centre, "examined")))
    address = page("tell_board", centre, "examined")
    assert client.post(address).status_code == 403


def test_home_says_first_what_ends_today_with_its_hour_and_whom_it_concerns(
    sign_in, centre, lacking, exams_officer, post_result_read
):
    today = localdate()
    made = offers.a_series(today.year + 1, 6)
    Series.objects.filter(pk=made.pk).update(
        very_late_until_on=today, entries_close_on=today - timedelta(days=9), late_until_on=None
    )
    home = reverse("tracker:centre_home", args=[centre.number])

    words = text(sign_in(exams_officer).get(home))

    assert words.index("Ends today or soon") < words.index("What needs you today")
    assert f"Today, {today:%-d %B %Y}, 23:59" in words
    assert "1 candidate lacks an examined unit" in words
    assert page("section", centre, "examined") in words
    assert "Ends today or soon" not in text(sign_in(post_result_read).get(home))


def test_the_board_downloads_a_list(sign_in, centre, lacking, post_result_full, processor):
    notice = commands.tell_board(centre=centre, section=EXAMINED, by=post_result_full, at=now())
    client = sign_in(processor)

    answer = client.get(reverse("admin:checkpoints_list", args=[notice.pk]))

    assert lacking.candidate.ocr_number in b"".join(answer.streaming_content).decode()
    assert "units-" in text(
        client.get(reverse("admin:checkpoints_notice_change", args=[notice.pk]))
    )
