"""Where the pages are."""

from django.urls import path

from entries import views

app_name = "entries"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("register/", views.register, name="register"),
    path("exams/", views.exams, name="exams"),
]
