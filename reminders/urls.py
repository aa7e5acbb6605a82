"""Where the pages are."""

from django.urls import path

from reminders.views import calendars, letters

app_name = "reminders"
urlpatterns = [
    path("account/letters/", letters.letters, name="letters"),
    path("account/calendar/", calendars.calendar, name="calendar"),
    path("account/calendar/take-back/", calendars.end_calendar, name="end_calendar"),
    path("calendar/<str:token>/key-dates.ics", calendars.feed, name="feed"),
]
