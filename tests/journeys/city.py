"""A demo city that is served while its pages are looked at, and the way through all of them."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Browser, Page

from tests.access.world import World
from tests.factories import make_user
from tests.journeys.conftest import complaint, session_cookie
from yucaihui.core.accounts.models import User
from yucaihui.core.installation.queries import demo_accounts
from yucaihui.demo.city import build_city
from yucaihui.demo.progress import silent

SCALE = 0.005
LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"#?]*)')
STARTS = ("/", "/me/", "/office/")
# So many pages of one kind are followed for one reader: they look different from state to state.
OF_A_KIND = 3
PAGE = b"<html"


@dataclass
class City:
    """`found[name]`: a reader (None: nobody signed in) and a path that shows them this page."""

    url: str
    browser: Browser
    world: World
    found: dict[str, tuple[User | None, str]]
    # What a function of the access tables made, which several addresses share.
    arguments: dict[Any, dict[str, Any]] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    windows: dict[Any, Page] = field(default_factory=dict)

    def window(self, user: User | None, width: int) -> Page:
        """A window that `user` keeps open from one page to the next."""
        key = (user and user.pk, width)
        if key not in self.windows:
            self.windows[key] = self.opened(user, width)
        return self.windows[key]

    def opened(self, user: User | None, width: int) -> Page:
        size = {"width": width, "height": 900}
        context = self.browser.new_context(base_url=self.url, viewport=size)
        if user is not None:
            context.add_cookies([session_cookie(user, self.url)])
        page = context.new_page()
        page.on("console", lambda told: self.complaints.extend(complaint(told, page)))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def close(self) -> None:
        for page in self.windows.values():
            page.context.close()


def demo_city(browser: Browser, url: str) -> City:
    """The city, built through the services, and all of its pages."""
    build_city(scale=SCALE, progress=silent)
    return City(url, browser, World(), walked())


def walked() -> dict[str, tuple[User | None, str]]:
    """Every page that its cast reaches by following links, each with its first reader."""
    found: dict[str, tuple[User | None, str]] = {}
    readers = [None, *(account.user for account in demo_accounts())]
    for reader in readers:
        for name, path in walk(reader):
            found.setdefault(name, (reader, path))
    return found


def walk(reader: User | None) -> Iterator[tuple[str, str]]:
    """(name, path) of the pages that `reader` can come to."""
    client = client_of(reader)
    ahead, seen, count = deque(STARTS), set(STARTS), Counter[str]()
    while ahead:
        path = ahead.popleft()
        name = name_of(path)
        if not name or count[name] == OF_A_KIND or "logout" in name:
            continue
        response = client.get(path, follow=True)
        if not is_page(response):
            continue
        if response.redirect_chain:
            path = urlsplit(response.redirect_chain[-1][0]).path
            name = name_of(path)
        count[name] += 1
        yield name, path
        for link in map(unescape, LINK.findall(response.content.decode())):
            if link not in seen and not link.startswith("/en/"):
                seen.add(link)
                ahead.append(link)


def client_of(reader: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if reader is not None:
        client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    return client


def name_of(path: str) -> str:
    try:
        return str(resolve(path).view_name)
    except Resolver404:
        return ""


def is_page(response: Any) -> bool:
    """A page to look at, not a file or a part of a page; one that broke is looked at too."""
    if response.status_code == 500:
        return True
    if response.streaming:
        response.close()
        return False
    kind = response.headers.get("Content-Type", "")
    return response.status_code == 200 and kind.startswith("text/html") and PAGE in response.content


def example(city: City, name: str, statuses: dict[str, int], args: Any) -> tuple[User | None, str]:
    """A page that no link led to: as the access table's world has it."""
    role = next(role for role, status in statuses.items() if status == 200)
    if args not in city.arguments:
        city.arguments[args] = args(city.world) if args else {}
    return city.world.users.get(role), reverse(name, kwargs=city.arguments[args])


def newcomer(password: str) -> User:
    """As somebody who has just signed up: the account pages want a proven address."""
    user = make_user()
    user.set_password(password or None)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
