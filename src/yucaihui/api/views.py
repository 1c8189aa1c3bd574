"""The page that says what the API offers, and the answer to an address that it does not have."""

from functools import cache
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from yucaihui.api.api import api
from yucaihui.api.reference import Document, document_of, operations
from yucaihui.core.web import problem

# Names of the parts; one that is missing here is shown as the endpoints call it.
TAGS = {
    "account": gettext_lazy("Account"),
    "applications": gettext_lazy("Applications, interviews and offers"),
    "directory": gettext_lazy("Records and organisations"),
    "imports": gettext_lazy("Imports of positions"),
    "ledger": gettext_lazy("Ledger"),
    "matches": gettext_lazy("Matches"),
    "members": gettext_lazy("Members, invitations and verification"),
    "positions": gettext_lazy("Positions"),
    "talents": gettext_lazy("Talents and their wishes"),
}


def reference(request: HttpRequest) -> HttpResponse:
    document = held_document()
    context = {
        "groups": groups(document),
        "forms": [
            (name, fields_of(schema))
            for name, schema in sorted(document["components"]["schemas"].items())
        ],
    }
    return render(request, "api/reference.html", context)


@csrf_exempt
def unknown_address(_request: HttpRequest) -> HttpResponse:
    words = _("The API has no such address. Each ends with a slash; /developers/ lists them all.")
    return JsonResponse(problem("no_such_address", words), status=404)


@cache
def held_document() -> Document:
    """The endpoints don't change while the process lives."""
    return document_of(api)


def groups(document: Document) -> list[tuple[str, list[dict[str, Any]]]]:
    """The operations by their tag, in the order of their addresses."""
    rows = sorted((one["tags"][0], path, method) for method, path, one in operations(document))
    return [
        (str(TAGS.get(tag, tag)), [row_of(path, method, document) for _tag, path, method in part])
        for tag, part in groupby(rows, key=lambda row: row[0])
    ]


def row_of(path: str, method: str, document: Document) -> dict[str, Any]:
    operation = document["paths"][path][method]
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": translated(operation, "summary"),
        "description": operation.get("description", ""),
        "private": "security" in operation,
        "parameters": [
            field(one["name"], one["schema"], required=one["required"])
            for one in operation["parameters"]
        ],
        "body": body_of(operation, document),
        "answers": [
            {
                "status": status,
                "words": translated(one, "description"),
                "type": type_of_content(one),
            }
            for status, one in sorted(operation["responses"].items())
        ],
    }


def translated(said: Document, part: str) -> str:
    """English in the document; the endpoints' catalogues have the Chinese."""
    words: str = said[part]
    return _(words)


def field(name: str, schema: Document, *, required: bool) -> dict[str, Any]:
    words = schema.get("description", "")
    return {"name": name, "type": type_of(schema), "required": required, "words": words}


def fields_of(schema: Document) -> list[dict[str, Any]]:
    required = schema.get("required", [])
    return [
        field(name, inner, required=name in required)
        for name, inner in schema.get("properties", {}).items()
    ]


def body_of(operation: Document, document: Document) -> list[dict[str, Any]]:
    """The fields of the body, whichever way it is sent."""
    schemas = [
        sent["schema"] for sent in operation.get("requestBody", {}).get("content", {}).values()
    ]
    return [one for schema in schemas for one in fields_of(resolved(schema, document))]


def resolved(schema: Document, document: Document) -> Document:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Document = document["components"]["schemas"][name] if name else schema
    return found


def type_of_content(answer: Document) -> str:
    types = [type_of(sent["schema"]) for sent in answer.get("content", {}).values()]
    return " | ".join(types)


def type_of(schema: Document) -> str:
    """A word for a schema: `string`, `Me`, `[string]`, `integer | null`, `zh | en`."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if choices := schema.get("anyOf"):
        return " | ".join(type_of(one) for one in choices)
    if values := schema.get("enum"):
        return " | ".join(map(str, values))
    if schema.get("type") == "array":
        return f"[{type_of(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type", "any"))
