"""The address at which a person's calendar reads the key dates: made, taken back, and read."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from interchange import downloads
from interchange.accounts import visitors
from interchange.accounts.access import public, signed_in
from interchange.refusals import AlreadyDone
from reminders import commands, queries
from tracker.queries.as_calendar import CONTENT_TYPE
from tracker.queries.as_calendar import calendar as as_calendar

SECRET = "calendar secret"  # in the session, until the next page has shown it
AN_HOUR = 3600  # seconds


@signed_in
def calendar(request):
    """Show whether there is an address, and a new one once; make one where it is sent."""
    if request.method == "POST":
        try:
            request.session[SECRET] = commands.make_calendar(
                with_visits="with_visits" in request.POST, by=request.user, at=timezone.now()
            )
        except AlreadyDone as refusal:
            messages.info(request, str(refusal))
        return redirect("reminders:calendar")
    secret = request.session.pop(SECRET, "")
    path = reverse("reminders:feed", args=[secret]) if secret else ""
    context = {
        "address": f"{settings.PORTAL_ADDRESS}{path}" if path else "",
        "kept": queries.calendar_of(request.user),
    }
    return render(request, "reminders/calendar.html", context)


@signed_in
@require_POST
def end_calendar(request):
    """Take the address back."""
    try:
        commands.end_calendar(by=request.user, at=timezone.now())
    except AlreadyDone as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, "Taken back. Calendars that know the address read nothing more.")
    return redirect("reminders:calendar")


@public
@require_safe
def feed(request, token):
    """Hand the key dates, and visits where wanted, to a calendar that knows the secret."""
    at = timezone.now()
    place = visitors.network(visitors.address(request.META, proxies=settings.TRUSTED_PROXIES))
    may = commands.may_read(token, visitors.disguised(place), at)
    if may is None:
        raise Http404
    if not may:
        return HttpResponse(
            "Asked too often. Ask again in an hour.\n",
            status=429,
            content_type="text/plain; charset=utf-8",
            headers={"Retry-After": str(AN_HOUR)},
        )
    days = queries.days_at(token, timezone.localdate(at))
    answer = HttpResponse(
        as_calendar(days, at), content_type=CONTENT_TYPE, headers=downloads.ONLY_DOWNLOAD
    )
    answer["Content-Disposition"] = 'attachment; filename="key-dates.ics"'
    return answer
