"""Fields that are asked only when another field has one of some values: the words for a reader
without scripts, and the marks by which `asked.js` shows them at the right time."""

import json
from collections.abc import Iterable

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString


def ask_only_if(form: forms.Form, name: str, other: str, values: Iterable[str]) -> None:
    form.fields[name].widget.attrs |= {
        "data-asked-if": form.add_prefix(other),
        "data-asked-values": json.dumps(list(values)),
    }


def asked_note(words: str) -> SafeString:
    """When the field is asked, in words; the script takes it away with the need for it."""
    return format_html("<span data-asked-note>{}</span>", words)
