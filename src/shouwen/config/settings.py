"""Django's settings, one file. What operators set comes from `environment`."""

from pathlib import Path

from shouwen.config import environment as env

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = env.environment()

SECRET_KEY = env.secret_key()
DEBUG = False
ALLOWED_HOSTS = [
    *filter(None, (host.strip() for host in ENVIRONMENT.allowed_hosts.split(","))),
    "localhost", "127.0.0.1", "[::1]", ENVIRONMENT.host,
]  # fmt: skip
if ENVIRONMENT.host in ("0.0.0.0", "::") and not ENVIRONMENT.allowed_hosts:  # noqa: S104 a test, not a binding
    ALLOWED_HOSTS = ["*"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_q",
    "django_htmx",
    "shouwen.store",
    "shouwen.web",
    "shouwen.portal",
]
MIDDLEWARE = [
    "shouwen.config.middleware.ClientAddress",
    "django.middleware.security.SecurityMiddleware",
    "shouwen.config.middleware.SecurityHeaders",
    "shouwen.config.middleware.BodyLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "shouwen.config.middleware.ChineseFirst",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "shouwen.config.middleware.SlidingSession",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "shouwen.config.urls"
WSGI_APPLICATION = "shouwen.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "shouwen.config.templates.Pages",
        "DIRS": [PACKAGE / "web" / "templates", PACKAGE / "portal" / "templates"],
        "OPTIONS": {
            "environment": "shouwen.config.templates.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "shouwen.config.templates.one_token",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "shouwen.application.accounts.Accounts"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
CSRF_FAILURE_VIEW = "shouwen.web.faults.stale_form"
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_CALLABLE = "shouwen.web.session.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True

SESSION_ENGINE = "shouwen.store.sessions"
SESSION_COOKIE_AGE = ENVIRONMENT.session_minutes * 60
SESSION_SAVE_EVERY_REQUEST = False  # `SlidingSession` renews it, but not for what pages ask by themselves
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
X_FRAME_OPTIONS = "DENY"
PROXIES = ENVIRONMENT.proxies
BODY_LIMIT = (ENVIRONMENT.upload_mb * 5 + 2) * 1024 * 1024  # a form may carry several files
DATA_UPLOAD_MAX_MEMORY_SIZE = (ENVIRONMENT.upload_mb + 2) * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = env.home() / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # empty: files are served where they lie in the package
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = env.home() / "files"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shouwen_cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000},  # counters of the throttles live here and must not be pushed out
    }
}

Q_CLUSTER = {
    "name": "shouwen",
    "orm": "default",
    "workers": 1,
    "threads": 1,
    "timeout": 300,
    "retry": 600,
    "max_attempts": 10,
    "bulk": 10,
    "queue_limit": 50,
    "poll": 1,
    "save_limit": -1,
    "ack_failures": True,
    "catch_up": False,
    "label": "Shouwen",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": ENVIRONMENT.log_level},
    "loggers": {"django.server": {"level": "WARNING"}, "axes": {"level": "ERROR"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
