"""Where the pages are."""

from django.urls import path

from checkpoints.views import checking, declaring, reading, units

app_name = "checkpoints"
COURSE = "<str:subject>/<int:level>/"
urlpatterns = [
    path("", reading.checkpoint, name="checkpoint"),
    path("declare/", declaring.declare, name="declare"),
    path("units/", units.units, name="units"),
    path("units/<slug:section>/", units.section, name="section"),
    path("units/<slug:section>/tell/", units.tell_board, name="tell_board"),
    path(COURSE, reading.course, name="course"),
    path(f"{COURSE}check/", checking.check, name="check"),
    path(f"{COURSE}take-back/", checking.take_back, name="take_back"),
]
