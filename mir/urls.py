"""Where the pages are."""

from django.urls import path

from mir import views

app_name = "mir"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("raise/", views.raise_request, name="raise"),
    path("drafts/<slug:token>/throw-away/", views.throw_away, name="throw_away"),
    path("templates/<slug:spreadsheet>/", views.template, name="template"),
    path("<int:request_number>/", views.view, name="view"),
    path("<int:request_number>/papers/<int:pk>/", views.paper, name="paper"),
    path("<int:request_number>/add/", views.add, name="add"),
    path("<int:request_number>/answer/", views.answer, name="answer"),
    path("<int:request_number>/withdraw/", views.withdraw, name="withdraw"),
]
