"""Where the pages are."""

from django.urls import path

from claims import views

app_name = "claims"
urlpatterns = [
    path("centres/<str:number>/claims/make/", views.make, name="make"),
    path("centres/<str:number>/claims/history/", views.history, name="history"),
    path("centres/<str:number>/claims/<int:pk>/", views.view, name="view"),
    path("assessors/sample/", views.to_sample, name="to_sample"),
    path("assessors/review/", views.to_review, name="to_review"),
]
