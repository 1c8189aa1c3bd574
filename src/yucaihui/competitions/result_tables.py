"""Lists on the pages of results."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.forms.calls import METHODS
from yucaihui.competitions.models import Appeal, Award, LandingCase, Ranking
from yucaihui.competitions.process import GROUNDS
from yucaihui.competitions.tables import STATE
from yucaihui.ui.formats import day, in_language, moment, yuan
from yucaihui.ui.tables import Column, Table


class RankingTable(Table[Ranking]):
    caption = _("Rankings")
    empty_title = _("No ranking yet")
    empty_text = _("Choose stages in which sheets were submitted, and compute one.")

    made_at = Column(_("Computed"), value=lambda row: moment(row.made_at))
    stages = Column(
        _("Stages"),
        value=lambda row: ", ".join(
            f"{in_language(one.track, 'name')}: {in_language(one, 'name')}"
            for one in row.stages.all()
        ),
    )
    method = Column(_("Ranking method"), value=lambda row: METHODS[row.method])
    state = Column(pgettext_lazy("ranking", "State"), "get_state_display", order=("state",))

    def url_of(self, row: Ranking) -> str:
        return reverse("competitions:ranking", args=[row.uid])


def entry_words(row: Any) -> str:
    title = in_language(row.entry.submitted, "title") if row.entry.submitted else ""
    return f"{row.entry.code} {title}".strip()


class AppealTable(Table[Appeal]):
    caption = _("Appeals")
    empty_title = _("No appeal")
    empty_text = _("While a public notice stands, teams may appeal against the result.")

    entry = Column(_("Entry"), value=entry_words, order=("entry__code",))
    ground = Column(_("Ground"), value=lambda row: GROUNDS.get(row.ground, row.ground))
    due = Column(_("Answer due"), value=lambda row: day(row.case.due_on), order=("case__due_on",))
    state = Column(
        pgettext_lazy("appeal", "State"), value="case.state", template=STATE, order=("case__state",)
    )

    def url_of(self, row: Appeal) -> str:
        return reverse("competitions:appeal", args=[row.uid])


class AwardTable(Table[Award]):
    caption = _("Awards")
    empty_title = _("No award is given yet")
    empty_text = _("Awards are proposed from the provisional ranking of a track.")

    entry = Column(_("Entry"), value=entry_words, order=("entry__code",))
    award = Column(
        pgettext_lazy("award", "Award"), value=lambda row: in_language(row.definition, "name")
    )
    amount = Column(_("Prize"), value=lambda row: yuan(row.amount), numeric=True, order=("amount",))
    state = Column(
        pgettext_lazy("award", "State"), value="case.state", template=STATE, order=("case__state",)
    )

    def url_of(self, row: Award) -> str:
        return reverse("competitions:award", args=[row.uid])


def next_milestone(row: LandingCase) -> str:
    waiting = [one for one in row.milestones.all() if one.reached_on is None]
    return f"{in_language(waiting[0], 'title')} {day(waiting[0].due_on)}" if waiting else ""


class LandingTable(Table[LandingCase]):
    caption = _("Landings")
    empty_title = _("No project is followed yet")
    empty_text = _("Open a landing on the page of an award that was accepted.")

    entry = Column(_("Entry"), value=entry_words, order=("entry__code",))
    district = Column(_("District"), order=("district",))
    milestone = Column(_("Next milestone"), value=next_milestone)
    state = Column(
        pgettext_lazy("landing", "State"),
        value="case.state",
        template=STATE,
        order=("case__state",),
    )

    def url_of(self, row: LandingCase) -> str:
        return reverse("competitions:landing", args=[row.uid])
