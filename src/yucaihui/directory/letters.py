"""Where letters lead, and their texts for people who have no account yet: in both languages."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation


def in_both_languages(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """(subject, body); each language's text begins with its subject line."""
    subjects, bodies = [], []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            text = render_to_string(template, {**context, "site": settings.SITE_URL})
        subject, _line, body = text.strip().partition("\n")
        subjects.append(subject)
        bodies.append(body.strip())
    return " / ".join(subjects), "\n\n---\n\n".join(bodies)


def path_for(reader: Any, url_name: str, *args: str) -> str:
    """The path of a page in the reader's language; in the site's own for one without account."""
    with translation.override(reader.language if reader else settings.LANGUAGE_CODE):
        return reverse(url_name, args=args)
