"""What the board's staff send: the buttons of records, and what they edit themselves."""

from django.utils import timezone

from claims import commands as claim_commands
from entries import commands
from entries.models import AwardDue, NumberHolding
from entries.states import Status
from interchange.accounts.roles import Role
from interchange.notifications.models import Message
from results.models import UnitResult
from tests.doubles.claims import a_claim
from tests.doubles.entries import june
from tests.doubles.scene import sending
from tests.factories import accounts, catalogue, details, results
from tests.factories import entries as make

# Claims and results


@sending("claims.claim:process")
def a_claim_processed(scene):
    return scene.acts(a_claim(scene, "pending"), "process", _=True)


@sending("claims.malpracticeconcern:take_it_up")
def a_concern_taken_up(scene):
    told = {"about": "Two alike.", "by": scene.moderator, "at": timezone.now()}
    concern = claim_commands.raise_concern(claim=a_claim(scene, "ready"), **told)
    return scene.acts(concern, "take_it_up")


@sending("claims.malpracticeconcern:answer")
def a_concern_answered(scene):
    told = {"about": "Two alike.", "by": scene.moderator, "at": timezone.now()}
    concern = claim_commands.raise_concern(claim=a_claim(scene, "ready"), **told)
    return scene.acts(concern, "answer", answer="Looked into: by chance.")


@sending("results.unitresult:correct")
def a_result_corrected(scene):
    entry = make.an_entry(scene.centre, catalogue.qualification(results.DIPLOMA))
    results.hold([entry], {"1": "U"}, series=catalogue.a_series(2026, 6))
    held = UnitResult.objects.get(candidate=entry.candidate)
    return scene.acts(held, "correct", grade="P", cause="Marked again.")


@sending("entries.awarddue:try_again")
def an_award_tried_again(scene):
    entry = make.an_entry(scene.centre)
    commands.raise_award_due([entry.candidate], at=timezone.now())
    AwardDue.objects.filter(entry=entry).update(problem="It broke.", attempts=9)
    return scene.acts(AwardDue.objects.get(entry=entry), "try_again")


# Entries


@sending("entries.qualificationentry:process_withdrawal")
def a_withdrawal_processed(scene):
    return scene.acts(make.an_entry(scene.centre, status=Status.WITHDRAWN), "process_withdrawal")


@sending("entries.qualificationentry:reinstate")
def a_registration_brought_back(scene):
    return scene.acts(make.an_entry(scene.centre, status=Status.REMOVED), "reinstate")


@sending("entries.qualificationentry:decline_back")
def a_registration_left_withdrawn(scene):
    entry = make.an_entry(scene.centre, status=Status.ASKED_BACK)
    return scene.acts(entry, "decline_back", words="It was right.")


def an_exam(scene, **fields):
    """An exam entry of the centre."""
    return make.a_unit_entry(make.an_entry(scene.centre), catalogue.unit(1), june(), **fields)


@sending("entries.unitentry:withdraw_exam")
def an_exam_withdrawn(scene):
    return scene.acts(an_exam(scene), "withdraw_exam", grounds="")


@sending("entries.unitentry:enter_again")
def an_exam_entered_again(scene):
    gone = {"withdrawn_at": timezone.now(), "withdrawn_by": scene.office, "status": "absent"}
    return scene.acts(an_exam(scene, **gone), "enter_again")


@sending("entries.sizechange:process")
def a_size_processed(scene):
    change = make.a_size_change(make.an_entry(scene.centre), scene.office)
    return scene.acts(change, "process")


@sending("entries.sizechange:refuse")
def a_size_refused(scene):
    change = make.a_size_change(make.an_entry(scene.centre), scene.office)
    return scene.acts(change, "refuse", words="Too late.")


def a_transfer(scene):
    """A transfer from the centre that its old centre has agreed to."""
    entry, new = make.an_entry(scene.centre), accounts.a_centre()
    asked = make.a_transfer(new, scene.office, old_centre=scene.centre)
    type(asked).objects.filter(pk=asked.pk).update(entry=entry)
    return asked


@sending("entries.transfer:process")
def a_transfer_processed(scene):
    return scene.acts(a_transfer(scene), "process")


@sending("entries.transfer:reject")
def a_transfer_rejected(scene):
    return scene.acts(a_transfer(scene), "reject", words="Not the same.")


@sending("entries.approval:approve")
def an_approval_given(scene):
    return scene.acts(asked_for(scene), "approve")


@sending("entries.approval:decline")
def an_approval_declined(scene):
    return scene.acts(asked_for(scene), "decline", words="Not yet.")


@sending("entries.approval:end")
def an_approval_ended(scene):
    return scene.acts(scene.centre.approvals.first(), "end", words="Asked for.")


def asked_for(scene):
    """An approval that the centre has asked for."""
    approval = scene.centre.approvals.first()
    type(approval).objects.filter(pk=approval.pk).update(status="asked")
    return approval


def a_change(scene):
    """A change of details that waits."""
    entry = make.an_entry(scene.centre)
    return details.a_waiting_change(entry.candidate, scene.centre, scene.office)


@sending("entries.detailschange:approve_details")
def a_change_approved(scene):
    return scene.acts(a_change(scene), "approve_details", words="Seen.")


@sending("entries.detailschange:refuse_details")
def a_change_refused(scene):
    return scene.acts(a_change(scene), "refuse_details", words="No proof.")


@sending("entries.candidate:correct_details")
def details_corrected(scene):
    candidate = make.an_entry(scene.centre).candidate
    return scene.acts(candidate, "correct_details", surname="Smith", reason="By letter.")


@sending("entries.qualificationentry:give_number")
def another_number_given(scene):
    return scene.acts(make.an_entry(scene.centre), "give_number", number="9998")


@sending("entries.numberholding:give_number")
def another_number_given_for_one_disputed(scene):
    entry = make.an_entry(scene.centre)
    held = NumberHolding.objects.get(candidate=entry.candidate)
    return scene.acts(held, "give_number", number="9997")


@sending("entries.invoice:pay_back")
def a_fee_paid_back(scene):
    invoice = make.an_invoice(scene.centre, scene.office, count=1)
    charge = invoice.lines.get().charges.get()
    return scene.acts(invoice, "pay_back", charges=[charge.pk], because="Our slip.")


@sending("entries.charge:pay_back_charge")
def a_charge_paid_back(scene):
    charge = make.an_invoice(scene.centre, scene.office, count=1).lines.get().charges.get()
    return scene.acts(charge, "pay_back_charge", because="Our slip.")


@sending("entries.paybackdue:settle")
def a_payment_settled(scene):
    invoice = make.an_invoice(scene.centre, scene.office, count=1)
    due = make.a_payback_due(invoice, scene.office)
    return scene.acts(due, "settle", charges=[due.charge_id], words="Paid.")


@sending("entries.invoicequery:answer_the_query")
def a_query_answered(scene):
    invoice = make.an_invoice(scene.centre, scene.office)
    return scene.acts(make.a_query(invoice, scene.office), "answer_the_query", answer="Two late.")


# People and letters


@sending("accounts.user:send_invitation")
def an_invitation_sent(scene):
    return scene.acts(accounts.with_role(Role.TUTOR, scene.centre), "send_invitation")


@sending("accounts.user:close")
def an_account_closed(scene):
    return scene.acts(accounts.with_role(Role.TUTOR, scene.centre), "close")


@sending("accounts.user:reopen")
def an_account_opened(scene):
    return scene.acts(accounts.with_role(Role.TUTOR, scene.centre, is_active=False), "reopen")


@sending("accounts.user:reset_second_factor")
def a_second_factor_reset(scene):
    from tests.factories import second_factor

    second_factor.an_app(scene.office)
    return scene.acts(scene.office, "reset_second_factor")


def a_letter(scene):
    """A letter that was given up."""
    make.an_invoice(scene.centre, scene.office)
    letter = Message.objects.filter(sent_at=None, template="entries/invoice").latest("pk")
    Message.objects.filter(pk=letter.pk).update(given_up_at=timezone.now(), attempts=9)
    return letter


@sending("notifications.message:send_now")
def a_letter_sent_now(scene):
    return scene.acts(a_letter(scene), "send_now")


@sending("notifications.message:leave_unsent")
def a_letter_left_unsent(scene):
    return scene.acts(a_letter(scene), "leave_unsent")
