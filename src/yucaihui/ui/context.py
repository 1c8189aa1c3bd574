"""What every page's frame needs, worked out when a template asks: partials don't pay for it."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import translate_url
from django.utils.translation import get_language, gettext, override

from yucaihui.core.accounts.models import Role
from yucaihui.core.accounts.rules import roles_of
from yucaihui.core.installation.queries import is_demo
from yucaihui.ui.formats import is_chinese
from yucaihui.ui.navigation import Link, links_for

HTML_LANGUAGE = {"zh-hans": "zh-Hans", "en": "en"}
SIZE_COOKIE = "size"


def shell(request: HttpRequest) -> dict[str, "Shell"]:
    return {"shell": Shell(request)}


class Shell:
    """The frame of one request's page."""

    foot = settings.SITE_FOOT

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def name(self) -> str:
        return str(settings.SITE_NAME["zh" if is_chinese() else "en"])

    @cached_property
    def language(self) -> str:
        """The page's language as HTML names it."""
        return HTML_LANGUAGE[get_language() or settings.LANGUAGE_CODE]

    @cached_property
    def other_language(self) -> str:
        return "en" if is_chinese() else "zh-hans"

    @cached_property
    def home(self) -> str:
        return resolve_url(settings.LOGOUT_REDIRECT_URL)

    @cached_property
    def my_page(self) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    @cached_property
    def switch(self) -> Link:
        """The same page in the other language; the home page where there is no such page."""
        here = self.request.get_full_path()
        there = translate_url(here, self.other_language)
        with override(self.other_language):
            target = resolve_url(settings.LOGOUT_REDIRECT_URL) if there == here else there
        return Link(dict(settings.LANGUAGES)[self.other_language], target)

    @cached_property
    def switch_language(self) -> str:
        return HTML_LANGUAGE[self.other_language]

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """(language, absolute address) of this page in each language, for search engines."""
        addresses = {code: self.address(code) for code in HTML_LANGUAGE}
        if len(set(addresses.values())) < len(addresses):
            return []
        named = [(HTML_LANGUAGE[code], url) for code, url in addresses.items()]
        return [*named, ("x-default", addresses[settings.LANGUAGE_CODE])]

    @cached_property
    def canonical(self) -> str:
        return f"{settings.SITE_URL}{self.request.path}"

    def address(self, language: str) -> str:
        return f"{settings.SITE_URL}{translate_url(self.request.path, language)}"

    @cached_property
    def head_links(self) -> list[Link]:
        return links_for(self.request.user, "head", self.request.path)

    @cached_property
    def foot_links(self) -> list[Link]:
        return links_for(self.request.user, "foot", self.request.path)

    @cached_property
    def large(self) -> bool:
        """Large type: this browser's choice, else the account's."""
        chosen = self.request.COOKIES.get(SIZE_COOKIE)
        return (
            chosen == "large" if chosen else bool(getattr(self.request.user, "large_type", False))
        )

    @cached_property
    def demo(self) -> bool:
        return is_demo()

    @cached_property
    def role_names(self) -> str:
        """The roles of the signed-in person in words; "visitor" when nobody is signed in."""
        roles = roles_of(self.request.user)
        names = [str(role.label) for role in Role if role in roles]
        return (", ".join(names) if not is_chinese() else "、".join(names)) or gettext("visitor")
