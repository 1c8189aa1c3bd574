"""Lists of competitions."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models import Challenge, Definition, Edition
from yucaihui.ui.formats import in_language, yuan
from yucaihui.ui.tables import Column, Table

STATE = "competitions/cells/case_state.html"


class EditionTable(Table[Edition]):
    caption = _("Editions")
    empty_title = _("No competition is set up yet")
    empty_text = _("Create a competition, then its first edition.")

    name = Column(_("Name"), value=lambda row: in_language(row, "name"))
    competition = Column(
        _("Competition"),
        value=lambda row: in_language(row.competition, "name"),
        order=("competition__code",),
    )
    year = Column(_("Year"), value=lambda row: str(row.year), order=("year",))
    tracks = Column(_("Tracks"), value=lambda row: len(row.tracks.all()), numeric=True)
    state = Column(
        pgettext_lazy("edition", "State"), template="competitions/cells/edition_state.html"
    )

    def url_of(self, row: Edition) -> str:
        return reverse("competitions:setup", args=[row.uid])


class DefinitionTable(Table[Definition]):
    caption = _("Versions")
    empty_title = _("Nothing saved yet")
    empty_text = _("Each time you save, a new version is kept; earlier ones stay as they were.")

    number = Column(_("Version"), value=lambda row: str(row.number))
    made_at = Column(_("Saved"))

    def url_of(self, row: Definition) -> str:
        return reverse(
            "competitions:definition_version", args=[row.track.uid, row.kind, row.number]
        )


class ChallengeTable(Table[Challenge]):
    """Challenges as their owner and the office list them."""

    caption = _("Challenges")
    empty_title = _("No challenge yet")
    empty_text = _("A challenge says what a solution must reach; teams answer it with bids.")

    title = Column(pgettext_lazy("challenge", "Title"), value=lambda row: in_language(row, "title"))
    owner = Column(_("Firm"), value=lambda row: in_language(row.owner, "name"))
    budget = Column(_("Budget"), value=lambda row: yuan(row.budget), numeric=True)
    bids_close_at = Column(_("Bids close at"), order=("bids_close_at",))
    state = Column(pgettext_lazy("challenge", "State"), value="case.state", template=STATE)

    def url_of(self, row: Challenge) -> str:
        return reverse("competitions:challenge", args=[row.uid])


def edition_kind(edition: Any) -> str:
    """The colour of an edition's state."""
    kinds = {"draft": "wait", "published": "ok"}
    return kinds.get(edition.state, "quiet")
