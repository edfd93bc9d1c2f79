"""Settings, all from the environment (or a .env file beside manage.py).

MODE decides what is safe: `demo` (make run), `test` (pytest) or `production`, which is the default and refuses to
start with anything that is only fit for a demonstration.
"""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from oscar.defaults import *  # noqa: F403

from config.environment import Environment
from shop.dashboard.navigation import NAVIGATION

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SITE_DIR = BASE_DIR / "site"

env = Environment()
env.read_env(os.environ.get("ENV_FILE", str(BASE_DIR / ".env")))

MODE = env.str("MODE", default="production")
if MODE not in {"demo", "test", "production"}:
    raise ImproperlyConfigured(f"MODE is {MODE!r}; it must be demo, test or production.")
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"
DEBUG = env.bool("DEBUG", default=False)

DEMO_PASSWORD = "demo-enportu"  # printed on the first page of the README; refused in production
INSECURE_SECRET_KEY = "insecure-key-of-a-demonstration"

SECRET_KEY = env.str("SECRET_KEY", default="" if PRODUCTION else INSECURE_SECRET_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["*"])
if PRODUCTION:
    if not SECRET_KEY or SECRET_KEY == INSECURE_SECRET_KEY or len(SECRET_KEY) < 32:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing, shorter than 32 characters or the demonstration's. Set SECRET_KEY in the "
            "environment or in .env, or set MODE=demo to try the shop."
        )
    if DEBUG:
        raise ImproperlyConfigured("DEBUG is on. Production does not start with DEBUG; remove it from the environment.")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS is missing: the host names of the shop, separated by commas.")
BASE_URL = env.base_url("BASE_URL", default="" if PRODUCTION else "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[BASE_URL] if BASE_URL.startswith("https") else [])

# --- Rooms -----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",
    "config.apps.ConfigConfig",
    "home.apps.HomeConfig",
    "helpcenter.apps.HelpcenterConfig",
    "shop.accounts.apps.AccountsConfig",
    "shop.policies.apps.PoliciesConfig",
    # Our Oscar: forks first in the place of the originals, the rest as Oscar ships it.
    "oscar.config.Shop",
    "shop.analytics.apps.AnalyticsConfig",
    "shop.checkout.apps.CheckoutConfig",
    "shop.address.apps.AddressConfig",
    "shop.shipping.apps.ShippingConfig",
    "shop.catalogue.apps.CatalogueConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "shop.communication.apps.CommunicationConfig",
    "shop.partner.apps.PartnerConfig",
    "shop.basket.apps.BasketConfig",
    "shop.payment.apps.PaymentConfig",
    "oscar.apps.offer.apps.OfferConfig",
    "shop.order.apps.OrderConfig",
    "shop.invoices.apps.InvoicesConfig",
    "shop.fulfilment.apps.FulfilmentConfig",
    "shop.claims.apps.ClaimsConfig",
    "shop.customer.apps.CustomerConfig",
    "shop.search.apps.SearchConfig",
    "oscar.apps.voucher.apps.VoucherConfig",
    "oscar.apps.wishlists.apps.WishlistsConfig",
    "shop.dashboard.apps.DashboardConfig",
    "oscar.apps.dashboard.reports.apps.ReportsDashboardConfig",
    "oscar.apps.dashboard.users.apps.UsersDashboardConfig",
    "shop.dashboard.orders.apps.OrdersDashboardConfig",
    "shop.dashboard.catalogue.apps.CatalogueDashboardConfig",
    "oscar.apps.dashboard.offers.apps.OffersDashboardConfig",
    "oscar.apps.dashboard.partners.apps.PartnersDashboardConfig",
    "oscar.apps.dashboard.pages.apps.PagesDashboardConfig",
    "oscar.apps.dashboard.ranges.apps.RangesDashboardConfig",
    "oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig",
    "oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig",
    "shop.dashboard.communications.apps.CommunicationsDashboardConfig",
    "shop.dashboard.shipping.apps.ShippingDashboardConfig",
    "web.apps.WebConfig",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.forms",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v3",
    "wagtail",
    "ninja",  # so that the API's reference page comes with its own files
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "pictures",
    "easy_thumbnails",
    "phonenumber_field",
    # Oscar's own parts
    "widget_tweaks",
    "haystack",
    "treebeard",
    "django_tables2",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
SITE_ID = 1

# Forks without fields of ours keep Oscar's migrations.
MIGRATION_MODULES = {
    "analytics": "oscar.apps.analytics.migrations",
    "partner": "oscar.apps.partner.migrations",
}

MIDDLEWARE = [
    "web.head.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "web.security.PagePolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "shop.basket.middleware.BasketMiddleware",
    "web.pagecache.PageCacheMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "helpcenter.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,  # naming loaders by hand would turn the cached loader off
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "web.context_processors.shop",
            ],
        },
    },
]
FORM_RENDERER = "web.forms.Renderer"

# --- Data ------------------------------------------------------------------------------------------------------------

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'enportu.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a write lock from the start: no "database is locked" halfway
        "timeout": 20,  # seconds a writer waits for its turn
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

pages = env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")
counters = pages | {"KEY_PREFIX": "limits"}
if "FileBasedCache" in pages["BACKEND"]:
    pages |= {"BACKEND": "web.filecache.FileCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
    counters = pages | {"LOCATION": VAR_DIR / "limits"}  # many kept pages throw no counter out
CACHES = {
    "default": pages,
    "limits": counters,
    "fast": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# --- People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["shop.accounts.backends.EmailOrUsernameBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a safe one is slow on purpose
LOGIN_REDIRECT_URL = "customer:summary"
LOGIN_URL = "customer:login"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OSCAR_BASKET_COOKIE_SECURE = BASE_URL.startswith("https")
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)

# --- Languages -------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "oscar", BASE_DIR / "locale" / "wagtail"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = False
MODELTRANSLATION_LANGUAGES = ("id", "en")
MODELTRANSLATION_DEFAULT_LANGUAGE = "id"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("id", "en")

# --- Wagtail ---------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Enportu"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "helpcenter.forms.CmsSignInForm"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_URL = "customer:login"  # for pages that editors open to members only
WAGTAILAPI_SEARCH_ENABLED = False  # /api/v3/search/ is the shop's, and takes any input
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a page sent to translation starts as a draft
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}
if env.str("OPENSEARCH_URL", default=""):
    WAGTAILSEARCH_BACKENDS["default"] = {
        "BACKEND": "wagtail.search.backends.opensearch2",
        "URLS": [env.str("OPENSEARCH_URL")],
        "INDEX": "enportu",
    }

# --- Oscar -----------------------------------------------------------------------------------------------------------

OSCAR_SHOP_NAME = "Enportu"
SHOP_NPWP = env.str("SHOP_NPWP", default="")  # the tax number that invoices show
OSCAR_DEFAULT_CURRENCY = "IDR"
# Whole rupiah, written the same in both languages.
OSCAR_CURRENCY_FORMAT = {"IDR": {"format": "¤#,##0", "locale": "id", "currency_digits": False}}
OSCAR_HOMEPAGE = "/"
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_ALLOW_GUEST_CHECKOUT_WITH_ACCOUNT = True
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "line1", "line4", "state", "postcode", "country")
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 999
OSCAR_INITIAL_ORDER_STATUS = OSCAR_INITIAL_LINE_STATUS = "pending"
OSCAR_ORDER_STATUS_PIPELINE = {}  # shop.order.lifecycle has the table
OSCAR_EAGER_ALERTS = False  # stock that returns is told by the worker: shop/customer/alerts
OSCAR_SEND_REGISTRATION_EMAIL = True
OSCAR_PRODUCTS_PER_PAGE = 24
OSCAR_HIDDEN_FEATURES = ["reviews", "wishlists"]
OSCAR_THUMBNAILER = "oscar.core.thumbnails.EasyThumbnails"
OSCAR_SLUG_FUNCTION = "django.utils.text.slugify"
OSCAR_IMAGE_FOLDER = "products/"
OSCAR_MISSING_IMAGE_URL = "missing.svg"
OSCAR_DASHBOARD_NAVIGATION = NAVIGATION
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}  # Oscar imports it
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"  # ... and nothing is indexed through it

# PPN, effective 11 % (UU 7/2021 and PMK 131/2024): 12 % of a base of 11/12 of the price.
VAT_RATE = env.fraction("VAT_RATE", default="0.12")
VAT_BASE = env.fraction("VAT_BASE", default="11/12")

# The ways to pay, in the order in which they are offered: docs/payments.md. Midtrans is off until its key is set.
PAYMENT_PROVIDERS = ["shop.payment.providers.transfer.BankTransfer", "shop.payment.providers.midtrans.Midtrans"]
MIDTRANS_SERVER_KEY = env.str("MIDTRANS_SERVER_KEY", default="")
MIDTRANS_BASE_URL = env.base_url("MIDTRANS_BASE_URL", default="https://app.midtrans.com")
MIDTRANS_API_URL = env.base_url("MIDTRANS_API_URL", default="https://api.midtrans.com")
PAYMENT_PAGES = [MIDTRANS_BASE_URL] if MIDTRANS_SERVER_KEY else []  # that a form of ours may lead to

# --- Files and mail --------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {  # what shoppers send: no address leads here, views ask who wants a file
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test" or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_MIMETYPES = {".speculationrules": "application/speculationrules+json"}
# Where scripts, styles and pictures of a page may come from. The dashboard, the CMS and the API's reference are
# Oscar's, Wagtail's and Ninja's work and run scripts written into their pages.
CONTENT_SECURITY_POLICY = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:", *env.list("MEDIA_HOSTS", default=[])],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'", *PAYMENT_PAGES],
    "frame-ancestors": ["'self'"],
}
STAFF_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY | {
    "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", *env.list("MEDIA_HOSTS", default=[])],
    "frame-src": ["'self'", "data:", "blob:"],
}
STAFF_ADDRESSES = ("/dashboard/", "/en/dashboard/", "/cms/", "/documents/", "/api/")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes of a form post without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

PICTURES = {
    "BREAKPOINTS": {"s": 480, "m": 768, "l": 1200},
    "GRID_COLUMNS": 4,
    "CONTAINER_WIDTH": 1200,
    "FILE_TYPES": ["AVIF", "WEBP"],
    "PIXEL_DENSITIES": [1, 2],
    "USE_PLACEHOLDERS": False,
    "PROCESSOR": "shop.catalogue.pictures.enqueue",
    "PICTURE_CLASS": "shop.catalogue.pictures.ShopPicture",
}
THUMBNAIL_BASEDIR = "thumbs"

vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 20  # seconds; a mail server that hangs must not hold up the worker
if DEMO:
    EMAIL_BACKEND = "config.mailbox.EmailBackend"
    MAILBOX_DIR = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = OSCAR_FROM_EMAIL = SERVER_EMAIL = env.str("FROM_EMAIL", default="Enportu <toko@example.com>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "one_line": {"()": "config.logs.OneLine", "format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"},
        "one_line": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "one_line"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django_tasks": {"level": "INFO"},
        "django.security": {"handlers": ["one_line"], "propagate": False},  # what strangers send, answered by 400
    },
}
SILENCED_SYSTEM_CHECKS = ["models.W042"]  # Oscar's models keep the 32-bit keys of their migrations

# What differs per visitor and is put into kept pages on the way out: name → callable(request) returning HTML.
PAGE_HOLES = {
    "account": "shop.customer.holes.account",
    "alert_address": "shop.customer.holes.alert_address",
    "basket": "shop.basket.holes.basket",
    "messages": "web.holes.messages",
}
MENUS = "home.menus.menu"
API_TOKENS = env.bool("API_TOKENS", default=False)  # whether the API serves what only a token of the CMS opens
CSRF_FAILURE_VIEW = "home.errors.csrf_failure"
# What search finds besides products: callables(text, limit), see shop.search.sources.
# Where the form for claims of a topic is: callable(topic, language) returning a path, or an empty string.
CLAIM_FORM_ADDRESS = "helpcenter.claim_forms.address"
SEARCH_SOURCES = ["helpcenter.search.results", "helpcenter.search.forms"]
