"""The API keeps what its document says, whatever is sent by whomever."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.access.applications import desk
from tests.access.world import World
from tests.api.ground import named_by
from yucaihui.core.accounts.tokens import issue_token
from yucaihui.core.installation.services import mark_demo

PREFIX = "/api/v1"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def world(db: None) -> Iterator[World]:
    # In a demo city staff need no second factor.
    mark_demo(seed=1, scale=0.01)
    made = World()
    desk(made)
    # A server lets its connection go between requests; these share the test's transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield made
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("role", ["visitor", "talent", "employer", "office"])
def test_every_answer_is_one_that_the_document_names(role: str, world: World) -> None:
    headers = {"Accept-Language": "en"}
    if role != "visitor":
        headers["Authorization"] = f"Bearer {issue_token(world.users[role], 'fuzz')[1]}"
    schema = schemathesis.openapi.from_wsgi(f"{PREFIX}/openapi.json", get_wsgi_application())
    for found in schema.get_all_operations():
        operation = found.ok()
        name = named_by(operation.path.removeprefix(PREFIX), world) if "{" in operation.path else ""
        send_many(operation, GenerationMode.POSITIVE, 4, name, headers)
        # Any text will do for an id: only fields and limits can be sent wrongly.
        if operation.query.items or operation.body.items:
            send_many(operation, GenerationMode.NEGATIVE, 2, name, headers)


def send_many(
    operation: APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    number: int,
    name: str,
    headers: dict[str, str],
) -> None:
    """Half of the requests name a thing that is there."""

    @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans())
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def send(case: Case, real: bool) -> None:
        if real and name:
            case.path_parameters = dict.fromkeys(case.path_parameters or {}, name)
        with transaction.atomic():
            answer = case.call(headers=headers)
            transaction.set_rollback(True)
        case.validate_response(answer, checks=CHECKS)

    send()
