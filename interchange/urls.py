"""Where everything is; every area is named by string."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from interchange import health, metrics

handler403 = "interchange.problems.not_allowed"
urlpatterns = [
    path("health/", health.health),
    path("health/live/", health.live),
    path("health/ready/", health.ready),
    path("metrics/", metrics.metrics),
    path("", include("interchange.accounts.urls")),
    path("", include("tracker.urls")),
    path("qualifications/", include("interchange.catalogue.urls")),
    path("centres/<str:number>/entries/", include("entries.urls")),
    path("", include("claims.urls")),
    path("", include("results.urls")),
    path("", include("assessed.urls")),
    path("centres/<str:number>/missing-results/", include("mir.urls")),
    path("centres/<str:number>/post-results/", include("reviews.urls")),
    path("centres/<str:number>/checkpoint/", include("checkpoints.urls")),
    path("centres/<str:number>/certificates/", include("certificates.urls")),
    path("centres/<str:number>/cases/", include("cases.urls")),
    path("", include("reminders.urls")),
    path("interrupted/", include("interchange.interrupted.urls")),
    path("letters/", include("interchange.notifications.urls")),
    path("look/", include("interchange.look.urls")),
    path("board/", admin.site.urls),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("local.urls")))
