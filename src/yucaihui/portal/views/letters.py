"""The letters that the platform wrote to the signed-in person."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yucaihui.core.mail.queries import letters_for
from yucaihui.core.mail.services import mark_read
from yucaihui.portal.tables import LetterTable


@login_required
def letters(request: HttpRequest) -> HttpResponse:
    return render(
        request, "portal/letters.html", {"table": LetterTable(letters_for(request.user), request)}
    )


@login_required
def letter(request: HttpRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(letters_for(request.user), uid=uid)
    mark_read(found, timezone.now())
    return render(request, "portal/letter.html", {"letter": found})
