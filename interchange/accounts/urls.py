"""Where the pages are."""

from django.urls import path

from interchange.accounts import views

app_name = "accounts"
urlpatterns = [
    path("log-in/", views.log_in, name="log_in"),
    path("log-out/", views.log_out, name="log_out"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("centres/", views.centres, name="centres"),
    path("centres/<str:number>/information/", views.centre, name="centre"),
    path("centres/<str:number>/people/", views.people, name="people"),
]
