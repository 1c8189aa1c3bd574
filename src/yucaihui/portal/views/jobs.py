"""How far one's jobs are, and a way to stop them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yucaihui.core.jobs.queries import visible_to
from yucaihui.core.jobs.services import cancel
from yucaihui.portal.tables import JobTable


@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    return render(
        request, "portal/jobs.html", {"table": JobTable(visible_to(request.user), request)}
    )


@login_required
def job(request: HttpRequest, uid: str) -> HttpResponse:
    """The job's page, or only its progress when the page asks again."""
    found = get_object_or_404(visible_to(request.user), uid=uid)
    template = (
        "portal/job_progress.html" if request.headers.get("HX-Request") else "portal/job.html"
    )
    return render(request, template, {"job": found})


@login_required
@require_POST
def cancel_job(request: HttpRequest, uid: str) -> HttpResponse:
    cancel(get_object_or_404(visible_to(request.user), uid=uid))
    return redirect("portal:job", uid)
