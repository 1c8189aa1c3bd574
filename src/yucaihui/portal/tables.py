"""Lists of the portal's own pages."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yucaihui.core.accounts.models import User
from yucaihui.core.audit.models import AuditEntry
from yucaihui.core.calendar.models import SpecialDay
from yucaihui.core.jobs.models import Job
from yucaihui.core.mail.models import Letter
from yucaihui.ui.formats import in_language
from yucaihui.ui.tables import Column, Table


class LetterTable(Table[Letter]):
    caption = _("Messages")
    empty_title = _("No messages yet")
    empty_text = _("What happens to your applications and appointments is told to you here.")

    subject = Column(_("Subject"))
    queued_at = Column(_("Date"), order=("queued_at",))
    read = Column(_("State"), value=lambda letter: _("Read") if letter.read_at else _("New"))

    def url_of(self, row: Letter) -> str:
        return reverse("portal:letter", args=[row.uid])


class JobTable(Table[Job]):
    caption = _("Jobs")
    empty_title = _("No jobs yet")
    empty_text = _("Imports and other long work that you start shows here how far it is.")

    task = Column(_("Task"))
    state = Column(_("State"), value="get_state_display")
    percent = Column(_("Percent"), numeric=True)
    queued_at = Column(_("Asked for"), order=("queued_at",))

    def url_of(self, row: Job) -> str:
        return reverse("portal:job", args=[row.uid])


class UserTable(Table[User]):
    caption = _("Accounts")
    empty_title = _("No account fits")

    email = Column(_("E-mail"), order=("email",))
    roles = Column(
        _("Roles"),
        value=lambda user: "、".join(str(g.get_role_display()) for g in user.grants.all()),
    )
    is_active = Column(_("Active"))
    date_joined = Column(_("Since"), order=("date_joined",))

    def url_of(self, row: User) -> str:
        return reverse("portal:user", args=[row.uid])


class AuditTable(Table[AuditEntry]):
    caption = _("Journal")
    empty_title = _("No entry fits")

    id = Column(_("Number"))
    at = Column(_("When"))
    actor_uid = Column(_("Who"), value=lambda entry: entry.actor_uid or _("the system"))
    action = Column(_("Did what"))
    object = Column(_("To what"), value=lambda entry: f"{entry.object_type} {entry.object_uid}")
    detail = Column(
        _("Detail"),
        value=lambda entry: ", ".join(f"{key}={value}" for key, value in entry.detail.items()),
    )


class SpecialDayTable(Table[SpecialDay]):
    caption = _("Special days")
    empty_title = _("Every week is an ordinary week")

    date = Column(_("Date"), order=("date",))
    working = Column(_("Kind"), value=lambda day: _("Working day") if day.working else _("Day off"))
    name = Column(_("Name"), value=lambda day: in_language(day, "name"))
