"""What happened in the demo's term: two cohorts of last year, and claims in every status."""

from django.db import transaction

from claims import commands as claims_commands
from claims.rules import Change
from entries import commands as entries_commands
from entries.models import QualificationEntry
from local.term import (
    acts,
    calendar,
    candidates,
    cast,
    considering,
    looking_again,
    mending,
    reducing,
    sending,
    teaching,
)
from local.term.calendar import Calendar

TAUGHT = {cast.FERNHILL: ["IT", "BUS", "SPO"], cast.RIVERSIDE: ["IT", "BUS", "SPO"]}
TESS, BEN, IRIS = ("Tess Lindqvist", "TL"), ("Ben Adeyemi", "BA"), ("Iris Nakamura", "IN")


@transaction.atomic
def play(*, at, say):
    """Play the whole term up to the instant `at`, telling each step; all of it or nothing."""
    days = Calendar(at)
    say("The people come in …")
    term = acts.Term(cast.enter())
    cast.name_the_boards_teams()
    _approvals(term, days)
    say("Last year: candidates are registered and sit exams, claims are agreed and processed …")
    it = _last_year_at_fernhill(term, days, say)
    _last_year_at_riverside(term, days, say)
    say("This year: new candidates, exams to come, a claim in every status …")
    diploma = _this_year_at_fernhill(term, days)
    teaching.groups(term, days)
    _this_year_at_riverside(term, days)
    say("A file of entries comes from a school's system, and a candidate moves …")
    sending.a_file(term, days)
    sending.a_transfer(term, days)
    say("Changes of mind, and results that are missing …")
    mending.withdrawals(term, diploma, days)
    mending.details(term, it, days)
    mending.missing_results(term, it, days)
    reducing.reductions(term, days)
    looking_again.reviews(term, it, days)
    looking_again.certificates(term, days)
    considering.an_absence(term, it, days)
    sending.results_files(term, days)


def _approvals(term, days):
    """What both centres may offer; Fernhill asks for one subject more, and waits."""
    for number, codes in TAUGHT.items():
        term.approve(number, codes, at=days.on(1, 9, 7))
    term.ask_approval(cast.FERNHILL, "DM", by=cast.OFFICER, at=days.ago(2))


def _last_year_at_fernhill(term, days, say):
    """Twenty candidates of the IT Extended Certificate: most have it, some lack something."""
    persons = candidates.people(cast.FERNHILL, 20, first=1, born=2008)
    registered = days.on(1, 9, 15)
    it = term.register(cast.FERNHILL, "05839", persons, by=cast.OFFICER, at=registered)
    for entry in QualificationEntry.objects.filter(candidate__in=it.candidates):
        year = days.summer - 1
        person = term.people[cast.OFFICER]
        entries_commands.set_completion(entry=entry, year=year, by=person, at=registered)
    january = calendar.series(days.summer - 1, 1)
    june = calendar.series(days.summer - 1, 6)
    term.enter(it, january, ["1", "2"], by=cast.OFFICER, at=days.on(1, 10, 10))
    tess, ben = term.assessors(it, [TESS, BEN], by=cast.IT_TUTOR, at=days.on(1, 11, 3))
    nine, seventeen = "PMDMPPMDMPMMDPMPDM--", "MMDDPMPDMPPMDPMMPDMP"
    first = term.claim(it, {"9": nine}, tess, by=cast.IT_TUTOR, at=days.on(1, 11, 20))
    term.claim(it, {"17": seventeen}, ben, by=cast.SECOND_TUTOR, at=days.on(1, 11, 24), claim=first)
    changed = first.lines.get(candidate=it.candidates[2], unit__number="9")
    remark = Change(changed.pk, "M", "The evidence for the third outcome is at Merit.")
    term.whole_way(first, by=cast.IT_TUTOR, at=days.on(1, 1, 12), changes=[remark])
    say("January results land …")
    papers = [(it, "1", ALL_SORTS), (it, "2", "MMDPPMDMPMRMDPUMPDMP")]
    term.exam_results(january, _spelled(papers), at=days.on(1, 3, 19))
    term.award(at=days.on(1, 3, 19))
    again = [it.candidates[14]]
    term.enter(it, june, ["3"], by=cast.OFFICER, at=days.on(1, 2, 10))
    term.enter(it, june, ["2"], by=cast.OFFICER, at=days.on(1, 3, 20), only=again)
    say("June results land, and awards follow …")
    resit = ["-"] * 14 + ["P"]
    absent = [*"MPDMPMPDMMRPDPM", "P", "absent", "D", "M", "P"]
    term.exam_results(june, [(it, "3", absent), (it, "2", resit)], at=days.on(1, 8, 13))
    term.award(at=days.on(1, 8, 13))
    return it


REPORT = {
    "went_well": "The assessors’ comments say which evidence meets which outcome.",
    "to_improve": "In unit 16 two merits rest on the same page of work. Ask for a second example.",
    "to_do": "Keep the sampled work until the results are there.",
}
ALL_SORTS = "MPDMPMPDMMRPDPMPMDPM"


def _spelled(papers):
    """The papers with their grades one letter each."""
    return [(group, number, list(grades)) for group, number, grades in papers]


def _last_year_at_riverside(term, days, say):
    """Sixteen candidates of Sport and six of IT in the 2012 suite."""
    sport = term.register(
        cast.RIVERSIDE,
        "05827",
        candidates.people(cast.RIVERSIDE, 16, first=101, born=2008),
        by=cast.RIVERSIDE_OFFICER,
        at=days.on(1, 9, 18),
    )
    old = term.register(
        cast.RIVERSIDE,
        "05349",
        candidates.people(cast.RIVERSIDE, 6, first=131, born=2008),
        by=cast.RIVERSIDE_OFFICER,
        at=days.on(1, 9, 18, 11),
    )
    june = calendar.series(days.summer - 1, 6)
    term.enter(sport, june, ["1", "3"], by=cast.RIVERSIDE_OFFICER, at=days.on(1, 2, 12))
    by = cast.RIVERSIDE_OFFICER
    (iris,) = term.assessors(sport, [IRIS], by=by, at=days.on(1, 11, 5))
    grades = {"2": "PMDMPMPDMPMDPMPM", "8": "MMPDMPDMPMPDMPMP", "18": "DPMDMPDMPDMPDMPM"}
    claim = term.claim(sport, grades, iris, by=by, at=days.on(1, 4, 20))
    term.whole_way(claim, by=by, at=days.on(1, 5, 4))
    (ben,) = term.assessors(old, [BEN], by=cast.SECOND_TUTOR, at=days.on(1, 11, 6))
    units = {number: "PMDMPM" for number in ("1", "2", "3", "4", "9", "12")}
    claim = term.claim(old, units, ben, by=cast.SECOND_TUTOR, at=days.on(1, 4, 22))
    term.whole_way(claim, by=cast.SECOND_TUTOR, at=days.on(1, 5, 6))
    one, three = "MPDMPMPDMMPPDPMP", "PMPDMPMPDMPMPDMP"
    papers = _spelled([(sport, "1", one), (sport, "3", three)])
    term.exam_results(june, papers, at=days.on(1, 8, 13, 11))
    term.award(at=days.on(1, 8, 13, 11))


def _this_year_at_fernhill(term, days):
    """The IT Diploma in its second year and the Certificate in its first."""
    diploma = term.register(
        cast.FERNHILL,
        "05842",
        candidates.people(cast.FERNHILL, 14, first=41),
        by=cast.OFFICER,
        at=days.on(1, 9, 16),
        pathway="Application Developer",
    )
    certificate = term.register(
        cast.FERNHILL,
        "05838",
        candidates.people(cast.FERNHILL, 12, first=201, born=2010, joined=26),
        by=cast.OFFICER,
        at=days.on(0, 9, 14),
    )
    _exams_at_fernhill(term, diploma, certificate, days)
    _visits_at_fernhill(term, diploma, days)
    _claims_in_every_status(term, diploma, days)
    term.award(at=days.ago(1))
    return diploma


def _exams_at_fernhill(term, diploma, certificate, days):
    """The exams of last June, whose results are there, and of January, which are to come."""
    last_june, january = calendar.series(days.summer - 1, 6), calendar.series(days.summer, 1)
    term.enter(diploma, last_june, ["1", "2"], by=cast.OFFICER, at=days.on(1, 2, 11))
    papers = [(diploma, "1", "MPDMPMPDMMUPDP"), (diploma, "2", "PMDMPMPDMPMDPM")]
    term.exam_results(last_june, _spelled(papers), at=days.on(1, 8, 13, 12))
    term.enter(diploma, january, ["3"], by=cast.OFFICER, at=days.on(0, 10, 12))
    staying = certificate.candidates[:-2]
    term.enter(certificate, january, ["1"], by=cast.OFFICER, at=days.on(0, 10, 13), only=staying)


def _visits_at_fernhill(term, diploma, days):
    """The visits for IT: one that has been, one in a few days, one beyond the free ones."""
    by, (tess, _), (ben, _) = cast.IT_TUTOR, TESS, BEN
    last = days.visit(-4)
    had = term.ask_for_visit(diploma, "virtual", last, tess, by=by, at=days.ago(60))
    term.book_visit(had, at=days.ago(55))
    near = days.visit(5)
    booked = term.ask_for_visit(diploma, "face_to_face", near, tess, by=by, at=days.ago(36))
    term.book_visit(booked, at=days.ago(33))
    note = "After school would suit us best."
    third = days.visit(70)
    term.ask_for_visit(diploma, "virtual", third, ben, by=by, at=days.ago(1), note=note)


def _claims_in_every_status(term, diploma, days):
    """Claims of the IT Diploma: processed, pending, sampled, ready for sampling, in progress."""
    by = cast.IT_TUTOR
    tess, ben = term.assessors(diploma, [TESS, BEN], by=by, at=days.on(1, 10, 1))
    processed = term.claim(
        diploma,
        {"4": "PMDMPMPDMPMDPM", "8": "MMPDMPDMPMPDMP", "12": "PMMDPMPDMPMDPM"},
        tess,
        by=by,
        at=days.on(1, 4, 10),
    )
    term.whole_way(processed, by=by, at=days.on(1, 5, 1))
    pending = term.claim(diploma, {"16": "MPDMPMPDMPMDPM"}, ben, by=by, at=days.ago(40))
    pending = term.sample(term.submit(pending, by=by, at=days.ago(34)), at=days.ago(30))
    term.report(pending, at=days.ago(4), **REPORT)
    term.agree(pending, at=days.ago(3))
    sampled = term.claim(diploma, {"17": "PMDMPMPDMPM---"}, ben, by=by, at=days.ago(25))
    term.sample(term.submit(sampled, by=by, at=days.ago(20)), at=days.ago(12), every=3)
    ready = term.claim(diploma, {"18": "MMDMPMPDMP----"}, tess, by=by, at=days.ago(10))
    term.submit(ready, by=by, at=days.ago(4))
    draft = term.claim(diploma, {"19": "PMDMP---------"}, tess, by=by, at=days.ago(2))
    term.claim(
        diploma, {"20": "--MDPM--------"}, ben, by=cast.SECOND_TUTOR, at=days.ago(1), claim=draft
    )
    term.type(diploma, {"20": "------PM------"}, tess, by=by, at=days.ago(1), claim=draft)


def _this_year_at_riverside(term, days):
    """Business in its second year, with a claim the moderator withdrew."""
    by = cast.RIVERSIDE_OFFICER
    business = term.register(
        cast.RIVERSIDE,
        "05835",
        candidates.people(cast.RIVERSIDE, 16, first=151),
        by=by,
        at=days.on(1, 9, 21),
    )
    june, january = calendar.series(days.summer - 1, 6), calendar.series(days.summer, 1)
    term.enter(business, june, ["1"], by=by, at=days.on(1, 2, 15))
    papers = [(business, "1", "MPDMPMPDMMPPDPMP")]
    term.exam_results(june, _spelled(papers), at=days.on(1, 8, 13, 13))
    term.enter(business, january, ["2"], by=by, at=days.on(0, 10, 16))
    (ben,) = term.assessors(business, [BEN], by=cast.SECOND_TUTOR, at=days.ago(60))
    wrong = term.claim(business, {"4": "PMDMPMPDMPMDPMPM"}, ben, by=by, at=days.ago(30))
    wrong = term.submit(wrong, by=by, at=days.ago(28))
    redo = "Correct who marked unit 4, and claim it again."
    term.report(wrong, at=days.ago(22), to_do=redo)
    claims_commands.withdraw(
        claim=wrong,
        because="The work of unit 4 names another assessor than the claim. Please claim again.",
        by=term.people[cast.MODERATOR],
        at=days.ago(21),
    )
    asked = days.ago(40)
    visit = term.ask_for_visit(
        business, "virtual", days.visit(-2), "Ben Adeyemi", by=cast.SECOND_TUTOR, at=asked
    )
    term.book_visit(visit, at=days.ago(35))
    term.award(at=days.ago(20))
