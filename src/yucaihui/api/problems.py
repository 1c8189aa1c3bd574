"""Every refusal in one form: {"error": word, "detail": words, "field": name}, and for fields that
can't be taken `fields` too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from yucaihui.api.auth import SecondFactorNeeded
from yucaihui.casework.services import MoveNotOpen, PersonNeeded, ReasonNeeded, StaleCase
from yucaihui.core.accounts.middleware import ENROL
from yucaihui.core.files.services import RefusedFile
from yucaihui.core.web import problem
from yucaihui.directory.errors import AlreadyDecided, Refused


@dataclass(frozen=True)
class Answer:
    """How an error is told; `words` stand in where the error has none of its own."""

    status: int
    error: str
    words: str | Promise = ""


UNREADABLE = Answer(
    400,
    "unreadable",
    gettext_lazy("The body can't be read. Send JSON in UTF-8, without NUL characters."),
)
UNFIT = Answer(
    422,
    "invalid",
    gettext_lazy("A value does not fit its field: it is too large, or has a forbidden character."),
)
# The error's own words are for us, not for the reader.
UNSPOKEN: dict[type[Exception], Answer] = {
    Http404: Answer(
        404, "not_found", gettext_lazy("There is no such thing, or it is not for you to see.")
    ),
    AuthenticationError: Answer(
        401, "not_signed_in", gettext_lazy("Sign in, or send a personal key that is still good.")
    ),
    SecondFactorNeeded: Answer(403, "second_factor_needed", ENROL),
    BadRequest: UNREADABLE,
    MultiPartParserError: UNREADABLE,
    SuspiciousOperation: UNREADABLE,
    RequestDataTooBig: Answer(
        413, "too_large", gettext_lazy("The body is too large. Send less at once.")
    ),
    DataError: UNFIT,
    OverflowError: UNFIT,
    UnicodeEncodeError: UNFIT,
}
SPOKEN: dict[type[Exception], Answer] = {
    PermissionDenied: Answer(403, "not_allowed", gettext_lazy("Your account may not do this.")),
    StaleCase: Answer(409, "stale"),
    MoveNotOpen: Answer(409, "move_not_open"),
    AlreadyDecided: Answer(409, "already_decided"),
    ReasonNeeded: Answer(422, "reason_needed"),
    PersonNeeded: Answer(422, "person_needed"),
    Refused: Answer(422, "refused"),
    RefusedFile: Answer(422, "refused_file"),
}
# What ninja itself raises, by status: a body that is no JSON, a session without its CSRF token.
OF_HTTP = {
    400: UNREADABLE,
    403: Answer(
        403,
        "csrf",
        gettext_lazy("The CSRF token is missing or wrong: send it as X-CSRFToken, or use a key."),
    ),
}
# By pydantic's name of the fault; its own English words for the rarer ones.
FAULTS = {
    "missing": gettext_lazy("This field is missing."),
    "string_type": gettext_lazy("Send text here."),
    "string_too_long": gettext_lazy("Send at most %(max_length)s characters."),
    "string_too_short": gettext_lazy("Send at least %(min_length)s characters."),
    "int_type": gettext_lazy("Send a whole number here."),
    "int_parsing": gettext_lazy("Send a whole number here."),
    "int_from_float": gettext_lazy("Send a whole number here."),
    "bool_type": gettext_lazy("Send true or false here."),
    "bool_parsing": gettext_lazy("Send true or false here."),
    "list_type": gettext_lazy("Send a list here."),
    "dict_type": gettext_lazy("Send an object here."),
    "model_attributes_type": gettext_lazy("Send an object here."),
    "date_type": gettext_lazy("Send a date such as 2026-01-31 here."),
    "date_parsing": gettext_lazy("Send a date such as 2026-01-31 here."),
    "date_from_datetime_parsing": gettext_lazy("Send a date such as 2026-01-31 here."),
    "greater_than_equal": gettext_lazy("Send %(ge)s or more."),
    "less_than_equal": gettext_lazy("Send %(le)s or less."),
    "literal_error": gettext_lazy("Send one of: %(expected)s."),
    "enum": gettext_lazy("Send one of: %(expected)s."),
    "nul": gettext_lazy("Leave the NUL character out."),
    "extra_forbidden": gettext_lazy("There is no such field."),
}


def answer_by_table(api: NinjaAPI) -> None:
    """Have `api` answer every refusal in our form; any other error stays the server's own (500)."""

    def respond(request: HttpRequest, answer: Answer, words: str, **more: Any) -> HttpResponse:
        body = problem(answer.error, words or str(answer.words), more.pop("field", ""))
        return api.create_response(request, {**body, **more}, status=answer.status)

    def unspoken(request: HttpRequest, error: Any) -> HttpResponse:
        return respond(request, answer_for(UNSPOKEN, error), "")

    def spoken(request: HttpRequest, error: Any) -> HttpResponse:
        faults = [
            {"field": one.field, "message": one.message} for one in getattr(error, "faults", ())
        ]
        more = {"field": getattr(error, "field", ""), **({"fields": faults} if faults else {})}
        return respond(request, answer_for(SPOKEN, error), str(error), **more)

    def of_http(request: HttpRequest, error: Any) -> HttpResponse:
        return respond(request, OF_HTTP[error.status_code], "")

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        fields = [field_problem(fault) for fault in error.errors]
        words = _("These fields can't be taken: %(names)s.") % {
            "names": ", ".join(dict.fromkeys(one["field"] for one in fields))
        }
        return respond(
            request, UNFIT, words, field=fields[0]["field"] if fields else "", fields=fields
        )

    for kind in UNSPOKEN:
        api.add_exception_handler(kind, unspoken)
    for kind in SPOKEN:
        api.add_exception_handler(kind, spoken)
    api.add_exception_handler(HttpError, of_http)
    api.add_exception_handler(ValidationError, invalid)


def answer_for(table: dict[type[Exception], Answer], error: Exception) -> Answer:
    """A subclass is answered as its nearest kind in the table."""
    return next(table[kind] for kind in type(error).__mro__ if kind in table)


def field_problem(fault: dict[str, Any]) -> dict[str, str]:
    """Where a fault is, and what to send instead."""
    words = FAULTS.get(fault["type"])
    message = str(words) % fault.get("ctx", {}) if words else str(fault["msg"])
    return {"field": field_of(fault["loc"]), "message": message}


def field_of(place: Sequence[str | int]) -> str:
    """`("body", "payload", "skills", 2)` is `skills.2`: what the sender called it, without the
    names of the source and of the function's parameter."""
    _source, *names = place
    inner = names[1:] if len(names) > 1 and isinstance(names[1], str) else names
    return ".".join(map(str, inner))
