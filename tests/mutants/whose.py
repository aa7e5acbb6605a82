"""Mutants of whose things are found: another centre's, another subject's, another claim's."""

from tests.mutants import Mutant

WHAT_IS_SEEN = ("tests/architecture/test_what_a_centre_sees.py",)
OF_ITS_DAY = ("tests/results/views/test_working_of_its_day.py",)
EVERY_PAGE = ("tests/architecture/test_permissions.py",)
MODERATING = "claims/queries/moderating.py"

WHOSE = (
    Mutant(
        "another centre's claim is found",
        "claims/queries/reading.py",
        "Claim.objects.filter(centre=centre).select_related(",
        "Claim.objects.select_related(",
        EVERY_PAGE,
    ),
    Mutant(
        "a moderator finds another centre's claim",
        MODERATING,
        "        centre=centre, qualification__subject__code__in=subjects,",
        "        qualification__subject__code__in=subjects,",
        EVERY_PAGE,
    ),
    Mutant(
        "a moderator finds the claims of every subject",
        MODERATING,
        "        centre=centre, qualification__subject__code__in=subjects,",
        "        centre=centre,",
        ("tests/claims/views/test_moderating.py",),
    ),
    Mutant(
        "a moderator finds what is not submitted",
        MODERATING,
        "subjects, number__isnull=False",
        "subjects",
        ("tests/claims/views/test_moderating.py",),
    ),
    Mutant(
        "who belonged to the centre this year may sample",
        "claims/commands/locking.py",
        "    if sentence := too_near(claim, by=by, at=at):\n"
        "        raise PermissionDenied(sentence)\n",
        "",
        ("tests/claims/commands/test_independence.py",),
    ),
    Mutant(
        "another centre's assessor is found",
        "claims/views/assessors.py",
        "get_object_or_404(CentreAssessor, pk=pk, centre=centre)",
        "get_object_or_404(CentreAssessor, pk=pk)",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's visit is found",
        "claims/queries/visits.py",
        'Visit.objects.filter(centre=centre).select_related("centre"',
        'Visit.objects.select_related("centre"',
        EVERY_PAGE,
    ),
    Mutant(
        "a moderator finds the visits of every subject",
        "claims/queries/visits.py",
        "return visits_at(centre).filter(about__code__in=codes)",
        "return visits_at(centre) if codes else visits_at(centre).none()",
        ("tests/claims/views/test_visits.py",),
    ),
    Mutant(
        "another claim's evidence is found",
        "claims/queries/other_bodies.py",
        "Evidence.objects.filter(claim=claim)",
        "Evidence.objects.all()",
        EVERY_PAGE,
    ),
    Mutant(
        "a moderator's evidence is found on another centre's claim",
        "claims/views/other_bodies.py",
        "return _handed_over(get_object_or_404(found, pk=pk), evidence_pk)",
        "return _handed_over(get_object_or_404(found.model, pk=pk), evidence_pk)",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's transfer is found",
        "entries/queries/transfers.py",
        "Transfer.objects.filter(Q(new_centre=centre) | Q(old_centre=centre))",
        "Transfer.objects.all()",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's change of details is found",
        "entries/queries/details.py",
        "DetailsChange.objects.filter(centre=centre)",
        "DetailsChange.objects.all()",
        EVERY_PAGE,
    ),
    Mutant(
        "what is held at other centres is told by the tracker",
        "results/queries/seen.py",
        "{pk: as_seen(one, ground, sees) for pk, one in found.items()}",
        "found",
        WHAT_IS_SEEN,
    ),
    Mutant(
        "the points of a result tell a grade of another centre that was corrected since",
        "results/queries/seen.py",
        "        or bool(issued and issued.hides),",
        "        or False,",
        OF_ITS_DAY,
    ),
    Mutant(
        "a grade that came afterwards tells what counted before",
        "results/queries/achievements.py",
        "return self.banked_at <= instant and not (",
        "return not (",
        OF_ITS_DAY,
    ),
    Mutant(
        "points tell of another awarding body's unit that is held at another centre",
        "results/queries/seen.py",
        "        or _others(standing, standing.whole) != _others(standing, own.question)\n",
        "",
        ("tests/results/test_other_bodies_hidden.py",),
    ),
    Mutant(
        "what is held at other centres is told by the sizes",
        "tracker/queries/sizes.py",
        "results_queries.standings_seen(registered)",
        "results_queries.standings(registered)",
        ("tests/tracker/sizes/test_resizing.py",),
    ),
    Mutant(
        "why an award was lowered tells what another centre's unit was",
        "results/queries/lowered.py",
        "            if sees.shows(",
        "            if one or sees.shows(",
        ("tests/results/commands/test_lowering_awards.py",),
    ),
    Mutant(
        "a count takes in other centres' candidates",
        "tracker/queries/progress.py",
        "return listed(centre).filter(",
        "return QualificationEntry.objects.filter(",
        WHAT_IS_SEEN,
    ),
    Mutant(
        "everything that was gained anywhere is told",
        "entries/rules/seeing.py",
        "            centre == self.centre\n            and self.subject",
        "            True\n            and self.subject",
        WHAT_IS_SEEN,
    ),
    Mutant(
        "a former centre corrects the details",
        "entries/queries/seeing.py",
        "    return centre.pk not in centres",
        "    return False",
        WHAT_IS_SEEN,
    ),
    Mutant(
        "a candidate of another centre may be corrected",
        "entries/queries/details.py",
        "person is None or not centres_of(person).filter(pk=centre.pk).exists()",
        "person is None",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's receipt is found",
        "entries/queries/listing.py",
        "        Submission.objects.filter(centre=centre)\n",
        "        Submission.objects.all()\n",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's invoice is found",
        "entries/queries/charges.py",
        "        Invoice.objects.filter(centre=centre)\n",
        "        Invoice.objects.all()\n",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's entry file is found",
        "entries/queries/files.py",
        "EntryFile.objects.filter(centre=centre, pk=pk)",
        "EntryFile.objects.filter(pk=pk)",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's entry is withdrawn, sent by its id",
        "tracker/queries/exams.py",
        "UnitEntry.objects.filter(centre=centre, pk__in=ids)",
        "UnitEntry.objects.filter(pk__in=ids)",
        ("tests/entries/views/test_withdrawing.py",),
    ),
    Mutant(
        "another centre's registration is found in the tracker",
        "tracker/queries/progress.py",
        "QualificationEntry.objects.filter(centre=centre, status__in=LISTED)",
        "QualificationEntry.objects.filter(status__in=LISTED)",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's registration is made again",
        "tracker/views/again.py",
        "get_object_or_404(found, centre=centre, pk=pk)",
        "get_object_or_404(found, pk=pk)",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's change of size is found",
        "tracker/views/sizes.py",
        "get_object_or_404(SizeChange, pk=pk, entry__centre=centre)",
        "get_object_or_404(SizeChange, pk=pk)",
        EVERY_PAGE,
    ),
    Mutant(
        "another centre's results stand in the list",
        "results/queries/listing.py",
        "    found = found.filter(centre=centre)\n",
        "    found = found.all()\n",
        ("tests/results/views/test_listing.py",),
    ),
    Mutant(
        "another centre's request is found",
        "mir/queries/reading.py",
        "Request.objects.filter(centre=centre).select_related(",
        "Request.objects.select_related(",
        EVERY_PAGE,
    ),
    Mutant(
        "attendance at another centre is told",
        "tracker/queries/story.py",
        "        if sees(\n"
        "            through=one.entry.centre_id,\n"
        "            subject=one.entry.qualification.subject_id,\n"
        "            at=one.entry.made_at,\n"
        "        )\n",
        "        if True\n",
        WHAT_IS_SEEN,
    ),
    Mutant(
        "an absence at another centre shows",
        "results/queries/absences.py",
        "centre=centre, series__isnull=False",
        "series__isnull=False",
        ("tests/results/queries/test_absences.py",),
    ),
)
