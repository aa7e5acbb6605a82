"""Where the pages are."""

from django.urls import path

from certificates import views

app_name = "certificates"
urlpatterns = [path("", views.certificates, name="certificates")]
