"""A production process starts with strong keys, named hosts and no demo, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from yucaihui.config.keys import named_hosts, strong

KEY = "k3yQ7vT1xZ9aLmN5pRsW2uEoYiBcDfGh"
GOOD = {
    "YUCAIHUI_MODE": "production",
    "YUCAIHUI_SECRET_KEY": "S" + KEY + "x8Jq4Hn6VtKdXrM0zPwLgUyAeC",
    "YUCAIHUI_DATA_KEYS": KEY,
    "YUCAIHUI_HOSTS": "talent.city.example",
    "YUCAIHUI_SITE_URL": "https://talent.city.example",
    "YUCAIHUI_EMAIL_URL": "smtp+tls://name:secret@mail.city.example:587",
}


def run(home: Path, program: str, **changes: str) -> subprocess.CompletedProcess[str]:
    database = {"DATABASE_URL": f"sqlite:///{home / 'db.sqlite3'}", "YUCAIHUI_HOME": str(home)}
    environment = {**os.environ, **GOOD, **database, **changes}
    environment["DJANGO_SETTINGS_MODULE"] = "yucaihui.config.settings"
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{program}"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


DEPLOY = (
    "from django.core.management import call_command\n"
    "call_command('check', deploy=True, fail_level='WARNING')"
)
DEMO = (
    "from django.core.management import call_command\n"
    "call_command('migrate', verbosity=0)\n"
    "from yucaihui.core.installation.services import mark_demo\n"
    "mark_demo(seed=1, scale=0.01)\n"
    "import yucaihui.config.wsgi"
)


def test_djangos_deployment_checks_find_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, DEPLOY)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["YUCAIHUI_SITE_URL", "YUCAIHUI_EMAIL_URL"])
def test_what_production_must_be_told_has_no_default(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, "pass", **{name: ""})
    assert (done.returncode, name in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("proxies", "trusted"), [("0", "None"), ("1", "('HTTP_X_FORWARDED_PROTO', 'https')")]
)
def test_the_scheme_a_proxy_names_counts_only_behind_one(
    tmp_path: Path, proxies: str, trusted: str
) -> None:
    program = "from django.conf import settings\nprint(settings.SECURE_PROXY_SSL_HEADER)"
    done = run(tmp_path, program, YUCAIHUI_TRUSTED_PROXIES=proxies)
    assert done.stdout.strip() == trusted


def test_any_server_that_imports_the_application_refuses_a_demo_database(tmp_path: Path) -> None:
    done = run(tmp_path, DEMO)
    assert (done.returncode, "DemoInProduction" in done.stderr) == (1, True)


@pytest.mark.parametrize("keys", [[], ["short"], [KEY, "short"]])
def test_keys_that_can_be_guessed_are_refused(keys: list[str]) -> None:
    with pytest.raises(ImproperlyConfigured):
        strong(keys, "YUCAIHUI_DATA_KEYS")
    assert strong([KEY], "YUCAIHUI_DATA_KEYS") == [KEY]


@pytest.mark.parametrize("hosts", [[], ["*"], [".city.example"], ["a.example", "*.b.example"]])
def test_patterns_of_hosts_are_refused(hosts: list[str]) -> None:
    with pytest.raises(ImproperlyConfigured):
        named_hosts(hosts)
    assert named_hosts(["talent.city.example"]) == ["talent.city.example"]
