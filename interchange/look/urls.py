"""Where the gallery is, and the page on which somebody chooses how pages look."""

from django.urls import path

from interchange.look import views

app_name = "look"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("appearance/", views.appearance, name="appearance"),
    path("list/", views.wanted, name="wanted"),
]
