"""The parts of an edition as the office works on it, as tabs on each of their pages."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.ui.navigation import Link
from yucaihui.ui.templatetags.ui import tabs

register = template.Library()
# Label, page, and the other pages below it.
PARTS = (
    (
        pgettext_lazy("edition", "Set-up"),
        "setup",
        ("edit_edition", "new_track", "track_setup", "edit_track", "copy_definitions", "new_stage",
         "edit_stage", "definition", "definition_version", "roadshows", "new_roadshow",
         "roadshow_desk", "edit_roadshow", "roadshow_entries"),
    ),
    (pgettext_lazy("list", "Entries"), "entries", ()),
    (
        _("Judges"),
        "judges",
        ("invite_judge", "judge", "judging_progress", "reopen_sheet"),
    ),
    (_("Conflicts of interest"), "conflicts", ()),
    (_("Plans of assignments"), "plans", ("new_plan", "plan", "compare_plans")),
    (_("Rankings"), "rankings", ("ranking", "decide_row")),
    (_("Awards"), "awards", ("new_award", "edit_award")),
)  # fmt: skip


@register.inclusion_tag("ui/tabs.html", takes_context=True)
def edition_tabs(context: Context, edition: Any) -> dict[str, Any]:
    here = context["request"].resolver_match.url_name
    return tabs(
        [
            Link(label, address(page, edition), here == page or here in below)
            for label, page, below in PARTS
        ],
        _("Parts of this edition"),
    )


def address(page: str, edition: Any) -> str:
    """The list of entries is one for all editions, and is narrowed to this one."""
    if page == "entries":
        return f"{reverse('competitions:entries')}?edition={edition.uid}"
    return reverse(f"competitions:{page}", args=[edition.uid])
