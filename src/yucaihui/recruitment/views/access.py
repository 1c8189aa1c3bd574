"""Who gets in: the organisation or the posting an address names, if it is the user's to manage."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from yucaihui.core.accounts.rules import is_office, signed_in_user
from yucaihui.directory.queries.organisations import manageable_by as organisations_managed_by
from yucaihui.directory.queries.organisations import organisations_of
from yucaihui.recruitment.models import ImportBatch, Posting
from yucaihui.recruitment.queries.imports import visible_batches
from yucaihui.recruitment.queries.postings import manageable_by


def managed_organisation(request: HttpRequest, uid: str) -> Any:
    """404 for others: that somebody works for an employer is nobody's business."""
    return get_object_or_404(organisations_managed_by(signed_in_user(request)), uid=uid)


def own_organisation(request: HttpRequest, uid: str) -> Any:
    return get_object_or_404(organisations_of(signed_in_user(request)), uid=uid)


def managed_posting(request: HttpRequest, uid: str) -> Posting:
    return get_object_or_404(manageable_by(signed_in_user(request)), uid=uid)


def managed_batch(request: HttpRequest, uid: str) -> ImportBatch:
    return get_object_or_404(visible_batches(signed_in_user(request)), uid=uid)


def office_only(request: HttpRequest) -> Any:
    user = signed_in_user(request)
    if not is_office(user):
        raise PermissionDenied
    return user
