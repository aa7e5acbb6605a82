"""Where the tracker's pages are."""

from django.urls import path

from tracker import api
from tracker.views import (
    again,
    candidate,
    dates,
    expecting,
    files,
    heat_map,
    home,
    progress,
    risk,
    sizes,
    what_if,
    whole_class,
)
from tracker.views.search import search

app_name = "tracker"
urlpatterns = [
    path("", home.home, name="home"),
    path("centres/<str:number>/", home.centre_home, name="centre_home"),
    path("centres/<str:number>/search/", search, name="search"),
    path("centres/<str:number>/guide/", dates.guide, name="guide"),
    path("centres/<str:number>/guide/entry-rules/", dates.rules_of_entry, name="entry_rules"),
    path("centres/<str:number>/troubleshooting/", progress.troubleshooting, name="troubleshooting"),
    path("centres/<str:number>/dates/", dates.key_dates, name="key_dates"),
    path("centres/<str:number>/dates/calendar.ics", dates.key_dates_file, name="key_dates_file"),
    path("centres/<str:number>/progress/", progress.progress, name="progress"),
    path("centres/<str:number>/progress/risk/", risk.risk, name="risk"),
    path("centres/<str:number>/progress/units/", heat_map.heat_map, name="heat_map"),
    path("centres/<str:number>/progress/export/", files.export, name="export"),
    path("centres/<str:number>/progress/paper/", files.paper, name="paper"),
    path(
        "centres/<str:number>/candidates/<str:ocr_number>/", candidate.candidate, name="candidate"
    ),
    path(
        "centres/<str:number>/registrations/<int:pk>/completion/",
        candidate.completion,
        name="completion",
    ),
    path(
        "centres/<str:number>/registrations/<int:pk>/again/",
        again.register_again,
        name="register_again",
    ),
    path(
        "centres/<str:number>/registrations/size/",
        sizes.change_size,
        name="change_size",
    ),
    path(
        "centres/<str:number>/registrations/size/<int:pk>/cancel/",
        sizes.cancel_size_change,
        name="cancel_size_change",
    ),
    path("centres/<str:number>/registrations/<int:pk>/what-if/", what_if.what_if, name="what_if"),
    path(
        "centres/<str:number>/progress/still-expected/",
        expecting.still_expected,
        name="still_expected",
    ),
    path("centres/<str:number>/progress/class/", whole_class.whole_class, name="whole_class"),
    path(
        "centres/<str:number>/progress/class/file/",
        whole_class.whole_class_file,
        name="whole_class_file",
    ),
    path("api/centres/<str:number>/progress/", api.Progress.as_view(), name="api"),
]
