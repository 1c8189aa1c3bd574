"""The API: every module's `endpoints.py` under one address, one way to sign in, one form of error.

An `endpoints` module offers `router`; its operations carry their own paths from /api/v1/ on.
"""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import module_has_submodule
from ninja import NinjaAPI
from ninja.security import HttpBearer, SessionAuth

from yucaihui.api.endpoints import router as own_router
from yucaihui.casework.services import MoveNotOpen, PersonNeeded, ReasonNeeded, StaleCase
from yucaihui.core.accounts.tokens import user_of_key
from yucaihui.core.files.services import RefusedFile
from yucaihui.directory.errors import AlreadyDecided, Refused


class TokenAuth(HttpBearer):
    """`Authorization: Bearer ych_…`: a personal token made on one's settings page."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        user = user_of_key(token, timezone.localdate())
        if user is not None:
            request.user = user
        return user


api = NinjaAPI(
    title="Yucaihui 渝才荟",
    version="1",
    description=(
        "Positions, applications and records of a city's talent work. Sign in with the site's "
        "session and its CSRF token, or with a personal token as `Authorization: Bearer …`. "
        "Amounts are whole fen unless a field says otherwise, times are UTC, ids are opaque."
    ),
    auth=[TokenAuth(), SessionAuth()],
    urls_namespace="api",
)

# Error: (status, code). Each answers {"error": code, "detail": words, "field": name or ""}.
PROBLEMS: tuple[tuple[type[Exception], int, str], ...] = (
    (StaleCase, 409, "stale"),
    (MoveNotOpen, 409, "move_not_open"),
    (AlreadyDecided, 409, "already_decided"),
    (ReasonNeeded, 422, "reason_needed"),
    (PersonNeeded, 422, "person_needed"),
    (Refused, 422, "refused"),
    (RefusedFile, 422, "refused_file"),
    (PermissionDenied, 403, "not_allowed"),
)


def answer_problem(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """A subclass is answered as the first of its kind in the table."""
    status, code = next(
        (status, code) for kind, status, code in PROBLEMS if isinstance(error, kind)
    )
    body = {"error": code, "detail": str(error), "field": getattr(error, "field", "")}
    return api.create_response(request, body, status=status)


def add_routers() -> None:
    api.add_router("", own_router)
    for config in apps.get_app_configs():
        ours = config.name.startswith("yucaihui.") and config.module is not None
        if ours and module_has_submodule(config.module, "endpoints"):
            endpoints = import_module(f"{config.name}.endpoints")
            if hasattr(endpoints, "router"):
                api.add_router("", endpoints.router)


for problem, _status, _code in PROBLEMS:
    api.add_exception_handler(problem, answer_problem)
add_routers()
