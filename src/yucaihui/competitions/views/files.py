"""Files of an entry, for its team, the office, and the judges whom the stage lets read them."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from yucaihui.competitions.queries.entries import visible_to
from yucaihui.competitions.queries.entry_files import readable_file
from yucaihui.core.accounts.rules import signed_in_user
from yucaihui.core.files.services import download


@login_required
def entry_file(request: HttpRequest, uid: str, file: str) -> FileResponse:
    """As an attachment: a browser saves it and never shows it inside our pages."""
    user = signed_in_user(request)
    entry = get_object_or_404(visible_to(user), case__uid=uid)
    found = readable_file(user, entry, file)
    if found is None:
        raise Http404
    stored, name = found
    stored.name = name
    return download(stored)
