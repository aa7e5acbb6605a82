"""Who asked to apply for special consideration, to answer the board, or to take it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessed import commands, forms, queries
from assessed.consideration_states import OPEN
from assessed.forms.considerations import EVIDENCE, LETTER
from assessed.rules import considering as rules
from assessed.views.considerations import find, page_of
from entries import queries as entries_queries
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.keys import as_key
from interchange.tokens import SENT_BEFORE, token_of
from interchange.uploads import UploadRefused
from interchange.workflow import MoveRefused


@at_centre(Permission.APPLY_CONSIDERATION)
@takes_files(many=True)
def apply(request, centre, pk):
    """Apply for special consideration of the absence from one exam."""
    entry = get_object_or_404(queries.exam_entries(centre), pk=pk)
    entries_queries.named_as_known(centre, [entry], timezone.now())
    context = {"entry": entry, "is_late": False, **_last_day(entry)}
    if request.method == "POST":
        return _sent(request, centre, context)
    ground = queries.wrong_paper() if "wrong" in request.GET else None
    form = forms.Application(is_late=context["is_late"], initial={"ground": ground})
    return render(request, "assessed/apply.html", {**_refusal(entry), **context, "form": form})


def _last_day(entry):
    """Until when an application is in time, and whether one is late by now; or why nobody knows."""
    try:
        last, is_late = queries.in_time(entry.series, timezone.localdate())
    except rules.ConsiderationRefused as refusal:
        return {"refusal": str(refusal)}
    return {"in_time_until": last, "is_late": is_late}


def _refusal(entry):
    """Why nothing can be applied for, if the reason given does not matter to that."""
    known = queries.absence_of(entry)
    try:
        rules.check_can_be_considered(known, timezone.localdate())
    except rules.ConsiderationRefused as refusal:
        return {} if refusal.field else {"refusal": str(refusal)}
    return {}


def _sent(request, centre, context):
    """Send what was typed, or show what is wrong with it, its good papers kept."""
    token, refused, kept = _papers(request, centre, [EVIDENCE, LETTER])
    data = {**request.POST.dict(), "token": token}
    form = forms.Application(data, request.FILES, is_late=context["is_late"], kept=kept)
    if form.is_valid() and not refused and (made := _attempt(request, form, context["entry"])):
        return redirect(made)
    for field, refusal in refused:
        form.add_error(field if field in form.fields else None, str(refusal))
    return render(request, "assessed/apply.html", {**context, "refusal": "", "form": form})


def _attempt(request, form, entry):
    """Apply, and give the application; None if a rule forbids it, which the form then says."""
    given, at = form.cleaned_data, timezone.now()
    try:
        made = commands.apply_for_consideration(
            entry=entry,
            ground=given["ground"],
            happened=given["happened"],
            leader=given.get("leader", ""),
            declared=given["declared"],
            token=given["token"],
            by=request.user,
            at=at,
        )
    except rules.ConsiderationRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None
    if made.applied_at == at:
        said = f"The board has your application. Its number is {made.number}; please quote it."
        messages.success(request, said)
    else:
        messages.info(request, SENT_BEFORE)
    return made


@at_centre(Permission.APPLY_CONSIDERATION)
@takes_files(many=True)
def answer(request, centre, pk):
    """Answer the board's question, with papers."""
    record = find(centre, pk)
    if request.method != "POST":
        return redirect(record)
    token, refused, kept = _papers(request, centre, [EVIDENCE])
    form = forms.Answer({**request.POST.dict(), "token": token}, request.FILES, kept=kept)
    if form.is_valid() and not refused:
        reply = form.cleaned_data["reply"]
        told = {"by": request.user, "at": timezone.now()}
        return _done(
            request,
            record,
            "The board has your answer.",
            lambda: commands.answer_consideration(
                consideration=record, reply=reply, token=token, **told
            ),
        )
    for field, refusal in refused:
        form.add_error(field, str(refusal))
    return page_of(request, centre, record, form)


@at_centre(Permission.APPLY_CONSIDERATION)
def withdraw(request, centre, pk):
    """Ask once more, then take the application back."""
    record = find(centre, pk)
    if request.method != "POST":
        if record.status not in OPEN:
            return redirect(record)
        return render(request, "assessed/withdraw.html", {"record": record})
    told = {"by": request.user, "at": timezone.now()}
    return _done(
        request,
        record,
        f"Application {record.number} is taken back.",
        lambda: commands.withdraw_consideration(consideration=record, **told),
    )


def _done(request, record, sentence, command):
    """Do it and go to the application's page, which says that it is done or why it is not."""
    try:
        command()
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect(record)


def _papers(request, centre, documents):
    """Keep the files that can be kept; give the form's token, the refusals and what is kept."""
    token, refused = token_of(request.POST.get("token", "")), []
    ticked = [key for one in request.POST.getlist("remove") if (key := as_key(one))]
    commands.drop_papers(token=token, papers=ticked, by=request.user)
    told = {"centre": centre, "by": request.user, "at": timezone.now()}
    for document in documents:
        for upload in request.FILES.getlist(document):
            try:
                commands.keep_paper(token=token, document=document, upload=upload, **told)
            except UploadRefused as refusal:
                refused.append((document, refusal))
    return token, refused, list(queries.chosen_papers(token, request.user))
