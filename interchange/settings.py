"""What this installation is set to; everything secret or local comes from the environment."""

import os
import secrets
import sys
from functools import partial
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from interchange import logs, starting

BASE_DIR = Path(__file__).resolve().parent.parent
starting.check(os.environ, sys.argv)
flag = partial(starting.flag, os.environ)


def _proxies(name):
    """How many proxies of ours stand in front: a number, or 1 where the variable says yes."""
    said = os.environ.get(name, "").strip()
    return int(said) if said.isdecimal() else int(flag(name))


DEBUG = flag("DEBUG")
DEMO = flag("PORTAL_DEMO")  # the demo: letters readable in the browser, plain http
# Unset only where nothing but the code is looked at; `starting` sees to that.
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = starting.hosts(os.environ) or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]
DATA_DIR = Path(os.environ.get("PORTAL_DATA", BASE_DIR / "var"))
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")  # who has it reads /metrics/; empty: nobody
TRAIL_HEADS = DATA_DIR / "trail" / "heads.txt"  # the last seal of each day
PORTAL_ADDRESS = os.environ.get("PORTAL_ADDRESS", "http://localhost:8000")  # for links in letters

INSTALLED_APPS = [
    "interchange.look",
    "interchange.database",
    "interchange.interrupted",
    "interchange.accounts",
    "interchange.audit",
    "interchange.notifications",
    "interchange.jobs",
    "interchange.backups",
    "interchange.catalogue",
    "interchange.desk",
    "entries",
    "claims",
    "results",
    "assessed",
    "tracker",
    "mir",
    "reviews",
    "checkpoints",
    "reminders",
    "cases",
    "certificates",
    "invariants",
    "interchange.apps.BoardConfig",
    "interchange.apps.SignInConfig",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "pgtrigger",
    "rest_framework",
]

if DEMO:
    INSTALLED_APPS.append("local")

MIDDLEWARE = [
    "interchange.logs.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "interchange.unkept.NeverKept",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "interchange.bodies.BodyLimits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "interchange.accounts.access.SignedInEverywhere",
    "interchange.interrupted.middleware.InterruptedForms",
    "interchange.problems.Problems",
]

ROOT_URLCONF = "interchange.urls"
WSGI_APPLICATION = "interchange.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "interchange.interrupted.templatetags.interrupted",
                "interchange.look.templatetags.addresses",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "interchange.accounts.menu.menu",
                "interchange.look.appearance.look",
                "interchange.catalogue.contacts.contacts",
            ],
        },
    }
]
FORM_RENDERER = "interchange.look.forms.PortalRenderer"

DATABASES = {
    "default": dj_database_url.config(
        default="postgres:///portal",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
# Told at each connection, so that nothing a role keeps of its own leads it to other tables.
database_options = DATABASES["default"].setdefault("OPTIONS", {})
database_options["options"] = f"{database_options.get('options', '')} -c search_path=public".strip()
# The role that serves, and the one that owns; only `prepare` and `migrate` act as the owner.
SERVING_ROLE = {name: DATABASES["default"].get(name, "") for name in ("USER", "PASSWORD")}
owner_url = os.environ.get("DATABASE_OWNER_URL")
DATABASE_OWNER = dj_database_url.parse(owner_url) if owner_url else None
# Where pg_dump and pg_restore are, if not on the path: for `backup` and `restore`.
POSTGRES_BIN = Path(bin_) if (bin_ := os.environ.get("POSTGRES_BIN")) else None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:log_in"
LOGIN_REDIRECT_URL = "tracker:home"
LOGOUT_REDIRECT_URL = "accounts:log_in"
OTP_TOTP_ISSUER = "Interchange"
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # accounts counts failures over all steps

LANGUAGE_CODE = "en-gb"
USE_I18N = False  # one language: whose it is would be asked hundreds of times a page
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "uploads"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # a sheet of 500 candidates × 11 boxes, and room

sender = "dummy" if DEMO else "smtp"  # the demo's letters are read in the browser
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", f"django.core.mail.backends.{sender}.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_TLS")
EMAIL_TIMEOUT = 10
ENCLOSURES = {"invoice": "entries.queries.invoice_paper"}  # what is drawn when a letter leaves
# The examples hold while trying out; in earnest `starting` asks for others.
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or "interchange@board.example"
MODERATION_INBOX = os.environ.get("MODERATION_INBOX") or "moderation@board.example"
PROCESSING_INBOX = os.environ.get("PROCESSING_INBOX") or "processing@board.example"
TRAIL_INBOX = os.environ.get("TRAIL_INBOX", "")  # who is sent the head of the trail, if anybody
SUPPORT_INBOX = os.environ.get("SUPPORT_INBOX") or "support@board.example"

SECURE = not (DEBUG or DEMO)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds: a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
TRUSTED_PROXIES = _proxies("BEHIND_PROXY")  # what they say of the sender's address counts
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = SECURE and not flag("NO_SSL_REDIRECT")
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics/$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "interchange.interrupted.views.out_of_date"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {  # what no page of ours asks a browser for
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}

REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["interchange.accounts.access.SecondFactorPassed"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "EXCEPTION_HANDLER": "interchange.problems.api_answer",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}

LOGGING = logs.configured(os.environ.get("LOG_LEVEL"), os.environ.get("LOG_FORMAT"))
