"""Settings of every deployment; what differs between them comes from the environment.

`YUCAIHUI_MODE=local` (the default) keeps everything in one folder and makes its own keys there.
`YUCAIHUI_MODE=production` reads keys and hosts from the environment and refuses to start without.
"""

from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF

from yucaihui.config.keys import local_key, named_hosts, strong, told
from yucaihui.core.money import fen

# Lets generic classes of Django be written with their type in brackets.
django_stubs_ext.monkeypatch()

env = environ.Env()
MODE = env.str("YUCAIHUI_MODE", default="local")
PRODUCTION = MODE == "production"
HOME = Path(env.str("YUCAIHUI_HOME", default="var")).resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
if PRODUCTION:
    SECRET_KEY = strong([env.str("YUCAIHUI_SECRET_KEY")], "YUCAIHUI_SECRET_KEY")[0]
    DATA_KEYS = strong(env.list("YUCAIHUI_DATA_KEYS"), "YUCAIHUI_DATA_KEYS")
    ALLOWED_HOSTS = named_hosts(env.list("YUCAIHUI_HOSTS"))
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
else:
    SECRET_KEY = local_key(HOME / "secret.key")
    DATA_KEYS = [local_key(HOME / "data.key")]
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]

# Public addresses in feeds, sitemaps and e-mails start with this. No default in production: links
# in letters would lead the reader to their own machine.
LOCAL_URL = "http://127.0.0.1:8000"
SITE_URL = told("YUCAIHUI_SITE_URL", LOCAL_URL, required=PRODUCTION)

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{HOME / 'yucaihui.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a transaction that will write takes the lock at its start, so two writers wait
        # for each other instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;"
        ),
    }
# A thread keeps its connection, and with it SQLite's page cache and the schema it has read.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if PRODUCTION:
    # Limits on sign-in tries are counted here: all processes must count together.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache_entries",
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "yucaihui.portal",
    "yucaihui.api",
    "yucaihui.recruitment",
    "yucaihui.competitions",
    "yucaihui.matching",
    "yucaihui.casework",
    "yucaihui.ledger",
    "yucaihui.promises",
    "yucaihui.directory",
    "yucaihui.ui",
    "yucaihui.core.accounts",
    "yucaihui.core.audit",
    "yucaihui.core.calendar",
    "yucaihui.core.files",
    "yucaihui.core.installation",
    "yucaihui.core.jobs",
    "yucaihui.core.mail",
    "yucaihui.core.search",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "yucaihui.api.middleware.AcceptedLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "yucaihui.core.accounts.middleware.SecondFactorForStaff",
    "yucaihui.core.accounts.middleware.PrivatePagesAreNotCached",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "yucaihui.config.urls"
WSGI_APPLICATION = "yucaihui.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "yucaihui.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yucaihui.ui.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "yucaihui.ui.forms.Renderer"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:me"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "yucaihui.core.accounts.adapter.AccountAdapter"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
TRUSTED_PROXIES = env.int("YUCAIHUI_TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Yucaihui"
MFA_FORMS = {"add_webauthn": "yucaihui.core.accounts.forms.AddKeyForm"}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_ROOT = HOME / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# A folder of CVs is handed in file by file; the form takes fewer and says so.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

# No default in production: sign-in codes would land in the log.
EMAIL_URL = told("YUCAIHUI_EMAIL_URL", "consolemail://", required=PRODUCTION)
EMAIL_CONFIG = env.email_url_config(EMAIL_URL)
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("YUCAIHUI_EMAIL_FROM", default="no-reply@yucaihui.example")

# Above this amount (fen) an entry into the ledger takes two people; nought: each takes two.
LEDGER_CHECK_ABOVE = fen(env.str("YUCAIHUI_LEDGER_CHECK_ABOVE", default="0"))

# The page's foot says who runs the site; what a deployment lacks is left out.
SITE_NAME = {
    "zh": env.str("YUCAIHUI_NAME_ZH", default="渝才荟"),
    "en": env.str("YUCAIHUI_NAME_EN", default="Yucaihui"),
}
SITE_FOOT = {
    "operator": env.str("YUCAIHUI_OPERATOR", default=""),
    "contact": env.str("YUCAIHUI_CONTACT", default=""),
    "icp": env.str("YUCAIHUI_ICP", default=""),
    "police_filing": env.str("YUCAIHUI_POLICE_FILING", default=""),
    "hr_licence": env.str("YUCAIHUI_HR_LICENCE", default=""),
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("YUCAIHUI_SSL_REDIRECT", default=True)
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING_CONFIG = "yucaihui.config.logs.configure"
# W005, W021: whether all other hosts under the city's domain speak HTTPS is not ours to promise.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not PRODUCTION:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008"]
