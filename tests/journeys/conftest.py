"""A real browser on the live server. Debian's Chromium is found by its path, or not used at all."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.services import create_user, grant_role

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync"
)
AXE = Path(__file__).with_name("vendor") / "axe.min.js"
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
PREFIX = {"zh": "", "en": "/en"}
# Milliseconds that a page may take on a busy machine.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)

# The browser's loop runs in this thread; Django would refuse its database there otherwise.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture
def page_for(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """`page_for(user, language="zh", width=1280)`: a page on the live server's home, with `user`
    signed in (`None`: a visitor). It fails the test on any error in the console."""
    contexts, complaints = [], []

    def opened(user: User | None, language: str = "zh", width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda told: complaints.extend(complaint(told, page)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{PREFIX[language]}/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page_in(page_for: Callable[..., Page]) -> Callable[..., Page]:
    """`page_in(role, language="zh", width=1280)`: the same as a new person with that role."""

    def opened(role: str = "", *rest: Any, **options: Any) -> Page:
        user = None
        if role:
            user = create_user(f"{role}@example.com")
            grant_role(user, role)
        return page_for(user, *rest, **options)

    return opened


def complaint(told: ConsoleMessage, page: Page) -> list[str]:
    """An error that the page itself caused; that the page asked for is an error page is none."""
    return [told.text] if told.type == "error" and told.location.get("url") != page.url else []


def session_cookie(user: User, url: str) -> dict[str, str]:
    """Signs `user` in without going through the sign-in pages, as if a moment ago."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.create()
    return {"name": "sessionid", "value": str(session.session_key), "url": url}


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """`axe(page)`: what axe-core finds wrong with it, one line for each element."""

    def check(page: Page) -> list[str]:
        page.evaluate(AXE.read_text("utf-8"))
        options = f"{{runOnly: {RULES}, preload: false, resultTypes: ['violations']}}"
        found = page.evaluate(f"axe.run(document, {options}).then(found => found.violations)")
        return [
            f"{fault['id']}: {node['target']} {node['failureSummary']}"
            for fault in found
            for node in fault["nodes"]
        ]

    return check


@pytest.fixture
def overflow() -> Callable[[Page], int]:
    """`overflow(page)`: by how many pixels the page is wider than its window."""

    def measure(page: Page) -> int:
        root = "document.documentElement"
        return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    return measure
