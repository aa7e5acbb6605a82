"""Where the pages are."""

from django.urls import path

from interchange.interrupted import views

app_name = "interrupted"
urlpatterns = [
    path("who/", views.who, name="who"),
    path("<str:pk>/", views.form, name="form"),
]
