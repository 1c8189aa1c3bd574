"""Lists on the office's pages of judging."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models import AssignmentPlan, Judge
from yucaihui.competitions.services.plans import MODES
from yucaihui.ui.formats import in_language, moment
from yucaihui.ui.tables import Column, Table


class JudgeTable(Table[Judge]):
    caption = _("Judges")
    empty_title = _("No judge is invited yet")
    empty_text = _("Invite people by their e-mail address: a letter leads them to their pledge.")
    code = Column(pgettext_lazy("judge", "Code"), order=("code",))
    name = Column(pgettext_lazy("judge", "Name"), lambda row: in_language(row.person, "name"))
    state = Column(_("State"), "get_state_display", order=("state",))
    pledged = Column(
        _("Pledge signed"), lambda row: moment(row.pledged_at) if row.pledged_at else ""
    )
    assigned = Column(_("To score"), order=("assigned",), numeric=True)
    scored = Column(_("Submitted"), order=("scored",), numeric=True)

    def url_of(self, row: Judge) -> str:
        return reverse("competitions:judge", args=[row.uid])


class MissingTable(Table[Judge]):
    caption = _("Judges of this stage")
    empty_title = _("Nobody judges here yet")
    empty_text = _("Draft a plan of assignments and publish it.")
    code = Column(pgettext_lazy("judge", "Code"), order=("code",))
    name = Column(pgettext_lazy("judge", "Name"), lambda row: in_language(row.person, "name"))
    assigned = Column(_("To score"), order=("assigned",), numeric=True)
    scored = Column(_("Submitted"), order=("scored",), numeric=True)
    missing = Column(_("Missing"), order=("missing",), numeric=True)

    def url_of(self, row: Judge) -> str:
        return reverse("competitions:judge", args=[row.uid])


class PlanTable(Table[AssignmentPlan]):
    caption = _("Plans of assignments")
    empty_title = _("No plan yet")
    empty_text = _("Seat judges on the panels, find conflicts, then draft a plan.")
    made = Column(_("Asked for"), lambda row: moment(row.made_at))
    stages = Column(
        _("Stages"),
        lambda row: ", ".join(
            f"{in_language(stage.track, 'name')}: {in_language(stage, 'name')}"
            for stage in row.stages.all()
        ),
    )
    mode = Column(_("How to assign"), lambda row: MODES[row.mode])
    state = Column(_("State"), "get_state_display", order=("state",))
    pairs = Column(_("Seats"), lambda row: len(row.pairs), numeric=True)

    def url_of(self, row: AssignmentPlan) -> str:
        return reverse("competitions:plan", args=[row.uid])
