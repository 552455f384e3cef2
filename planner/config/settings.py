"""Settings, all from the environment; the defaults need no server.

| variable            | default                               | production                        |
| ------------------- | ------------------------------------- | --------------------------------- |
| DEBUG               | true                                  | false                             |
| SECRET_KEY          | a development key, only with DEBUG    | required                          |
| ALLOWED_HOSTS       | 127.0.0.1, localhost with DEBUG       | required                          |
| CSRF_TRUSTED_ORIGINS| none                                  | https://the.public.address        |
| SECURE_COOKIES      | false with DEBUG, else true           | true behind TLS                   |
| DATA_DIR            | ./data                                | a folder that is backed up        |
| STATIC_ROOT         | DATA_DIR/static                       | set by the image                  |
| DATABASE_URL        | a SQLite file in DATA_DIR             | postgres://…                      |
| CELERY_BROKER_URL   | a Valkey server's socket in DATA_DIR  | redis://…                         |
| CACHE_URL           | each process's own memory             | redis://…, shared by all          |
| EMAIL_URL           | files in DATA_DIR/mail                | smtp+tls://user:password@host:587 |
| EMAIL_FROM          | planner@localhost                     | the sender's address              |
| PUBLIC_URL          | the first of CSRF_TRUSTED_ORIGINS, else http://127.0.0.1:8000       |
| RELEASE             | the newest of the software's files    | as set by the image, if at all    |
"""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from planner.config.sockets import socket_path

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = env.str("SECRET_KEY", default="development-key-never-in-production") if DEBUG else env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# All state of an embedded run lives in this one folder.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "data"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [
    "exports",
    "twinning",
    "planner",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "planner.middleware.SignedInMiddleware",
    "planner.middleware.PrivatePagesMiddleware",
]

ROOT_URLCONF = "planner.config.urls"
WSGI_APPLICATION = "planner.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]

# --- database -------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'planner.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at BEGIN: two writers wait for each other instead of failing at COMMIT.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- cache ----------------------------------------------------------------------------------------------

# Drawn pages of plans, a few kilobytes each: planner/views/unchanged.py. While templates are being written,
# CACHE_URL=dummycache:// keeps nothing.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache":
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 300}
# What another release drew is not shown.
RELEASE = env.str("RELEASE", default="") or str(
    max(
        path.stat().st_mtime_ns
        for folder in ("templates", "planner", "twinning", "exports")
        for path in (BASE_DIR / folder).rglob("*.*")
        if path.suffix in (".html", ".py", ".mo")
    )
)

# --- people ---------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "planner.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60
# Hours at a ministry's shared computer end with the browser.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- languages ------------------------------------------------------------------------------------------

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "planner" / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- files ----------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
FILE_UPLOAD_HANDLERS = [
    "planner.uploads.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
EXPORTS_DIR = DATA_DIR / "exports"
EXPORTS_DIR.mkdir(exist_ok=True)
EVIDENCE_DIR = DATA_DIR / "evidence"

# --- mail -----------------------------------------------------------------------------------------------

vars().update(env.email("EMAIL_URL", default=f"filemail:///{DATA_DIR / 'mail'}"))
# Shorter than a job's lease, so that a worker that waits in vain is not taken for a dead one.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="ENACT Planner <planner@localhost>")
# What the addresses in mails and feeds begin with; there is no request to take it from.
PUBLIC_URL = env.str("PUBLIC_URL", default=(CSRF_TRUSTED_ORIGINS or ["http://127.0.0.1:8000"])[0])

# --- jobs -----------------------------------------------------------------------------------------------

EMBEDDED_BROKER_SOCKET = socket_path(DATA_DIR)
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=f"redis+socket://{EMBEDDED_BROKER_SOCKET}")
# The values and what happens without each: docs/decisions/0001-embedded-broker.md
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "health_check_interval": 30,
    "socket_keepalive": True,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "sweep jobs": {"task": "planner.tasks.sweep_jobs", "schedule": 10.0},
    "ask for digests": {"task": "twinning.tasks.ask_for_digests", "schedule": 300.0},
    "expire proposals": {"task": "twinning.tasks.expire_proposals", "schedule": 3600.0},
    "tell of follow-ups": {"task": "twinning.tasks.tell_of_follow_ups", "schedule": 3600.0},
    "forget old notices": {"task": "twinning.tasks.forget_old_notices", "schedule": 3600.0},
    "sweep export files": {"task": "exports.tasks.sweep_export_files", "schedule": 3600.0},
    "sweep evidence files": {"task": "twinning.tasks.sweep_evidence_files", "schedule": 3600.0},
}
# A worker that says nothing for so long is taken to be dead.
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", default=60)

# --- security -------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_COOKIES = env.bool("SECURE_COOKIES", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_COOKIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {name: {"handlers": ["console"], "level": "INFO"} for name in ("planner", "twinning", "exports")},
}
