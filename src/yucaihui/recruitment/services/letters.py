"""Letters about applications, to either side, each in its reader's language."""

from typing import Any

from yucaihui.core.mail.services import write_to
from yucaihui.directory.letters import path_for
from yucaihui.directory.queries import active_members
from yucaihui.recruitment.models import JobApplication

FOLDER = "recruitment/applications/letters"


def tell_applicant(application: JobApplication, event: str, **context: Any) -> None:
    """`event` names the template; the same event of the same version is told once."""
    user = application.person.user
    if user is not None:
        write_about(application, user, "my_application", event, context)


def tell_employer(application: JobApplication, event: str, **context: Any) -> None:
    for member in active_members(application.posting.employer):
        write_about(application, member.user, "application", event, context)


def write_about(
    application: JobApplication, reader: Any, page: str, event: str, context: dict[str, Any]
) -> None:
    case = application.case
    write_to(
        reader,
        f"{FOLDER}/{event}.txt",
        {"application": application, "posting": application.posting, **context},
        link=path_for(reader, f"recruitment:{page}", case.uid),
        key=f"application:{event}:{case.uid}:{case.version}:{reader.uid}",
    )
