"""Where the pages are."""

from django.urls import path

from interchange.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.qualifications, name="qualifications"),
    path("<str:code>/", views.qualification, name="qualification"),
]
