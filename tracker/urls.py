"""Where the pages are."""

from django.urls import path

from tracker import views

app_name = "tracker"
urlpatterns = [
    path("", views.home, name="home"),
    path("centres/<str:number>/", views.centre_home, name="centre_home"),
    path("centres/<str:number>/progress/", views.progress, name="progress"),
    path("centres/<str:number>/candidates/<str:ocr_number>/", views.candidate, name="candidate"),
]
