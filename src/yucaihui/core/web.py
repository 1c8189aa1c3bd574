"""What every endpoint of the API shares: the one form of refusal, and pages of lists.

An endpoint names the refusals that its address does not tell, such as a 404 of an address without
an id: `@router.get(…, openapi_extra=refusals(404))`. The others are documented for all at once.
"""

from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import PaginationBase


class Problem(Schema):
    """Why something was refused: a word for programs, words for people, the field it is about."""

    error: str = Field(description="A word that does not change, for programs.")
    detail: str = Field(description="What is wrong and what to do, in the language asked for.")
    field: str = Field(description="The field it is about, or nothing.")


class FieldProblem(Schema):
    field: str
    message: str


class Invalid(Problem):
    """Fields that can't be taken as they were sent. `fields` is empty where it is about others."""

    fields: list[FieldProblem] = []


def problem(error: str, detail: str, field: str = "") -> dict[str, str]:
    """The body of a refusal."""
    return {"error": error, "detail": detail, "field": field}


def refusal(model: type[Problem], description: str) -> dict[str, Any]:
    """A refusal as the OpenAPI document describes it."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def refusals(*statuses: int) -> dict[str, Any]:
    """An endpoint's `openapi_extra` that documents these refusals in the one form."""
    words = {status: HTTPStatus(status).phrase for status in statuses}
    return {"responses": {status: refusal(Problem, words[status]) for status in statuses}}


class Pages(PaginationBase):
    """`?page=2&size=50` of a query or a list, for `@paginate(Pages)`; at most 100 rows a page.

    Gives `items` and the `count` of all rows. A page past the last is empty.
    """

    class Input(Schema):
        page: int = Field(1, ge=1, le=1_000_000)
        size: int = Field(25, ge=1, le=100)

    class Output(Schema):
        items: list[Any]
        count: int

    def paginate_queryset(
        self,
        queryset: QuerySet[Any],
        pagination: Any,
        request: HttpRequest,  # noqa: ARG002 - ninja passes it by name
        **params: Any,  # noqa: ARG002
    ) -> dict[str, Any]:
        start = (pagination.page - 1) * pagination.size
        return {
            "items": queryset[start : start + pagination.size],
            "count": self._items_count(queryset),
        }
