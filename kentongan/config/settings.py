"""The wiring. Every value a place may want to change is read from the environment, with its source or reason beside it."""

import logging
from pathlib import Path
from typing import Any

from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from environs import Env

from kentongan.cases.policies.vault import read_key
from kentongan.config.logs import logging_setup

env = Env()
REPOSITORY = Path(__file__).resolve().parent.parent.parent


# --- Where things are kept -------------------------------------------------------------------------------------------
HOME = Path(env.str("KENTONGAN_HOME", default=str(REPOSITORY / ".kentongan"))).expanduser().resolve()
HOME.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = HOME / "media"
STATIC_ROOT = HOME / "static"
MADE_ROOT = HOME / "made"  # pictures, posters and sound made of what is published: they may be deleted at any time and are made again
SEARCH_ROOT = HOME / "search"  # derived from the database: `kentongan search rebuild`


def kept_secret(path: Path) -> str:
    """A secret made once and kept in the data directory, readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


SECRET_KEY = env.str("KENTONGAN_SECRET_KEY", default="") or kept_secret(HOME / "secret.key")
# Former keys, newest first: check codes on texts that were passed on before the key was changed stay right.
SECRET_KEY_FALLBACKS: list[str] = env.list("KENTONGAN_FORMER_SECRET_KEYS", default=[])
DEBUG = env.bool("KENTONGAN_DEBUG", default=False)

# --- Whose house this is ---------------------------------------------------------------------------------------------
HOME_REGION = env.str("KENTONGAN_HOME_REGION", default="61.07")
HUB_NAME = env.str("KENTONGAN_HUB_NAME", default="Kentongan Bengkayang")
HUB_TAGLINE = env.str("KENTONGAN_HUB_TAGLINE", default="Kabar, suara, dan jawaban dari 124 desa dan kelurahan")
# Who answers for the hub; shown in the statements on privacy and accessibility (UU 27/2022 asks for a controller people can reach).
HUB_OFFICE = env.str("KENTONGAN_HUB_OFFICE", default="Dinas Komunikasi dan Informatika Kabupaten Bengkayang")
HUB_ADDRESS = env.str("KENTONGAN_HUB_ADDRESS", default="")
HUB_EMAIL = env.str("KENTONGAN_HUB_EMAIL", default="")
HUB_PHONE = env.str("KENTONGAN_HUB_PHONE", default="")
# PM Kominfo 4/2024 art. 4(2)h says Komunitas; Permenkominfo 8/2010 said Kelompok. Both are in use.
KIM_EXPANSION = env.str("KENTONGAN_KIM_EXPANSION", default="Komunitas Informasi Masyarakat")
DEMO = env.bool("KENTONGAN_DEMO", default=False)

# --- Addresses -------------------------------------------------------------------------------------------------------
# The development domain is kim.localhost: browsers refuse a cookie for plain "localhost" but resolve *.localhost by themselves.
BASE_DOMAIN = env.str("KENTONGAN_BASE_DOMAIN", default="kim.localhost")
IS_LOCAL = BASE_DOMAIN.endswith("localhost")
SCHEME = env.str("KENTONGAN_SCHEME", default="http" if IS_LOCAL else "https")
PORT = env.str("KENTONGAN_PORT", default="8000" if IS_LOCAL else "")
HUB_HOSTS = (BASE_DOMAIN, *env.list("KENTONGAN_HUB_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if IS_LOCAL else []))
# Sites bring their own domains, so the host is checked against the database by kentongan.sites.middleware, not here.
ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS: list[str] = env.list("KENTONGAN_TRUSTED_ORIGINS", default=[])
if env.bool("KENTONGAN_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SCHEME == "https"
SECURE_HSTS_SECONDS = 31_536_000 if SCHEME == "https" else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Only where somebody stands may be asked, and only by our own pages (the nearest KIM, the place of a report).
PERMISSIONS_POLICY = "accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), microphone=(), payment=(), usb=()"

# --- Rooms -----------------------------------------------------------------------------------------------------------
FRONT = ["kentongan.portal", "kentongan.workspace", "kentongan.api"]
ROOMS = ["kentongan.evaluation", "kentongan.aspirations", "kentongan.registration", "kentongan.newsroom"]
MECHANISMS = ["kentongan.search", "kentongan.publishing", "kentongan.cases", "kentongan.comments"]
GROUND = [
    "kentongan.sites",
    "kentongan.media",
    "kentongan.groups",
    "kentongan.accounts",
    "kentongan.regions",
    "kentongan.core",
]
INSTALLED_APPS = [
    "kentongan.demo",
    *FRONT,
    *ROOMS,
    *MECHANISMS,
    *GROUND,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_cotton",
    "django_tasks_db",
    "django_structlog",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kentongan.core.middleware.packing_middleware",
    "kentongan.sites.middleware.place_middleware",
    "kentongan.accounts.middleware.hub_only_session_middleware",
    "django.middleware.locale.LocaleMiddleware",
    "kentongan.core.middleware.answers_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kentongan.groups.middleware.scope_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kentongan.accounts.middleware.own_password_middleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
]
CSRF_FAILURE_VIEW = "kentongan.core.views.csrf_failure"
ROOT_URLCONF = "kentongan.config.urls"
SITE_URLCONF = "kentongan.config.site_urls"
WSGI_APPLICATION = "kentongan.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "kentongan.accounts.context_processors.actor",
                "kentongan.portal.context_processors.place",
                "kentongan.workspace.context_processors.desk",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- Database --------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.dj_db_url("KENTONGAN_DATABASE_URL", default=f"sqlite:///{HOME / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: who holds a receipt may count on it, also after a power cut. It costs one flush to disk for each commit (bench/intake.py).
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    # Pages ask small questions, and PostgreSQL's compiler takes longer to compile one than to answer it (docs/decisions/0012).
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("KENTONGAN_DATABASE_KEEP_SECONDS", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
# Sign-in limits are counted in the cache, so it must be shared by all processes: the database, not memory.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- Language and time -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [REPOSITORY / "kentongan" / "locale"]
LANGUAGE_COOKIE_NAME = "bahasa"
TIME_ZONE = env.str("KENTONGAN_TIME_ZONE", default="Asia/Pontianak")
USE_TZ = True
USE_I18N = True

# --- Static files ----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# --- People and sign-in ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
from kentongan.accounts.sign_in_settings import *  # noqa: E402,F403  (allauth's many switches have a page of their own)

SIGN_INS_KEPT_DAYS = 30  # device and address of a sign-in; the privacy statement promises it (UU 27/2022: no longer than needed)

# --- Uploads (INTERFACE.md: pictures at most 40 KB at 360 px; DOMAIN.md §7: metadata removed) --------------------------
UPLOAD_LARGEST_BYTES = env.int("KENTONGAN_UPLOAD_LARGEST_BYTES", default=15 * 1024 * 1024)
UPLOAD_LARGEST_PIXELS = env.int("KENTONGAN_UPLOAD_LARGEST_PIXELS", default=50_000_000)
# Pictures of one gallery: as many as a page carries within its 20 KB; each then weighs its 40 KB only when somebody scrolls to it.
GALLERY_MOST_PICTURES = env.int("KENTONGAN_GALLERY_MOST_PICTURES", default=30)
# A forwarded text that somebody pastes into /cek/: ours have 700 characters, and people write around them (own choice).
SHARE_CHECK_LONGEST = env.int("KENTONGAN_SHARE_CHECK_LONGEST", default=5_000)
# So many different texts that are not ours are compared with one publication within an hour, whoever asks (own choice: a hoax has a dozen
# versions, and with 34 bits of a check code guessing would take thousands of years).
SHARE_CHECK_TRIES = env.int("KENTONGAN_SHARE_CHECK_TRIES", default=120)
ATTACHED_MOST_DOCUMENTS = env.int("KENTONGAN_ATTACHED_MOST_DOCUMENTS", default=10)  # our own choice: a list one still reads
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- Lists of KIM brought in (own choice; UU 27/2022: kept no longer than needed) --------------------------------------
IMPORT_LARGEST_BYTES = env.int("KENTONGAN_IMPORT_LARGEST_BYTES", default=2 * 1024 * 1024)
IMPORT_LARGEST_UNPACKED = env.int("KENTONGAN_IMPORT_LARGEST_UNPACKED", default=20 * 1024 * 1024)  # of a workbook, which is an archive
IMPORT_MOST_ROWS = env.int("KENTONGAN_IMPORT_MOST_ROWS", default=500)  # one transaction of some seconds; SQLite has one writer
IMPORT_MOST_COLUMNS = 100
IMPORT_MOST_LETTERS = 5000  # in one cell
IMPORT_PREVIEW_DAYS = env.int("KENTONGAN_IMPORT_PREVIEW_DAYS", default=7)  # a list that nobody confirmed
IMPORT_UNDO_DAYS = env.int("KENTONGAN_IMPORT_UNDO_DAYS", default=30)  # the rows of a list that was written

# --- Security headers ------------------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "media-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- E-mail (people without e-mail are the normal case) ----------------------------------------------------------------
EMAIL_CONFIG = env.dj_email_url("KENTONGAN_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)

# --- Activity of a group (DOMAIN.md §1, default: no rule was found) ----------------------------------------------------
# Days since its last sign of life: up to the first it is "aktif", up to the second "kurang aktif", later "vakum".
ACTIVITY_ACTIVE_DAYS = env.int("KENTONGAN_ACTIVE_DAYS", default=30)
ACTIVITY_QUIET_DAYS = env.int("KENTONGAN_QUIET_DAYS", default=90)
# So many readable remarks about something of a group are a conversation in its log (own choice: two are a question and its answer).
ACTIVITY_CONVERSATION_REMARKS = env.int("KENTONGAN_CONVERSATION_REMARKS", default=3)
ACTIVITY_PHOTOS_MOST = env.int("KENTONGAN_ACTIVITY_PHOTOS", default=6)  # of one deed (own choice: what a report shows on half a page)

# --- Activity reports (kentongan.evaluation): shape and days are our own choice, after the habits of offices -----
# What may stand in the number: serial (of the owner in the year of freezing), owner, month (Roman), year.
REPORT_NUMBER_SHAPE = env.str("KENTONGAN_REPORT_NUMBER_SHAPE", default="{serial:03d}/LAP/{owner}/{month}/{year}")
# So many lines of its tables are put on paper while one waits (about five seconds on a small server); longer ones the worker prints.
REPORT_PRINT_AT_ONCE_LINES = env.int("KENTONGAN_REPORT_PRINT_AT_ONCE_LINES", default=150)
REPORT_REMINDER_DAYS = env.int("KENTONGAN_REPORT_REMINDER_DAYS", default=5)  # first days of a month on which the last one's is spoken of

# --- The life of a group (DOMAIN.md §1: "the term of office ends: remind"; the figures are our own choice) ----------------
TERM_REMINDER_DAYS = tuple(env.list("KENTONGAN_TERM_REMINDER_DAYS", default=[90, 30, 7, 0], subcast=int))  # before the last day; 0 on it
TERM_REMINDER_PATIENCE_DAYS = 3  # so many days late a reminder is still said after the clock stood still
GROUP_REVIVE_DAYS = env.int("KENTONGAN_GROUP_REVIVE_DAYS", default=30)  # how long a merger or dissolution can be undone

# --- Agenda (own choice: a series that nobody confirms should not stay in people's calendars for ever) -----------------
EVENT_YEARS_MOST = env.int("KENTONGAN_EVENT_YEARS", default=2)  # a series without an end of its own ends after these
EVENT_LONGEST_DAYS = 60  # of one date, so that a misspelt year is noticed

# --- Emergency notices (kentongan.newsroom; Perki 1/2021 on informasi serta merta) ----------------------------------------
# Hazards with what their eight fields begin with; the words are ours, a place brings its own file.
ALERT_HAZARDS = Path(env.str("KENTONGAN_HAZARDS", default=str(REPOSITORY / "kentongan" / "newsroom" / "data" / "hazards.toml")))
ALERT_NUMBER = env.str("KENTONGAN_EMERGENCY_NUMBER", default="112")  # Permenkominfo 10/2016: one number for emergencies
ALERT_CALM_HOURS = env.int("KENTONGAN_ALERT_CALM_HOURS", default=24)  # how long "aman kembali" stays on the pages (own choice)
ALERT_LONGEST_DAYS = env.int("KENTONGAN_ALERT_LONGEST_DAYS", default=14)  # longer needs to be extended by somebody (own choice)

# --- The loudspeaker script (kentongan.newsroom) --------------------------------------------------------------------------
from kentongan.newsroom.voice_settings import *  # noqa: E402,F403  (figures and words of its own)

# --- Dissemination tasks (kentongan.newsroom; no rule was found, all figures are our own choice) ---------------------------
# Days that groups have where the sender names no day: working days, for emergency notices calendar days.
TASK_DEADLINE_DAYS = env.int("KENTONGAN_TASK_DEADLINE_DAYS", default=3)
TASK_ALERT_DEADLINE_DAYS = env.int("KENTONGAN_TASK_ALERT_DEADLINE_DAYS", default=1)
TASK_LONGEST_DAYS = env.int("KENTONGAN_TASK_LONGEST_DAYS", default=90)  # from today, so that a misspelt year is noticed
# When a group that has not closed a task is reminded: days after the deadline, negative before it. On days off (weekend, holiday, joint
# leave) nobody is reminded: the word comes on the next working day, unless a place wants it otherwise.
TASK_REMINDER_STEPS = tuple(env.list("KENTONGAN_TASK_REMINDER_STEPS", default=[-2, 0, 3], subcast=int))
TASK_REMINDER_ON_DAYS_OFF = env.bool("KENTONGAN_TASK_REMINDER_ON_DAYS_OFF", default=False)
TASK_REMINDER_HOUR = env.int("KENTONGAN_TASK_REMINDER_HOUR", default=7)  # local time from which reminders are said
TASK_REMINDER_PATIENCE_DAYS = 3  # so many days late a reminder is still said after the clock stood still
TASK_PHOTOS_MOST = env.int("KENTONGAN_TASK_PHOTOS_MOST", default=5)  # with one part of an answer
# Two pictures count as nearly the same where at most so many of 64 bits differ; looked for among those of so many days.
PROOF_RESEMBLES_BITS = env.int("KENTONGAN_PROOF_RESEMBLES_BITS", default=6)
PROOF_RESEMBLES_DAYS = env.int("KENTONGAN_PROOF_RESEMBLES_DAYS", default=400)

# --- Events (kentongan.core) -----------------------------------------------------------------------------------------
EVENT_RETRY_SECONDS = [5, 30, 120, 600, 3600, 6 * 3600]  # our own choice: quick first, then patient
EVENT_SWEEP_AFTER_SECONDS = 60

# --- Cases: terms of the law clock, each with its source (DOMAIN.md §3 §4 §6 §7; "own choice" where no rule was found) ----
# ``days`` of the ``unit``; ``extension`` days may be added once, with a reason. A place changes a figure with KENTONGAN_TERM_<NAME>.
CASE_TERMS: dict[str, dict[str, Any]] = {
    "verify": {"days": 3, "unit": "working", "label": _("Diperiksa dan diteruskan"), "source": "alur SP4N-LAPOR! di lapor.go.id"},
    "first_follow_up": {"days": 5, "unit": "working", "label": _("Tindak lanjut pertama"), "source": "SP4N-LAPOR!, keterangan aplikasi"},
    "reply_wait": {
        "days": 10,
        "unit": "working",
        "label": _("Menunggu tanggapan pelapor"),
        "source": "kebiasaan SP4N-LAPOR!; belum kami temukan dalam peraturan",
    },
    "aspiration": {
        "days": 5,
        "unit": "working",
        "label": _("Aspirasi dijawab"),
        "source": "kebiasaan SP4N-LAPOR!; belum kami temukan dalam peraturan",
    },
    "simple_question": {
        "days": 5,
        "unit": "working",
        "label": _("Pertanyaan dijawab"),
        "source": "kebiasaan SP4N-LAPOR!; belum kami temukan dalam peraturan",
    },
    # Its extension is our own choice.
    "complaint": {"days": 14, "unit": "working", "extension": 14, "label": _("Pengaduan diselesaikan"), "source": "sippn.menpan.go.id"},
    "examination": {"days": 60, "unit": "working", "label": _("Pengaduan berkadar pengawasan"), "source": "sippn.menpan.go.id"},
    "information": {"days": 10, "unit": "working", "extension": 7, "label": _("Permintaan informasi"), "source": "UU 14/2008 ps. 22"},
    "objection_filing": {"days": 30, "unit": "working", "label": _("Batas mengajukan keberatan"), "source": "UU 14/2008 ps. 36"},
    "objection": {"days": 30, "unit": "working", "label": _("Keberatan ditanggapi"), "source": "UU 14/2008 ps. 36"},
    "commission": {"days": 14, "unit": "working", "label": _("Batas ke Komisi Informasi"), "source": "UU 14/2008 ps. 37"},
    "personal_data": {"days": 3, "unit": "calendar", "label": _("Permintaan data pribadi"), "source": "UU 27/2022 (3 x 24 jam)"},
    "registration_verify": {"days": 5, "unit": "working", "extension": 5, "label": _("Berkas KIM diperiksa"), "source": "pilihan kami"},
}
for _name, _term in CASE_TERMS.items():
    _term["days"] = env.int(f"KENTONGAN_TERM_{_name.upper()}", default=_term["days"])
CASE_REMINDER_SHARES = (75, 90)  # percent of a term (DOMAIN.md §3)
CASE_CLOCK_HOUR = 7  # local time at which the clock speaks: before the office opens (own choice)
# Who above is told, so many working days after the last day (own choice). The owner is told first, when the term is over.
CASE_LADDERS = {
    "standard": (
        {"level": "district", "days": 1},
        {"level": "regency", "days": 3},
        {"level": "leader", "days": 5},
    ),
}
CASE_CODE_TRIES = 30  # wrong codes for one number within an hour; 44 bits make guessing hopeless long before (own choice)
CASE_TICKET_SECONDS = 1800  # how long a status page stays open after number and code were given (own choice, shared phones)
CASE_FILES_AT_ONCE = 5

# --- The identity vault (kentongan.cases; DOMAIN.md §7) ------------------------------------------------------------------
# Keys never lie in the database: newest first in the variable, or one a line in the file, made when it is first needed. Keep a copy of it
# apart from the copies of the database: without it names and contacts are gone for good, and with both together nothing is protected.
VAULT_KEYS = env.list("KENTONGAN_VAULT_KEYS", default=[], subcast=read_key)
VAULT_KEYS_FILE = HOME / "vault.keys"
# So many days after its case was closed an identity is forgotten. UU 27/2022 art. 16(2)g and 43(1)a: no longer than it is needed; the days
# are our own choice, long enough to reopen a case, object to its answer (30 working days) and go on to the commission (14).
VAULT_KEEP_DAYS = env.int("KENTONGAN_VAULT_KEEP_DAYS", default=90)

# --- Reports of residents (kentongan.aspirations) ----------------------------------------------------------------------
from kentongan.aspirations.category_settings import *  # noqa: E402,F403  (a table of its own)
from kentongan.aspirations.desk_settings import *  # noqa: E402,F403  (routes, limits of the desks)
from kentongan.aspirations.door_settings import *  # noqa: E402,F403  (a table of its own)
from kentongan.aspirations.filing_settings import *  # noqa: E402,F403  (texts of its own)

REPORT_RATING_CHANGE_DAYS = env.int("KENTONGAN_RATING_CHANGE_DAYS", default=7)  # how long a rating can be changed (own choice)
# How SP4N-LAPOR! writes its numbers: digits only, as on its receipts (our own observation, perlu dipastikan).
SP4N_NUMBER_SHAPE = env.str("KENTONGAN_SP4N_NUMBER_SHAPE", default=r"[0-9]{5,12}")

# So many days back a report of the same trouble is looked for, and among so many of the newest about the place. Own choice: what nobody
# mended in two months is told again, and a village of 3,000 people sends fewer than 300 reports meanwhile.
REPORT_SIMILAR_DAYS = env.int("KENTONGAN_REPORT_SIMILAR_DAYS", default=60)
REPORT_SIMILAR_MOST = env.int("KENTONGAN_REPORT_SIMILAR_MOST", default=300)
# What makes a submission doubtful. It is never refused for it, and never by its address on the network (a village shares one): the phone is
# given a sum to do, and what stays doubtful is shown to a person as "perlu dilihat". All figures are our own choice.
REPORT_QUICKEST_SECONDS = env.int("KENTONGAN_REPORT_QUICKEST_SECONDS", default=4)  # nobody reads the page and types a sentence sooner
REPORT_LINKS_MOST = env.int("KENTONGAN_REPORT_LINKS_MOST", default=2)  # a source and a picture elsewhere; advertising brings more
REPORT_REPEAT_HOURS = env.int("KENTONGAN_REPORT_REPEAT_HOURS", default=24)
REPORT_REPEAT_MOST = env.int("KENTONGAN_REPORT_REPEAT_MOST", default=3)  # neighbours may copy each other; a wave of the same is a campaign
REPORT_REPEAT_LOOKED_AT = 300  # of the newest, so that taking in stays quick
REPORT_HOURLY_MOST = env.int("KENTONGAN_REPORT_HOURLY_MOST", default=30)  # about one village; after a storm perhaps ten
REPORT_EFFORT_SECONDS = 1800  # how long a sum may be solved: a page that waits for its signal

# --- Conversations (kentongan.comments): figures and reasons are our own choice, no rule was found --------------------------
COMMENT_LONGEST = env.int("KENTONGAN_COMMENT_LONGEST", default=1500)  # letters: about what one says without drawing breath twice
COMMENT_APPEAL_DAYS = env.int("KENTONGAN_COMMENT_APPEAL_DAYS", default=30)  # so long after it was hidden its author may appeal, once
# Why a remark is hidden; its author reads the label. "pribadi" guards what UU 27/2022 protects.
COMMENT_HIDE_REASONS: dict[str, dict[str, Any]] = {
    "pribadi": {"label": _("Membuka data pribadi orang")},
    "kasar": {"label": _("Kasar atau menghina")},
    "suku": {"label": _("Merendahkan suku, agama, ras, atau golongan")},
    "bohong": {"label": _("Tidak benar, dan sudah dijelaskan")},
    "jualan": {"label": _("Iklan atau penipuan")},
    "luar": {"label": _("Tidak tentang hal ini")},
    "ganda": {"label": _("Sudah ditulis di tempat lain")},
}

# --- Other programs (kentongan.api) --------------------------------------------------------------------------------------
# So many reports within an hour a program sends with one key (own choice: an office's counter on a busy day). Reading needs no key.
API_POSTS_PER_HOUR = env.int("KENTONGAN_API_POSTS_PER_HOUR", default=120)
# Whoever changes the categories or what a report may say raises this: programs then ask for them anew (Open311 service discovery).
OPEN311_CHANGESET = env.str("KENTONGAN_OPEN311_CHANGESET", default="2026-11-24 14:00")

# --- Elections (kentongan.publishing) ------------------------------------------------------------------------------------
from kentongan.publishing.election_settings import *  # noqa: E402,F403  (tables of their own)

# --- Formation of a KIM: what is checked, each figure with its source (DOMAIN.md §1). Rules differ by place ------------------------------
# A place changes a figure for all with KENTONGAN_FORMATION_<NAME>, and for one regency with KENTONGAN_FORMATION_IN, as JSON:
# {"61.07": {"group_least": {"value": 10, "source": "Perbup 12/2026"}}}.
FORMATION_CHECKS: dict[str, dict[str, Any]] = {
    "board_least": {"value": 3, "source": "pilihan kami: ketua, sekretaris, dan bendahara orang yang berbeda"},
    "group_least": {"value": 3, "source": "Kota Metro dan Lombok Timur: 3 sampai 30 orang (Surabaya: paling sedikit 10)"},
    "group_most": {"value": 30, "source": "Kota Metro dan Lombok Timur: 3 sampai 30 orang"},
    "meeting_least": {"value": 10, "source": "pilihan kami"},
    "chair_age": {"value": 18, "source": "pilihan kami"},
    "board_age": {"value": 17, "source": "pilihan kami"},
    "issuers": {
        "value": ("kepala_desa", "lurah", "camat", "kadis_kominfo", "bupati"),
        "source": "kebiasaan pembentukan KIM di daerah (Permenkominfo 8/2010)",
    },
    # of: minutes (berita acara), decree (SK), statutes (AD/ART), statement (tidak berpihak)
    "documents": {"value": ("minutes", "decree", "statutes"), "source": "syarat pendaftaran ke Dinas Kominfo"},
}
for _name, _check in FORMATION_CHECKS.items():
    if isinstance(_check["value"], int):
        _check["value"] = env.int(f"KENTONGAN_FORMATION_{_name.upper()}", default=_check["value"])
    else:
        _check["value"] = tuple(env.list(f"KENTONGAN_FORMATION_{_name.upper()}", default=list(_check["value"])))
FORMATION_CHECKS_IN: Any = env.json("KENTONGAN_FORMATION_IN", default={})
FORMATION_SECTIONS = ("Pengumpulan Informasi", "Pengolahan Informasi", "Penyebaran Informasi")  # DOMAIN.md §1; each group may have others
FORMATION_DRAFT_DAYS = env.int("KENTONGAN_FORMATION_DRAFT_DAYS", default=60)  # untouched drafts are removed with their files (own choice)
FORMATION_KEEP_SECONDS = 86_400  # so long after the page was opened, what was typed there is still kept (own choice: a day without signal)
FORMATION_MOST_FILES = 20  # of one formation (own choice)

# --- Logs ------------------------------------------------------------------------------------------------------------
LOGGING = logging_setup(level=env.str("KENTONGAN_LOG_LEVEL", default="WARNING"), as_json=env.bool("KENTONGAN_LOG_JSON", default=False))
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
DEFAULT_EXCEPTION_REPORTER_FILTER = "kentongan.config.reports.NothingPersonal"
