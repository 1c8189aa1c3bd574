"""Applications in templates: their state, and what their applicant is called."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yucaihui.casework.process import Move
from yucaihui.casework.queries import moves_open_to, state_of
from yucaihui.recruitment.process import EMPLOYER, NAMED
from yucaihui.recruitment.queries.sheets import Sheet, headline_of, skills_of
from yucaihui.recruitment.services.applications import PLAIN_MOVES
from yucaihui.ui.formats import in_language
from yucaihui.ui.templatetags.ui import chip

register = template.Library()


@register.simple_tag
def state_chip(case: Any, inside: bool) -> SafeString:
    """The case's state in the word of those inside, or of its subject."""
    state = state_of(case)
    return chip(state.kind, state.word(inside=inside))


@register.simple_tag
def applicant(application: Any) -> str:
    """The name once the employer may know it, before that a code."""
    if application.case.state in NAMED:
        return in_language(application.person, "name")
    return _("Applicant %(code)s") % {"code": application.code}


@register.filter
def headline(application: Any) -> str:
    """What the applicant calls themselves at work; covered like the rest until the shortlist."""
    return headline_of(application)


@register.filter
def skills(application: Any) -> list[str]:
    """The skills that they wrote, covered likewise."""
    return skills_of(application)


@register.filter
def may(sheet: Sheet, move: str) -> bool:
    return sheet.may(move)


@register.simple_tag
def plain_moves(application: Any, role: str = EMPLOYER) -> list[Move]:
    """The moves open in this state that need nothing but a button."""
    moves = moves_open_to(application.case, {role})
    return [move for move in moves if move.name in PLAIN_MOVES and not move.needs_reason]
