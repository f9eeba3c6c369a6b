"""All settings, read from the environment, with safe defaults.

Without any environment this is a demo on SQLite. In production set MEEDOEN_ENV=production,
MEEDOEN_SECRET_KEY, MEEDOEN_HOSTS and DATABASE_URL; it refuses to start when one is unsafe.
"""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
DEMO_SECRET = "meedoen-demo-secret-never-use-this-for-real-people"


def _flag(name: str, default: str) -> bool:
    return os.environ.get(name, default).lower() in {"1", "yes", "true", "on"}


# `production` switches every safeguard on; `demo` is for looking, trying and testing.
ENVIRONMENT = os.environ.get("MEEDOEN_ENV", "demo")
if ENVIRONMENT not in {"production", "demo"}:
    raise ImproperlyConfigured("MEEDOEN_ENV is production of demo, en niets anders.")
PRODUCTION = ENVIRONMENT == "production"
IS_DEMO = not PRODUCTION
DEBUG = _flag("MEEDOEN_DEBUG", "no")

# Signs sessions. At least 50 characters, different for every installation.
SECRET_KEY = os.environ.get("MEEDOEN_SECRET_KEY", DEMO_SECRET)

# The names under which this installation is reached, separated by commas.
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("MEEDOEN_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
    if host.strip()
]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []

if PRODUCTION:
    if SECRET_KEY == DEMO_SECRET or len(SECRET_KEY) < 50:
        raise ImproperlyConfigured(
            "MEEDOEN_SECRET_KEY ontbreekt of is te kort: "
            "zet een eigen geheim van minstens 50 tekens."
        )
    if DEBUG:
        raise ImproperlyConfigured("MEEDOEN_DEBUG mag niet aan staan in productie.")
    named = "MEEDOEN_HOSTS" in os.environ and ALLOWED_HOSTS
    if not named or any("*" in host for host in ALLOWED_HOSTS):
        raise ImproperlyConfigured(
            "MEEDOEN_HOSTS ontbreekt of staat open: noem de namen van deze website, zonder *."
        )

# Where the demo keeps its database and other things that may be thrown away.
STATE_DIR = Path(os.environ.get("MEEDOEN_STATE", ".state")).resolve()

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "meedoen.config.apps.FlashConfig",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "meedoen.config",
    "meedoen.core",
    "meedoen.audit",
    "meedoen.privacy",
    "meedoen.accounts",
    "meedoen.documents",
    "meedoen.messages",
    "meedoen.teams",
    "meedoen.network",
    "meedoen.participants",
    "meedoen.offers",
    "meedoen.exchange",
    "meedoen.language",
    "meedoen.ladder",
    "meedoen.journeys",
    "meedoen.workflow",
    "meedoen.coaching",
    "meedoen.places",
    "meedoen.contacts",
    "meedoen.appointments",
    "meedoen.intake",
    "meedoen.profiles",
    "meedoen.questionnaires",
    "meedoen.matching",
    "meedoen.distribution",
    "meedoen.trends",
    "meedoen.plans",
    "meedoen.closing",
    "meedoen.imports",
    "meedoen.watch",
    "meedoen.dossier",
    "meedoen.reports",
    "meedoen.workbench",
    "meedoen.demo",
]

MIDDLEWARE = [
    "meedoen.core.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "meedoen.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "meedoen.config.urls"
WSGI_APPLICATION = "meedoen.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "meedoen.config.jinja.environment",
            "context_processors": ["meedoen.config.frame.frame"],
            "auto_reload": DEBUG,
        },
    },
    {
        # Only for parts of packages that bring templates of their own.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# PostgreSQL when DATABASE_URL says so; otherwise one SQLite file.
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{STATE_DIR / 'meedoen.sqlite3'}"),
        conn_max_age=None,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait, writers queue instead of failing (measured: no lost writes).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            # Replacing a row fires its DELETE trigger too: the log cannot be replaced either.
            "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
        ),
    }
# PostgreSQL plans each question of `core.prepared` once for a connection (docs/why/0037). The other
# questions carry their values in their text, and are planned for these as ever. `no` is for a
# pooler that gives one connection to many, such as PgBouncer by transaction. Reading by an index
# costs hardly more than reading on, where data is in memory or on a disk without arms.
KEEPS_PLANS = _flag("MEEDOEN_KEEP_PLANS", "yes")
if DATABASES["default"]["ENGINE"].endswith("postgresql") and KEEPS_PLANS:
    asked = DATABASES["default"].setdefault("OPTIONS", {})
    asked["prepare_threshold"] = 0
    # What the address of the database says comes last, and wins.
    own = asked.get("options", "")
    ours = "-c plan_cache_mode=force_generic_plan -c jit=off -c random_page_cost=1.1"
    asked["options"] = f"{ours} {own}".rstrip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # What every process may count for itself and keep for a minute: reading never has to write.
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "memory"},
}

# Long work (a big import) runs beside the web process; `meedoen serve` starts the worker.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/inloggen/"
ACCOUNT_ADAPTER = "meedoen.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Five wrong passwords for one account, or twenty from one address, and then wait.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key"}

SESSION_ENGINE = "meedoen.core.sessions"
# A working day; and gone when the browser closes.
SESSION_COOKIE_AGE = int(os.environ.get("MEEDOEN_SESSION_HOURS", "9")) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "meedoen.config.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = _flag("MEEDOEN_SSL_REDIRECT", "yes")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Whether the whole domain goes on the browsers' preload list is for its owner to decide.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [("vendor", PACKAGE / "static" / "vendor")]
# `meedoen serve` gathers and compresses the static files here, under names that hold their hash.
STATIC_ROOT = STATE_DIR / "static"
IS_GATHERED = _flag("MEEDOEN_GATHER", "no") or (STATIC_ROOT / "stamp").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_GATHERED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Without gathered files (tests, a shell) they come straight from the packages.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not IS_GATHERED
# Pages ask for the name with the hash; compressing each file twice would double the first start.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Uploads above this size go to a temporary file; larger than the second is refused outright.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# How mail leaves: `smtp://user:password@host:587?tls=starttls` (or `tls=direct`, `tls=no`). In
# the demo every mail becomes a file in the state folder. Without this, production sends nothing:
# messages wait, and `meedoen check-install` says so.
try:
    EMAIL_URL = urlsplit(os.environ.get("MEEDOEN_EMAIL_URL", ""))
    EMAIL_HOST, EMAIL_PORT = EMAIL_URL.hostname or "localhost", EMAIL_URL.port or 587
except ValueError as wrong:
    raise ImproperlyConfigured("MEEDOEN_EMAIL_URL: dit adres is niet te lezen.") from wrong
EMAIL_BACKEND = os.environ.get(
    "MEEDOEN_EMAIL_BACKEND",
    f"django.core.mail.backends.{'smtp' if EMAIL_URL.hostname else 'filebased'}.EmailBackend",
)
EMAIL_HOST_USER = unquote(EMAIL_URL.username or "")
EMAIL_HOST_PASSWORD = unquote(EMAIL_URL.password or "")
EMAIL_TLS = parse_qs(EMAIL_URL.query).get("tls", ["starttls"])[0]
if EMAIL_TLS not in {"starttls", "direct", "no"}:
    raise ImproperlyConfigured("MEEDOEN_EMAIL_URL: tls is starttls, direct of no.")
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_TLS == "starttls", EMAIL_TLS == "direct"
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = STATE_DIR / "mail"
MAIL_LEAVES = IS_DEMO or bool(EMAIL_URL.hostname) or "MEEDOEN_EMAIL_BACKEND" in os.environ
DEFAULT_FROM_EMAIL = os.environ.get("MEEDOEN_FROM", "meedoen@localhost")
# Makes the number of each mail unique in the world.
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"

# The agency as it stands on papers.
AGENCY_NAME = os.environ.get("MEEDOEN_AGENCY", "Meedoen Alkmaar (demo)" if IS_DEMO else "")

# After how many months we ask whether somebody still takes part; for closings from now on.
AFTERCARE_MONTHS = [
    int(months) for months in os.environ.get("MEEDOEN_AFTERCARE_MONTHS", "1,3,6,12").split(",")
]
# So many days an ending can be taken back; so many days later colleagues lose sight of it.
REOPEN_DAYS = int(os.environ.get("MEEDOEN_REOPEN_DAYS", "14"))
SIGHT_DAYS = int(os.environ.get("MEEDOEN_SIGHT_DAYS", "30"))

# So many days a place is kept for somebody who was invited; a colleague may choose another day.
PLACE_HOLD_DAYS = int(os.environ.get("MEEDOEN_PLACE_HOLD_DAYS", "14"))
# The directory for everybody: HSDS 3.1 under /hsds/, read-only, without persons.
HSDS_OPEN = _flag("MEEDOEN_HSDS", "yes")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # The secret address of a calendar is never written down, also not when it is wrong.
    "filters": {"hide_secrets": {"()": "meedoen.config.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["hide_secrets"]}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING"}},
}

TESTING = "pytest" in sys.modules
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
