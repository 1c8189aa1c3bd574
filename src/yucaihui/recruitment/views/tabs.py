"""The states of postings as tabs above a list."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATES: dict[str, str | Promise] = {
    "": _("All"),
    "active": _("Open"),
    "draft": _("Drafts"),
    "on_hold": _("On hold"),
    "expired": _("Last day passed"),
    "closed": _("Closed"),
}


@dataclass(frozen=True)
class Tab:
    label: str | Promise
    url: str
    current: bool
    count: int | None = None


def state_tabs(counts: Mapping[str, int], current: str) -> list[Tab]:
    """Without `counts` the tabs have no figures."""
    total = sum(counts.values())
    return [
        Tab(
            label,
            f"?state={state}" if state else "?",
            state == current,
            (counts.get(state, 0) if state else total) if counts else None,
        )
        for state, label in STATES.items()
    ]
