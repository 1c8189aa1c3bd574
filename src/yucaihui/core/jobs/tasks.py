"""The house's own recurring work."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yucaihui.core.audit.services import seal_journal
from yucaihui.core.jobs.registry import Progress, task
from yucaihui.core.jobs.services import forget_finished
from yucaihui.core.mail.services import send_waiting


@task("mail.send", every=timedelta(minutes=1))
def send_mail(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    return {"sent": send_waiting()}


@task("audit.seal", every=timedelta(hours=1))
def seal(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    sealed = seal_journal(timezone.now() - timedelta(minutes=10))
    return {"entries": sealed.entries if sealed else 0}


@task("jobs.forget", every=timedelta(hours=6))
def forget(progress: Progress) -> dict[str, Any]:  # noqa: ARG001 - one round is short
    return {"forgotten": forget_finished(timezone.now() - timedelta(days=1))}
