"""The portal's configuration: the environment is the only difference between machines."""

from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from portal import embedded
from portal.environment import (
    SHORTEST_TOKEN,
    address,
    cidrs,
    demand,
    embeddings,
    env,
    names,
    networks,
    rate,
    required,
    saml_apps,
    secret,
)
from portal.logs import LEVELS, logging_of

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG: bool = env.bool("DEBUG", default=False)
DEMO: bool = env.bool("DEMO", default=False)
VERSION = "0.1.0"
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))


if DEBUG:
    embedded.start(DATA_DIR)
    SECRET_KEY = env.str("SECRET_KEY", default="only-for-development-" + "x" * 40)
    ALLOWED_HOSTS = names("ALLOWED_HOSTS") or ["*"]
    SITE_URL: str = env.str("SITE_URL", default="http://localhost:8000")
else:
    SECRET_KEY = secret(required("SECRET_KEY"), "SECRET_KEY")
    required("ALLOWED_HOSTS")
    ALLOWED_HOSTS = names("ALLOWED_HOSTS")
    is_closed = bool(ALLOWED_HOSTS) and "*" not in ALLOWED_HOSTS
    demand("ALLOWED_HOSTS", holds=is_closed, so="must name hosts, and never *")
    SITE_URL = address(required("SITE_URL"), "SITE_URL", ["https://"])
SECRET_KEY_FALLBACKS = names("SECRET_KEY_FALLBACKS")
address(required("DATABASE_URL"), "DATABASE_URL", ["postgres://", "postgresql://"])
REDIS_URL = address(
    required("REDIS_URL"), "REDIS_URL", ["redis://", "rediss://", "unix://"]
)
CSRF_TRUSTED_ORIGINS = [
    address(origin, "CSRF_TRUSTED_ORIGINS", ["https://", "http://"])
    for origin in names("CSRF_TRUSTED_ORIGINS")
]

INSTALLED_APPS = [
    "portal",
    "apps.core",
    "apps.history",
    "apps.accounts",
    "apps.calendars",
    "apps.catalog",
    "apps.vendors",
    "apps.knowledge",
    "apps.staffing",
    "apps.facts",
    "apps.onboarding",
    "apps.reminders",
    "apps.integrations",
    "apps.dashboard",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "template_partials",
]

MIDDLEWARE = [
    "apps.core.middleware.HealthMiddleware",
    "portal.metrics.MetricsMiddleware",
    "apps.core.middleware.RequestIdMiddleware",
    "apps.core.metrics.MeasuringMiddleware",
    "apps.core.middleware.PlainHttpMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "apps.core.middleware.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "apps.core.middleware.HtmxLoginMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "apps.core.middleware.SessionAgeMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "apps.accounts.factors.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "apps.core.middleware.NoStoreMiddleware",
    "apps.core.middleware.ApiMiddleware",
    "apps.core.middleware.TimeZoneMiddleware",
    "apps.core.middleware.ToastMiddleware",
    "apps.core.middleware.DomainErrorMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.core.context.portal",
            ],
        },
    }
]
FORM_RENDERER = "apps.core.forms.PortalRenderer"

DATABASES: dict[str, Any] = {"default": env.dj_db_url("DATABASE_URL")}
# Its transaction mode gives each transaction another connection: nothing may outlive one.
BEHIND_PGBOUNCER: bool = env.bool("BEHIND_PGBOUNCER", default=False)
kept_for = 0 if BEHIND_PGBOUNCER else 60
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=kept_for)
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = BEHIND_PGBOUNCER
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "apps.accounts.passwords.HouseWordsValidator"},
]
# Words of the house, which PASSWORD_WORDS adds to: none of them makes a password.
PASSWORD_WORDS = [
    *("support", "operations", "portal", "onboarding", "vendor", "bank", "welcome"),
    *("password", "service", "admin", "qwerty", "abcdef"),
    *names("PASSWORD_WORDS"),
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "apps.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "apps.accounts.adapters.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "shift_feed": "120/m/ip,20/m/key",
}
# Proxies of ours in front: the address that asks is read from what the outermost one wrote.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
# Whom a password alone let in sets up a second one first, where it is required.
SECOND_FACTOR: str = env.str("SECOND_FACTOR", default="optional")
demand(
    "SECOND_FACTOR",
    holds=SECOND_FACTOR in {"optional", "required"},
    so="must be optional or required",
)
MFA_ADAPTER = "apps.accounts.factors.FactorAdapter"
# Nobody signs up, so no stranger can claim an address by a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Support Operations Portal"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "APPS": env.json("OPENID_CONNECT_APPS", default=[]),
        "OAUTH_PKCE_ENABLED": True,
    },
    "saml": {"APPS": saml_apps()},
}
# A form that leads to another host is stopped by the policy's form-action; a link is not.
SOCIALACCOUNT_LOGIN_ON_GET = True

SESSION_ENGINE = "apps.accounts.sessions"
SESSION_COOKIE_NAME = "portal_session" if DEBUG else "__Host-session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=120)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not DEBUG
MESSAGE_STORAGE = "apps.core.messages.Storage"
CSRF_COOKIE_NAME = "portal_csrf" if DEBUG else "__Host-csrf"
CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "apps.core.views.csrf_failure"
SECURE_SSL_REDIRECT = not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^startupz$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG
SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SILENCED_SYSTEM_CHECKS: list[str] = []

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_collected"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Any user id of the group may run a process of the portal, and nobody else reads.
        "OPTIONS": {
            "location": str(DATA_DIR / "uploads"),
            "file_permissions_mode": 0o660,
            "directory_permissions_mode": 0o770,
        },
    },
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=10 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# EMAIL_URL gives host, port, user and encryption; without it letters become files.
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
if not DEBUG or env.str("EMAIL_URL", default=""):
    EMAIL_URL: str = env.str("EMAIL_URL", default="smtp://localhost:25")
    address(EMAIL_URL, "EMAIL_URL", ["smtp://", "smtp+tls://", "smtp+ssl://"])
    vars().update(env.dj_email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="portal@localhost")

# Where webhooks may go: public addresses, or the networks that are named.
OUTGOING_NETWORKS = networks("OUTGOING_NETWORKS")
OUTGOING_ALLOW_HTTP: bool = env.bool("OUTGOING_ALLOW_HTTP", default=False)
usual_ports = [443, 8443, 80, 8080] if OUTGOING_ALLOW_HTTP else [443, 8443]
OUTGOING_PORTS: list[int] = env.list("OUTGOING_PORTS", default=usual_ports, subcast=int)

# Who turns texts into vectors, so that search finds by meaning as well as by words.
EMBEDDINGS = embeddings()

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "core.dispatch": {"task": "core.dispatch", "schedule": 5.0},
    "core.heartbeat": {"task": "core.heartbeat", "schedule": 5.0},
    "core.forget": {"task": "core.forget", "schedule": crontab(hour=3, minute=10)},
    "reminders.plan": {"task": "reminders.plan", "schedule": 300.0},
    "reminders.tick": {"task": "reminders.tick", "schedule": 10.0},
    "vendors.clock": {"task": "vendors.clock", "schedule": 300.0},
    "knowledge.clock": {"task": "knowledge.clock", "schedule": 300.0},
    "knowledge.embed": {"task": "knowledge.embed", "schedule": 20.0},
    "knowledge.failed": {"task": "knowledge.failed", "schedule": 300.0},
    "knowledge.nightly": {
        "task": "knowledge.nightly",
        "schedule": crontab(hour=2, minute=40),
    },
    "knowledge.forget_vectors": {
        "task": "knowledge.forget_vectors",
        "schedule": crontab(hour=2, minute=20),
    },
    "knowledge.reindex": {
        "task": "knowledge.reindex",
        "schedule": crontab(minute=0, hour=2),
    },
    "knowledge.weigh": {
        "task": "knowledge.weigh",
        "schedule": crontab(hour=4, minute=40),
    },
    "staffing.growth_nightly": {
        "task": "staffing.growth_nightly",
        "schedule": crontab(hour=0, minute=20),
    },
    "dashboard.planned_work": {"task": "dashboard.planned_work", "schedule": 900.0},
    "staffing.gaps": {"task": "staffing.gaps", "schedule": 300.0},
    "onboarding.follow_campaigns": {
        "task": "onboarding.follow_campaigns",
        "schedule": 300.0,
    },
    "facts.plan": {"task": "facts.plan", "schedule": 60.0},
    "facts.gather": {"task": "facts.gather", "schedule": 10.0},
    "facts.thin": {"task": "facts.thin", "schedule": crontab(hour=3, minute=10)},
    "integrations.close_silent": {
        "task": "integrations.close_silent",
        "schedule": 60.0,
    },
    "integrations.forget_old": {
        "task": "integrations.forget_old",
        "schedule": crontab(hour=3, minute=10),
    },
    "integrations.begin_pulls": {
        "task": "integrations.begin_pulls",
        "schedule": 60.0,
    },
    "integrations.forget_runs": {
        "task": "integrations.forget_runs",
        "schedule": crontab(hour=3, minute=20),
    },
    "integrations.follow": {"task": "integrations.follow", "schedule": 5.0},
    "integrations.forget": {
        "task": "integrations.forget",
        "schedule": crontab(hour=3, minute=10),
    },
    "onboarding.judge": {"task": "onboarding.judge", "schedule": 60.0},
    "onboarding.refresh": {"task": "onboarding.refresh", "schedule": crontab(hour=1)},
}

PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "apps.accounts.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "apps.accounts.tokens.TokenScope",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_PAGINATION_CLASS": "apps.core.pagination.CursorPagination",
    "DEFAULT_SCHEMA_CLASS": "apps.core.api.schema.PortalSchema",
    "DEFAULT_THROTTLE_CLASSES": ["apps.core.rates.RateThrottle"],
    "EXCEPTION_HANDLER": "apps.core.api.problem",
    "DEFAULT_VERSIONING_CLASS": None,
    "DEFAULT_METADATA_CLASS": None,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "PAGE_SIZE": 50,
}
# Requests of one token, of one person's browser, of a stranger's address, by what they ask for.
API_RATES = {
    "read": rate("API_RATE_READ", default="1200/m"),
    "write": rate("API_RATE_WRITE", default="300/m"),
    "heavy": rate("API_RATE_HEAVY", default="60/m"),
    "stranger": rate("API_RATE_STRANGER", default="60/m"),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Support Operations Portal",
    "DESCRIPTION": "Every object and action of the portal, over the same rights as the pages.",
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "QuestionKind": "apps.onboarding.models.Question.Kind",
        "PlatformKind": "apps.catalog.models.Platform.Kind",
        "LinkKind": "apps.catalog.models.Link.Kind",
        "ChannelKind": "apps.reminders.states.ChannelKind",
        "ConnectorKind": "apps.facts.states.ConnectorKind",
        "EndpointKind": "apps.integrations.states.inbound.EndpointKind",
        "InboundDeliveryState": "apps.integrations.states.inbound.DeliveryState",
        "ExerciseKind": "apps.facts.states.ExerciseKind",
        "OrganisationKind": "apps.accounts.models.Organisation.Kind",
        "PullKind": "apps.integrations.states.pulls.PullKind",
        "ReviewKind": "apps.vendors.models.Review.Kind",
        "AgendaItemKind": "apps.vendors.models.AgendaItem.Kind",
        "RiskKind": "apps.vendors.models.Risk.Kind",
        "RotaKind": "apps.staffing.models.Rota.Kind",
        "ArticleKind": "apps.knowledge.models.Kind",
        "ReadingState": "apps.knowledge.states.ReadingState",
        "RiskLevel": "apps.vendors.models.RiskRating.Level",
        "CriterionLevel": "apps.onboarding.models.Criterion.Level",
        "ChecklistKind": "apps.staffing.models.checklists.ChecklistKind",
        "SkillLevel": "apps.staffing.models.skills.Level",
        "Weekday": "apps.calendars.models.WeeklyInterval.Weekday",
    },
}

LOG_LEVEL: str = env.str("LOG_LEVEL", default="INFO")
demand("LOG_LEVEL", holds=LOG_LEVEL in LEVELS, so=f"must be one of {', '.join(LEVELS)}")
LOGGING = logging_of(LOG_LEVEL)

# Who may read /metrics: who bears the token, and who comes directly from these networks.
METRICS_TOKEN: str = env.str("METRICS_TOKEN", default="")
weak = bool(METRICS_TOKEN) and len(METRICS_TOKEN) < SHORTEST_TOKEN
demand("METRICS_TOKEN", holds=not weak, so=f"is weak: use {SHORTEST_TOKEN} characters")
METRICS_NETWORKS = cidrs("METRICS_NETWORKS", default="127.0.0.0/8" if DEBUG else "")
METRICS_PORT = env.int("METRICS_PORT", default=0)
TRACING: bool = env.bool("TRACING", default=False)

# The demonstration shows the portal's own error pages.
DEBUG = DEBUG and not DEMO
