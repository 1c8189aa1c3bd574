"""Settings of the test suite: the product's, in a folder of their own, with quick hashes."""

import os
import tempfile
from pathlib import Path

os.environ["YUCAIHUI_MODE"] = "local"
os.environ.setdefault(
    "YUCAIHUI_HOME", str(Path(tempfile.gettempdir()) / f"yucaihui-test-{os.getuid()}")
)

from yucaihui.config.settings import *  # noqa: F403
from yucaihui.config.settings import DATABASES, HOME

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads of the concurrency tests must meet in one database.
    DATABASES["default"]["TEST"] = {
        "NAME": HOME / f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.sqlite3"
    }
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = False
