"""Where the gallery is."""

from django.urls import path

from interchange.look import views

app_name = "look"
urlpatterns = [path("gallery/", views.gallery, name="gallery")]
