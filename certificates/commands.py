"""What changes: a run is made and sent, a certificate is issued again, an original comes back."""

from django.db import connection, transaction
from django.utils.timezone import get_current_timezone_name, localdate

from certificates import queries, rules
from certificates.models import Certificate, PrintRun, Reissue, Returned, TakenOut
from certificates.rules import PAID, Reason, ToPrint
from entries.commands import charge_replacement, credit
from entries.commands.locking import one_at_a_time
from interchange import numbers
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox
from interchange.refusals import AlreadyDone, check_says_something
from results.models import QualificationResult

NEVER_PRINTED = "The replacement certificate was not printed: its award does not stand any more"
COLUMNS = """number, run_id, result_id, centre_id, again_id, ocr_number, surname, forenames,
    born_on, qualification, grade, awarded_on"""
PRINTED = f"""
    WITH made (again) AS (
        INSERT INTO certificates_certificate ({COLUMNS})
        SELECT nextval('certificate_number'), %(run)s, due.result, entry.centre_id, due.again,
               candidate.ocr_number, candidate.surname, candidate.forenames, candidate.born_on,
               qualification.title || ' (' || qualification.code || ')', result.grade,
               (result.issued_at AT TIME ZONE %(zone)s)::date
        FROM ({queries.DUE}) AS due
        JOIN results_qualificationresult result ON result.id = due.result
        JOIN entries_qualificationentry entry ON entry.id = result.entry_id
        JOIN entries_candidate own ON own.id = entry.candidate_id
        JOIN entries_candidate candidate ON candidate.id = own.person_id
        JOIN catalogue_qualification qualification ON qualification.id = entry.qualification_id
        ORDER BY entry.centre_id, candidate.surname, candidate.forenames, due.result
        RETURNING again_id
    )
    SELECT {queries.COUNTED} FROM made
"""  # one statement, so that all of the list is of one moment


@transaction.atomic
def make_run(*, shown, by, at) -> PrintRun:
    """Make the list of the next print run, and give the run.

    It holds each award that stands and has no certificate, and whatever is to be issued again.
    `shown` is what the page showed, as a ToPrint counts it; what was made is compared with it. Two
    at once make one run. Raises CertificateRefused, and makes nothing, where nothing or something
    else is to be printed. A replacement that was charged and whose award fell is on no run: it is
    paid back by the next one.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    one_at_a_time(["print run"])
    shown = ToPrint(*shown)
    rules.check_can_make(shown, queries.to_print())  # before a number is given away
    run = PrintRun.objects.create(
        number=numbers.following("print_run_number"), made_at=at, made_by=by
    )
    made = _printed(run)
    rules.check_can_make(shown, made)
    trail.record("printrun.make", about=run, by=by, at=at, detail={"certificates": made.total})
    if charges := queries.charged_for_nothing():
        credit(charges=charges, because=NEVER_PRINTED, by=by, at=at)
    return run


@transaction.atomic
def note_sent(*, run, by, at) -> None:
    """Note that a run's certificates are on their way to the centres.

    Raises AlreadyDone, and CertificateRefused while some are among them that would have to come
    back: those are taken out first.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    run.refresh_from_db(from_queryset=PrintRun.objects.select_for_update())
    if run.is_sent:
        raise AlreadyDone("It is noted already that this run was sent.")
    rules.check_can_send(queries.to_take_out(run))
    run.sent_at, run.sent_by = at, by
    run.save(update_fields=["sent_at", "sent_by"])
    trail.record("printrun.send", about=run, by=by, at=at)


@transaction.atomic
def take_out(*, certificate, words, by, at) -> TakenOut:
    """Take a certificate out of a run that is not sent yet, with why; the centre never has it.

    If its award stands, another is on the next run, free of charge. Raises CertificateRefused once
    the run is sent, or where it was taken out.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    run = PrintRun.objects.select_for_update().get(pk=certificate.run_id)
    certificate = _held(certificate)
    done = TakenOut.objects.filter(certificate=certificate).exists()
    rules.check_can_take_out(sent=run.is_sent, taken_out=done, words=words)
    made = TakenOut.objects.create(certificate=certificate, words=words, taken_at=at, taken_by=by)
    stands = not QualificationResult.objects.filter(supersedes=certificate.result_id).exists()
    if stands and not Reissue.objects.filter(certificate=certificate).exists():
        Reissue.objects.create(
            certificate=certificate,
            reason=Reason.OURS.value,
            words=words,
            asked_at=at,
            asked_by=by,
        )
    trail.record("certificate.take_out", about=certificate, by=by, at=at, detail={"words": words})
    return made


@transaction.atomic
def reissue(*, certificate, reason, words, by, at) -> Reissue:
    """Have a certificate issued again by the next run, for a Reason; give the Reissue.

    Charged by the fee of the day for a replacement where the reason is the centre's, and the centre
    is told whether the original comes back, under the name it may read. Raises CertificateRefused.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    check_says_something(words, rules.SAY, field="words")
    reason = Reason(reason)
    certificate = _held(certificate)
    superseded = QualificationResult.objects.filter(supersedes=certificate.result_id)
    waits = Reissue.objects.filter(certificate=certificate).first()
    rules.check_can_reissue(
        stands=not superseded.exists(),
        is_last=waits is None or not hasattr(waits, "made"),
        waits=waits is not None and not hasattr(waits, "made"),
    )
    queries.named_as_known(certificate.centre, [certificate], at)
    who = f"{certificate.name} ({certificate.ocr_number})"
    charge = None
    if reason in PAID:
        charge = charge_replacement(certificate.centre, who, by=by, at=at)
    made = Reissue.objects.create(
        certificate=certificate,
        reason=reason.value,
        words=words,
        charge=charge,
        asked_at=at,
        asked_by=by,
    )
    detail = {"words": f"{reason.label}. {words}"}
    trail.record("certificate.reissue", about=certificate, by=by, at=at, detail=detail)
    outbox.queue(
        "certificates/reissued",
        to=certificate.centre.email,
        at=at,
        reissue=made,
        returns=reason in rules.ORIGINAL_RETURNS,
    )
    return made


@transaction.atomic
def note_return(*, certificate, on, by, at) -> Returned:
    """Note the day on which an original came back. Raises CertificateRefused if it need not."""
    permissions.check(by, Permission.BANK_RESULTS)
    certificate = _held(certificate)
    if Returned.objects.filter(certificate=certificate).exists():
        raise rules.CertificateRefused(rules.BACK_ALREADY)
    if not queries.certificates().get(pk=certificate.pk).must_return:
        raise rules.CertificateRefused(rules.NEED_NOT_RETURN)
    if on > localdate(at):
        raise rules.CertificateRefused("That day is still to come. Type the day it came back.")
    made = Returned.objects.create(certificate=certificate, on=on, noted_at=at, noted_by=by)
    detail = {"words": f"On {on:%-d %B %Y}."}
    trail.record("certificate.return", about=certificate, by=by, at=at, detail=detail)
    return made


def _printed(run) -> ToPrint:
    """Make the certificates of the run; give how many they are."""
    with connection.cursor() as cursor:
        cursor.execute(PRINTED, {"run": run.pk, "zone": get_current_timezone_name()})
        return ToPrint(*cursor.fetchone())


def _held(certificate) -> Certificate:
    """The certificate, held until the commit."""
    held = Certificate.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("centre", *queries.WHOSE).get(pk=certificate.pk)
