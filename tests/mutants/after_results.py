"""Mutants of what comes after results: reviews, certificates, requests, cases, what is read."""

from tests.mutants import Mutant

OF_REVIEWS = ("tests/reviews/test_commands.py",)
OF_CERTIFICATES = ("tests/certificates/test_queries.py",)

AFTER_RESULTS = (
    Mutant(
        "a marking is reviewed again with priority",
        "reviews/rules/asking.py",
        "    if others:\n",
        "    if False:\n",
        ("tests/reviews/test_rules.py",),
    ),
    Mutant(
        "a grade that changes is charged, too",
        "reviews/commands/deciding.py",
        "        made, costs = _correct(review, stood, grade, words, by=by, at=at), FREE\n",
        "        made, costs = _correct(review, stood, grade, words, by=by, at=at), FREE\n"
        "        _charge(review, by=by, at=at)\n",
        OF_REVIEWS,
    ),
    Mutant(
        "the letter of an appeal tells an older correction as new",
        "reviews/commands/deciding.py",
        '        now=made.shown if made else "",',
        '        now=review.corrected.shown if review.corrected else "",',
        ("tests/reviews/test_appeals.py",),
    ),
    Mutant(
        "an outcome is given of another result than was shown",
        "reviews/commands/deciding.py",
        "        shown.check_same(seen, {str(review): _shown(stood, localdate(at))})\n",
        "        pass\n",
        OF_REVIEWS,
    ),
    Mutant(
        "a run prints what came while it was made",
        "certificates/commands.py",
        "    rules.check_can_make(shown, made)\n",
        "",
        ("tests/certificates/test_runs.py",),
    ),
    Mutant(
        "a lowered award is printed",
        "certificates/queries.py",
        "WHERE later.supersedes_id = result.id",
        "WHERE later.supersedes_id = result.id AND later.cause = ''",
        ("tests/certificates/test_commands.py",),
    ),
    Mutant(
        "only the award that was lowered itself is asked back",
        "certificates/queries.py",
        " | Exists(stands.filter(~award | lower))",
        "",
        OF_CERTIFICATES,
    ),
    Mutant(
        "a certificate printed since finds who left by the later name",
        "certificates/queries.py",
        "(printed & ~Q(pk__in=late))",
        "printed",
        OF_CERTIFICATES,
    ),
    Mutant(
        "a certificate printed since tells the old centre the later name",
        "certificates/queries.py",
        "if at and one.run.made_at > at",
        "if at and one.run.made_at < at",
        OF_CERTIFICATES,
    ),
    Mutant(
        "a draft of a request is anybody's at the centre",
        "mir/queries/reading.py",
        "Draft.objects.filter(centre=centre, by=by)",
        "Draft.objects.filter(centre=centre)",
        ("tests/mir/test_drafts.py",),
    ),
    Mutant(
        "a reminder never gives way to the board",
        "cases/rules.py",
        "    return reminded_on is None or today >= reminded_on + timedelta(days=rises[0])\n",
        "    return reminded_on is None\n",
        ("tests/cases/test_rules.py",),
    ),
    Mutant(
        "who must act is reminded of a case as often as somebody presses",
        "cases/rules.py",
        "    if reminded_on == on:\n",
        "    if False:\n",
        ("tests/cases/test_reminding.py",),
    ),
)
