"""What the API says of itself, complete and as kept in the docs."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from ninja import Schema

from yucaihui.api.api import api
from yucaihui.api.reference import SHARED, document_of, operations, text_of

KEPT = Path(__file__).resolve().parents[2] / "docs" / "develop" / "openapi.json"
DOCUMENT = document_of(api)
OPERATIONS = [
    pytest.param(method, path, operation, id=f"{method} {path}")
    for method, path, operation in operations(DOCUMENT)
]
PROBLEM, INVALID = "#/components/schemas/Problem", "#/components/schemas/Invalid"
each_operation = pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)


def test_the_kept_document_is_what_the_code_says() -> None:
    """`yucaihui openapi > docs/develop/openapi.json` writes it anew."""
    assert json.loads(KEPT.read_text(encoding="utf-8")) == DOCUMENT
    assert KEPT.read_text(encoding="utf-8") == text_of(DOCUMENT)


def test_the_document_is_the_same_in_every_language() -> None:
    with translation.override("zh-hans"):
        assert document_of(api) == DOCUMENT


def test_every_operation_has_a_name_of_its_own() -> None:
    names = Counter(operation["operationId"] for _, _, operation in operations(DOCUMENT))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_summary_is_given_twice() -> None:
    names = Counter(operation["summary"] for _, _, operation in operations(DOCUMENT))
    assert [name for name, count in names.items() if count > 1] == []


@each_operation
def test_an_operation_has_one_tag_and_a_summary_that_is_not_its_function(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    assert len(operation["tags"]) == 1
    function = operation["operationId"].partition("_")[2].replace("_", " ").title()
    assert operation["summary"] not in {"", function}


@each_operation
def test_an_operation_names_its_refusals(method: str, path: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    private, names_a_thing = "security" in operation, "{" in path
    assert (("401" in answers), ("403" in answers)) == (private, private)
    assert not names_a_thing or "404" in answers
    forms = {
        status: one["content"]["application/json"]["schema"]["$ref"]
        for status, one in answers.items()
        if status[0] == "4"
    }
    assert forms.pop("422", INVALID) == INVALID
    assert set(forms.values()) <= {PROBLEM}


@each_operation
def test_an_operation_that_answers_says_in_which_form(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    good = {s: one for s, one in operation["responses"].items() if s[0] == "2"}
    assert len(good) == 1
    schema = next(iter(good.values()))["content"]["application/json"]["schema"]
    assert set(schema) == {"$ref"}


@each_operation
def test_a_list_is_paged_with_an_end(method: str, path: str, operation: dict[str, Any]) -> None:
    form = answer_form(operation)
    assert form.get("type") == "object"
    if "items" in form["properties"]:
        limits = {one["name"]: one["schema"] for one in operation["parameters"]}
        assert limits["page"]["minimum"] == 1
        assert limits.get("size", {"maximum": 10})["maximum"] <= 100
        assert form["properties"]["count"]["type"] == "integer"


def answer_form(operation: dict[str, Any]) -> dict[str, Any]:
    good = next(one for status, one in operation["responses"].items() if status[0] == "2")
    name = good["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    form: dict[str, Any] = DOCUMENT["components"]["schemas"][name]
    return form


def test_the_site_serves_the_same_document() -> None:
    answer = Client(headers={"Accept-Language": "en"}).get("/api/v1/openapi.json")
    assert answer.json() == DOCUMENT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "heading"), [("zh-hans", "开发者接口"), ("en", "API for programs")]
)
def test_the_page_lists_every_operation(language: str, heading: str) -> None:
    with translation.override(language):
        answer = Client().get(reverse("developers:reference"))
    page = answer.content.decode()
    assert f"<h1>{heading}</h1>" in page
    listed = [operation["operationId"] for _, _, operation in operations(DOCUMENT)]
    assert [name for name in listed if f'id="{name}"' not in page] == []


@pytest.mark.parametrize("word", ["summary", "description"])
def test_what_the_document_says_of_operations_has_its_chinese(word: str) -> None:
    said = {operation["summary"] for _, _, operation in operations(DOCUMENT)}
    if word == "description":
        said = {words for status, _form, words, _applies in SHARED}
    with translation.override("zh-hans"):
        assert [words for words in sorted(said) if translation.gettext(words) == words] == []


@pytest.mark.django_db
def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = Client().get(reverse("developers:reference")).content.decode()
    assert "//cdn" not in page
    assert "swagger" not in page.lower()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/docs", "/api/v1/nothing/", "/api/v2/me/", "/api/x"])
def test_an_unknown_address_is_said_in_the_form_of_refusals(path: str) -> None:
    answer = Client(headers={"Accept-Language": "en"}).post(path)
    assert (answer.status_code, answer.json()["error"]) == (404, "no_such_address")


def forms(parent: type[Schema] = Schema) -> list[type[Schema]]:
    """Every form of the application's own; the document would merge two of the same name."""
    return [
        each
        for form in parent.__subclasses__()
        for each in ([form] if form.__module__.startswith("yucaihui.") else []) + forms(form)
    ]


def test_no_two_forms_share_a_name() -> None:
    homes = {f"{form.__module__}.{form.__qualname__}" for form in forms()}
    counts = Counter(home.rpartition(".")[2] for home in homes)
    assert [name for name, count in counts.items() if count > 1] == []
