"""Where the pages are."""

from django.urls import path

from interchange.accounts.views import (
    account,
    centre,
    confirming,
    emails,
    log_in,
    passwords,
    people,
    second_factor,
)

app_name = "accounts"
urlpatterns = [
    path("log-in/", log_in.log_in, name="log_in"),
    path("log-out/", log_in.log_out, name="log_out"),
    path("second-factor/", log_in.second_factor, name="second_factor"),
    path("second-factor/recovery/", log_in.recovery_code, name="recovery_code"),
    path("second-factor/app/", second_factor.enrol, name="enrol"),
    path("second-factor/codes/", second_factor.codes, name="codes"),
    path("password/forgotten/", passwords.forgotten, name="forgotten"),
    path("password/<int:pk>/<str:token>/", passwords.choose_password, name="choose_password"),
    path("account/", account.account, name="account"),
    path("account/confirm/", confirming.confirm, name="confirm"),
    path("account/e-mail/", emails.change_email, name="change_email"),
    path("account/e-mail/<str:token>/", emails.confirm_email, name="confirm_email"),
    path("account/password/", passwords.change_password, name="change_password"),
    path("account/codes/", second_factor.new_codes, name="new_codes"),
    path("centres/", account.centres, name="centres"),
    path("centres/<str:number>/information/", centre.centre, name="centre"),
    path(
        "centres/<str:number>/information/invoices/",
        centre.accounts_contact,
        name="accounts_contact",
    ),
    path("centres/<str:number>/people/", people.people, name="people"),
    path("centres/<str:number>/people/invite/", people.invite, name="invite"),
    path("centres/<str:number>/people/<int:pk>/", people.roles, name="roles"),
    path("centres/<str:number>/people/<int:pk>/remove/", people.remove, name="remove"),
    path("centres/<str:number>/people/<int:pk>/again/", people.invite_again, name="invite_again"),
]
