"""Where the pages are."""

from django.urls import path

from reviews import views

app_name = "reviews"
urlpatterns = [
    path("", views.reviews, name="reviews"),
    path("ask/", views.ask, name="ask"),
    path("<int:pk>/", views.view, name="view"),
    path("<int:pk>/consent/", views.consent, name="consent"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
