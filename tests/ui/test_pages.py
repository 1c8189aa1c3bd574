"""The frame that every page stands in, seen through the style guide and the error pages."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from yucaihui.core.accounts.services import create_user, grant_role
from yucaihui.core.installation.services import mark_demo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "language", "other"),
    [
        ("/styleguide/", "zh-Hans", "/en/styleguide/"),
        ("/en/styleguide/?page=2", "en", "/styleguide/?page=2"),
    ],
)
def test_a_page_says_its_language_and_leads_to_itself_in_the_other(
    client: Client, path: str, language: str, other: str
) -> None:
    html = client.get(path).content.decode()
    assert html.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert f'href="{other}" hreflang' in html


def test_search_engines_are_told_both_languages(client: Client) -> None:
    html = client.get("/en/styleguide/").content.decode()
    assert re.findall(r'rel="canonical" href="http://[^/]+([^"]+)"', html) == ["/en/styleguide/"]
    assert re.findall(r'hreflang="([^"]+)" href="http://[^/]+([^"]+)"', html) == [
        ("zh-Hans", "/styleguide/"),
        ("en", "/en/styleguide/"),
        ("x-default", "/styleguide/"),
    ]


def test_no_page_carries_inline_script_or_style(client: Client) -> None:
    html = client.get("/styleguide/").content.decode()
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=", html) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//(?!127)[^"]*"', html) == []


@pytest.mark.parametrize("path", ["/nowhere/", "/en/nowhere/"])
def test_a_missing_page_says_the_way_out(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    html = answer.content.decode()
    home = "/en/" if path.startswith("/en/") else "/"
    assert f'<a class="btn btn-primary" href="{home}">' in html
    assert 'name="robots" content="noindex"' in html
    assert 'rel="canonical"' not in html


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_the_last_pages_need_no_request_and_speak_both_languages(template: str) -> None:
    html = render_to_string(template)
    assert '<div lang="en">' in html
    assert 'href="/en/"' in html


@pytest.mark.parametrize(("size", "attribute"), [("large", True), ("normal", False)])
def test_large_type_is_remembered_and_leads_back(
    client: Client, size: str, attribute: bool
) -> None:
    answer = client.post("/size/", {"size": size, "next": "/styleguide/?page=2"})
    assert (answer.status_code, answer["Location"]) == (302, "/styleguide/?page=2")
    assert answer.cookies["size"].value == size
    assert ('data-size="large"' in client.get("/styleguide/").content.decode()) is attribute


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_size_form_never_leads_elsewhere(client: Client, target: str) -> None:
    assert client.post("/size/", {"size": "large", "next": target})["Location"] == "/"


def test_large_type_follows_the_account_to_another_browser(client: Client) -> None:
    user = create_user("lin@example.com")
    client.force_login(user)
    client.post("/size/", {"size": "large"})
    del client.cookies["size"]
    assert 'data-size="large"' in client.get("/styleguide/").content.decode()
    user.refresh_from_db()
    assert user.large_type is True


def test_the_size_is_changed_by_post_only(client: Client) -> None:
    assert client.get("/size/").status_code == 405


def test_a_partial_pays_nothing_for_the_frame(
    django_assert_num_queries: Any, rf: RequestFactory
) -> None:
    request = rf.get("/")
    request.user = create_user("lin@example.com")
    with django_assert_num_queries(0):
        render_to_string("ui/figure.html", {"value": 1, "label": "x"}, request)


def test_the_demo_city_says_so_and_a_real_one_does_not(client: Client) -> None:
    assert 'class="demo"' not in client.get("/styleguide/").content.decode()
    mark_demo(seed=1, scale=0.02)
    assert 'class="demo"' in client.get("/styleguide/").content.decode()


def test_one_may_sign_out_and_reach_ones_page_from_everywhere(client: Client) -> None:
    client.force_login(create_user("lin@example.com"))
    html = client.get("/en/styleguide/").content.decode()
    assert 'action="/en/accounts/logout/"' in html
    assert 'href="/en/me/"' in html
    assert 'href="/en/accounts/login/"' not in html


@pytest.mark.parametrize("path", ["/accounts/login/", "/en/accounts/signup/"])
def test_account_pages_stand_in_the_same_frame(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert html.count("<h1>") == 1
    assert 'class="skip"' in html
    assert 'name="robots" content="noindex"' in html


def test_the_frame_costs_the_same_few_queries_everywhere(
    client: Client, django_assert_num_queries: Any
) -> None:
    user = create_user("lin@example.com")
    grant_role(user, "talent")
    client.force_login(user)
    client.get("/styleguide/")
    with django_assert_num_queries(4):  # session, account, is this a demo, roles
        client.get("/styleguide/")
