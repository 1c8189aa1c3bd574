"""The OpenAPI document: what endpoints say of themselves, and the refusals that all share."""

import json
from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.responses import NinjaJSONEncoder

from yucaihui.core.web import FieldProblem, Invalid, Problem, refusal

Document = dict[str, Any]
REF = "#/components/schemas/{model}"
METHODS = ("get", "post", "put", "patch", "delete")


def is_private(_method: str, _path: str, operation: Document) -> bool:
    return "security" in operation


def names_a_thing(_method: str, path: str, _operation: Document) -> bool:
    return "{" in path


def writes(method: str, _path: str, _operation: Document) -> bool:
    return method != "get"


def has_body(_method: str, _path: str, operation: Document) -> bool:
    return "requestBody" in operation


def takes_something(method: str, path: str, operation: Document) -> bool:
    return writes(method, path, operation) or bool(operation["parameters"])


# Status, form, words, and which operations may answer so without saying it themselves.
SHARED: tuple[tuple[int, type[Problem], str, Callable[[str, str, Document], bool]], ...] = (
    (400, Problem, gettext_noop("The body can't be read"), has_body),
    (401, Problem, gettext_noop("Not signed in, or the key is no longer good"), is_private),
    (403, Problem, gettext_noop("Not allowed, or the CSRF token is missing"), is_private),
    (404, Problem, gettext_noop("No such thing, or not for this account to see"), names_a_thing),
    (409, Problem, gettext_noop("Something else happened first, or the step is not open"), writes),
    (413, Problem, gettext_noop("The body is too large"), has_body),
    (422, Invalid, gettext_noop("A field can't be taken"), takes_something),
)


class Api(NinjaAPI):
    """ninja's, with the shared refusals in its document and short names of operations."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**how)
        for method, path, operation in operations(schema):
            add_shared(method, path, operation)
        kept = schema["components"]["schemas"]
        for model in (Problem, FieldProblem, Invalid):
            kept[model.__name__] = model.model_json_schema(ref_template=REF, mode="serialization")
            kept[model.__name__].pop("$defs", None)
        return schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The module's and the function's name: `matches_candidates`, `directory_consents`."""
        *_above, package, module = operation.view_func.__module__.split(".")
        area = package if module == "endpoints" else module
        return f"{area}_{operation.view_func.__name__}"


def operations(document: Document) -> list[tuple[str, str, Document]]:
    """Method, path and description of every operation."""
    return [
        (method, path, item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]


def add_shared(method: str, path: str, operation: Document) -> None:
    said = operation["responses"]
    for status, model, words, applies in SHARED:
        if status not in said and applies(method, path, operation):
            said[status] = refusal(model, words)


def document_of(api: NinjaAPI) -> Document:
    """The document as plain JSON values, in English whatever language is active."""
    with translation.override("en"):
        text = json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder)
    document: Document = json.loads(text)
    return document


def text_of(document: Document) -> str:
    """The text that is kept beside the code and compared."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
